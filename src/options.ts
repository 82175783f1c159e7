/** What a site may ask for, and a check that names every mistake instead of guessing. */
import type { WatchglassEvent } from '@watchglass/contract';
import { kindOf, nameOf } from './page/value.ts';
import { type SinkOption, shipped, sinkOf } from './sinks/named.ts';
import type { Plugin } from './plugins.ts';
import type { Pack } from './sinks/http.ts';
import type { keepLocally } from './sinks/local.ts';
import type { Sink } from './sinks/sink.ts';

/** Names of signals: docs/signals.md says what each captures. All but the first three come with the idle chunk. */
export type Signal =
  | 'pageView'
  | 'click'
  | 'error'
  | 'rageClick'
  | 'deadClick'
  | 'errorClick'
  | 'deadSwipe'
  | 'thrashedCursor'
  | 'quickBack'
  | 'attention'
  | 'exposure'
  | 'scroll'
  | 'form'
  | 'selection'
  | 'resourceError'
  | 'violation'
  | 'request'
  | 'vital'
  | 'longFrame';

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
  /** Origins, such as `https://api.example.com`, whose requests get a `traceparent` header of ours. Default: none. */
  traceOrigins?: readonly string[];
  /** Where batches go, by name, as an object or as a function. Default `['http']`. */
  sinks?: readonly SinkOption[];
  /**
   * Sees each event before it is stored; may change what the site knows better, or return null to drop it. Ids, times
   * and kind stay as they were. An event whose hook throws or gives nothing is dropped as `before_send_error`. Events
   * that grow until the view ends, such as `page_leave`, are shown again each time they are written ahead.
   */
  beforeSend?: (event: WatchglassEvent) => WatchglassEvent | null;
  /** Captures of the site's own, started with the idle chunk, when the page has come to rest. Default: none. */
  plugins?: readonly Plugin[];
  /**
   * Main-thread time of the SDK in a minute, ms, before which it stops what can be stopped: attention at 60 % of it,
   * exposure at 75 %, scroll detail at 90 %; `notes` of the `sdk` event say which. 0: never. Default 600, a hundredth of a minute.
   */
  overheadBudgetMs?: number;
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
  // what stands in it is judged by the chunks, which know the names
  capture: {} as Readonly<Record<string, unknown>> | readonly unknown[],
  traceOrigins: [] as readonly string[],
  plugins: [] as readonly Plugin[],
  privacy: {},
  allowQuery: ['utm_*'] as readonly string[],
  hashRouting: false,
  sampleRate: 1,
  sinks: ['http'] as readonly SinkOption[],
  beforeSend: (event: WatchglassEvent): unknown => event,
  overheadBudgetMs: 600,
  debug: false,
};

/** Options with their defaults filled in, the nested ones beside the others, and sinks for what names them. */
export type Settings = Omit<typeof standard, 'sinks'> & {
  sinks: readonly Sink[];
  pack?: Pack;
  keep?: typeof keepLocally;
};

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
      // a list is an object too: of signals
      if (kind === got || typeof value === kind) {
        if (name === 'privacy') read(value);
        (settings as Given)[name] = value;
      } else expect(value === undefined, name, usual === undefined ? Object.keys(standard) : `${kind}, got ${got}`);
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
    sinks[0] && sinks.every((sink: Partial<Sink> | undefined) => sink?.send && NAME.test(nameOf(sink.name))),
    'sinks',
    `${Object.keys(shipped)}, function or { name, send }`,
  );
  return (
    Object.values(mistakes).join('; ') ||
    Object.assign(settings, { sinks, allowQuery: settings.allowQuery.map(nameOf) })
  );
}
