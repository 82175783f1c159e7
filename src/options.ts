/** What a site may ask for, and a check that names every mistake instead of guessing. */
import { defaultUrlRules, type UrlRules, type WatchglassEvent } from '@watchglass/contract';
import { sinkNames, type SinkOption } from './sinks/named.ts';

/** What is captured without a call: page views and leaves, clicks, scroll depth, uncaught errors. */
export type Signal = 'pageView' | 'click' | 'scroll' | 'error';

/** Options of `init`. Each that is no function has a `data-*` twin on the script tag, in kebab case. */
export interface Options {
  /** Write key of the project: 1 to 64 letters, digits, `_` or `-`. Required. It is public, as the page is. */
  key: string;
  /** Origin, or URL without the `/v1/batch`, of the collector. Default: the origin of the script tag. */
  endpoint?: string;
  /** The site's release, such as a commit or version; at most 200 characters. Default `''`. */
  release?: string;
  /** The site's environment, such as `production`; at most 200 characters. Default `''`. */
  environment?: string;
  /** Date `YYYY-MM-DD` of the behaviour you want: what a later version changes stays off until you raise it. */
  defaults?: string;
  /** Which signals are captured. Default: all; a signal that is not named keeps its default. */
  capture?: { [signal in Signal]?: boolean };
  /** How URLs are kept. */
  privacy?: {
    /** Query keys whose values are kept, `*` at the end matches any rest. Default `['utm_*']`. */
    allowQuery?: readonly string[];
    /** Whether a fragment such as `#/cart` is a route of the app. Default false. */
    hashRouting?: boolean;
  };
  /** Share of visitors that is captured, 0 to 1; decided once per visitor. Default 1. */
  sampleRate?: number;
  /** Where batches go, by name, as an object or as a function. Default `['http']`. */
  sinks?: readonly SinkOption[];
  /**
   * Sees each event before it is stored; may change what the site knows better, or return null to drop it. Ids, times
   * and kind stay as they were. An event whose hook throws is dropped and counted as `before_send_error`.
   */
  beforeSend?: (event: WatchglassEvent) => WatchglassEvent | null;
  /** Whether the SDK says on the console what it does. Default false: it is silent. */
  debug?: boolean;
}

/** Options with their defaults filled in. */
export interface Settings {
  key: string;
  endpoint: string;
  release: string;
  environment: string;
  capture: Record<Signal, boolean>;
  url: UrlRules;
  sampleRate: number;
  sinks: readonly SinkOption[];
  beforeSend: ((event: WatchglassEvent) => unknown) | undefined;
  debug: boolean;
}

type Check = (value: unknown) => boolean;

const isObject: Check = (value) => typeof value === 'object' && value !== null;
const isText: Check = (value) => typeof value === 'string' && value.length <= 200;
const isBoolean: Check = (value) => typeof value === 'boolean';
const isFunction: Check = (value) => typeof value === 'function';
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isSink: Check = (value) =>
  (sinkNames as readonly unknown[]).includes(value) ||
  isFunction(value) ||
  (isObject(value) && isText((value as { name?: unknown }).name) && isFunction((value as { send?: unknown }).send));

const signals: Record<Signal, boolean> = { pageView: true, click: true, scroll: true, error: true };
const text = 'a string of at most 200 characters';
const bool = 'true or false';

/** Checks by option name and what they expect, in words. */
const checks: Record<string, readonly [Check, string]> = {
  key: [(value) => /^[\w-]{1,64}$/.test(String(value)) && isText(value), '1 to 64 letters, digits, _ or -'],
  endpoint: [(value) => isText(value) && /^(https?:\/)?\/./.test(String(value)), 'an http(s) URL'],
  release: [isText, text],
  environment: [isText, text],
  defaults: [(value) => /^\d{4}-\d\d-\d\d$/.test(String(value)) && isText(value), 'a date as YYYY-MM-DD'],
  capture: [isObject, `an object with ${Object.keys(signals).join(', ')}`],
  privacy: [isObject, 'an object with allowQuery, hashRouting'],
  'privacy.allowQuery': [listOf(isText), 'a list of query keys'],
  'privacy.hashRouting': [isBoolean, bool],
  sampleRate: [(value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1'],
  sinks: [
    (value) => listOf(isSink)(value) && (value as []).length > 0,
    `a list of ${sinkNames.join(', ')}, sinks or functions`,
  ],
  beforeSend: [isFunction, 'a function'],
  debug: [isBoolean, bool],
};

const typeName = (value: unknown): string =>
  value === null || value === ''
    ? `${value === '' ? 'an empty string' : 'null'}`
    : Array.isArray(value)
      ? 'array'
      : Number.isNaN(value)
        ? 'NaN'
        : typeof value;

/**
 * The settings that `input` asks for, or the mistakes in it: one sentence each with the option, the type that was
 * given (never the value, which may be a secret in the wrong place) and what was expected.
 */
export function readOptions(input: unknown, defaultEndpoint = ''): Settings | string[] {
  const mistakes: string[] = [];
  const check = (
    name: string,
    value: unknown,
    [isRight, words]: readonly [Check, string],
    isRequired = false,
  ): void => {
    if (value === undefined ? isRequired : !isRight(value))
      mistakes.push(`${name}: expected ${words}, got ${value === undefined ? 'nothing' : typeName(value)}`);
  };
  if (!isObject(input)) return [`options: expected an object, got ${typeName(input)}`];
  // a copy: options with getters are asked once
  const options = { ...(input as object) } as Options & Record<string, unknown>;
  if (defaultEndpoint) options.endpoint ??= defaultEndpoint;
  const { capture = {}, privacy = {}, sinks = ['http'] } = options;
  const needsEndpoint = Array.isArray(sinks) && sinks.includes('http');
  for (const [name, rule] of Object.entries(checks)) {
    const [group = '', member] = name.split('.');
    const value = member ? (isObject(privacy) ? privacy[member as keyof typeof privacy] : undefined) : options[group];
    check(name, value, rule, name === 'key' || (name === 'endpoint' && needsEndpoint));
  }
  if (isObject(capture))
    for (const [name, value] of Object.entries(capture)) {
      const isSignal = Object.hasOwn(signals, name);
      check(`capture.${name}`, value, isSignal ? [isBoolean, bool] : [() => false, Object.keys(signals).join(', ')]);
    }
  if (mistakes.length > 0) return mistakes;
  const names = sinks.map((sink) => (typeof sink === 'object' ? sink.name : sink));
  if (new Set(names).size < names.length) return ['sinks: expected each sink once'];
  const { allowQuery = defaultUrlRules.allowQuery, hashRouting = false } = privacy;
  return {
    key: options.key,
    endpoint: (options.endpoint ?? '').replace(/\/+$/, ''),
    release: options.release ?? '',
    environment: options.environment ?? '',
    capture: { ...signals, ...Object.fromEntries(Object.entries(capture).filter(([, value]) => isBoolean(value))) },
    url: { allowQuery, hashRouting },
    sampleRate: options.sampleRate ?? 1,
    sinks,
    beforeSend: options.beforeSend,
    debug: options.debug ?? false,
  };
}
