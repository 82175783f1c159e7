/** What a site may ask for, and a check that names every mistake instead of guessing. */
import { type SinkOption, shipped, sinkOf } from './sinks/named.ts';
import type { WatchglassEvent } from '@watchglass/contract';
import type { Sink } from './sinks/sink.ts';

/** Page views and leaves; clicks by mouse, touch, pen and keyboard; scroll depth; uncaught errors and rejections. */
export type Signal = 'pageView' | 'click' | 'scroll' | 'error';

/** Options of `init`. Each that is no function has a `data-*` twin on the script tag, in kebab case. */
export interface Options {
  /** Write key of the project: 1 to 64 letters, digits, `_` or `-`. Required. It is public, as the page is. */
  key: string;
  /** The collector: an http(s) URL, or a path, resolved as a link of the page is, without `/v1/batch`. Default: the origin of the script tag. */
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

const signals = { pageView: true, click: true, scroll: true, error: true };

/** Options as they are when nothing is asked for; their types are the types that are accepted. */
export const standard = {
  key: '',
  endpoint: '',
  release: '',
  environment: '',
  defaults: '',
  capture: signals,
  privacy: {},
  ...signals,
  allowQuery: ['utm_*'] as readonly string[],
  hashRouting: false,
  sampleRate: 1,
  sinks: ['http'] as readonly SinkOption[],
  beforeSend: (event: WatchglassEvent): unknown => event,
  debug: false,
};

/** Options with their defaults filled in, the nested ones beside the others, and sinks for what names them. */
export type Settings = Omit<typeof standard, 'sinks'> & { sinks: readonly Sink[] };

/** Type of a value as we name it to people. */
export const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

const NAME = /^[\w-]{1,64}$/;
const LINE = /^.{0,200}$/;
const patterns = {
  key: NAME,
  endpoint: /^(https?:\/)?\/./,
  release: LINE,
  environment: LINE,
  defaults: /^(\d{4}-\d\d-\d\d)?$/,
};

/**
 * The settings that `input` asks for, or the mistakes in it: for each the option, what was expected, and the type that
 * was given, never the value, which may be a secret in the wrong place.
 */
export function readOptions(input: unknown, endpoint = ''): Settings | string {
  const settings = { ...standard, endpoint };
  const mistakes: Record<string, string> = {};
  // the first of an option: what has the wrong type was not read, so that its range says nothing
  const expect = (isRight: unknown, name: string, expected: unknown): void => {
    if (!isRight) mistakes[name] ??= `${name}: expected ${expected}`;
  };
  const read = (given: unknown): void => {
    for (const [name, value] of Object.entries(given ?? {})) {
      const usual = (standard as Given)[name];
      const [kind, got] = [kindOf(usual), kindOf(value)];
      if (kind === 'object' && got === 'list') {
        // a list of what is on
        for (const one of Object.keys(usual as object)) (settings as Given)[one] = false;
        read(Object.fromEntries((value as unknown[]).map((one) => [one, true])));
      } else if (kind !== got)
        expect(value === undefined, name, usual === undefined ? Object.keys(standard) : `${kind}, got ${got}`);
      else if (kind === 'object') read(value);
      else (settings as Given)[name] = value;
    }
  };
  read(input);
  // without the collector nobody asks for the endpoint
  if (!settings.sinks.includes('http')) settings.endpoint ||= '//';
  const sinks = settings.sinks.map((option, place) => sinkOf(option, place, settings));
  for (const [name, pattern] of Object.entries(patterns))
    expect(pattern.test((settings as Given)[name] as string), name, pattern);
  expect(settings.sampleRate >= 0 && settings.sampleRate <= 1, 'sampleRate', '0 to 1');
  expect(
    sinks[0] && sinks.every((sink: Partial<Sink> | undefined) => sink?.send && NAME.test(sink.name ?? '')),
    'sinks',
    `${Object.keys(shipped)}, function or { name, send }`,
  );
  return Object.values(mistakes).join('; ') || { ...settings, sinks, allowQuery: settings.allowQuery.map(String) };
}
