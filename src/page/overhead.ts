/** Keeps the SDK's own main-thread time within what the site allows: captures end, the dearest first. */
import type { Spent } from './guard.ts';
import type { After } from './timers.ts';

/** Signals that can go, in their order, and the share of the budget at which each does: before all of it is spent. */
const SHEDDING = [
  ['attention', 0.6],
  ['exposure', 0.75],
  ['scroll', 0.9],
] as const;

/** Between two looks, ms: the pace at which last states are written, which are most of the cost. */
const PACE_MS = 2000;

/** Looks in a minute. */
const LOOKS = 30;

/** Names of the signals for which a budget has no room when so much was spent in a minute; a budget of 0 has no end. */
export const shedBy = (spentMs: number, budgetMs: number): string[] =>
  SHEDDING.filter(([, share]) => budgetMs && spentMs >= budgetMs * share).map(([name]) => name);

/** Calls `shed` once for each signal that the last minute had no room for. What is gone stays away from this document. */
export const watchOverhead = (
  ctx: { readonly after: After; readonly spent: Spent },
  budgetMs: number,
  shed: (name: string) => void,
): void => {
  // what the load has cost is spent: nothing that goes now brings it back
  const readings = [ctx.spent.mainThreadMs];
  let gone = 0;
  const look = (): void => {
    const spentMs = ctx.spent.mainThreadMs;
    // the order of shedding never changes
    const names = shedBy(spentMs - (readings[0] ?? 0), budgetMs);
    for (; gone < names.length; gone++) shed(names[gone] ?? '');
    readings.push(spentMs);
    if (readings.length > LOOKS) readings.shift();
    ctx.after(PACE_MS, look);
  };
  ctx.after(PACE_MS, look);
};
