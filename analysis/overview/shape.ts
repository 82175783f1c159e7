/** Rows and answer of the overview. Errors are counted as on their own page: as often as they came, and without noise. */

/** One bucket of time: an hour when the scope is at most 3 days, else a day, cut in the scope's zone. */
export interface OverviewBucket {
  /** Start of the bucket, epoch ms. */
  readonly at: number;
  readonly sessions: number;
  readonly pageViews: number;
  readonly errors: number;
}

/** One page. */
export interface OverviewPage {
  readonly page: string;
  readonly views: number;
  readonly visitors: number;
  /** Clicks of people; those that a script made are left out. */
  readonly clicks: number;
  readonly errors: number;
  /** Median time with user action per view, ms; null without `page_leave`. */
  readonly medianActiveMs: number | null;
}

/** Errors with one type and message, without those that are noise. */
export interface OverviewError {
  readonly type: string;
  readonly message: string;
  readonly count: number;
  readonly sessions: number;
  readonly visitors: number;
  /** Page with most of them. */
  readonly page: string;
  readonly lastAt: number;
}

/** Totals of the scope. */
export interface OverviewTotals {
  readonly visitors: number;
  readonly sessions: number;
  readonly pageViews: number;
  /** Clicks of people; those that a script made are left out. */
  readonly clicks: number;
  readonly errors: number;
  readonly sessionsWithErrors: number;
  /** Errors that are nobody's bug: in none of the other numbers. */
  readonly noiseErrors: number;
}

/**
 * One row of totals, always; then buckets with at least one event, by time; pages, most viewed first (ties by page),
 * and error groups, most sessions hit first (ties by count, type, message), at most 20 of each.
 */
export type OverviewRow =
  | ({ readonly row: 'totals' } & OverviewTotals)
  | ({ readonly row: 'bucket' } & OverviewBucket)
  | ({ readonly row: 'page' } & OverviewPage)
  | ({ readonly row: 'error' } & OverviewError);

/** The whole page. */
export interface OverviewAnswer extends OverviewTotals {
  /** 3,600,000 for hours, 86,400,000 for days, whatever daylight saving made of a single one. */
  readonly bucketMs: number;
  /**
   * Every bucket of the scope that lies between the first and the last event, empty ones included (unless they were
   * more than 4,000: then only those with events).
   */
  readonly buckets: readonly OverviewBucket[];
  /** Most viewed first, at most 20. */
  readonly pages: readonly OverviewPage[];
  /** Most sessions hit first, at most 20. */
  readonly errorGroups: readonly OverviewError[];
}
