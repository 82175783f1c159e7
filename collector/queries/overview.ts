/** Rows of the overview. */
import { bucketSize, type OverviewRow, type Scope, zoneClock } from '@watchglass/analysis';
import type { Statement } from '../types.ts';
import { bugTimes, isBug } from './bugs.ts';
import { type Audience, ofScope, type Query, scopeParams } from './query.ts';
import { bucketOf, bucketParams, reachOf } from './zone.ts';

type Of<R extends OverviewRow['row']> = Omit<Extract<OverviewRow, { row: R }>, 'row'>;

const totals = (audience: Audience, scope: Scope): Statement => ({
  sql: `SELECT
    uniqExact(visitor) AS visitors,
    uniqExact(session) AS sessions,
    countIf(kind = 'page_view') AS pageViews,
    countIf(kind = 'click' AND trusted) AS clicks,
    ${bugTimes} AS errors,
    uniqExactIf(session, ${isBug}) AS sessionsWithErrors,
    sumIf(\`count\`, kind = 'error' AND noise != '') AS noiseErrors
  FROM events WHERE ${ofScope}`,
  params: scopeParams(audience, scope),
});

/** Time of the first and last event of a scope, both 0 when there is none. */
const extent = (audience: Audience, scope: Scope): Statement => ({
  sql: `SELECT min(time) AS first, max(time) AS last FROM events WHERE ${ofScope}`,
  params: scopeParams(audience, scope),
});

const buckets = (audience: Audience, scope: Scope, cuts: Statement['params']): Statement => ({
  sql: `SELECT
    min(time) AS first,
    uniqExact(session) AS sessions,
    countIf(kind = 'page_view') AS pageViews,
    ${bugTimes} AS errors
  FROM events WHERE ${ofScope} GROUP BY ${bucketOf[bucketSize(scope)]} ORDER BY first`,
  params: { ...scopeParams(audience, scope), ...cuts },
});

const pages = (audience: Audience, scope: Scope): Statement => ({
  sql: `SELECT
    page,
    countIf(kind = 'page_view') AS views,
    uniqExact(visitor) AS visitors,
    countIf(kind = 'click' AND trusted) AS clicks,
    ${bugTimes} AS errors,
    if(countIf(kind = 'page_leave') = 0, NULL, quantileExactInclusiveIf(0.5)(activeMs, kind = 'page_leave')) AS medianActiveMs
  FROM events WHERE ${ofScope} GROUP BY page ORDER BY views DESC, page LIMIT 20`,
  params: scopeParams(audience, scope),
});

const errors = (audience: Audience, scope: Scope): Statement => ({
  sql: `SELECT
    type,
    message,
    sum(here) AS count,
    uniqExactMerge(sessionsHere) AS sessions,
    uniqExactMerge(visitorsHere) AS visitors,
    argMin(place, (-toInt64(here), place)) AS page,
    max(lastHere) AS lastAt
  FROM (
    SELECT
      type,
      message,
      page AS place,
      sum(\`count\`) AS here,
      uniqExactState(session) AS sessionsHere,
      uniqExactState(visitor) AS visitorsHere,
      max(time) AS lastHere
    FROM events WHERE ${ofScope} AND ${isBug} GROUP BY type, message, page
  ) GROUP BY type, message ORDER BY sessions DESC, count DESC, type, message LIMIT 20`,
  params: scopeParams(audience, scope),
});

/** See `overview` of analysis. */
export const overviewRows: Query<Scope, OverviewRow> = async (ask, audience, scope) => {
  const cuts = await bucketParams(scope.timeZone, await reachOf(ask, scope, extent(audience, scope)));
  const [total, bucket, page, error] = await Promise.all([
    ask<Of<'totals'>>(totals(audience, scope)),
    ask<Omit<Of<'bucket'>, 'at'> & { first: number }>(buckets(audience, scope, cuts)),
    ask<Of<'page'>>(pages(audience, scope)),
    ask<Of<'error'>>(errors(audience, scope)),
  ]);
  const clock = zoneClock(scope.timeZone, bucketSize(scope));
  return [
    ...total.map((row) => ({ row: 'totals' as const, ...row })),
    ...bucket.map(({ first, ...row }) => ({ row: 'bucket' as const, at: clock.startOf(first), ...row })),
    ...page.map((row) => ({ row: 'page' as const, ...row })),
    ...error.map((row) => ({ row: 'error' as const, ...row })),
  ];
};
