import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longer, retryAfterMs } from '../../../src/pipeline/retry.ts';

const now = 1_800_000_000_000;

test('the bound of a wait doubles from 1 s to 5 min', () => {
  const bounds = Array.from({ length: 12 }).reduce<number[]>((all) => [...all, longer(all.at(-1) ?? 0)], []);
  expect(bounds).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((s) => s * 1_000));
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
