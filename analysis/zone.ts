/** Hours and days as a place on earth counts them, daylight saving included. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Zones change their offset at a full quarter of an hour of universal time, so one look-up per quarter is enough. */
const QUARTER = 900_000;

/**
 * Times between which offsets are looked up, epoch ms: before 1900 clocks followed the sun, and nobody knows the rules of
 * after 2200. A time outside has the offset of the nearer end: a calendar of years with one digit or six is no offset.
 */
export const zoneTimes = { first: Date.UTC(1900, 0, 1), last: Date.UTC(2200, 0, 1) } as const;

/** A bucket of time: an hour or a day of a zone. */
export type BucketSize = 'hour' | 'day';

/** Length of a bucket in milliseconds; a day of 23 or 25 hours is still a day. */
export const bucketMsOf = (size: BucketSize): number => (size === 'hour' ? HOUR : DAY);

/** Cuts time into the hours or days of one zone. */
export interface ZoneClock {
  /** Start of the bucket that a time lies in, epoch ms. */
  startOf(time: number): number;
  /** Start of the bucket after the one that starts at `start`. */
  next(start: number): number;
}

/**
 * A clock of an IANA zone.
 *
 * An hour starts where the zone's clock shows a full hour by the offset of that moment: the hour that is repeated in
 * autumn is two buckets. A day starts at the first moment that bears its date: 00:00, or 01:00 where spring skips
 * midnight.
 *
 * @throws RangeError when the zone is unknown
 */
export function zoneClock(timeZone: string, size: BucketSize): ZoneClock {
  const offset = zoneOffset(timeZone);
  const dateOf = (time: number): number => Math.floor((time + offset(time)) / DAY);
  const startOfHour = (time: number): number => {
    const shift = offset(time);
    return Math.floor((time + shift) / HOUR) * HOUR - shift;
  };
  const startOfDate = (date: number): number => {
    const midnight = date * DAY;
    // by the offset before and the offset after a change that may lie near that midnight
    const candidates = [
      midnight - offset(midnight - DAY),
      midnight - offset(midnight),
      midnight - offset(midnight + DAY),
    ];
    return Math.min(...candidates.filter((time) => dateOf(time) === date));
  };
  const startOfNextDate = (date: number): number => {
    const start = startOfDate(date + 1);
    // a date that a zone skipped (Samoa had no 30 December 2011) has no start
    return start === Number.POSITIVE_INFINITY ? startOfDate(date + 2) : start;
  };
  return size === 'hour'
    ? { startOf: startOfHour, next: (start) => startOfHour(start + HOUR) }
    : { startOf: (time) => startOfDate(dateOf(time)), next: (start) => startOfNextDate(dateOf(start)) };
}

/**
 * Offset of a zone's clock from universal time by epoch ms, in ms; remembered by quarter of an hour.
 *
 * @throws RangeError when the zone is unknown
 */
export function zoneOffset(timeZone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (time) => {
    const near = Math.min(zoneTimes.last, Math.max(zoneTimes.first, time));
    const quarter = Math.floor(near / QUARTER) * QUARTER;
    let offset = known.get(quarter);
    if (offset === undefined) {
      const part: Record<string, number> = {};
      for (const { type, value } of format.formatToParts(quarter)) part[type] = Number(value);
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
      offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter;
      known.set(quarter, offset);
    }
    return offset;
  };
}
