/** Rows of the overview to its answer: empty buckets are filled in, the rest is put in its place. */
import type { Scope } from '../insight.ts';
import type { OverviewAnswer, OverviewBucket, OverviewRow } from './shape.ts';
import { bucketSize } from './time.ts';
import { bucketMsOf, zoneClock } from '../zone.ts';

/** Buckets of ten years of days; an event dated 1970 must not make a page of 20,000 empty days. */
const MOST_BUCKETS = 4000;

const NOTHING = {
  visitors: 0,
  sessions: 0,
  pageViews: 0,
  clicks: 0,
  errors: 0,
  sessionsWithErrors: 0,
  noiseErrors: 0,
};

/** Puts rows in their places; see {@link OverviewAnswer}. */
export function foldOverview(rows: readonly OverviewRow[], input: Scope): OverviewAnswer {
  const of = <R extends OverviewRow['row']>(name: R): Omit<Extract<OverviewRow, { row: R }>, 'row'>[] =>
    rows.flatMap(({ row, ...rest }) => (row === name ? [rest as never] : []));
  return {
    ...(of('totals')[0] ?? NOTHING),
    bucketMs: bucketMsOf(bucketSize(input)),
    buckets: filled(of('bucket'), input),
    pages: of('page'),
    errorGroups: of('error'),
  };
}

function filled(buckets: readonly OverviewBucket[], input: Scope): OverviewBucket[] {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (!first || !last) return [];
  const size = bucketSize(input);
  if ((last.at - first.at) / bucketMsOf(size) > MOST_BUCKETS) return [...buckets];
  const clock = zoneClock(input.timeZone, size);
  const known = new Map(buckets.map((bucket) => [bucket.at, bucket]));
  for (let at = clock.next(first.at); at < last.at; at = clock.next(at)) {
    if (!known.has(at)) known.set(at, { at, sessions: 0, pageViews: 0, errors: 0 });
  }
  return [...known.values()].sort((a, b) => a.at - b.at);
}
