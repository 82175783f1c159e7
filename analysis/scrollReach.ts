/** How far down a page visitors got: the share of views that saw each depth. */
import { type ViewportClass, viewportClass } from '@watchglass/contract';
import { type Insight, inScope, type Scope } from './insight.ts';
import { shareOf } from './quantile.ts';

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

/** The reach curve. Only views that ended are known: a page that is still open has not left yet. */
export interface ScrollReachAnswer {
  readonly views: number;
  /** 101 entries: share of views (0..1) that saw at least this percent of the content. Entry 0 is 1 when there are views. */
  readonly reach: readonly number[];
  /** Percent of the content that half of the views still saw; 0 without views. */
  readonly medianPercent: number;
}

/** A ratio such as 0.29 times 100 is 28.999999999999996 or the like: such dust must not make a percent more or less. */
const DUST = 1e-9;

const percentOf = (ratio: number): number => Math.min(100, Math.max(0, Math.ceil(100 * ratio - DUST)));

/** How much of the page was seen, by share of views; a view that left twice counts once, with its furthest point. */
export const scrollReach: Insight<ScrollReachInput, ScrollReachRow, ScrollReachAnswer> = {
  rows(events, input) {
    const furthest = new Map<string, number>();
    for (const leave of inScope(events, input, ['page_leave'])) {
      if (leave.page !== input.page || viewportClass(leave.viewportWidth) !== input.viewport) continue;
      const view = `${leave.doc} ${leave.view}`;
      furthest.set(view, Math.max(furthest.get(view) ?? 0, percentOf(leave.contentRatioMax)));
    }
    const views = new Map<number, number>();
    for (const percent of furthest.values()) views.set(percent, (views.get(percent) ?? 0) + 1);
    return [...views].map(([percent, count]) => ({ percent, views: count })).sort((a, b) => a.percent - b.percent);
  },

  fold(rows) {
    const views = rows.reduce((sum, row) => sum + row.views, 0);
    const ended = Array.from({ length: 101 }, () => 0);
    for (const row of rows) ended[row.percent] = (ended[row.percent] ?? 0) + row.views;
    const reach: number[] = [];
    let left = views;
    let medianPercent = 0;
    ended.forEach((count, percent) => {
      reach.push(shareOf(left, views));
      if (views > 0 && left * 2 >= views) medianPercent = percent;
      left -= count;
    });
    return { views, reach, medianPercent };
  },
};
