/** What was captured, stored and dropped, by document. */
import type { Scope } from '@watchglass/analysis';
import type { Statement } from '../types.ts';
import { type Audience, audienceParams, ofAudience, ofScope, type Query, scopeParams } from './query.ts';

/** Documents with an event in the scope: each is counted whole, also where it reaches beyond. */
const FOUND = `doc IN (SELECT doc FROM events WHERE ${ofScope})`;

/** One row per document: what was captured at least, what is stored, views that have not ended, its latest arrival. */
const DOCUMENTS = `SELECT
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
    FROM events WHERE ${ofAudience} AND ${FOUND} GROUP BY doc, view
  ) GROUP BY doc`;

/** The overview's row: underway is what misses of documents with a view that has not ended. */
export const ledgerOf = (audience: Audience, scope: Scope): Statement => ({
  sql: `SELECT
    sum(made) AS captured,
    sum(kept) AS stored,
    sum(if(openViews > 0, greatest(0, made - kept), 0)) AS underway
  FROM (${DOCUMENTS})`,
  params: scopeParams(audience, scope),
});

/** Drops by reason: of each document the highest told, which is the latest. */
export const droppedOf = (audience: Audience, scope: Scope): Statement => ({
  sql: `SELECT reason, sum(most) AS count FROM (
    SELECT doc, reason, max(told) AS most FROM (
      SELECT doc, arrayJoin(drops) AS drop, drop.1 AS reason, drop.2 AS told
      FROM events WHERE ${ofAudience} AND kind = 'sdk' AND ${FOUND}
    ) WHERE told > 0 GROUP BY doc, reason
  ) GROUP BY reason ORDER BY reason`,
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

/** Which ledger. */
export interface LedgerInput extends Pick<Scope, 'from' | 'to'> {
  /** Epoch ms. */
  readonly now: number;
}

/** An SDK keeps what it could not send for 7 days: what is missing after that will not come. */
const KEPT_MS = 7 * 86_400_000;

const gaps = (audience: Audience, input: LedgerInput): Statement => ({
  sql: `SELECT
    sum(made) AS captured,
    sum(kept) AS stored,
    sum(if(lastReceivedAt >= {since:Int64}, greatest(0, made - kept), 0)) AS underway,
    sum(if(lastReceivedAt < {since:Int64}, greatest(0, made - kept), 0)) AS unknown
  FROM (${DOCUMENTS})`,
  params: { ...scopeParams(audience, input), since: input.now - KEPT_MS },
});

/** One row: captured, stored, underway, unknown and dropped of the documents with an event in the scope. */
export const ledgerRows: Query<LedgerInput, Ledger> = async (ask, audience, input) => {
  const [rows, dropped] = await Promise.all([
    ask<Omit<Ledger, 'dropped'>>(gaps(audience, input)),
    ask<{ reason: string; count: number }>(droppedOf(audience, { ...input, timeZone: 'UTC' })),
  ]);
  const reasons = Object.fromEntries(dropped.map(({ reason, count }) => [reason, count]));
  return rows.map((row) => ({ ...row, dropped: reasons }));
};

/** How many events a project has and when the latest came: cheap enough to be asked every 2 s. */
export const arrivals = (audience: Audience): Statement => ({
  sql: `SELECT count() AS stored, max(receivedAt) AS lastReceivedAt FROM events WHERE ${ofAudience}`,
  params: audienceParams(audience),
});
