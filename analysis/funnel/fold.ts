/** The arithmetic of a funnel: counts, shares and times from one row per subject. */
import type { FunnelAnswer, FunnelInput, FunnelRow, FunnelStepAnswer } from './shape.ts';
import { byText } from '../order.ts';
import { quantile, shareOf } from '../quantile.ts';

/** Sessions named per step: as many as somebody would ever watch. */
const LOST_SESSIONS = 20;

/** Rows of a funnel to its answer; medians and 90th percentiles as {@link quantile} defines them. */
export function foldFunnel(rows: readonly FunnelRow[], input: FunnelInput): FunnelAnswer {
  const counts = input.steps.map((_, i) => rows.filter((row) => row.times.length > i).length);
  const entered = counts[0] ?? 0;
  const steps = input.steps.map((step, i): FunnelStepAnswer => {
    const count = counts[i] ?? 0;
    const before = i === 0 ? count : (counts[i - 1] ?? 0);
    const waits = i === 0 ? [] : timesBetween(rows, i - 1, i);
    return {
      step,
      count,
      ofFirst: shareOf(count, entered),
      ofPrevious: i === 0 ? 1 : shareOf(count, before),
      dropOff: before - count,
      medianMs: quantile(waits, 0.5),
      p90Ms: quantile(waits, 0.9),
      lostSessions: i === 0 ? [] : lostSessions(rows, i),
    };
  });
  const last = input.steps.length - 1;
  const whole = last > 0 ? timesBetween(rows, 0, last) : [];
  return {
    steps,
    conversion: shareOf(counts[last] ?? 0, entered),
    medianMs: quantile(whole, 0.5),
    p90Ms: quantile(whole, 0.9),
  };
}

/** Milliseconds from one step to a later one, of those who reached the later one. */
const timesBetween = (rows: readonly FunnelRow[], from: number, to: number): number[] =>
  rows.flatMap(({ times }) => (times.length > to ? [(times[to] as number) - (times[from] as number)] : []));

/** Sessions of those whose last step was the one before `step`, latest first. */
function lostSessions(rows: readonly FunnelRow[], step: number): string[] {
  const lost = rows.filter((row) => row.times.length === step);
  lost.sort((a, b) => (b.times[step - 1] as number) - (a.times[step - 1] as number) || byText(a.session, b.session));
  return [...new Set(lost.map((row) => row.session))].slice(0, LOST_SESSIONS);
}
