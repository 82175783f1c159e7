/** How much time a chart shows. */
import type { OverviewBucket, Scope } from '@watchglass/analysis';

/** First and last moment of a chart, ms: the scope, cut to whole buckets; of "all", what there is. */
export function spanOf(buckets: readonly OverviewBucket[], bucketMs: number, scope: Scope): [number, number] {
  const first = buckets[0]?.at ?? scope.from;
  const end = (buckets.at(-1)?.at ?? scope.to) + bucketMs;
  // scopes start anywhere, buckets at a full hour or midnight: count whole buckets back from the first one
  const before = scope.from <= 0 ? 0 : Math.max(0, Math.ceil((first - scope.from) / bucketMs));
  const after = Math.max(0, Math.ceil((scope.to - end) / bucketMs));
  return [first - before * bucketMs, end + after * bucketMs];
}
