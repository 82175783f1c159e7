/** Requests that failed or took long, as a plain list. */
import { byHits, groupsBy, latestOf, peopleOf } from './groups.ts';
import { type Insight, inScope, type Scope, type StoredOf, timeOf } from './insight.ts';
import { byText } from './order.ts';
import { quantile } from './quantile.ts';

type Failure = StoredOf<'request'>['failure'];

/** Requests of one method, target, failure and status. */
export interface RequestRow {
  readonly method: string;
  /** Host and path template. */
  readonly target: string;
  readonly failure: Failure;
  /** HTTP status, 0 when unknown. */
  readonly status: number;
  readonly count: number;
  /** 3 of 4 took at most as long, ms. */
  readonly p75DurationMs: number;
  readonly sessions: number;
  /** When it was seen last, epoch ms. */
  readonly lastAt: number;
  /** The session in which it was seen last. */
  readonly session: string;
}

/** Most sessions hit first (ties by count, target, method, failure, status). */
export interface RequestsAnswer {
  readonly requests: readonly RequestRow[];
}

/** Most requests of one answer: beyond them nobody reads a list. */
export const mostRequests = 500;

/** Which requests went wrong. Rows are ordered as in the answer, at most 500. */
export const requests: Insight<Scope, RequestRow, RequestsAnswer> = {
  rows(events, input) {
    const groups = groupsBy(inScope(events, input, ['request']), ({ method, target, failure, status }) =>
      JSON.stringify([method, target, failure, status]),
    );
    const rows = [...groups.values()].map((group): RequestRow => {
      const last = latestOf(group);
      return {
        method: last.method,
        target: last.target,
        failure: last.failure,
        status: last.status,
        count: group.length,
        p75DurationMs: quantile(
          group.map(({ durationMs }) => durationMs),
          0.75,
        ) as number,
        sessions: peopleOf(group).sessions,
        lastAt: timeOf(last),
        session: last.session,
      };
    });
    rows.sort(
      (a, b) =>
        byHits(a, b) ||
        byText(a.target, b.target) ||
        byText(a.method, b.method) ||
        byText(a.failure, b.failure) ||
        a.status - b.status,
    );
    return rows.slice(0, mostRequests);
  },

  fold: (rows) => ({ requests: [...rows] }),
};
