import { limits } from '@watchglass/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameOf } from '../../../src/page/value.ts';
import { normalize as bound } from '../../../src/pipeline/normalize.ts';

/** As it is sent. */
const normalize = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(bound(value))) as never;

const keysIn = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, inner) => sum + 1 + keysIn(inner), 0)
    : 0;
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

/** Whatever a page may pass, and whatever makes JSON.stringify throw. */
const junk = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constantFrom<unknown>(null, undefined, Symbol('s'), () => 1, new Date(NaN), new Date(0), /x/, new Map([[1, 2]])),
    fc.constantFrom<unknown>(new Error('e'), Object.create(null), new Uint8Array(3), new WeakMap(), Promise.resolve(1)),
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toJSON', 'length')), tie('value')),
    tie('value').map((value) => ({
      value,
      get broken(): unknown {
        throw new Error('getter');
      },
      toJSON() {
        throw new Error('toJSON');
      },
    })),
    tie('value').map((value) => {
      const cycle: Record<string, unknown> = { value };
      cycle['self'] = cycle;
      return cycle;
    }),
    tie('value').map(
      (value) =>
        new Proxy(
          { value },
          {
            get: () => {
              throw new Error('get');
            },
          },
        ),
    ),
    fc.constant(
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('ownKeys');
          },
        },
      ),
    ),
  ),
})).value;

test('anything becomes bounded JSON, the same when normalized again, and never throws', () => {
  fc.assert(
    fc.property(junk, (value) => {
      const made = normalize(value);
      expect(normalize(made)).toEqual(made);
      expect(keysIn(made)).toBeLessThanOrEqual(limits.propertyKeys);
      expect(depthOf(made)).toBeLessThanOrEqual(limits.depth);
    }),
    { numRuns: 2_000 },
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('what looks odd keeps its meaning', () => {
  expect(
    normalize({
      date: new Date(0),
      never: new Date(NaN),
      big: 12345678901234567890n,
      nan: NaN,
      far: -Infinity,
      zero: 0,
      no: false,
      nothing: null,
      missing: undefined,
      run() {},
      sign: Symbol('s'),
      error: new TypeError('broken'),
      list: [1, undefined, () => 1, 'x'],
      node: { nodeType: 1, nodeName: 'BUTTON', __reactFiber: { much: 1 } },
      text: 'a\u0000b\ud800',
    }),
  ).toEqual({
    date: '1970-01-01T00:00:00.000Z',
    never: null,
    big: '12345678901234567890',
    nan: null,
    far: null,
    zero: 0,
    no: false,
    nothing: null,
    error: 'TypeError: broken',
    list: [1, null, null, 'x'],
    node: 'BUTTON',
    text: 'ab',
  });
});

test('only an object gives properties', () => {
  for (const value of [undefined, null, 1, 'text', true, [1], () => 1, Symbol('s'), 1n, new Date(0)])
    expect(normalize(value)).toEqual({});
});

test('huge and deep things are cut to their limits', () => {
  const long = normalize({ text: 'x'.repeat(10_000_000) });
  expect((long['text'] as string).length).toBe(limits.textChars);
  const wide = normalize(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])));
  expect(Object.keys(wide).length).toBe(limits.propertyKeys);
  let deep: unknown = 'end';
  for (let i = 0; i < 50; i++) deep = { deep };
  expect(depthOf(normalize(deep))).toBe(limits.depth);
  const heavy = normalize(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, '€'.repeat(9_000)])));
  expect(new TextEncoder().encode(JSON.stringify(heavy)).length).toBeLessThan(limits.eventBytes * 0.8);
});

test('a key named __proto__ sets no prototype', () => {
  const made = normalize(JSON.parse('{"__proto__": {"polluted": 1}, "a": 1}'));
  expect(made).toEqual({ a: 1 });
  expect(made['polluted']).toBeUndefined();
});

test('text and numbers are names, all else is none', () => {
  expect(nameOf('  sign\n up ')).toBe('sign up');
  expect(nameOf(42)).toBe('42');
  expect(nameOf('x'.repeat(1_000)).length).toBe(limits.nameChars);
  for (const value of ['', '  ', null, undefined, {}, [], () => 1, Symbol('s'), 1n]) expect(nameOf(value)).toBe('');
});
