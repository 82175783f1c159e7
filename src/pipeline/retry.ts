/** When to try again: exponential backoff with full jitter, or what the server asked for. */

import { now } from '../page/clock.ts';

/** First and longest bound of the wait between attempts. */
const BASE_MS = 1_000;
const CAP_MS = 300_000;
/** Bounds of a Retry-After: an absurd one must neither hammer the server nor silence the page for a day. */
const LEAST_MS = 1_000;
const MOST_MS = 3_600_000;

/**
 * Wait of which the bound is a second times `factor`. Full jitter: it is anywhere up to its bound, because thousands of
 * pages that failed together must not come back together.
 */
export const backoffMs = (factor: number): number => Math.random() * Math.min(CAP_MS, BASE_MS * factor);

/** A Retry-After header, seconds or an HTTP date, as ms within 1 s and 1 h; NaN when there is none. */
export const retryAfterMs = (header: string | null): number =>
  // '0' is a date of long ago
  Math.min(MOST_MS, Math.max(LEAST_MS, +(header as string) * 1_000 || Date.parse(header as string) - now()));
