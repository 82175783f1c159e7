/** Errors as a plain list, and beside it those that are nobody's bug. */
import { byTime, type Insight, inScope, type Scope, type StoredOf, timeOf } from './insight.ts';
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
    const bins = [found.filter(({ noise }) => noise === ''), found.filter(({ noise }) => noise !== '')];
    const [real = [], noise = []] = bins;
    return [
      { row: 'errors', ...totalsOf(real) },
      { row: 'noise', ...totalsOf(noise) },
      ...listOf(real),
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

const sum = (found: Found): number => found.reduce((all, { count }) => all + count, 0);

const totalsOf = (found: Found): ErrorTotals => ({
  count: sum(found),
  sessions: new Set(found.map(({ session }) => session)).size,
});

function listOf(found: Found): ({ readonly row: 'error' } & ErrorRow)[] {
  const groups = new Map<string, StoredOf<'error'>[]>();
  for (const error of found) {
    const name = JSON.stringify([error.type, error.message, error.noise]);
    const group = groups.get(name);
    if (group) group.push(error);
    else groups.set(name, [error]);
  }
  const rows = [...groups.values()].map((group) => {
    const ordered = [...group].sort(byTime);
    const first = ordered[0] as StoredOf<'error'>;
    const last = ordered.at(-1) as StoredOf<'error'>;
    return {
      row: 'error' as const,
      type: last.type,
      message: last.message,
      noise: last.noise,
      count: sum(group),
      sessions: new Set(group.map(({ session }) => session)).size,
      visitors: new Set(group.map(({ visitor }) => visitor)).size,
      firstAt: timeOf(first),
      lastAt: timeOf(last),
      session: last.session,
    };
  });
  rows.sort(
    (a, b) =>
      b.sessions - a.sessions ||
      b.count - a.count ||
      byText(a.type, b.type) ||
      byText(a.message, b.message) ||
      byText(a.noise, b.noise),
  );
  return rows.slice(0, mostErrors);
}
