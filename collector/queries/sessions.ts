/** Rows of the list of sessions. */
import {
  type FunnelReach,
  type Scope,
  sessionLimitOf,
  type SessionRow,
  type SessionsInput,
} from '@watchglass/analysis';
import type { Statement } from '../types.ts';
import { bugTimes } from './bugs.ts';
import { eventCondition } from './eventFilter.ts';
import { documentParams, documentSums } from './documents.ts';
import { funnelStatement } from './funnel.ts';
import { type Audience, ofScope, type Query, scopeParams } from './query.ts';

/** Filters that are not asked for let all pass: but for a funnel and an event, the text is the same for all of them. */
const sqlOf = (narrowed: string, wanted: string): string => `SELECT
    session,
    argMax(visitor, (time, id)) AS lastVisitor,
    argMaxIf(user, (time, id), user != '') AS lastUser,
    min(time) AS startedAt,
    max(time) AS endedAt,
    count() AS events,
    countIf(kind = 'page_view') AS pageViews,
    countIf(kind = 'click' AND trusted) AS clicks,
    ${bugTimes} AS errors,
    argMin(page, (time, id)) AS firstPage,
    argMax(page, (time, id)) AS lastPage,
    argMax(release, (time, id)) AS lastRelease
  FROM events WHERE ${ofScope}${narrowed}
  GROUP BY session
  HAVING (NOT {hasPage:Bool} OR countIf(page = {page:String}) > 0)
    AND (NOT {withErrors:Bool} OR errors > 0)
    AND (NOT {hasError:Bool} OR countIf(kind = 'error' AND type = {type:String} AND message = {message:String}) > 0)
    AND (NOT {hasRelease:Bool} OR countIf(release = {release:String}) > 0)
    AND (NOT {hasBrowser:Bool} OR countIf(browser = {browser:String}) > 0)
    AND (NOT {withMissing:Bool} OR countIf(doc GLOBAL IN (SELECT doc FROM (${documentSums}) WHERE {withMissing:Bool} AND captures > kept)) > 0)
    AND ${wanted}
    AND (NOT {hasVisitor:Bool} OR lastVisitor = {visitor:String})
    AND (NOT {hasBefore:Bool} OR startedAt < {beforeAt:Int64} OR (startedAt = {beforeAt:Int64} AND session > {beforeSession:String}))
  ORDER BY startedAt DESC, session LIMIT {most:UInt32}`;

type Row = Omit<SessionRow, 'visitor' | 'user' | 'release'> & {
  readonly lastVisitor: string;
  readonly lastUser: string;
  readonly lastRelease: string;
};

/** Narrows events to the sessions of a funnel's subjects that took so many of its steps; nothing without a funnel. */
function funnelCondition(audience: Audience, scope: Scope, reach: FunnelReach | undefined): Statement {
  if (!reach) return { sql: '', params: {} };
  const { least, most, ...asked } = reach;
  const { sql, params } = funnelStatement(audience, { ...scope, ...asked });
  return {
    sql: ` AND session GLOBAL IN (SELECT session FROM (${sql}) WHERE length(times) BETWEEN {least:UInt32} AND {mostSteps:UInt32})`,
    params: { ...params, least, mostSteps: most },
  };
}

/** See `sessions` of analysis. */
export const sessionsRows: Query<SessionsInput, SessionRow> = async (ask, audience, input) => {
  const { page, withErrors = false, error, visitor, release, browser, withMissing = false, before } = input;
  const narrowed = funnelCondition(audience, input, input.funnel);
  const wanted = input.event && eventCondition(input.event);
  const rows = await ask<Row>({
    sql: sqlOf(narrowed.sql, wanted ? `countIf(${wanted.sql}) > 0` : 'true'),
    isInOrder: withMissing,
    params: {
      ...narrowed.params,
      ...wanted?.params,
      ...scopeParams(audience, input),
      ...documentParams(audience, 0),
      hasPage: page !== undefined,
      page: page ?? '',
      withErrors,
      hasError: error !== undefined,
      type: error?.type ?? '',
      message: error?.message ?? '',
      hasRelease: release !== undefined,
      release: release ?? '',
      hasBrowser: browser !== undefined,
      browser: browser ?? '',
      withMissing,
      hasVisitor: visitor !== undefined,
      visitor: visitor ?? '',
      hasBefore: before !== undefined,
      beforeAt: before?.at ?? 0,
      beforeSession: before?.session ?? '',
      most: sessionLimitOf(input) + 1,
    },
  });
  return rows.map(({ lastVisitor, lastUser, lastRelease, ...row }) => ({
    ...row,
    visitor: lastVisitor,
    user: lastUser,
    release: lastRelease,
  }));
};
