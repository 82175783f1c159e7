/** Where the time until the largest paint went. */

/** What was painted: an entry of type `largest-contentful-paint`. */
export interface Paint extends Pick<PerformanceEntry, 'startTime'> {
  readonly element?: Element | null;
  readonly url?: string;
}

/** Parts of the time until a paint; their sum is that time. */
export interface PaintParts extends Record<string, number> {
  ttfbMs: number;
  loadDelayMs: number;
  loadMs: number;
  renderDelayMs: number;
}

/**
 * Parts of `value`, ms from `from` until `paint`, of a navigation with a first byte after `ttfbMs`. Text has nothing to
 * load; a film goes on loading after it was painted.
 */
export const paintParts = (value: number, paint: Paint, from: number, ttfbMs: number): PaintParts => {
  const [asked] = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter((one) => one.name === paint.url && (one.requestStart || one.startTime) <= paint.startTime)
    .slice(-1);
  const requested = Math.max(ttfbMs, asked ? (asked.requestStart || asked.startTime) - from : 0);
  const loaded = Math.min(value, Math.max(requested, asked ? asked.responseEnd - from : 0));
  return {
    ttfbMs,
    loadDelayMs: requested - ttfbMs,
    loadMs: loaded - requested,
    renderDelayMs: value - loaded,
  };
};
