/** Totals of the overview, for the scope and per hour or day. */
import type { StoredEvent } from '@watchglass/contract';
import { isBug, timesOf } from '../bugs.ts';
import { groupsBy, peopleOf } from '../groups.ts';
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
  const buckets = groupsBy(events, (event) => clock.startOf(timeOf(event)));
  const rows: OverviewRow[] = [{ row: 'totals', ...totals(events) }];
  for (const [at, inside] of [...buckets].sort(([a], [b]) => a - b)) {
    const { sessions, pageViews, errors } = totals(inside);
    rows.push({ row: 'bucket', at, sessions, pageViews, errors });
  }
  return rows;
}

function totals(events: readonly StoredEvent[]): OverviewTotals {
  const errors = events.filter((event) => event.kind === 'error');
  const bugs = errors.filter(isBug);
  return {
    ...peopleOf(events),
    pageViews: events.filter((event) => event.kind === 'page_view').length,
    clicks: events.filter((event) => event.kind === 'click' && event.trusted).length,
    errors: timesOf(bugs),
    sessionsWithErrors: peopleOf(bugs).sessions,
    noiseErrors: timesOf(errors) - timesOf(bugs),
  };
}
