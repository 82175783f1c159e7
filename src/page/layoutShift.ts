/** How much what is visible moved by itself: the arithmetic of CLS. */

/** An entry of type `layout-shift`. */
export interface Shift extends Pick<PerformanceEntry, 'startTime'> {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources?: readonly { readonly node?: Node | null }[];
}

/** The window of shifts with the largest sum so far: that sum, and the largest shift in it. */
export interface ShiftWindow {
  sum: number;
  largest?: Shift;
}

/** A window ends with a second without shifts, and after five seconds (web.dev/articles/cls). */
const GAP_MS = 1000;
const WINDOW_MS = 5000;

/** Takes shifts in the order of their start, and gives the worst window. */
export const createShifts = (): ((shift?: Shift) => ShiftWindow) => {
  let worst: ShiftWindow = { sum: 0 };
  let current: ShiftWindow = worst;
  let first = 0;
  let last = -Infinity;
  return (shift) => {
    // what answers to an input is expected
    if (shift && !shift.hadRecentInput) {
      const { startTime: at, value } = shift;
      if (at - last >= GAP_MS || at - first >= WINDOW_MS) {
        first = at;
        current = { sum: 0 };
      }
      last = at;
      current.sum += value;
      if (value > (current.largest?.value ?? 0)) current.largest = shift;
      if (current.sum > worst.sum) worst = current;
    }
    return worst;
  };
};
