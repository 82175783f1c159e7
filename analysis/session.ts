/** One session, event by event: the evidence behind every number. */
import type { StoredEvent } from '@watchglass/contract';
import { isBug, timesOf } from './bugs.ts';
import { byTime, eachOnce, type Insight, timeOf } from './insight.ts';

/** Most events of one answer: hours of a busy visit, and what a page can list. */
export const mostSessionEvents = 5000;

/** Which session. It is shown whole, whatever the time range. */
export interface SessionInput {
  readonly session: string;
}

/** A session and its events. */
export interface SessionAnswer {
  readonly session: string;
  /** Of its last event, '' when there is none. */
  readonly visitor: string;
  /** The last one that is not empty, '' when there is none. */
  readonly user: string;
  /** Of its last event, '' when not given. */
  readonly release: string;
  /** Time of its first and last event, epoch ms; 0 when there is none. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly pageViews: number;
  /** Clicks of people; those that a script made are left out. */
  readonly clicks: number;
  /** How often errors came, without noise. */
  readonly errors: number;
  /** By time; the first 5,000. All of the above is of these. */
  readonly events: readonly StoredEvent[];
  /** Whether there are more events than these. */
  readonly isCut: boolean;
}

/**
 * Events of one session as they were stored, each once, ordered by `byTime`. There are 5,001 rows at most: the last of
 * so many says that there are more, and is not shown.
 */
export const session: Insight<SessionInput, StoredEvent, SessionAnswer> = {
  rows(events, input) {
    return eachOnce(events)
      .filter((event) => event.session === input.session)
      .sort(byTime)
      .slice(0, mostSessionEvents + 1);
  },

  fold(rows, input) {
    const events = rows.slice(0, mostSessionEvents);
    const first = events[0];
    const last = events.at(-1);
    return {
      session: input.session,
      visitor: last?.visitor ?? '',
      user: events.reduce((user, event) => (event.user === '' ? user : event.user), ''),
      release: last?.release ?? '',
      startedAt: first ? timeOf(first) : 0,
      endedAt: last ? timeOf(last) : 0,
      pageViews: events.filter((event) => event.kind === 'page_view').length,
      clicks: events.filter((event) => event.kind === 'click' && event.trusted).length,
      errors: timesOf(events.filter(isBug)),
      events,
      isCut: rows.length > mostSessionEvents,
    };
  },
};
