/** What a site may ask for, and a check that names every mistake instead of guessing. */
import type { WatchglassEvent } from '@watchglass/contract';
import { type SinkOption, sinkNames } from './sinks/named.ts';

/** Page views and leaves; clicks by mouse, touch, pen and keyboard; scroll depth; uncaught errors and rejections. */
export type Signal = 'pageView' | 'click' | 'scroll' | 'error';

/** Options of `init`. Each that is no function has a `data-*` twin on the script tag, in kebab case. */
export interface Options {
  /** Write key of the project: 1 to 64 letters, digits, `_` or `-`. Required. It is public, as the page is. */
  key: string;
  /** The collector: an http(s) URL, or a path of the site, without `/v1/batch`. Default: the origin of the script tag. */
  endpoint?: string;
  /** The site's release, such as a commit or version; at most 200 characters. Default `''`. */
  release?: string;
  /** The site's environment, such as `production`; at most 200 characters. Default `''`. */
  environment?: string;
  /** Date `YYYY-MM-DD` of the behaviour you want: what a later version changes stays off until you raise it. */
  defaults?: string;
  /** Which signals are captured without a call: those of a list, or all that are not switched off. Default: all. */
  capture?: readonly Signal[] | { [signal in Signal]?: boolean };
  /** How URLs are kept. On the script tag its members are attributes of their own. */
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
   * and kind stay as they were. An event whose hook throws or gives nothing is dropped as `before_send_error`. Events
   * that grow until the view ends, such as `page_leave`, are shown again each time they are written ahead.
   */
  beforeSend?: (event: WatchglassEvent) => WatchglassEvent | null;
  /** Whether the SDK says on the console what it does. Default false: it is silent. */
  debug?: boolean;
}

type Given = Record<string, unknown>;

/** Options as they are when nothing is asked for; their types are the types that are accepted. */
export const standard = {
  key: '',
  endpoint: '',
  release: '',
  environment: '',
  defaults: '',
  capture: { pageView: true, click: true, scroll: true, error: true },
  privacy: { allowQuery: ['utm_*'] as readonly string[], hashRouting: false },
  sampleRate: 1,
  sinks: ['http'] as readonly SinkOption[],
  beforeSend: (event: WatchglassEvent): unknown => event,
  debug: false,
};

/** Options with their defaults filled in. */
export type Settings = typeof standard;

/** Type of a value as we name it to people. */
export const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;

const text = /^[^]{0,200}$/;
const patterns: { [name in keyof Settings]?: RegExp } = {
  key: /^[\w-]{1,64}$/,
  endpoint: /^((https?:\/)?\/.+)?$/,
  release: text,
  environment: text,
  defaults: /^(\d{4}-\d\d-\d\d)?$/,
};

const isSink = (sink: SinkOption): unknown =>
  typeof sink === 'string'
    ? sinkNames.includes(sink)
    : typeof sink === 'function' || (patterns.key?.test(sink.name) && typeof sink.send === 'function');

/**
 * The settings that `input` asks for, or the mistakes in it: for each the option, the type that was given (never the
 * value, which may be a secret in the wrong place) and what was expected.
 */
export function readOptions(input: unknown, endpoint = ''): Settings | string {
  const mistakes: string[] = [];
  const expect = (isRight: unknown, name: string, expected: unknown, value: unknown): unknown => {
    if (!isRight) mistakes.push(`${name}: expected ${expected}, got ${kindOf(value)}`);
    return isRight;
  };
  const merge = (known: Given, given: unknown, path: string): Given => {
    const out = { ...known };
    for (const [name, value] of Object.entries(given ?? {})) {
      const kind = kindOf(known[name]);
      if (value === undefined) continue;
      if (kind === 'object' && Array.isArray(value)) {
        // a list of what is on
        const off = Object.keys(known[name] as Given).map((one) => [one, false]);
        const on = value.map((one) => [one, true]);
        out[name] = merge(known[name] as Given, Object.fromEntries([...off, ...on]), `${name}.`);
      } else if (expect(kindOf(value) === kind, path + name, kind, value))
        out[name] = kind === 'object' ? merge(known[name] as Given, value, `${name}.`) : value;
    }
    return out;
  };
  const settings = merge({ ...standard, endpoint }, input, '') as Settings;
  if (mistakes[0]) return mistakes.join('; ');
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = settings[name as keyof Settings];
    expect(pattern.test(String(value)), name, pattern, value);
  }
  const { sinks, privacy, sampleRate } = settings;
  expect(sampleRate >= 0 && sampleRate <= 1, 'sampleRate', '0 to 1', sampleRate);
  expect(sinks[0] && sinks.every(isSink), 'sinks', `${sinkNames}, function or { name, send }`, sinks);
  expect(settings.endpoint || !sinks.includes('http'), 'endpoint', 'a URL', settings.endpoint);
  expect(
    privacy.allowQuery.every((one) => typeof one === 'string'),
    'privacy.allowQuery',
    'strings',
    privacy.allowQuery,
  );
  return mistakes.join('; ') || settings;
}
