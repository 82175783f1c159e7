/** Buckets of time in words and as the span a chart shows. */
import { type OverviewBucket, type Scope, zoneClock } from '@watchglass/analysis';
import { type Range, rangeBetween } from '../shell/range.ts';

const HOUR_MS = 3_600_000;

/** `Sun 22 Nov` or `Sun 22 Nov, 17:00 to 18:00`. */
export function bucketText(at: number, bucketMs: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' })
    .format(at)
    .replace(',', '');
  if (bucketMs > HOUR_MS) return day;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return `${day}, ${clock.format(at)} to ${clock.format(at + bucketMs)}`;
}

/** First and last moment of a chart, ms: the scope, cut to whole buckets; of "all", what there is. */
export function spanOf(buckets: readonly OverviewBucket[], bucketMs: number, scope: Scope): [number, number] {
  const first = buckets[0]?.at ?? scope.from;
  const end = (buckets.at(-1)?.at ?? scope.to) + bucketMs;
  // scopes start anywhere, buckets at a full hour or midnight: count whole buckets back from the first one
  const before = scope.from <= 0 ? 0 : Math.max(0, Math.ceil((first - scope.from) / bucketMs));
  const after = Math.max(0, Math.ceil((scope.to - end) / bucketMs));
  return [first - before * bucketMs, end + after * bucketMs];
}

/** The range that a bucket counted: all of its hour or day, or as much of it as lies in the scope. */
export function rangeOf(bucket: Pick<OverviewBucket, 'at'>, bucketMs: number, scope: Scope): Range {
  const { next } = zoneClock(scope.timeZone, bucketMs > HOUR_MS ? 'day' : 'hour');
  return rangeBetween(Math.max(bucket.at, scope.from), Math.min(next(bucket.at), scope.to), scope.timeZone);
}
