import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { position } from '../../../src/begin.ts';
import { createIds } from '../../../src/page/ids.ts';

afterEach(() => vi.unstubAllGlobals());

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

test('ids are UUIDv7 of their time, unique, and sort by the order they were made in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 300 }), (steps) => {
      let time = 1_800_000_000_000;
      const newId = createIds(() => time);
      let latest = 0;
      const ids = steps.map((step) => {
        time += step;
        latest = Math.max(latest, time);
        const id = newId();
        expect(id).toMatch(UUID7);
        expect(timeOf(id)).toBe(latest);
        return id;
      });
      expect([...ids].sort()).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

test('100,000 ids in one millisecond stay unique and ordered', () => {
  const ids = Array.from(
    { length: 100_000 },
    createIds(() => 1_800_000_000_000),
  );
  expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? ''))).toBe(true);
});

test('without crypto there are ids all the same', () => {
  vi.stubGlobal('crypto', undefined);
  const newId = createIds(() => 1_800_000_000_000);
  const ids = Array.from({ length: 1_000 }, newId);
  for (const id of ids) expect(id).toMatch(UUID7);
  expect(new Set(ids).size).toBe(ids.length);
  // and two documents of one moment do not share them
  const other = createIds(() => 1_800_000_000_000);
  expect(ids).not.toContain(other());
});

test('a broken clock does not break ids', () => {
  for (const time of [NaN, -1, 0]) expect(createIds(() => time)()).toMatch(UUID7);
});

test('visitors fall evenly between 0 and 1, and always at the same place', () => {
  const newId = createIds(() => 1_800_000_000_000);
  const positions = Array.from({ length: 4_000 }, () => position(newId()));
  for (const one of positions) expect(one >= 0 && one < 1).toBe(true);
  const tenth = positions.filter((one) => one < 0.1).length / positions.length;
  // five standard deviations of a binomial share of 0.1 in 4,000
  expect(Math.abs(tenth - 0.1)).toBeLessThan(0.024);
  const id = newId();
  expect(position(id)).toBe(position(id));
});
