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

const signals = { pageView: true, click: true, scroll: true, error: true };

/** Options as they are when nothing is asked for; their types are the types that are accepted. */
export const standard = {
  key: '',
  endpoint: '',
  release: '',
  environment: '',
  defaults: '',
  capture: {},
  privacy: {},
  ...signals,
  allowQuery: ['utm_*'] as readonly string[],
  hashRouting: false,
  sampleRate: 1,
  sinks: ['http'] as readonly SinkOption[],
  beforeSend: (event: WatchglassEvent): unknown => event,
  debug: false,
};

/** Options with their defaults filled in, the nested ones beside the others. */
export type Settings = typeof standard;

/** Type of a value as we name it to people. */
export const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;

const NAME = /^[\w-]{1,64}$/;
const TEXT = /^[^]{0,200}$/;

const isSink = (sink: SinkOption): unknown =>
  typeof sink === 'object' ? NAME.test(sink.name) && sink.send : typeof sink === 'function' || sinkNames.includes(sink);

/**
 * The settings that `input` asks for, or the mistakes in it: for each the option, the type that was given (never the
 * value, which may be a secret in the wrong place) and what was expected.
 */
export function readOptions(input: unknown, endpoint = ''): Settings | string {
  const settings = { ...standard, endpoint };
  const mistakes: string[] = [];
  const expect = (isRight: unknown, name: string, expected: unknown, value: unknown): void => {
    if (!isRight) mistakes.push(`${name}: expected ${expected}, got ${kindOf(value)}`);
  };
  const read = (given: unknown, path: string): void => {
    for (const [name, value] of Object.entries(given ?? {})) {
      const kind = kindOf((standard as Given)[name]);
      if (kind === 'object' && Array.isArray(value)) {
        // a list of what is on
        for (const signal of Object.keys(signals)) (settings as Given)[signal] = false;
        read(Object.fromEntries(value.map((one) => [one, true])), `${name}.`);
      } else if (kindOf(value) !== kind) expect(value === undefined, path + name, kind, value);
      else if (kind === 'object') read(value, `${name}.`);
      else (settings as Given)[name] = value;
    }
  };
  read(input, '');
  const { key, release, environment, defaults, sampleRate, sinks, allowQuery } = settings;
  const all: readonly [name: string, isRight: unknown, expected: unknown, value: unknown][] = [
    ['key', NAME.test(key), NAME, key],
    ['endpoint', !sinks.includes('http') || /^(https?:\/)?\/./.test(settings.endpoint), 'a URL', settings.endpoint],
    ['release', TEXT.test(release), TEXT, release],
    ['environment', TEXT.test(environment), TEXT, environment],
    ['defaults', /^(\d{4}-\d\d-\d\d)?$/.test(defaults), 'YYYY-MM-DD', defaults],
    ['sampleRate', sampleRate >= 0 && sampleRate <= 1, '0 to 1', sampleRate],
    [
      'sinks',
      sinks[0] && sinks.every((sink) => sink && isSink(sink)),
      `${sinkNames}, { name, send } or function`,
      sinks,
    ],
    ['allowQuery', allowQuery.every((one) => kindOf(one) === 'string'), 'strings', allowQuery],
  ];
  if (!mistakes[0]) for (const [name, isRight, expected, value] of all) expect(isRight, name, expected, value);
  return mistakes.join('; ') || settings;
}
