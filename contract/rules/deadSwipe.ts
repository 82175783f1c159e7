/**
 * How sure it is that a swipe scrolled, moved and changed nothing, and should have. As with clicks, only what the swipe can
 * have caused speaks against it.
 */

/** Rule and version. */
export const deadSwipeRule = 'dead_swipe@1';

/** What was seen of a swipe and of the page after it. Times are ms after its begin, 0 when it did not happen. */
export interface DeadSwipeFeatures {
  /** Way of the finger, CSS px. */
  readonly dx: number;
  readonly dy: number;
  readonly durationMs: number;
  /** Events of scrolling and of the visual viewport. */
  readonly scrolled: number;
  /** Something around it scrolls along the way: it was at its end. */
  readonly scrollable: number;
  /** Something around it holds more along the way than can be seen, and does not scroll. */
  readonly cut: number;
  /** A picture, or what calls itself a carousel. */
  readonly inviting: number;
  /** There is a canvas on the page, which changes unseen. */
  readonly canvas: number;
  /** Changes in the tasks of the finger's moves; of what changes by itself a quarter each. */
  readonly sync: number;
  /** First later change close to what was swiped. */
  readonly nearMs: number;
  /** First later change elsewhere, of what does not change by itself. */
  readonly farMs: number;
  /** The first change came with the end of a request that the swipe began. */
  readonly answered: number;
  /** Anything that the browser tells of: navigation, input, focus, media, windows. */
  readonly acted: number;
  /** Watched for so long. */
  readonly watchedMs: number;
}

/** Shortest swipe: twice what a finger may slip in a tap on Android (8 dp, on each side) and as long as PostHog's. */
export const SWIPE_PX = 30;

/** Slowest, px a ms: a third of Hammer's swipe (0.3), above the slowest fling of Android (50 dp a second). */
const SLOWEST = 0.1;

/** Least share of the way along one axis: 30 degrees beside it are as much the other's. */
const STRAIGHT = 0.866;

/** After its end, as of clicks: later than this a change that no request explains is as likely somebody else's. */
const SOON_MS = 400;
const LATE_MS = 1_500;

/** 0 to 1. */
export function deadSwipeConfidence(features: DeadSwipeFeatures): number {
  const { dx, dy, durationMs, scrolled, scrollable, cut, inviting, canvas } = features;
  const { sync, nearMs, farMs, answered, acted, watchedMs } = features;
  const along = Math.max(Math.abs(dx), Math.abs(dy));
  const px = Math.hypot(dx, dy);
  if (px < SWIPE_PX || px < durationMs * SLOWEST || along < px * STRAIGHT) return 0;
  if (scrolled || scrollable || sync >= 1 || acted || watchedMs - durationMs < 1_000) return 0;
  // without a sign that there is more, somebody may only have tried whether there is
  const expected = cut ? 0.95 : inviting ? 0.8 : 0.4;
  const laterMs = farMs - durationMs;
  const far = farMs && (answered || laterMs <= SOON_MS ? 0.95 : laterMs <= LATE_MS ? 0.4 : 0.2);
  const answer = Math.max(nearMs && 0.95, far);
  return Math.round(expected * (1 - answer) * (canvas ? 0.45 : 1) * 100) / 100;
}
