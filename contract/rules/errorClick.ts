/** How sure it is that a click caused an error, or a request that failed. */

/** Rule and version. */
export const errorClickRule = 'error_click@1';

/** What was seen. */
export interface ErrorClickFeatures {
  /** The error came in the task of the click. */
  readonly inTask: number;
  /** The request began in the task of the click. */
  readonly requested: number;
  /** From the click to the error, ms. */
  readonly ms: number;
}

/** Amplitude and New Relic count what comes within 2 s; half of that is more often right. */
const SOON_MS = 1_000;
const LATE_MS = 2_000;

/** 0 to 1. */
export const errorClickConfidence = ({ inTask, requested, ms }: ErrorClickFeatures): number =>
  inTask || requested ? 0.95 : ms <= SOON_MS ? 0.6 : ms <= LATE_MS ? 0.3 : 0;
