/** Rows of the list of requests. */
import { mostRequests, type RequestRow, type Scope } from '@watchglass/analysis';
import { ofScope, type Query, scopeParams } from './query.ts';

// aliases that differ from the columns they are made of: an alias is seen by the whole statement
const SQL = `SELECT
    method,
    target,
    failure,
    status,
    count() AS times,
    quantileExactInclusive(0.75)(durationMs) AS p75DurationMs,
    uniqExact(session) AS sessions,
    max(time) AS lastAt,
    argMax(session, (time, id)) AS lastSession
  FROM events WHERE ${ofScope} AND kind = 'request' GROUP BY method, target, failure, status
  ORDER BY sessions DESC, times DESC, target, method, failure, status LIMIT {most:UInt32}`;

type Row = Omit<RequestRow, 'count' | 'session'> & { readonly times: number; readonly lastSession: string };

/** See `requests` of analysis. */
export const requestsRows: Query<Scope, RequestRow> = async (ask, audience, scope) => {
  const rows = await ask<Row>({ sql: SQL, params: { ...scopeParams(audience, scope), most: mostRequests } });
  return rows.map(({ times, lastSession, ...row }) => ({ ...row, count: times, session: lastSession }));
};
