/** Totals of the overview, for the scope and per hour or day. */
import type { StoredEvent } from '@watchglass/contract';
import { type Scope, timeOf } from '../insight.ts';
import type { OverviewRow, OverviewTotals } from './shape.ts';
import { type BucketSize, zoneClock } from '../zone.ts';

/** Longest scope that is cut into hours: 72 bars still have room for a label each. */
const HOURS_UP_TO_MS = 3 * 86_400_000;

/** Hours for a scope of at most 3 days, else days. */
export const bucketSize = ({ from, to }: Scope): BucketSize => (to - from <= HOURS_UP_TO_MS ? 'hour' : 'day');

/** The row of totals and those of the buckets. */
export function timeRows(events: readonly StoredEvent[], scope: Scope): OverviewRow[] {
  const clock = zoneClock(scope.timeZone, bucketSize(scope));
  const buckets = new Map<number, StoredEvent[]>();
  for (const event of events) {
    const at = clock.startOf(timeOf(event));
    const bucket = buckets.get(at);
    if (bucket) bucket.push(event);
    else buckets.set(at, [event]);
  }
  const rows: OverviewRow[] = [{ row: 'totals', ...totals(events) }];
  for (const [at, inside] of [...buckets].sort(([a], [b]) => a - b)) {
    const { sessions, pageViews, errors } = totals(inside);
    rows.push({ row: 'bucket', at, sessions, pageViews, errors });
  }
  return rows;
}

function totals(events: readonly StoredEvent[]): OverviewTotals {
  const errors = events.filter((event) => event.kind === 'error');
  return {
    visitors: new Set(events.map((event) => event.visitor)).size,
    sessions: new Set(events.map((event) => event.session)).size,
    pageViews: events.filter((event) => event.kind === 'page_view').length,
    clicks: events.filter((event) => event.kind === 'click' && event.trusted).length,
    errors: errors.length,
    sessionsWithErrors: new Set(errors.map((event) => event.session)).size,
  };
}
