import type { FunnelStep } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatStep, moved, parseStep, parseSteps, windowInWords, windowMs } from '../../../dashboard/funnel/steps.ts';
import { formatHash, linkFrom, parseHash, withParams } from '../../../dashboard/shell/hash.ts';
import {
  dayOf,
  daysOf,
  formatRange,
  parseRange,
  type Range,
  rangeBetween,
  rangeInWords,
  scopeOf,
} from '../../../dashboard/shell/range.ts';

const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
// a URL cannot carry half a surrogate pair, and no event holds one
const clean = name.filter((text) => !/\p{Surrogate}/u.test(text));

describe('a place', () => {
  it('survives the URL', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('heatmap', 'funnel', 'x-1')),
        fc.array(fc.tuple(clean, clean)),
        (path, params) => {
          const place = { path: `/${path.join('/')}`, params: new URLSearchParams(params) };
          const read = parseHash(formatHash(place));
          expect([read.path, [...read.params]]).toEqual([place.path, params]);
        },
      ),
    );
  });

  it('is the first page for anything else', () => {
    for (const hash of ['', '#', '#page-title', 'x', '#?range=24h', '#/overview', '#/overview?range=24h'])
      expect(parseHash(hash).path).toBe('/');
    expect(parseHash('#?range=24h').params.get('range')).toBe('24h');
  });

  it('is readable, for people who read links', () => {
    const place = { path: '/heatmap', params: new URLSearchParams({ page: 'shop.example/product/:id', a: 'b c' }) };
    expect(formatHash(place)).toBe('#/heatmap?page=shop.example/product/:id&a=b+c');
  });

  it('changes one parameter and leaves the others', () => {
    const place = parseHash('#/funnel?step=a&by=session&step=b');
    expect(formatHash(withParams(place, { step: ['c', 'd', 'e'] }))).toBe('#/funnel?by=session&step=c&step=d&step=e');
    expect(formatHash(withParams(place, { by: null }))).toBe('#/funnel?step=a&step=b');
    expect(formatHash(place)).toBe('#/funnel?step=a&by=session&step=b');
  });

  it('links to another page with the time range and nothing else', () => {
    const place = parseHash('#/funnel?range=30d&step=a');
    expect(linkFrom(place, '/heatmap', { page: 'x/y' })).toBe('#/heatmap?range=30d&page=x/y');
    expect(linkFrom(parseHash('#/funnel?step=a'), '/')).toBe('#/');
  });
});

describe('a time range', () => {
  const zone = 'UTC';
  const now = Date.UTC(2026, 2, 9, 12);

  it('survives the URL', () => {
    const ranges: Range[] = [
      { kind: '24h' },
      { kind: '7d' },
      { kind: '30d' },
      { kind: 'all' },
      { kind: 'days', first: '2026-03-01', last: '2026-03-31' },
      { kind: 'days', first: '2028-02-29', last: '2028-02-29' },
      { kind: 'times', first: '2026-03-01T15:00:00.000+01:00', last: '2026-03-01T16:00:00.000+01:00' },
      { kind: 'times', first: '2026-03-01T15:00:00.000Z', last: '2026-03-02T15:00:00.001Z' },
    ];
    for (const range of ranges) expect(parseRange(formatRange(range))).toEqual(range);
  });

  it('is the usual one for what is none', () => {
    const wrongTimes = [
      'T15:00..T16:00',
      '2026-03-01T15:00:00.000Z..2026-03-01T14:00:00.000Z',
      '2026-03-01T15:00..x',
      '2026-02-30T15:00:00.000Z..2026-03-05T15:00:00.000Z',
    ];
    for (const text of [
      '',
      'x',
      '2026-03-31..2026-03-01',
      '2026-02-30..2026-03-01',
      '2026-03-01',
      '..',
      '1d',
      ...wrongTimes,
    ])
      expect(parseRange(text)).toEqual({ kind: '7d' });
  });

  it('ends after this millisecond, so that what just happened is in', () => {
    expect(scopeOf({ kind: '24h' }, now, zone)).toEqual({ from: now - 86_400_000, to: now + 1, timeZone: zone });
    expect(scopeOf({ kind: 'all' }, now, zone)).toEqual({ from: 0, to: now + 1, timeZone: zone });
  });

  it('of days holds both days whole, in the zone of the source, also where a day has 23 or 25 hours', () => {
    const timesOf = (first: string, last: string, timeZone: string) =>
      scopeOf({ kind: 'days', first, last }, now, timeZone);
    const hours = (first: string, last: string): number => {
      const { from, to } = timesOf(first, last, 'Europe/Berlin');
      return (to - from) / 3_600_000;
    };
    expect(timesOf('2026-03-28', '2026-03-30', 'Europe/Berlin').from).toBe(Date.UTC(2026, 2, 27, 23));
    expect([hours('2026-03-28', '2026-03-28'), hours('2026-03-29', '2026-03-29')]).toEqual([24, 23]);
    expect([hours('2026-10-25', '2026-10-25'), hours('2026-03-28', '2026-03-30')]).toEqual([25, 71]);
    // far from Greenwich, on both sides; and where spring skips midnight
    for (const [zone, hour] of [
      ['Pacific/Kiritimati', -14],
      ['Pacific/Pago_Pago', 11],
      ['Asia/Kathmandu', -5.75],
    ] as const)
      expect(timesOf('2026-03-28', '2026-03-28', zone)).toEqual({
        from: Date.UTC(2026, 2, 28) + hour * 3_600_000,
        to: Date.UTC(2026, 2, 29) + hour * 3_600_000,
        timeZone: zone,
      });
    expect(timesOf('2026-09-06', '2026-09-06', 'America/Santiago').from).toBe(Date.UTC(2026, 8, 6, 4));
  });

  it('names the day of a moment in that zone', () => {
    const moment = Date.UTC(2026, 10, 22, 18, 30);
    expect(['UTC', 'Asia/Kathmandu', 'Pacific/Pago_Pago'].map((one) => dayOf(moment, one))).toEqual([
      '2026-11-22',
      '2026-11-23',
      '2026-11-22',
    ]);
  });

  it('between two moments holds exactly that, by any clock, and is the day where it is a whole one', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Chatham', 'Africa/Monrovia'];
    const time = fc.integer({ min: 0, max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), time, time, (timeZone, one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const range = parseRange(formatRange(rangeBetween(from, to, timeZone)));
        expect(scopeOf(range, now, timeZone)).toEqual({ from, to, timeZone });
      }),
    );
    const from = Date.UTC(2026, 9, 24, 22);
    const berlin = (hours: number): Range => rangeBetween(from, from + hours * 3_600_000, 'Europe/Berlin');
    expect(berlin(25)).toEqual({ kind: 'days', first: '2026-10-25', last: '2026-10-25' });
    expect(formatRange(berlin(24))).toBe('2026-10-25T00:00:00.000+02:00..2026-10-25T23:00:00.000+01:00');
    // the hour that autumn has twice
    expect(formatRange(rangeBetween(from + 3 * 3_600_000, from + 4 * 3_600_000, 'Europe/Berlin'))).toBe(
      '2026-10-25T02:00:00.000+01:00..2026-10-25T03:00:00.000+01:00',
    );
  });

  it('between two moments touches the days that it has a moment of', () => {
    const days = (from: number, to: number, timeZone: string): string =>
      formatRange(daysOf(rangeBetween(from, to, timeZone)));
    const evening = Date.UTC(2026, 2, 1, 22);
    const hour = 3_600_000;
    expect(days(evening, evening + hour, 'Europe/Berlin')).toBe('2026-03-01..2026-03-01');
    expect(days(evening, evening + 2 * hour, 'Europe/Berlin')).toBe('2026-03-01..2026-03-02');
    expect(days(evening, evening + 2 * hour, 'UTC')).toBe('2026-03-01..2026-03-01');
    expect(days(evening, evening + 2 * hour + 1, 'UTC')).toBe('2026-03-01..2026-03-02');
    expect(days(evening, evening, 'UTC')).toBe('2026-03-01..2026-03-01');
    expect(formatRange(daysOf({ kind: 'days', first: '2026-03-01', last: '2026-03-02' }))).toBe(
      '2026-03-01..2026-03-02',
    );
  });

  it('reads as the end of a sentence', () => {
    expect(rangeInWords(rangeBetween(Date.UTC(2026, 2, 1, 16), Date.UTC(2026, 2, 1, 17), 'Europe/Berlin'))).toBe(
      'on 1 Mar 2026 from 17:00 to 18:00',
    );
    expect(rangeInWords(rangeBetween(Date.UTC(2026, 2, 1, 16), Date.UTC(2026, 2, 2), 'UTC'))).toBe(
      'on 1 Mar 2026 from 16:00 to 24:00',
    );
    expect(rangeInWords(rangeBetween(Date.UTC(2026, 2, 1, 16), Date.UTC(2026, 2, 3), 'UTC'))).toBe(
      'from 1 Mar 2026, 16:00 to 2 Mar 2026, 24:00',
    );
    expect(rangeInWords(rangeBetween(Date.UTC(2026, 2, 1, 16), Date.UTC(2026, 2, 2, 7), 'UTC'))).toBe(
      'from 1 Mar 2026, 16:00 to 2 Mar 2026, 07:00',
    );
    const inWords = (from: number, to: number): string => rangeInWords(rangeBetween(from, to, 'Europe/Berlin'));
    const hour = Date.UTC(2026, 2, 1, 22);
    expect(inWords(hour, hour + 1)).toBe('on 1 Mar 2026 from 23:00 to 23:01');
    expect(inWords(hour + 30_001, hour + 90_000)).toBe('on 1 Mar 2026 from 23:00 to 23:02');
    expect(inWords(hour, hour + 3_599_999)).toBe('on 1 Mar 2026 from 23:00 to 24:00');
    expect(inWords(hour - 3_600_000, hour - 1)).toBe('on 1 Mar 2026 from 22:00 to 23:00');
    expect(rangeInWords({ kind: '7d' })).toBe('in the last 7 days');
    expect(rangeInWords({ kind: 'all' })).toBe('in all data');
    expect(rangeInWords({ kind: 'days', first: '2026-03-01', last: '2026-03-01' })).toBe('on 1 Mar 2026');
    expect(rangeInWords({ kind: 'days', first: '2026-03-01', last: '2026-03-31' })).toBe(
      'from 1 Mar 2026 to 31 Mar 2026',
    );
  });
});

describe('a funnel in the URL', () => {
  const step: fc.Arbitrary<FunnelStep> = fc.oneof(
    clean.map((page): FunnelStep => ({ kind: 'page', page })),
    clean.map((text): FunnelStep => ({ kind: 'custom', name: text })),
    clean.map((key): FunnelStep => ({ kind: 'click', key })),
  );

  it('survives it, whatever pages, events and elements are called', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        const place = withParams(parseHash('#/funnel'), { step: steps.map(formatStep) });
        expect(parseSteps(parseHash(formatHash(place)).params.getAll('step'))).toEqual(steps);
      }),
    );
  });

  it('ignores what is no step, and what is too much', () => {
    for (const text of ['', 'page', 'page:', 'tap:x', ':x']) expect(parseStep(text)).toBeUndefined();
    expect(parseSteps(Array.from({ length: 30 }, () => 'page:a'))).toHaveLength(10);
  });

  it('has a window: minutes, hours or days, else the usual two weeks', () => {
    expect([windowMs('30m'), windowMs('1h'), windowMs('7d')]).toEqual([1_800_000, 3_600_000, 604_800_000]);
    for (const text of ['', '0m', '-1d', '1w', '1e3m', '999999d']) expect(windowMs(text)).toBe(14 * 86_400_000);
    expect(['30m', '60m', '1d', '90m', '48h', '14d'].map(windowInWords)).toEqual([
      '30 minutes',
      '1 hour',
      '1 day',
      '90 minutes',
      '2 days',
      '14 days',
    ]);
  });

  it('keeps every step when one is moved', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
    fc.assert(
      fc.property(
        fc.array(fc.nat()),
        fc.integer({ min: -2, max: 12 }),
        fc.integer({ min: -2, max: 12 }),
        (list, from, to) => {
          const after = moved(list, from, to);
          expect(new Set(after)).toEqual(new Set(list));
          expect(after).toHaveLength(list.length);
          if (from in list && to in list) {
            expect(after[to]).toBe(list[from]);
            expect(moved(after, to, from)).toEqual(list);
          } else expect(after).toEqual(list);
        },
      ),
    );
  });
});
