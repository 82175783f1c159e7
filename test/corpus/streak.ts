/** Whether a machine was fast enough for the hand that it moved. */
import type { TraceRecord } from './trace.ts';

/** Presses in a row, as the hand meant them. */
export interface Streak {
  readonly count: number;
  readonly gapMs: number;
}

/** Part of a gap that it may be too long or too short: hands vary as much from click to click. */
const SLIP = 0.6;

/**
 * Whether presses came as far apart as the hand meant them: a busy machine makes a calm visitor of one who hammers. What
 * did not reach the page cannot be compared.
 */
export function isInTime(records: readonly TraceRecord[], from: number, streaks: readonly Streak[]): boolean {
  const presses = records.filter(({ kind, at }) => kind === 'pointerdown' && at >= from).map(({ at }) => at);
  if (presses.length !== streaks.reduce((sum, { count }) => sum + count, 0)) return true;
  return streaks.every(({ count, gapMs }) =>
    presses
      .splice(0, count)
      .every((at, i, all) => i === 0 || Math.abs(at - (all[i - 1] ?? at) - gapMs) <= gapMs * SLIP),
  );
}
