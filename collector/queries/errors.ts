/** Rows of the list of errors. */
import { type ErrorRow, type ErrorsRow, type ErrorTotals, mostErrors, type Scope } from '@watchglass/analysis';
import { ofScope, type Query, scopeParams } from './query.ts';

const ofErrors = `${ofScope} AND kind = 'error'`;

// aliases that differ from the columns they are made of: an alias is seen by the whole statement
const TOTALS = `SELECT
    sumIf(\`count\`, noise = '') AS errors,
    uniqExactIf(session, noise = '') AS errorSessions,
    sumIf(\`count\`, noise != '') AS noises,
    uniqExactIf(session, noise != '') AS noiseSessions
  FROM events WHERE ${ofErrors}`;

const LIST = `SELECT
    type,
    message,
    noise,
    sum(\`count\`) AS times,
    uniqExact(session) AS sessions,
    uniqExact(visitor) AS visitors,
    min(time) AS firstAt,
    max(time) AS lastAt,
    argMax(session, (time, id)) AS lastSession
  FROM events WHERE ${ofErrors} GROUP BY type, message, noise
  ORDER BY noise != '', sessions DESC, times DESC, type, message, noise LIMIT {most:UInt32} BY noise != ''`;

interface Totals {
  readonly errors: number;
  readonly errorSessions: number;
  readonly noises: number;
  readonly noiseSessions: number;
}
type Row = Omit<ErrorRow, 'count' | 'session'> & { readonly times: number; readonly lastSession: string };

/** See `errors` of analysis. */
export const errorsRows: Query<Scope, ErrorsRow> = async (ask, audience, scope) => {
  const params = scopeParams(audience, scope);
  const [totals, list] = await Promise.all([
    ask<Totals>({ sql: TOTALS, params }),
    ask<Row>({ sql: LIST, params: { ...params, most: mostErrors } }),
  ]);
  const bin = (row: 'errors' | 'noise', count: number, sessions: number): { row: typeof row } & ErrorTotals => ({
    row,
    count,
    sessions,
  });
  return [
    ...totals.flatMap(({ errors, errorSessions, noises, noiseSessions }) => [
      bin('errors', errors, errorSessions),
      bin('noise', noises, noiseSessions),
    ]),
    ...list.map(({ times, lastSession, ...row }) => ({
      row: 'error' as const,
      ...row,
      count: times,
      session: lastSession,
    })),
  ];
};
