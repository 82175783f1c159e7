/** Numbers of the first page. */

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
  readonly clicks: number;
  readonly errors: number;
  /** Median time with user action per view, ms; null without `page_leave`. */
  readonly medianActiveMs: number | null;
}

/** Errors with one type and message. */
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

/** The whole page. */
export interface OverviewAnswer {
  readonly visitors: number;
  readonly sessions: number;
  readonly pageViews: number;
  readonly clicks: number;
  readonly errors: number;
  readonly sessionsWithErrors: number;
  /** Every bucket of the scope that lies between the first and the last event, empty ones included. */
  readonly bucketMs: number;
  readonly buckets: readonly OverviewBucket[];
  /** Most viewed first, at most 20. */
  readonly pages: readonly OverviewPage[];
  /** Most sessions hit first, at most 20. */
  readonly errorGroups: readonly OverviewError[];
  /** What arrived: per document, highest seq + 1 is what was captured at least. */
  readonly ledger: {
    readonly captured: number;
    readonly stored: number;
    readonly dropped: Readonly<Record<string, number>>;
  };
}
