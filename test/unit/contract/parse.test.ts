import type { Batch, Kind } from '@watchglass/contract';
import { defaultUrlRules, laneOf, limits, pageOf, sanitizeUrl } from '@watchglass/contract';
import { parseBatch, parseEvent, parseReceipt, parseRequest } from '@watchglass/contract/parse';
import { eventSchemas, kinds } from '@watchglass/contract/schema';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { golden } from './golden.ts';

type Fields = Record<string, unknown>;
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const reasonOf = (value: unknown): string => {
  const answer = parseEvent(value);
  return answer.ok ? 'accepted' : answer.reason;
};

const batchOf = (events: readonly unknown[], lane: Batch['lane'] = 'core'): Fields => ({
  contract: 1,
  batch: '019aa5d7-0000-7000-8000-000000000001',
  lane,
  doc: golden.click.doc,
  release: '1.2.3',
  environment: '',
  sdk: 'watchglass 0.1.0',
  context: { language: 'de-AT', timeZone: 'Europe/Vienna', screenWidth: 1440, screenHeight: 900, automated: false },
  sampleRate: 1,
  drops: {},
  events,
});

test('there is one golden event per kind, and nothing else', () => {
  expect(Object.keys(golden).sort()).toEqual([...kinds].sort());
});

describe.each(kinds)('%s', (kind) => {
  const event = golden[kind] as unknown as Fields;

  test('the golden event is accepted as it is', () => {
    expect(parseEvent(event)).toEqual({ ok: true, value: event });
  });

  test('it has every field of its schema, and no other', () => {
    const { properties } = eventSchemas[kind] as unknown as { properties: Fields };
    expect(Object.keys(event).sort()).toEqual(Object.keys(properties).sort());
  });

  test('its URL and page are what the rules make', () => {
    expect(sanitizeUrl(golden[kind].url, defaultUrlRules)).toBe(golden[kind].url);
    expect(pageOf(golden[kind].url, defaultUrlRules)).toBe(golden[kind].page);
  });

  test.each(Object.keys(event).filter((name) => name !== 'kind'))('without %s the reason names it', (name) => {
    const { [name]: _, ...rest } = event;
    expect(reasonOf(rest)).toContain(name);
  });

  test.each(Object.keys(event).filter((name) => name !== 'kind'))('with a wrong %s the reason names it', (name) => {
    const old = event[name];
    const wrong: unknown[] = [null, typeof old === 'string' ? 7 : 'seven', typeof old === 'object' ? 3 : {}];
    if (typeof old === 'number') wrong.push(1e300, NaN, Infinity);
    if (typeof old === 'boolean') wrong.push(0, 1, 'true');
    for (const value of wrong) {
      const reason = reasonOf({ ...event, [name]: value });
      expect(reason).toMatch(new RegExp(`^${name}\\b`));
      expect(reason.length).toBeLessThanOrEqual(200);
    }
  });

  test('what is too long is refused, what is just not is taken', () => {
    const { properties } = eventSchemas[kind] as unknown as { properties: Record<string, { maxLength?: number }> };
    for (const [name, { maxLength }] of Object.entries(properties)) {
      if (maxLength === undefined || name === 'kind') continue;
      expect(reasonOf({ ...event, [name]: 'x'.repeat(maxLength) })).toBe('accepted');
      expect(reasonOf({ ...event, [name]: 'x'.repeat(maxLength + 1) })).toMatch(new RegExp(`^${name}: `));
    }
  });
});

test('reasons say what was expected, and never repeat what was sent', () => {
  const click = golden.click;
  expect(reasonOf({ ...click, ex: 1.5 })).toBe('ex: must be <= 1');
  expect(reasonOf({ ...click, pointer: 'SECRET' })).toBe(
    'pointer: expected one of "mouse", "touch", "pen", "keyboard"',
  );
  expect(reasonOf({ ...click, id: 'SECRET id' })).not.toContain('SECRET');
  expect(reasonOf({ ...click, kind: 'SECRET' })).toBe('kind: unknown');
  expect(reasonOf({ ...click, kind: 'constructor' })).toBe('kind: unknown');
  expect(reasonOf({ ...click, kind: '__proto__' })).toBe('kind: unknown');
  expect(reasonOf({ ...golden.error, causes: [{ type: 'E', message: 3, stack: '' }] })).toMatch(
    /^causes\.0\.message: /,
  );
  expect(
    reasonOf({ ...golden.error, causes: Array.from({ length: 6 }, () => ({ type: '', message: '', stack: '' })) }),
  ).toMatch(/^causes: /);
  expect(reasonOf([])).toBe('kind: unknown');
  expect(reasonOf(null)).toBe('event: must be an object');
});

test('properties nest to the limit and no deeper', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { in: nested(depth - 1) });
  const custom = golden.custom;
  expect(reasonOf({ ...custom, properties: nested(limits.depth) })).toBe('accepted');
  expect(reasonOf({ ...custom, properties: nested(limits.depth + 1) })).toMatch(/nest/);
  let deep: unknown = [];
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(reasonOf({ ...custom, properties: { deep } })).toMatch(/nest/);
});

describe('parseBatch', () => {
  const { click, custom, scroll, error } = golden;

  test('accepts the golden events of a lane', () => {
    const core = kinds.filter((kind) => laneOf(kind) === 'core').map((kind) => golden[kind]);
    const answer = parseBatch(batchOf(core));
    expect(answer.ok && answer.value.accepted).toEqual(core);
    expect(answer.ok && answer.value.rejected).toEqual([]);
    const detail = parseBatch(batchOf([scroll], 'detail'));
    expect(detail.ok && detail.value.accepted).toEqual([scroll]);
  });

  test('names each bad event by its index and takes the rest', () => {
    const answer = parseBatch(
      batchOf([click, { ...custom, name: '' }, null, error, click, { ...custom, doc: 'another' }, scroll, custom]),
    );
    if (!answer.ok) throw new Error(answer.reason);
    expect(answer.value.accepted).toEqual([click, error, custom]);
    expect(answer.value.rejected).toEqual([
      { index: 1, reason: expect.stringMatching(/^name: /) as string },
      { index: 2, reason: 'event: must be an object' },
      { index: 4, reason: 'id: must be unique in the batch' },
      { index: 5, reason: "doc: must be the batch's own" },
      { index: 6, reason: 'kind: must be sent in lane detail' },
    ]);
  });

  test.each(Object.keys(batchOf([])))('refuses an envelope without %s, by name', (name) => {
    const { [name]: _, ...rest } = batchOf([click]);
    const answer = parseBatch(rest);
    expect(answer.ok ? 'accepted' : answer.reason).toContain(name);
  });

  test('refuses no events, too many, and another version of the language', () => {
    for (const [change, name] of [
      [{ events: [] }, 'events'],
      [{ events: Array(limits.eventsPerBatch + 1).fill(click) }, 'events'],
      [{ contract: 2 }, 'contract'],
      [{ lane: 'best' }, 'lane'],
      [{ sampleRate: 1.1 }, 'sampleRate'],
      [{ drops: { x: -1 } }, 'drops'],
    ] as const) {
      const answer = parseBatch({ ...batchOf([click]), ...change });
      expect(answer.ok ? 'accepted' : answer.reason).toMatch(new RegExp(`^${name}\\b`));
    }
  });

  test('accepted and rejected together are the events, each once, whatever they are', () => {
    const someEvent = fc.oneof(
      fc.constantFrom(...Object.values(golden)).map(copy),
      fc.record({ kind: fc.constantFrom(...kinds), id: fc.string() }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(
        fc.array(someEvent, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('core', 'detail'),
        (events, lane) => {
          const answer = parseBatch(batchOf(events, lane));
          if (!answer.ok) return false;
          const { accepted, rejected } = answer.value;
          const indexes = new Set(rejected.map(({ index }) => index));
          const rest = events.filter((_, index) => !indexes.has(index));
          expect(accepted).toEqual(rest);
          expect(new Set(accepted.map(({ id }) => id)).size).toBe(accepted.length);
          return indexes.size === rejected.length && rejected.every(({ reason }) => reason !== '');
        },
      ),
    );
  });
});

describe('no input makes a parser throw', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  });
  const near = fc
    .tuple(fc.constantFrom(...Object.values(golden)), fc.string(), anything)
    .chain(([event, name, value]) =>
      fc.constantFrom<unknown>(
        { ...event, [name]: value },
        ...Object.keys(event).map((key) => ({ ...event, [key]: value })),
      ),
    );

  test.each([
    ['parseEvent', parseEvent],
    ['parseBatch', parseBatch],
    ['parseRequest', parseRequest],
    ['parseReceipt', parseReceipt],
  ] as const)('%s', (_, parse) => {
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          near,
          near.map((event) => batchOf([event])),
        ),
        (value) => {
          const answer: { ok: boolean; reason?: string } = parse(value);
          return answer.ok || (typeof answer.reason === 'string' && answer.reason.length > 0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('an accepted event is JSON and comes back the same', () => {
  for (const event of Object.values(golden)) expect(parseEvent(copy(event)).ok).toBe(true);
});

test('every kind has a lane', () => {
  expect(kinds.map((kind: Kind) => [kind, laneOf(kind)])).toEqual([
    ['page_view', 'core'],
    ['page_leave', 'core'],
    ['click', 'core'],
    ['rage_click', 'core'],
    ['dead_click', 'core'],
    ['error_click', 'core'],
    ['dead_swipe', 'core'],
    ['thrashed_cursor', 'core'],
    ['quick_back', 'core'],
    ['scroll', 'detail'],
    ['attention', 'detail'],
    ['exposure', 'detail'],
    ['form', 'detail'],
    ['selection', 'detail'],
    ['error', 'core'],
    ['resource_error', 'core'],
    ['violation', 'core'],
    ['request', 'core'],
    ['vital', 'detail'],
    ['long_frame', 'detail'],
    ['custom', 'core'],
    ['identify', 'core'],
    ['group', 'core'],
    ['feature_flag', 'core'],
    ['sdk', 'core'],
  ]);
});

test.each([
  ['events', limits.eventsPerBatch, parseBatch],
  ['batches', limits.batchesPerRequest, parseRequest],
] as const)('too many %s are counted, not looked at', (field, most, parse) => {
  const looked: unknown[] = [];
  const list = new Proxy(Array<number>(1_000_000), {
    get: (target, name) => {
      if (name !== 'length') looked.push(name);
      return Reflect.get(target, name) as unknown;
    },
  });
  expect(parse({ [field]: list })).toEqual({ ok: false, reason: `${field}: must not have more than ${most} items` });
  expect(looked).toEqual([]);
});

test('a count that no sum could hold is rejected, in an event and in an envelope', () => {
  expect(reasonOf({ ...copy(golden.sdk), drops: { lost: 1e308 } })).toBe('drops.*: must be <= 2147483647');
  const batch = parseBatch({ ...batchOf([copy(golden.click)]), drops: { lost: 1e308 } });
  expect(batch).toEqual({ ok: false, reason: 'drops.*: must be <= 2147483647' });
});
