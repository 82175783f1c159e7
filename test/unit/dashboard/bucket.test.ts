import { overview, sessions, zoneClock } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeOf } from '../../../dashboard/shell/bucket.ts';
import { formatRange, parseRange, scopeOf } from '../../../dashboard/shell/range.ts';
import { anyStream } from '../collector/queries/streams.ts';

test.each([
  ['Australia/Lord_Howe', Date.UTC(2026, 9, 3, 12)],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 12)],
  ['Pacific/Chatham', Date.UTC(2026, 8, 26, 12)],
  ['Europe/Berlin', Date.UTC(2026, 9, 24, 22)],
])('each moment around a change of the clock in %s is in the range of its own hour alone', (timeZone, first) => {
  const { startOf } = zoneClock(timeZone, 'hour');
  const moments = Array.from({ length: 24 }, (_, quarter) => first + quarter * 900_000);
  const scope = { from: first, to: first + 86_400_000, timeZone };
  for (const at of new Set(moments.map(startOf))) {
    const { from, to } = scopeOf(parseRange(formatRange(rangeOf({ at }, 3_600_000, scope))), 0, timeZone);
    expect(moments.filter((moment) => moment >= from && moment < to)).toEqual(
      moments.filter((moment) => startOf(moment) === at),
    );
  }
});

test('a bucket leads to exactly the sessions it counted, in any zone and where the range cuts it', () => {
  fc.assert(
    fc.property(anyStream, ({ events, scope }) => {
      const { buckets, bucketMs } = overview.fold(overview.rows(events, scope), scope);
      for (const bucket of buckets) {
        const range = parseRange(formatRange(rangeOf(bucket, bucketMs, scope)));
        const listed = (withErrors: boolean): number => {
          const input = { ...scopeOf(range, 0, scope.timeZone), withErrors, limit: 500 };
          return sessions.rows(events, input).length;
        };
        expect(listed(false)).toBe(bucket.sessions);
        if (bucket.errors === 0) expect(listed(true)).toBe(0);
        else expect(listed(true)).toBeGreaterThan(0);
      }
    }),
  );
});
