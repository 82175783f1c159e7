/** Sessions of a scope, latest first: what a number leads to. */
import type { StoredEvent } from '@watchglass/contract';
import { isBug, timesOf } from './bugs.ts';
import { funnel } from './funnel.ts';
import type { FunnelInput } from './funnel/shape.ts';
import { groupsBy } from './groups.ts';
import { byTime, type Insight, inScope, type Scope, timeOf } from './insight.ts';
import { documentsWithMissing } from './ledger/documents.ts';
import { byText } from './order.ts';
import { type EventFilter, isFiltered } from './sessions/eventFilter.ts';

export type * from './sessions/eventFilter.ts';

/** Most sessions of one answer: as many as a page shows when nothing else is asked, and as many as may be asked for. */
export const sessionLimits = { usual: 100, most: 500 } as const;

/** Which sessions. A filter that is left out lets all pass; filters together narrow each other. */
export interface SessionsInput extends Scope {
  /** Those with any event on this page. */
  readonly page?: string | undefined;
  /** Those with at least one error that is no noise; `false` is as good as left out. */
  readonly withErrors?: boolean | undefined;
  /** Those with an error of this type and message. */
  readonly error?: { readonly type: string; readonly message: string } | undefined;
  /** Those with such an event. */
  readonly event?: EventFilter | undefined;
  /** Those of this visitor. */
  readonly visitor?: string | undefined;
  /** Those with any event of this release, or of this browser. */
  readonly release?: string | undefined;
  readonly browser?: string | undefined;
  /** Those with any event of a document that captured more than arrived, see `ledger`; `false` is as good as left out. */
  readonly withMissing?: boolean | undefined;
  /** Those in which a subject of a funnel took its furthest step. */
  readonly funnel?: FunnelReach | undefined;
  /** How many, 1 to 500; what lies outside is cut to it. Default 100. */
  readonly limit?: number | undefined;
  /** Only those that come after this one in the order of the answer: the last session of the answer before. */
  readonly before?: SessionCursor | undefined;
}

/** A funnel, and how many of its steps were taken, at least and at most. One session per subject: of its furthest step. */
export interface FunnelReach extends Pick<FunnelInput, 'steps' | 'windowMs' | 'by'> {
  readonly least: number;
  readonly most: number;
}

/** A place in the order of sessions. */
export interface SessionCursor {
  /** `startedAt` of a session. */
  readonly at: number;
  readonly session: string;
}

/** One session, as far as it lies in the scope. */
export interface SessionRow {
  readonly session: string;
  /** Of its last event. */
  readonly visitor: string;
  /** The last one that is not empty, '' when there is none. */
  readonly user: string;
  /** Time of its first and last event in the scope, epoch ms. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly events: number;
  readonly pageViews: number;
  /** Clicks of people; those that a script made are left out. */
  readonly clicks: number;
  /** How often errors came, without noise. */
  readonly errors: number;
  /** Page of its first and of its last event. */
  readonly firstPage: string;
  readonly lastPage: string;
  /** Of its last event. */
  readonly release: string;
}

/** Sessions, latest first (ties by session). */
export interface SessionsAnswer {
  readonly sessions: readonly SessionRow[];
  /** Where the next answer begins; undefined when there is nothing after this one. */
  readonly next: SessionCursor | undefined;
}

/** How many sessions an input asks for. */
export const sessionLimitOf = ({ limit = sessionLimits.usual }: SessionsInput): number =>
  Math.min(sessionLimits.most, Math.max(1, Math.floor(limit)));

/**
 * Sessions with an event in the scope, counted over their events in the scope. Rows are ordered by start, latest
 * first, equal ones by session (by code point); first and last event are those of `byTime`. There is one row more than
 * asked for when there are more: `fold` makes of it the word that there are.
 */
export const sessions: Insight<SessionsInput, SessionRow, SessionsAnswer> = {
  rows(events, input) {
    const all = [...events];
    const groups = groupsBy(inScope(all, input), ({ session }) => session);
    const { page, withErrors = false, error, visitor, release, browser, withMissing = false, before } = input;
    const wanted = input.event;
    const reached = input.funnel && sessionsThatReached(all, input, input.funnel);
    const missing = new Set(withMissing ? documentsWithMissing(all) : []);
    return [...groups.values()]
      .filter((group) => page === undefined || group.some((event) => event.page === page))
      .filter((group) => release === undefined || group.some((event) => event.release === release))
      .filter((group) => browser === undefined || group.some((event) => (event.browser ?? '') === browser))
      .filter((group) => error === undefined || group.some((event) => isError(event, error)))
      .filter((group) => wanted === undefined || group.some((event) => isFiltered(event, wanted)))
      .filter(([first]) => reached === undefined || (first && reached.has(first.session)))
      .filter((group) => !withMissing || group.some((event) => missing.has(event.doc)))
      .map(rowOf)
      .filter((row) => !withErrors || row.errors > 0)
      .filter((row) => visitor === undefined || row.visitor === visitor)
      .filter((row) => before === undefined || byStart({ startedAt: before.at, session: before.session }, row) < 0)
      .sort(byStart)
      .slice(0, sessionLimitOf(input) + 1);
  },

  fold(rows, input) {
    const limit = sessionLimitOf(input);
    const last = rows[limit - 1];
    return {
      sessions: rows.slice(0, limit),
      next: rows.length > limit && last ? { at: last.startedAt, session: last.session } : undefined,
    };
  },
};

const isError = (event: StoredEvent, { type, message }: NonNullable<SessionsInput['error']>): boolean =>
  event.kind === 'error' && event.type === type && event.message === message;

function sessionsThatReached(
  events: readonly StoredEvent[],
  scope: Scope,
  { least, most, ...asked }: FunnelReach,
): ReadonlySet<string> {
  const { from, to, timeZone } = scope;
  const subjects = funnel.rows(events, { from, to, timeZone, ...asked });
  return new Set(
    subjects.filter(({ times }) => times.length >= least && times.length <= most).map(({ session }) => session),
  );
}

type Start = Pick<SessionRow, 'startedAt' | 'session'>;

const byStart = (a: Start, b: Start): number => b.startedAt - a.startedAt || byText(a.session, b.session);

function rowOf(group: readonly StoredEvent[]): SessionRow {
  const ordered = [...group].sort(byTime);
  const first = ordered[0] as StoredEvent;
  const last = ordered.at(-1) as StoredEvent;
  return {
    session: last.session,
    visitor: last.visitor,
    user: ordered.reduce((user, event) => (event.user === '' ? user : event.user), ''),
    startedAt: timeOf(first),
    endedAt: timeOf(last),
    events: ordered.length,
    pageViews: ordered.filter((event) => event.kind === 'page_view').length,
    clicks: ordered.filter((event) => event.kind === 'click' && event.trusted).length,
    errors: timesOf(ordered.filter(isBug)),
    firstPage: first.page,
    lastPage: last.page,
    release: last.release,
  };
}
