/** Quantiles as spreadsheets compute them, so that anybody can check our medians. */

/**
 * Quantile by linear interpolation between order statistics: position `(n - 1) * q` from 0, the method that R calls
 * type 7, Excel `PERCENTILE.INC` and ClickHouse `quantileExactInclusive`.
 *
 * @param values in any order
 * @param q 0 to 1
 * @returns null when there are no values
 */
export function quantile(values: readonly number[], q: number): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}

/** Share of a whole, 0 when the whole is nothing. */
export const shareOf = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
