import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backoffMs, retryAfterMs } from '../../../src/pipeline/retry.ts';

const now = 1_800_000_000_000;
beforeEach(() => void vi.spyOn(Date, 'now').mockReturnValue(now));
afterEach(() => void vi.restoreAllMocks());

test('the bound of a wait doubles from 1 s to 5 min, and the wait is anywhere below it', () => {
  const most = vi.spyOn(Math, 'random').mockReturnValue(1);
  const bounds = Array.from({ length: 1_200 }, (_, failures) => backoffMs(2 ** failures) / 1_000);
  expect(bounds.slice(0, 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
  expect(new Set(bounds.slice(9))).toEqual(new Set([300]));
  most.mockReturnValue(0.25);
  expect(backoffMs(8)).toBe(2_000);
  most.mockRestore();
});

test('Retry-After in seconds or as a date, clamped to 1 s .. 1 h', () => {
  expect(retryAfterMs('120')).toBe(120_000);
  expect(retryAfterMs(' 2.5 ')).toBe(2_500);
  expect(retryAfterMs('0')).toBe(1_000);
  expect(retryAfterMs('-30')).toBe(1_000);
  expect(retryAfterMs('999999999')).toBe(3_600_000);
  expect(retryAfterMs(new Date(now + 60_000).toUTCString())).toBe(60_000);
  expect(retryAfterMs(new Date(now - 60_000).toUTCString())).toBe(1_000);
  expect(retryAfterMs(new Date(now + 1e12).toUTCString())).toBe(3_600_000);
  for (const header of [null, '', 'soon', 'NaN', 'Infinity seconds']) expect(retryAfterMs(header)).toBeNaN();
});

test('any header gives a delay within bounds or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String)), (header) => {
      const ms = retryAfterMs(header);
      expect(Number.isNaN(ms) || (ms >= 1_000 && ms <= 3_600_000)).toBe(true);
    }),
  );
});
