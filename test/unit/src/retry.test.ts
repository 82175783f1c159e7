import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, retryAfterMs } from '../../../src/pipeline/retry.ts';

const now = 1_800_000_000_000;

test('backoff doubles its bound from 1 s to 5 min and uses all of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const bound = Math.min(300_000, 1_000 * 2 ** (failures - 1));
      expect(backoffMs(failures, random)).toBeCloseTo(random * bound, -0.5);
      expect(backoffMs(failures, random)).toBeLessThanOrEqual(300_000);
    }),
  );
  expect([1, 2, 3, 9, 10, 100].map((failures) => backoffMs(failures, 1))).toEqual([
    1_000, 2_000, 4_000, 256_000, 300_000, 300_000,
  ]);
});

test('Retry-After in seconds or as a date, clamped to 1 s .. 1 h', () => {
  expect(retryAfterMs('120', now)).toBe(120_000);
  expect(retryAfterMs(' 2.5 ', now)).toBe(2_500);
  expect(retryAfterMs('0', now)).toBe(1_000);
  expect(retryAfterMs('-30', now)).toBe(1_000);
  expect(retryAfterMs('999999999', now)).toBe(3_600_000);
  expect(retryAfterMs(new Date(now + 60_000).toUTCString(), now)).toBe(60_000);
  expect(retryAfterMs(new Date(now - 60_000).toUTCString(), now)).toBe(1_000);
  expect(retryAfterMs(new Date(now + 1e12).toUTCString(), now)).toBe(3_600_000);
  for (const header of [null, '', 'soon', 'NaN', 'Infinity seconds']) expect(retryAfterMs(header, now)).toBeUndefined();
});

test('any header gives a delay within bounds or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String)), (header) => {
      const ms = retryAfterMs(header, now);
      if (ms !== undefined) expect(ms >= 1_000 && ms <= 3_600_000).toBe(true);
    }),
  );
});
