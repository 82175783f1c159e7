/** Rows of the list of sessions. */
import { sessionLimitOf, type SessionRow, type SessionsInput } from '@watchglass/analysis';
import { documentParams, documentSums } from './documents.ts';
import { ofScope, type Query, scopeParams } from './query.ts';

/** Filters that are not asked for let all pass: the text is the same for all of them. */
const SQL = `SELECT
    session,
    argMax(visitor, (time, id)) AS lastVisitor,
    argMaxIf(user, (time, id), user != '') AS lastUser,
    min(time) AS startedAt,
    max(time) AS endedAt,
    count() AS events,
    countIf(kind = 'page_view') AS pageViews,
    countIf(kind = 'click' AND trusted) AS clicks,
    countIf(kind = 'error') AS errors,
    argMin(page, (time, id)) AS firstPage,
    argMax(page, (time, id)) AS lastPage,
    argMax(release, (time, id)) AS lastRelease
  FROM events WHERE ${ofScope}
  GROUP BY session
  HAVING (NOT {hasPage:Bool} OR countIf(page = {page:String}) > 0)
    AND (NOT {withErrors:Bool} OR errors > 0)
    AND (NOT {hasError:Bool} OR countIf(kind = 'error' AND type = {type:String} AND message = {message:String}) > 0)
    AND (NOT {hasRelease:Bool} OR countIf(release = {release:String}) > 0)
    AND (NOT {hasBrowser:Bool} OR countIf(browser = {browser:String}) > 0)
    AND (NOT {withMissing:Bool} OR countIf(doc GLOBAL IN (SELECT doc FROM (${documentSums}) WHERE {withMissing:Bool} AND captures > kept)) > 0)
    AND (NOT {hasVisitor:Bool} OR lastVisitor = {visitor:String})
    AND (NOT {hasBefore:Bool} OR startedAt < {beforeAt:Int64} OR (startedAt = {beforeAt:Int64} AND session > {beforeSession:String}))
  ORDER BY startedAt DESC, session LIMIT {most:UInt32}`;

type Row = Omit<SessionRow, 'visitor' | 'user' | 'release'> & {
  readonly lastVisitor: string;
  readonly lastUser: string;
  readonly lastRelease: string;
};

/** See `sessions` of analysis. */
export const sessionsRows: Query<SessionsInput, SessionRow> = async (ask, audience, input) => {
  const { page, withErrors = false, error, visitor, release, browser, withMissing = false, before } = input;
  const rows = await ask<Row>({
    sql: SQL,
    isInOrder: withMissing,
    params: {
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
