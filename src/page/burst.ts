/** Turns of a moving cursor, counted without asking the page for anything: numbers in, numbers out. */
import { BURST_PAUSE_MS, REVERSAL_PX, type ThrashedCursorFeatures } from '@watchglass/contract';

/** Counts the turns on one axis: goes to a place, and gives how many turns there have been. */
const createAxis = (start: number): ((to: number) => number) => {
  /** Where it was furthest in the direction in which it goes. */
  let edge = start;
  let direction = 0;
  let reversals = 0;
  return (to) => {
    const way = to - edge;
    if (way * direction > 0) edge = to;
    else if (Math.abs(way) >= REVERSAL_PX) {
      if (direction) reversals++;
      direction = Math.sign(way);
      edge = to;
    }
    return reversals;
  };
};

/** Takes a move, and gives what the burst has come to when the move was a turn. */
export type Burst = (x: number, y: number, at: number) => ThrashedCursorFeatures | undefined;

/** A run of moves with at most 500 ms between their turns. Until the first turn it begins again where the cursor is. */
export const createBurst = (): Burst => {
  let goX: (to: number) => number;
  let goY: (to: number) => number;
  let turns = 0;
  let from = -Infinity;
  let [fromX, fromY, lastX, lastY, pathPx] = [0, 0, 0, 0, 0];
  return (x, y, at) => {
    if (!turns && at - from > BURST_PAUSE_MS) {
      [goX, goY, from, pathPx] = [createAxis(x), createAxis(y), at, 0];
      [lastX, lastY] = [fromX, fromY] = [x, y];
    }
    pathPx += Math.hypot(x - lastX, y - lastY);
    [lastX, lastY] = [x, y];
    const [reversalsX, reversalsY] = [goX(x), goY(y)];
    if (reversalsX + reversalsY === turns) return undefined;
    turns = reversalsX + reversalsY;
    const durationMs = Math.round(at - from);
    return {
      reversalsX,
      reversalsY,
      // whole, so that whoever judges again judges the same
      pathPx: Math.round(pathPx),
      netPx: Math.round(Math.hypot(x - fromX, y - fromY)),
      durationMs,
      speed: Math.round((pathPx / Math.max(1, durationMs)) * 100) / 100,
    };
  };
};
