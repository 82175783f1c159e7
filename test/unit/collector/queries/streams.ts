/** Random streams for comparing engines: few names that collide, hostile texts, edges of time, copies sent again. */
import type { Kind, StoredEvent } from '@watchglass/contract';
import type { Scope } from '@watchglass/analysis';
import * as fc from 'fast-check';
import type { Entry } from '../../../../collector/types.ts';
import { allKinds, eventOf } from '../../analysis/events.ts';

const few = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Texts that sort differently by unit and by code point, that look like SQL, like placeholders, like nothing. */
const hostile = [
  'a',
  'b',
  'a b',
  "a'b",
  'a"b',
  'a\\b',
  'a\\',
  '',
  ' ',
  "'; DROP TABLE events; --",
  "' OR '1'='1",
  '{project:String}',
  '%s?:$1',
  '\\N',
  'NULL',
  'a\tb\nc\rd',
  'a\u0000b',
  '\u2028',
  'ключ',
  '\uffee',
  '😀',
  '👩‍👩‍👧',
  'e\u0301',
  '__proto__',
  'a.b',
  '[1]',
  '1',
];

/** Two or three texts, so that events of a stream meet often. */
const names = fc.shuffledSubarray(hostile, { minLength: 3, maxLength: 3 });

/** Places with offsets that are odd or that change, and times around a change of each. */
const places: readonly { zone: string; around: number }[] = [
  { zone: 'UTC', around: 0 },
  { zone: 'UTC', around: Date.UTC(2026, 10, 23) },
  { zone: 'Europe/Berlin', around: Date.UTC(2026, 2, 29, 1) },
  { zone: 'Europe/Berlin', around: Date.UTC(2026, 9, 25, 1) },
  { zone: 'America/New_York', around: Date.UTC(2026, 10, 1, 6) },
  { zone: 'America/St_Johns', around: Date.UTC(2011, 2, 13, 3, 31) },
  { zone: 'Asia/Kathmandu', around: Date.UTC(1985, 11, 31, 18, 30) },
  { zone: 'Australia/Lord_Howe', around: Date.UTC(2026, 3, 4, 15) },
  { zone: 'Australia/Lord_Howe', around: Date.UTC(2026, 9, 3, 15, 30) },
  { zone: 'Pacific/Apia', around: Date.UTC(2011, 11, 30, 10) },
  { zone: 'Asia/Beirut', around: Date.UTC(2026, 2, 28, 22) },
  { zone: 'Asia/Beirut', around: Date.UTC(2026, 9, 24, 21) },
  { zone: 'America/Santiago', around: Date.UTC(2026, 8, 6, 4) },
  { zone: 'America/Santiago', around: Date.UTC(2026, 3, 5, 3) },
  { zone: 'Africa/Casablanca', around: Date.UTC(2026, 1, 15, 2) },
  { zone: 'America/Sao_Paulo', around: Date.UTC(2018, 10, 4, 3) },
  { zone: 'Pacific/Chatham', around: Date.UTC(2026, 8, 26, 14) },
];

/** Steps between times: equal ones, neighbours, and those that cross hours and days. */
const steps = [0, 1, 1000, 900_000, 1_800_000, 3_600_000, 86_400_000];

/** One stream, with what to ask of it. */
export interface Stream {
  /** Every copy of every event, in any order. */
  readonly events: readonly StoredEvent[];
  /** Ids of automated events. */
  readonly bots: ReadonlySet<string>;
  readonly scope: Scope;
  /** Texts that occur in it, and one that does not. */
  readonly names: readonly string[];
}

const ratio = fc.oneof(
  few(0, 0.07, 0.25, 0.29, 0.5, 1, 1 - Number.EPSILON / 2),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const widths = [0, 390, 599, 600, 1023, 1024, 1440];

const fieldsOf = (
  name: fc.Arbitrary<string>,
  width: fc.Arbitrary<number>,
  ratio: fc.Arbitrary<number>,
): Record<Kind, Record<string, fc.Arbitrary<unknown>>> => {
  const element = { key: name, index: fc.nat(1), label: name, role: name };
  const spot = {
    ...element,
    ex: ratio,
    ey: ratio,
    pageX: fc.integer({ min: -3, max: 3 }),
    pageY: fc.integer({ min: -3, max: 3 }),
    viewportWidth: width,
    fixed: fc.boolean(),
  };
  // on both sides of what counts, and of the second from which something was exposed
  const confidence = few(0, 0.49, 0.5, 0.9, 1);
  const ms = fc.oneof(few(0, 1, 999, 1000, 1500.5), fc.double({ min: 0, max: 1e6, noNaN: true }));
  const features = fc.dictionary(name, fc.double({ noNaN: true, noDefaultInfinity: true }), { maxKeys: 2 });
  const listOf = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown[]> =>
    fc.array(fc.record({ ...element, ...fields }), { maxLength: 4 });
  return {
    page_view: { title: name, viewportWidth: width },
    page_leave: {
      contentRatioMax: ratio,
      activeMs: fc.oneof(fc.nat(9), fc.double({ min: 0, max: 1e6, noNaN: true })),
      viewportWidth: width,
      viewportHeight: few(0, 7, 900),
      documentHeight: few(0, 100, 3000),
    },
    click: { ...spot, trusted: few(true, true, false), interactive: fc.boolean() },
    rage_click: { ...spot, confidence, features },
    dead_click: { ...spot, confidence, features },
    error_click: { ...spot, confidence, features },
    dead_swipe: { ...spot, confidence, features },
    thrashed_cursor: { ...element, viewportWidth: width, confidence },
    quick_back: { ...element, confidence, left: name },
    scroll: { key: name },
    attention: { viewportWidth: width, attended: listOf({ dwellMs: ms }) },
    exposure: { viewportWidth: width, exposed: listOf({ exposedMs: ms }) },
    form: {
      key: name,
      index: fc.nat(1),
      label: name,
      outcome: few('submitted', 'abandoned'),
      durationMs: ms,
      fields: listOf({ focusMs: ms, edits: fc.nat(2), reentries: fc.nat(2), invalid: fc.nat(2) }),
      lastKey: name,
      lastIndex: fc.nat(1),
    },
    selection: { key: name },
    error: { type: name, message: name, noise: few('', '', '', 'extension'), count: few(1, 1, 7) },
    resource_error: { key: name, resource: name, status: few(0, 404) },
    violation: { directive: name, resource: name, message: name },
    request: {
      method: few('GET', 'POST'),
      target: name,
      status: few(0, 404, 500),
      failure: few('4xx', '5xx', 'network', 'slow'),
      durationMs: ms,
    },
    vital: { metric: few('LCP', 'CLS'), value: ms },
    long_frame: { durationMs: ms },
    custom: { name },
    identify: { user: name },
    group: { group: name },
    feature_flag: { flag: name, variant: name },
    sdk: { drops: fc.dictionary(fc.oneof(name, few('invalid', 'late')), fc.nat(5)) },
  };
};

/** An id as SDKs make it, of one of two months, or one from elsewhere. */
const anyId = (n: number, form: number): string => {
  if (form > 0) return `id-${String(n).padStart(9, '0')}`;
  const hex = Date.UTC(2026, 9 + (n % 2), 3)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${String(n % 1000).padStart(3, '0')}-8000-${String(n).padStart(12, '0')}`;
};

let made = 0;

/** Kinds that insights look at together: of all 25 of them few of a kind would meet in one stream. */
const visit: readonly Kind[] = ['page_view', 'page_leave', 'click', 'scroll', 'error', 'custom', 'identify', 'sdk'];
const company: readonly (readonly Kind[])[] = [
  visit,
  visit,
  visit,
  ['page_view', 'click', 'exposure', 'attention'],
  ['click', 'rage_click', 'dead_click', 'error_click'],
  ['form', 'error', 'request'],
  allKinds,
];

/** Any stream. */
export const anyStream: fc.Arbitrary<Stream> = fc
  .record({
    widths: fc.shuffledSubarray(widths, { minLength: 1, maxLength: 2 }),
    isDense: fc.boolean(),
    kinds: few(...company).chain((some) => fc.shuffledSubarray([...some], { minLength: 1 })),
    names,
    place: few(...places),
    sizes: fc.shuffledSubarray(steps, { minLength: 2, maxLength: 3 }),
  })
  .chain(({ kinds, names, widths, isDense, place, sizes }) => {
    // in dense streams much falls together: cells, elements, views
    const near = isDense ? few(0.25, 0.5, 0.29) : ratio;
    const name = few(...names);
    const time = fc.tuple(few(...sizes), fc.integer({ min: -6, max: 6 }), fc.integer({ min: -2, max: 2 }));
    const at = time.map(([size, times, more]) => place.around + size * times + more);
    const one = fc.constantFrom(...kinds).chain((kind) =>
      fc.record({
        ...fieldsOf(name, few(...widths), near)[kind],
        kind: fc.constant(kind),
        at,
        skewMs: few(0, 0, 0, 1, -1, 3_600_000),
        seq: fc.nat(9),
        visitor: name,
        session: name,
        doc: name,
        view: few('w1', 'w2', 'w3'),
        page: isDense ? few(names[0] ?? '', names[0] ?? '', ...names) : name,
        url: name,
        release: name,
        browser: few('Chrome', 'Firefox', 'Firefox', undefined),
        batchDrops: fc.option(
          fc.dictionary(few(...names, 'request_cap', 'later_cap', 'evicted'), fc.integer({ min: 1, max: 9 }), {
            minKeys: 1,
          }),
          {
            nil: undefined,
            freq: 2,
          },
        ),
        user: few('', '', ...names),
        receivedAt: fc.integer({ min: 5000, max: 5010 }),
        form: fc.nat(1),
        isBot: few(false, false, false, false, true),
      }),
    );
    return fc.record({
      drawn: fc.array(one, { maxLength: 80, size: 'max' }),
      again: fc.array(fc.record({ which: fc.nat(79), later: few(1, 7), skewMs: few(0, 7, -3_600_000) }), {
        maxLength: 20,
      }),
      from: fc.oneof(at, few(-1e12), few(-1e12)),
      to: fc.oneof(at, few(1e13), few(1e13)),
      names: fc.constant([...names, 'absent']),
      zone: fc.constant(place.zone),
    });
  })
  .map(({ drawn, again, from, to, names, zone }) => {
    const bots = new Set<string>();
    const events = drawn.map(({ kind, at, form, isBot, browser, batchDrops, ...fields }) => {
      const id = anyId(made++, form);
      if (isBot) bots.add(id);
      // what nobody told is no field
      const told = {
        ...(browser === undefined ? {} : { browser }),
        ...(batchDrops === undefined ? {} : { batchDrops }),
      };
      return eventOf(kind, at, { ...fields, ...told, id });
    });
    const copies = again.flatMap(({ which, later, skewMs }, i) => {
      const event = events[which];
      return event ? [{ ...event, skewMs, receivedAt: event.receivedAt + later, batch: `again${i}` }] : [];
    });
    const scope = { from: Math.min(from, to), to: Math.max(from, to), timeZone: zone };
    return { events: [...copies, ...events], bots, scope, names };
  });

/** The entry that brings one stored event: a batch of its own. */
export function entryOf(project: string, event: StoredEvent, bot: boolean): Entry {
  const { batch, release, environment, sampleRate, receivedAt, skewMs, browser = '', batchDrops, ...rest } = event;
  return {
    project,
    receivedAt,
    skewMs,
    bot,
    browser,
    batch: {
      contract: 1,
      batch,
      lane: 'core',
      doc: event.doc,
      release,
      environment,
      sdk: 'watchglass 0.1.0',
      sampleRate,
      context: { language: 'de', timeZone: 'UTC', screenWidth: 1, screenHeight: 1, automated: false },
      drops: batchDrops ?? {},
      events: [rest],
    },
  };
}
