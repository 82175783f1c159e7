/** How far down a page visitors got: the share of views that saw each depth. */
import type { ViewportClass } from '@watchglass/contract';
import type { Scope } from './insight.ts';

/** Which views. */
export interface ScrollReachInput extends Scope {
  readonly page: string;
  readonly viewport: ViewportClass;
}

/** Views whose furthest visible point lay in this percent of the content. Ordered by percent. */
export interface ScrollReachRow {
  /** ceil(100 * contentRatioMax), 0 to 100. */
  readonly percent: number;
  readonly views: number;
}

/** The reach curve. */
export interface ScrollReachAnswer {
  readonly views: number;
  /** 101 entries: share of views (0..1) that saw at least this percent of the content. Entry 0 is 1 when there are views. */
  readonly reach: readonly number[];
  /** Percent of the content that half of the views still saw; 0 without views. */
  readonly medianPercent: number;
}
