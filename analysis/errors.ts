/** Errors as a plain list, and beside it those that are nobody's bug. */
import { isBug, timesOf } from './bugs.ts';
import { byHits, groupsBy, latestOf, peopleOf } from './groups.ts';
import { type Insight, inScope, type Scope, type StoredOf, timeOf } from './insight.ts';
import { byText } from './order.ts';

/** Errors of one type, message and class of noise. */
export interface ErrorRow {
  readonly type: string;
  readonly message: string;
  /** Class of errors that are nobody's bug, '' when it is none. */
  readonly noise: string;
  /** How often it came: one event may stand for many. */
  readonly count: number;
  readonly sessions: number;
  readonly visitors: number;
  /** When it was seen first and last, epoch ms. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** The session in which it was seen last. */
  readonly session: string;
}

/** Sums of a bin, also of what is beyond the list. */
export interface ErrorTotals {
  readonly count: number;
  readonly sessions: number;
}

/**
 * One row of totals for each bin, always, errors first; then errors, then noise, of each most sessions hit first (ties by
 * count, type, message, noise) and at most 500, beyond which nobody reads a list.
 */
export type ErrorsRow = ({ readonly row: 'errors' | 'noise' } & ErrorTotals) | ({ readonly row: 'error' } & ErrorRow);

/** A bin, most sessions hit first. */
export interface ErrorBin extends ErrorTotals {
  readonly list: readonly ErrorRow[];
}

/** Both bins. */
export interface ErrorsAnswer {
  readonly errors: ErrorBin;
  readonly noise: ErrorBin;
}

/** Most errors of one bin. */
export const mostErrors = 500;

/** Which errors there were. */
export const errors: Insight<Scope, ErrorsRow, ErrorsAnswer> = {
  rows(events, input) {
    const found = inScope(events, input, ['error']);
    const bugs = found.filter(isBug);
    const noise = found.filter((error) => !isBug(error));
    return [
      { row: 'errors', ...totalsOf(bugs) },
      { row: 'noise', ...totalsOf(noise) },
      ...listOf(bugs),
      ...listOf(noise),
    ];
  },

  fold(rows) {
    const list = rows.flatMap(({ row, ...rest }) => (row === 'error' ? [rest as ErrorRow] : []));
    const totals = (name: 'errors' | 'noise'): ErrorTotals => {
      const { count = 0, sessions = 0 } = rows.find(({ row }) => row === name) ?? {};
      return { count, sessions };
    };
    return {
      errors: { ...totals('errors'), list: list.filter(({ noise }) => noise === '') },
      noise: { ...totals('noise'), list: list.filter(({ noise }) => noise !== '') },
    };
  },
};

type Found = readonly StoredOf<'error'>[];

const totalsOf = (found: Found): ErrorTotals => ({ count: timesOf(found), sessions: peopleOf(found).sessions });

function listOf(found: Found): ({ readonly row: 'error' } & ErrorRow)[] {
  const groups = groupsBy(found, ({ type, message, noise }) => JSON.stringify([type, message, noise]));
  const rows = [...groups.values()].map((group) => {
    const last = latestOf(group);
    return {
      row: 'error' as const,
      type: last.type,
      message: last.message,
      noise: last.noise,
      count: timesOf(group),
      ...peopleOf(group),
      firstAt: group.reduce((first, event) => Math.min(first, timeOf(event)), Number.POSITIVE_INFINITY),
      lastAt: timeOf(last),
      session: last.session,
    };
  });
  rows.sort(
    (a, b) => byHits(a, b) || byText(a.type, b.type) || byText(a.message, b.message) || byText(a.noise, b.noise),
  );
  return rows.slice(0, mostErrors);
}
