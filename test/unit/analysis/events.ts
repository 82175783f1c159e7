/** Stored events for tests: whole ones from a few fields, and random ones that collide on purpose. */
import type { Kind } from '@watchglass/contract';
import type { Scope, StoredOf } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { signalBodies } from '../signalBodies.ts';

let made = 0;

const common = {
  seq: 0,
  visitor: 'v1',
  user: '',
  session: 's1',
  tab: 't1',
  doc: 'd1',
  view: 'w1',
  url: 'https://shop.example/',
  page: 'shop.example/',
  batch: 'b1',
  release: '',
  environment: '',
  sampleRate: 1,
  receivedAt: 5_000,
  skewMs: 0,
};

const element = { key: 'testid:buy', index: 0, keyRule: 1 };

const bodies = {
  page_view: {
    title: 'Shop',
    referrer: '',
    status: 200,
    viewportWidth: 1440,
    viewportHeight: 900,
    documentWidth: 1440,
    documentHeight: 3000,
    how: 'load' as const,
    properties: {},
  },
  page_leave: {
    visibleMs: 1000,
    activeMs: 500,
    scrollRatioMax: 0,
    contentRatioMax: 0.3,
    viewportWidth: 1440,
    viewportHeight: 900,
    documentHeight: 3000,
  },
  click: {
    ...element,
    role: 'button',
    label: 'Buy',
    ex: 0.5,
    ey: 0.5,
    pageX: 100,
    pageY: 200,
    fixed: false,
    viewportWidth: 1440,
    pointer: 'mouse' as const,
    trusted: true,
    interactive: true,
  },
  ...signalBodies,
  scroll: {
    ...element,
    viewportWidth: 1440,
    scrollRatioMax: 0,
    scrollRatioLast: 0,
    contentRatioMax: 0,
    reachKey: '',
    reachIndex: 0,
  },
  error: {
    type: 'TypeError',
    message: 'x is not a function',
    stack: '',
    causes: [],
    handled: false,
    mechanism: 'onerror' as const,
    noise: '',
    count: 1,
    breadcrumbs: [],
    properties: {},
  },
  custom: { name: 'paid', properties: {} },
  identify: { traits: {} },
  sdk: { mainThreadMs: 1, bytes: 1, drops: {}, notes: [] },
};

/** An event of a kind with the given fields; the rest is sound and dull, its id is new. */
export function eventOf<K extends Kind>(kind: K, at: number, fields: Partial<StoredOf<K>> = {}): StoredOf<K> {
  const id = `id-${String(made++).padStart(9, '0')}`;
  return { kind, id, at, ...common, ...bodies[kind], ...fields } as unknown as StoredOf<K>;
}

/** Everything that the tests' events can lie in. */
export const everything: Scope = { from: -1e12, to: 1e13, timeZone: 'UTC' };

const few = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** Texts that sort differently by UTF-16 unit than by code point, that look like separators, and that are properties. */
const text = few('a', 'b', 'a b', '1 a', 'ключ', '\uffee', '😀', '', '__proto__');
const width = few(0, 390, 599, 600, 1023, 1024, 1440);
const ratio = fc.oneof(few(0, 0.25, 0.5, 0.29, 1, 1 - Number.EPSILON / 2), fc.double({ min: 0, max: 1, noNaN: true }));

const anyElement = { key: text, index: fc.nat(1), role: text, label: text };
const spot = {
  ...anyElement,
  ex: ratio,
  ey: ratio,
  pageX: fc.integer({ min: -3, max: 3 }),
  pageY: fc.integer({ min: -3, max: 3 }),
  viewportWidth: width,
  fixed: fc.boolean(),
};
/** On both sides of what counts. */
const confidence = few(0, 0.49, 0.5, 0.9, 1);
const ms = few(0, 1, 999, 1000, 1500.5);
const listOf = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown[]> =>
  fc.array(fc.record({ ...anyElement, ...fields }), { maxLength: 3 });

const fieldsOf: Record<Kind, Record<string, fc.Arbitrary<unknown>>> = {
  page_view: { title: text, viewportWidth: width },
  page_leave: { contentRatioMax: ratio, activeMs: fc.nat(9), viewportWidth: width },
  click: { ...spot, trusted: few(true, true, false), interactive: fc.boolean() },
  rage_click: { ...spot, confidence },
  dead_click: { ...spot, confidence },
  error_click: { ...spot, confidence },
  dead_swipe: { ...spot, confidence },
  thrashed_cursor: { ...anyElement, confidence },
  quick_back: { ...anyElement, confidence, left: few('a', 'b') },
  scroll: {},
  attention: { viewportWidth: width, attended: listOf({ dwellMs: ms }) },
  exposure: { viewportWidth: width, exposed: listOf({ exposedMs: ms }) },
  form: {
    key: text,
    index: fc.nat(1),
    label: text,
    outcome: few('submitted', 'abandoned'),
    fields: listOf({ focusMs: ms, edits: fc.nat(2), reentries: fc.nat(2), invalid: fc.nat(2) }),
    lastKey: text,
    lastIndex: fc.nat(1),
  },
  selection: {},
  error: { type: text, message: text, noise: few('', '', 'extension'), count: few(1, 1, 7) },
  resource_error: {},
  violation: {},
  request: {
    method: few('GET', 'POST'),
    target: text,
    status: few(0, 404, 500),
    failure: few('4xx', '5xx'),
    durationMs: ms,
  },
  vital: {},
  long_frame: {},
  custom: { name: text },
  identify: {},
  group: {},
  feature_flag: {},
  sdk: { drops: fc.dictionary(few('full', 'late', 'later_cap', '__proto__'), fc.nat(5)) },
};

/** An event of one of the kinds, from a small world in which times, pages, keys and people meet often. */
export const anyEvent = (...kinds: Kind[]): fc.Arbitrary<StoredOf<Kind>> =>
  fc
    .constantFrom(...kinds)
    .chain((kind) =>
      fc.record({
        ...fieldsOf[kind],
        kind: fc.constant(kind),
        at: fc.nat(30),
        skewMs: few(0, 0, 1, -1),
        seq: fc.nat(9),
        visitor: few('v1', 'v2'),
        session: few('s1', 's2', 's3'),
        doc: few('d1', 'd2'),
        view: few('w1', 'w2', 'w3'),
        page: few('a', 'b', '😀'),
      }),
    )
    .map(({ kind, at, ...rest }) => eventOf(kind, at, rest as never));

/** Kinds of events. */
export const allKinds: readonly Kind[] = Object.keys(bodies) as Kind[];

/** A stream of events, the same again in another order with some events sent twice. */
export const streams = (...kinds: Kind[]): fc.Arbitrary<{ stream: StoredOf<Kind>[]; shuffled: StoredOf<Kind>[] }> =>
  fc.array(anyEvent(...kinds), { maxLength: 40 }).chain((stream) =>
    fc
      .tuple(
        fc.shuffledSubarray(stream, { minLength: stream.length, maxLength: stream.length }),
        fc.shuffledSubarray(stream),
      )
      .map(([order, again]) => ({
        stream,
        shuffled: [
          ...again.map((event) => ({ ...event, batch: 'b9', receivedAt: event.receivedAt + 1, skewMs: 7 })),
          ...order,
        ],
      })),
  );
