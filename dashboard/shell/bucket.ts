/** Buckets of time: in words, and as the range that leads to what they counted. */
import { type OverviewBucket, type Scope, zoneClock } from '@watchglass/analysis';
import { type Range, rangeBetween } from './range.ts';

const HOUR_MS = 3_600_000;
/** Clocks are set at full quarters of an hour. */
const QUARTER_MS = 900_000;

/** `Sun 22 Nov` or `Sun 22 Nov, 17:00 to 18:00`. */
export function bucketText(at: number, bucketMs: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' })
    .format(at)
    .replace(',', '');
  if (bucketMs > HOUR_MS) return day;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return `${day}, ${clock.format(at)} to ${clock.format(at + bucketMs)}`;
}

/** The range that a bucket counted: all of its hour or day, or as much of it as lies in the scope. */
export function rangeOf({ at }: Pick<OverviewBucket, 'at'>, bucketMs: number, scope: Scope): Range {
  const [from, to] = bucketMs > HOUR_MS ? [at, zoneClock(scope.timeZone, 'day').next(at)] : hourAt(at, scope.timeZone);
  return rangeBetween(Math.max(from, scope.from), Math.min(to, scope.to), scope.timeZone);
}

/**
 * First moment of an hour's bucket, and the first after it. Where a clock is set by half an hour (Lord Howe), half of the
 * hour that the bucket is named after belongs to the one before, or an hour is cut short.
 */
function hourAt(at: number, timeZone: string): [from: number, to: number] {
  const { startOf } = zoneClock(timeZone, 'hour');
  let from = at;
  while (startOf(from) !== at && from < at + HOUR_MS) from += QUARTER_MS;
  let to = from;
  while (startOf(to) === at) to += QUARTER_MS;
  return [from, to];
}
