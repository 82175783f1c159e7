import { overview, sessions } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeOf } from '../../../dashboard/overview/time.ts';
import { formatRange, parseRange, scopeOf } from '../../../dashboard/shell/range.ts';
import { anyStream } from '../collector/queries/streams.ts';

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
