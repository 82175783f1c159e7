/** Rows of the events table through the real engine: every event comes back as it went in. */
import type { Kind, StoredEvent } from '@watchglass/contract';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventColumns, eventOfRow, type EventRow, rowsOf } from '../../../collector/store/rows.ts';
import type { WritableStore } from '../../../collector/store/client.ts';
import type { Entry } from '../../../collector/types.ts';
import { allKinds, eventOf } from '../analysis/events.ts';
import { engineForTests } from '../../engine.ts';
import { eventsStore } from './eventsStore.ts';
import { entryOf } from './queries/streams.ts';

const engine = engineForTests();
let events: WritableStore;
beforeAll(async () => {
  events = await eventsStore(engine);
}, 60_000);

let inserts = 0;
async function store(entries: readonly Entry[]): Promise<void> {
  const lines = entries.flatMap(rowsOf);
  expect(lines.join('')).not.toContain('\n');
  await events.insert('events', Buffer.from(lines.join('\n')), `insert ${inserts++}`);
}

async function load(project: string): Promise<StoredEvent[]> {
  const sql = `SELECT ${eventColumns} FROM events WHERE project = {project:String} ORDER BY seq`;
  return (await events.ask<EventRow>({ sql, params: { project } })).map(eventOfRow);
}

/** What JSON makes of a value: it has no -0. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    '"',
    '\\',
    '\\n',
    "'",
    '`',
    '\u0000',
    '\u0001\u001f\u007f',
    '\u2028\u2029',
    '\ufeff',
    '👩‍👩‍👧',
    '\\N',
    '\ufffd',
    '</script>',
  ),
);
const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e21, -0, 0.1, 5e-324, 1.7976931348623157e308, 9007199254740992, -1e-7, 123456789012345680000),
);
const names = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'a.b', '', 'a b', '1', 'batch', 'id', 'time'),
  texts,
);
const { properties } = fc.letrec<{ json: unknown; properties: Record<string, unknown> }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', maxDepth: 5 },
    texts,
    numbers,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    tie('properties'),
  ),
  properties: fc.dictionary(names, tie('json'), { maxKeys: 4 }),
}));

const anyEntries = (project: string): fc.Arbitrary<{ entries: Entry[]; events: StoredEvent[] }> =>
  fc
    .array(
      fc.constantFrom(...allKinds).chain((kind) =>
        fc.record({
          kind: fc.constant(kind),
          at: fc.oneof(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.constantFrom(-8.64e15, 8.64e15, 0, -1)),
          fields: fc.record({
            url: texts,
            page: texts,
            user: texts,
            visitor: texts,
            session: texts,
            release: texts,
            skewMs: fc.integer(),
            receivedAt: fc.nat(),
            sampleRate: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
          free: properties,
          ratio: fc.double({ min: 0, max: 1, noNaN: true }),
          ms: fc.double({ min: 0, max: 1e12, noNaN: true }),
          text: texts,
          numbers: fc.dictionary(names, numbers, { maxKeys: 3 }),
          drops: fc.dictionary(names, fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })),
        }),
      ),
      { minLength: 200, maxLength: 200 },
    )
    .map((drawn) => {
      const events = drawn.map(({ kind, at, fields, free, ratio, ms, text, drops, numbers }, seq) => {
        const one = { key: text, index: Number.MAX_SAFE_INTEGER, role: text, label: text };
        const judged = { rule: text, confidence: ratio, features: numbers };
        const spot = { ...one, ex: ratio, ey: 1 - ratio, pageX: -1e9, pageY: 1e9 };
        const special: Record<Kind, Record<string, unknown>> = {
          page_view: { title: text, properties: free },
          page_leave: { contentRatioMax: ratio, activeMs: ms, visibleMs: ms, scrollRatioMax: ratio },
          click: spot,
          rage_click: { ...spot, ...judged },
          dead_click: { ...spot, ...judged },
          error_click: { ...spot, ...judged, caused: text },
          dead_swipe: { ...spot, ...judged },
          thrashed_cursor: { ...one, ...judged },
          quick_back: { ...one, ...judged, left: text },
          attention: {
            attended: [
              { ...one, dwellMs: ms },
              { ...one, dwellMs: 0 },
            ],
          },
          exposure: { exposed: [{ ...one, exposedMs: ms }] },
          form: {
            ...one,
            fields: [{ ...one, focusMs: ms, edits: 1, reentries: Number.MAX_SAFE_INTEGER, invalid: 0 }],
            lastKey: text,
            lastIndex: Number.MAX_SAFE_INTEGER,
          },
          selection: { key: text },
          resource_error: { key: text, resource: text, status: 999 },
          violation: { policy: text, message: text },
          request: { method: text, target: text, status: 999, durationMs: ms },
          vital: { value: ms, attribution: numbers },
          long_frame: { durationMs: ms, scripts: [{ source: text, invoker: text, durationMs: ms }] },
          group: { group: text, traits: free },
          feature_flag: { variant: text, properties: free },
          scroll: { key: text, scrollRatioLast: ratio, contentRatioMax: ratio },
          error: {
            type: text,
            message: text,
            stack: text,
            causes: [{ type: text, message: text, stack: text }],
            noise: text,
            count: Number.MAX_SAFE_INTEGER,
            breadcrumbs: [{ at, category: text, message: text }],
            properties: free,
          },
          custom: { name: text, properties: free },
          identify: { traits: free },
          sdk: { drops, mainThreadMs: ms, notes: [text] },
        };
        // fields of a later version of the language, some with names that other kinds or the receiver have
        const unknown = { later: free, ex: text, body: text, project: text, [text]: 1 };
        const known = eventOf(kind, at, { ...fields, seq });
        return { ...(kind === 'click' ? {} : unknown), ...known, ...special[kind] };
      });
      return { events, entries: events.map((event) => entryOf(project, event, false)) };
    });

describe('rows of the events table', () => {
  it('give back every event, field by field', { timeout: 60_000 }, async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const project = `round ${round++}`;
        const [{ entries, events }] = fc.sample(anyEntries(project), { numRuns: 1, seed }) as [
          { entries: Entry[]; events: StoredEvent[] },
        ];
        await store(entries);
        const found = await load(project);
        expect(found).toEqual(asJson(events));
        // toEqual does not tell a missing key from undefined, nor keys named __proto__
        const text = (event: StoredEvent): string =>
          JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)));
        expect(found.map(text)).toEqual(asJson(events).map(text));
      }),
      { numRuns: 8 },
    );
  });

  it('keep halves of characters in own properties, and replace them in columns', async () => {
    const properties = { '\ud83d': ['\ude00', 'a\ud800b', '\\ud800'] };
    const event = eventOf('custom', 1, { name: 'a\ud800', page: '\\ud800', properties });
    await store([entryOf('halves', event, false)]);
    expect(await load('halves')).toEqual([{ ...event, name: 'a\ufffd' }]);
  });

  it('keep the copy that came first, whatever order copies are stored in', async () => {
    const event = eventOf('click', 5, { receivedAt: 1000, skewMs: 3 });
    const later = { ...event, receivedAt: 2000, skewMs: 0, batch: 'b2', page: 'other', visitor: 'v2' };
    for (const copy of [later, event, later]) await store([entryOf('copies', copy, false)]);
    expect(await load('copies')).toEqual([event]);
    await store([entryOf('copies one', later, false), entryOf('copies one', event, false)]);
    expect(await load('copies one')).toEqual([event]);
  });

  it('lie in at most 25 partitions, whenever their ids were born', async () => {
    const idOf = (at: number): string => {
      const hex = at.toString(16).padStart(12, '0');
      return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${hex}`;
    };
    const born = [...Array.from({ length: 400 }, (_, i) => i * 40 * 86_400_000), 2 ** 48 - 1];
    const made = [
      ...born.map(idOf),
      ...born.map((at) => `${idOf(at).slice(0, -12).toUpperCase()}FFFFFFFFFFFF`),
      'id-1',
      '',
      '7'.repeat(64),
    ].map((id, seq) => eventOf('custom', 1, { id, seq }));
    await store(made.map((event) => entryOf('partitions', event, false)));
    const sql =
      "SELECT uniqExact(_partition_id) AS partitions, count() AS events FROM events WHERE project = 'partitions'";
    expect(await events.ask({ sql, params: {} })).toEqual([{ partitions: 25, events: made.length }]);
  });

  it('never fail to be stored for what a clock says', async () => {
    const clocks = [Number.NaN, Number.POSITIVE_INFINITY, -1e300, 0.5, -7];
    const made = clocks.map((clock, seq) => eventOf('custom', 1, { seq, skewMs: clock, receivedAt: clock }));
    await store(made.map((event) => entryOf('clocks', event, false)));
    expect((await load('clocks')).map(({ skewMs, receivedAt }) => [skewMs, receivedAt])).toEqual([
      [0, 0],
      [0, 0],
      [-8.64e15, 0],
      [0, 0],
      [-7, 0],
    ]);
  });
});
