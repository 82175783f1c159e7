/** Rows of the ledger, from the table of documents: no event is read for them. */
import { type LedgerInput, type LedgerRow, type LedgerSums, mostLedgerGroups, zoneClock } from '@watchglass/analysis';
import { documentParams, documentSums } from './documents.ts';
import { audienceParams, ofAudience, type Query, scopeParams } from './query.ts';
import { bucketOf, bucketParams, reachOf } from './zone.ts';

/** Sums of one group. */
interface Found extends LedgerSums {
  readonly grouping: 'total' | 'day' | 'release' | 'browser';
  /** Start of its first document. */
  readonly firstAt: number;
  readonly ofRelease: string;
  readonly ofBrowser: string;
}

const DOCUMENTS = `(SELECT * FROM (${documentSums}) WHERE time >= {from:Int64} AND time < {to:Int64})`;

const SUMS = `SELECT
    multiIf(grouping(day) = 0, 'day', grouping(ofRelease) = 0, 'release', grouping(ofBrowser) = 0, 'browser', 'total') AS grouping,
    min(time) AS firstAt,
    ofRelease,
    ofBrowser,
    toInt64(count()) AS documents,
    sum(captures) AS captured,
    sum(kept) AS stored,
    sum(lost) AS dropped,
    sum(coming) AS underway,
    sum(gone) AS unknown
  FROM (SELECT *, ${bucketOf.day} AS day FROM ${DOCUMENTS})
  GROUP BY GROUPING SETS ((), (day), (ofRelease), (ofBrowser))
  ORDER BY if(grouping = 'day', firstAt, 0), captured DESC, ofRelease, ofBrowser`;

const DROPS = `SELECT reason, sum(times) AS count FROM (
    SELECT arrayJoin(arrayZip(told.1, told.2)) AS one, one.1 AS reason, one.2 AS times FROM ${DOCUMENTS}
  ) WHERE times > 0 GROUP BY reason
  ORDER BY count DESC, reason LIMIT {most:UInt32}`;

const EXTENT = `SELECT min(firstAt) AS first, max(firstAt) AS last FROM documents WHERE ${ofAudience}`;

const nothing: LedgerSums = { documents: 0, captured: 0, stored: 0, dropped: 0, underway: 0, unknown: 0 };

/** See `ledger` of analysis. */
export const ledgerRows: Query<LedgerInput, LedgerRow> = async (ask, audience, input) => {
  const extent = { sql: EXTENT, params: audienceParams(audience), final: false };
  const params = {
    ...scopeParams(audience, input),
    ...documentParams(audience, input.now),
    ...(await bucketParams(input.timeZone, await reachOf(ask, input, extent))),
  };
  const [found, drops] = await Promise.all([
    ask<Found>({ sql: SUMS, params, final: false, isInOrder: true }),
    ask<{ reason: string; count: number }>({
      sql: DROPS,
      params: { ...params, most: mostLedgerGroups },
      final: false,
      isInOrder: true,
    }),
  ]);
  const clock = zoneClock(input.timeZone, 'day');
  const groups = (name: Found['grouping'], most = Number.POSITIVE_INFINITY) =>
    found
      .flatMap(({ grouping, firstAt, ofRelease, ofBrowser, ...sums }) =>
        grouping === name && sums.documents > 0 ? [{ firstAt, ofRelease, ofBrowser, sums }] : [],
      )
      .slice(0, most);
  return [
    { row: 'total', ...(groups('total')[0]?.sums ?? nothing) },
    ...groups('day').map(({ firstAt, sums }) => ({ row: 'day' as const, at: clock.startOf(firstAt), ...sums })),
    ...groups('release', mostLedgerGroups).map(({ ofRelease, sums }) => ({
      row: 'release' as const,
      release: ofRelease,
      ...sums,
    })),
    ...groups('browser', mostLedgerGroups).map(({ ofBrowser, sums }) => ({
      row: 'browser' as const,
      browser: ofBrowser,
      ...sums,
    })),
    ...drops.map((drop) => ({ row: 'dropped' as const, ...drop })),
  ];
};
