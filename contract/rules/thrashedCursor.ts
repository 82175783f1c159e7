/**
 * When a mouse is shaken rather than moved, `thrashed_cursor@1`. Two definitions are published, and they are far apart:
 * more than 4 reversals (OpenReplay, `thrashingCursor`), and 20 reversals on one axis within 2 s (Amplitude). Neither says how far
 * a reversal has to go, so that both hear a hand that trembles.
 */

/** Name and version of the rule. */
export const thrashedCursorRule = 'thrashed_cursor@1';

/** A move counts as reversed after so many px: more than a hand trembles, less than the 24 px of the smallest target (WCAG 2.5.8). */
export const REVERSAL_PX = 20;

/** Longest pause within one burst, ms: a hand that shakes turns four times in it. */
export const BURST_PAUSE_MS = 500;

/** What a burst of movement came to. */
export interface ThrashedCursorFeatures {
  /** Turns on each axis, each at least {@link REVERSAL_PX} long. */
  readonly reversalsX: number;
  readonly reversalsY: number;
  /** Length of the way, and the distance between its ends, px. */
  readonly pathPx: number;
  readonly netPx: number;
  readonly durationMs: number;
  /** px a ms. */
  readonly speed: number;
}

/** 0 up to `none`, 1 from `sure` on, a line between: half-way is where the rule says yes. */
const ramp = (value: number, none: number, sure: number): number =>
  Math.min(1, Math.max(0, (value - none) / (sure - none)));

/**
 * How sure the rule is, 0 to 1: as sure as its weakest evidence. Reversals on the busier axis for each 2 s: none at
 * OpenReplay's 4, yes at 8, sure at 12. Speed in px a ms: people who point at things stay below 0.7 on average, also over
 * long ways (our own measure, Fitts' law gives 0.6 for 500 px in 800 ms). The net distance: a quarter of the way at most,
 * or the cursor went somewhere.
 */
export function thrashedCursor(features: ThrashedCursorFeatures): number {
  const { reversalsX, reversalsY, pathPx, netPx, durationMs, speed } = features;
  const turns = Math.max(reversalsX, reversalsY) / Math.max(1, durationMs / 2000);
  const confidence = Math.min(ramp(turns, 4, 12), ramp(speed, 0.3, 1.1), ramp(netPx / Math.max(1, pathPx), 0.5, 0));
  return Math.round(confidence * 100) / 100;
}
