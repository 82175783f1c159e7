/** What was captured, stored and dropped, by document. */
import type { Scope } from '@watchglass/analysis';
import type { Statement } from '../types.ts';
import { type Audience, audienceParams, ofAudience, ofScope, type Query, scopeParams } from './query.ts';

/** Whose documents: those with an event in the scope, each counted whole, also where it reaches beyond; or all. */
type Found = 'scope' | 'all';

const found: Readonly<Record<Found, string>> = {
  scope: `${ofAudience} AND doc GLOBAL IN (SELECT doc FROM events WHERE ${ofScope})`,
  all: ofAudience,
};

/** One row per document: what was captured at least, what is kept, views that have not ended, its latest arrival. */
const documents = (which: Found): string => `SELECT
    doc,
    max(highest) AS made,
    toInt64(sum(events)) AS kept,
    countIf(viewed AND NOT left) AS openViews,
    max(latest) AS lastReceivedAt
  FROM (
    SELECT
      doc,
      view,
      max(seq) + 1 AS highest,
      count() AS events,
      countIf(kind = 'page_view') > 0 AS viewed,
      countIf(kind = 'page_leave') > 0 AS left,
      max(receivedAt) AS latest
    FROM events WHERE ${found[which]} GROUP BY doc, view
  ) GROUP BY doc`;

const drops = (which: Found): string => `SELECT reason, sum(most) AS count FROM (
    SELECT doc, reason, max(told) AS most FROM (
      SELECT doc, arrayJoin(drops) AS drop, drop.1 AS reason, drop.2 AS told
      FROM events WHERE ${found[which]} AND kind = 'sdk'
    ) WHERE told > 0 GROUP BY doc, reason
  ) GROUP BY reason ORDER BY reason`;

/** The overview's row: underway is what misses of documents with a view that has not ended. */
export const ledgerOf = (audience: Audience, scope: Scope): Statement => ({
  sql: `SELECT
    sum(made) AS captured,
    sum(kept) AS stored,
    sum(if(openViews > 0, greatest(0, made - kept), 0)) AS underway
  FROM (${documents('scope')})`,
  params: scopeParams(audience, scope),
});

/** Drops by reason: of each document the highest told, which is the latest. */
export const droppedOf = (audience: Audience, scope: Scope): Statement => ({
  sql: drops('scope'),
  params: scopeParams(audience, scope),
});

/** The ledger of a project, or of the documents of a scope. */
export interface Ledger {
  /** Highest seq + 1 of each document: a lower bound, what came after it is not known. */
  readonly captured: number;
  readonly stored: number;
  /** Not stored, of documents that were heard of within 7 days: may still come. */
  readonly underway: number;
  /** Not stored, of documents that were silent for longer, and not told as dropped. */
  readonly unknown: number;
  /** By reason, as the documents told. Dropped events have a place in `captured` when they were stamped before. */
  readonly dropped: Readonly<Record<string, number>>;
}

/** Which ledger: of the documents with an event from `from` to `to`, or of all when one of them is missing. */
export interface LedgerInput {
  readonly from?: number;
  readonly to?: number;
  /** Epoch ms. */
  readonly now: number;
}

/** An SDK keeps what it could not send for 7 days: what is missing after that will not come. */
const KEPT_MS = 7 * 86_400_000;

const gaps = (which: Found): string => `SELECT
    sum(made) AS captured,
    sum(kept) AS stored,
    sum(if(lastReceivedAt >= {since:Int64}, greatest(0, made - kept), 0)) AS underway,
    sum(if(lastReceivedAt < {since:Int64}, greatest(0, made - kept), 0)) AS unknown
  FROM (${documents(which)})`;

/** One row: captured, stored, underway, unknown and dropped. */
export const ledgerRows: Query<LedgerInput, Ledger> = async (ask, audience, { from, to, now }) => {
  const which = from === undefined || to === undefined ? 'all' : 'scope';
  const params =
    from === undefined || to === undefined ? audienceParams(audience) : scopeParams(audience, { from, to });
  const [rows, dropped] = await Promise.all([
    ask<Omit<Ledger, 'dropped'>>({ sql: gaps(which), params: { ...params, since: now - KEPT_MS } }),
    ask<{ reason: string; count: number }>({ sql: drops(which), params }),
  ]);
  const reasons = Object.fromEntries(dropped.map(({ reason, count }) => [reason, count]));
  return rows.map((row) => ({ ...row, dropped: reasons }));
};
