/** How far down a page visitors got: the share of views that saw each depth. */
import type { Insight, StoredOf } from './insight.ts';
import { onPage, type PageInput } from './page.ts';
import { shareOf } from './quantile.ts';

/**
 * Views whose furthest visible point (`reach`), or whose first screen (`fold`), ended in this percent of the content.
 * Ordered by row (reach first), then percent.
 */
export interface ScrollReachRow {
  readonly row: 'reach' | 'fold';
  /** ceil(100 * contentRatioMax), or ceil(100 * viewportHeight / documentHeight); 0 to 100. */
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
  /** Percent of the content that half of the views saw without scrolling; 0 without views. */
  readonly foldPercent: number;
}

/** 100 * 0.07 is 7.000000000000001: such dust must not make a percent more. */
const DUST = 1e-9;

const percentOf = (ratio: number): number => Math.min(100, Math.max(0, Math.ceil(100 * ratio - DUST)));

/** Share of the content on the first screen; a document without height is all on it. */
const foldOf = (leave: StoredOf<'page_leave'>): number =>
  leave.documentHeight > 0 ? percentOf(leave.viewportHeight / leave.documentHeight) : 100;

/**
 * How much of the page was seen, by share of views. A view that left twice (brought back by the back button) counts
 * once, with its furthest point and its largest first screen.
 */
export const scrollReach: Insight<PageInput, ScrollReachRow, ScrollReachAnswer> = {
  rows(events, input) {
    const furthest = new Map<string, number>();
    const folds = new Map<string, number>();
    for (const leave of onPage(events, input, ['page_leave'])) {
      const view = `${leave.doc} ${leave.view}`;
      furthest.set(view, Math.max(furthest.get(view) ?? 0, percentOf(leave.contentRatioMax)));
      folds.set(view, Math.max(folds.get(view) ?? 0, foldOf(leave)));
    }
    return [...counted('reach', furthest), ...counted('fold', folds)];
  },

  fold(rows) {
    const { shares, median, views } = curve(rows.filter((row) => row.row === 'reach'));
    return {
      views,
      reach: shares,
      medianPercent: median,
      foldPercent: curve(rows.filter((row) => row.row === 'fold')).median,
    };
  },
};

function counted(row: ScrollReachRow['row'], percents: ReadonlyMap<string, number>): ScrollReachRow[] {
  const views = new Map<number, number>();
  for (const percent of percents.values()) views.set(percent, (views.get(percent) ?? 0) + 1);
  return [...views].map(([percent, count]) => ({ row, percent, views: count })).sort((a, b) => a.percent - b.percent);
}

/** Shares of views that got at least as far as each percent, and the last percent at which it is half of them. */
function curve(rows: readonly ScrollReachRow[]): { shares: number[]; median: number; views: number } {
  const views = rows.reduce((sum, row) => sum + row.views, 0);
  const ended = Array.from({ length: 101 }, () => 0);
  for (const row of rows) ended[row.percent] = (ended[row.percent] ?? 0) + row.views;
  const shares: number[] = [];
  let left = views;
  let median = 0;
  ended.forEach((count, percent) => {
    shares.push(shareOf(left, views));
    if (views > 0 && left * 2 >= views) median = percent;
    left -= count;
  });
  return { shares, median, views };
}
