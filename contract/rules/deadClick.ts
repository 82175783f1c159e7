/**
 * How sure it is that a click did nothing which the visitor could perceive, and should have. What the page does anyway
 * (a clock, a carousel) is no answer, and a slow answer is one: only what the click can have caused speaks against it.
 */

/** Rule and version. */
export const deadClickRule = 'dead_click@1';

/** What was seen of a click and of the page after it. Times are ms after the click, 0 when it did not happen. */
export interface DeadClickFeatures {
  /** A control, or inside one. */
  readonly interactive: number;
  /** The cursor over it was a hand. */
  readonly pointer: number;
  /** Text that looks like a link, or a picture. */
  readonly inviting: number;
  /** What was hit lies over a control, or a control in it lets clicks through. */
  readonly covering: number;
  /** Canvases of the page: 0 none, or all look as before; 1 one changed; 2 one cannot be looked at; 3 one never rests. */
  readonly canvas: number;
  /** Changes of the page in the task of the click. */
  readonly sync: number;
  /** First later change close to what was clicked. */
  readonly nearMs: number;
  /** First later change elsewhere, of what does not change by itself. */
  readonly farMs: number;
  /** The first change came with the end of a request that the click began. */
  readonly answered: number;
  /** Anything that the browser tells of: navigation, scrolling, input, focus, media, windows, selection. */
  readonly acted: number;
  /** Watched for so long. */
  readonly watchedMs: number;
}

/** Later than this a change that no request explains is as likely somebody else's. */
const SOON_MS = 600;
const LATE_MS = 1_500;

/** 0 to 1. */
export function deadClickConfidence(features: DeadClickFeatures): number {
  const { interactive, pointer, inviting, covering, canvas, sync, nearMs, farMs, answered, acted, watchedMs } =
    features;
  if (sync || acted || watchedMs < 1_000) return 0;
  const expected = interactive || pointer ? 0.97 : inviting || covering ? 0.8 : 0;
  const far = farMs && (answered || farMs <= SOON_MS ? 0.95 : farMs <= LATE_MS ? 0.4 : 0.2);
  const answer = Math.max(nearMs && 0.95, far);
  // beside what moves anyway a control mostly answers elsewhere
  const drawn = [1, 0.1, 0.45, interactive ? 0.55 : 0.45][canvas] ?? 1;
  return Math.round(expected * (1 - answer) * drawn * 100) / 100;
}
