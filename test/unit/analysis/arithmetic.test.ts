import { quantile, shareOf } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byText } from '../../../analysis/order.ts';
import { type BucketSize, zoneClock } from '../../../analysis/zone.ts';

describe('quantile', () => {
  it('interpolates between order statistics', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    // R: quantile(c(1, 2, 3, 4, 10), 0.9, type = 7) is 7.6
    expect(quantile([10, 1, 2, 3, 4], 0.9)).toBeCloseTo(7.6, 12);
    expect(quantile([10, 9, 8], 1)).toBe(10);
  });

  it('lies within the values and never falls with q', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, a, b) => {
          const low = quantile(values, Math.min(a, b)) as number;
          const high = quantile(values, Math.max(a, b)) as number;
          expect(low).toBeLessThanOrEqual(high + 1e-9);
          expect(low).toBeGreaterThanOrEqual(Math.min(...values));
          expect(high).toBeLessThanOrEqual(Math.max(...values));
        },
      ),
    );
  });
});

it('takes a share of nothing as 0', () => {
  expect(shareOf(0, 0)).toBe(0);
  expect(shareOf(1, 4)).toBe(0.25);
});

it('orders text by code point, as a database orders the bytes of UTF-8', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'é', '\ud7ff', '\ue000', '\uffee', '😀', '\u{10ffff}') });
  fc.assert(
    fc.property(letters, letters, (a, b) => {
      expect(Math.sign(byText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
  );
});

describe('zoneClock', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'America/Havana',
    'Africa/Cairo',
    'America/Scoresbysund',
    'Pacific/Apia',
  ];
  const iso = (time: number) => new Date(time).toISOString();

  it('starts a day at 01:00 where spring skips midnight, at the first midnight where autumn repeats it', () => {
    const cairo = zoneClock('Africa/Cairo', 'day');
    expect(iso(cairo.startOf(Date.UTC(2024, 3, 26, 12)))).toBe('2024-04-25T22:00:00.000Z');
    expect(iso(cairo.startOf(Date.UTC(2024, 3, 25, 12)))).toBe('2024-04-24T22:00:00.000Z');
    const havana = zoneClock('America/Havana', 'day');
    expect(iso(havana.startOf(Date.UTC(2024, 10, 3, 12)))).toBe('2024-11-03T04:00:00.000Z');
    expect(iso(havana.next(Date.UTC(2024, 10, 3, 4)))).toBe('2024-11-04T05:00:00.000Z');
  });

  it('steps over a date that a zone left out', () => {
    const apia = zoneClock('Pacific/Apia', 'day');
    const before = apia.startOf(Date.UTC(2011, 11, 29, 20));
    expect(apia.next(before) - before).toBe(86_400_000);
    expect(iso(apia.next(before))).toBe('2011-12-30T10:00:00.000Z');
  });

  it('cuts every time that a clock can show, however wrong the clock', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: -8.63e15, max: 8.63e15 }), (zone, time) => {
        const clock = zoneClock(zone, 'day');
        const start = clock.startOf(time);
        expect(time - start).toBeGreaterThanOrEqual(0);
        expect(time - start).toBeLessThan(25 * 3_600_000);
        expect(clock.next(start)).toBeGreaterThan(time);
      }),
    );
  });

  it('throws on a zone that does not exist', () => {
    expect(() => zoneClock('Mars/Olympus', 'day')).toThrow(RangeError);
  });

  it('puts every moment in one bucket that starts at or before it and ends after it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom<BucketSize>('hour', 'day'),
        fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2030, 0) }),
        (zone, size, time) => {
          const clock = zoneClock(zone, size);
          const start = clock.startOf(time);
          expect(start).toBeLessThanOrEqual(time);
          expect(clock.next(start)).toBeGreaterThan(start);
          if (size === 'day') {
            expect(clock.startOf(start)).toBe(start);
            expect(clock.next(start)).toBeGreaterThan(time);
            expect(clock.startOf(clock.next(start))).toBe(clock.next(start));
            expect(time - start).toBeLessThan(25 * 3_600_000);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
