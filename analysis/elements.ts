/** Elements of one page ranked by clicks: the heatmap's list and its accessible twin. */
import { viewportClass } from '@watchglass/contract';
import { type ClickGridInput, clicksOn } from './clickGrid.ts';
import { byTime, type Insight, inScope, type StoredOf } from './insight.ts';
import { byText } from './order.ts';
import { shareOf } from './quantile.ts';

/** One element of one page. */
export interface ElementRow {
  readonly key: string;
  readonly index: number;
  /** Label, role and whether it is a control, as of its latest click. */
  readonly label: string;
  readonly role: string;
  readonly interactive: boolean;
  readonly clicks: number;
  readonly visitors: number;
  readonly sessions: number;
}

/** First the number of views, always; then one row per element, most clicked first (ties by key, then index). */
export type ElementsRow =
  | { readonly row: 'views'; readonly views: number }
  | ({ readonly row: 'element' } & ElementRow);

/** Elements, most clicked first (ties by key, then index). */
export interface ElementsAnswer {
  readonly clicks: number;
  /** Views of the page in this viewport class: the denominator of clicks per view. */
  readonly views: number;
  /** `share` is of all clicks of the page, 0..1. */
  readonly elements: readonly (ElementRow & { readonly share: number })[];
}

/** Which elements people clicked, and how often. */
export const elements: Insight<ClickGridInput, ElementsRow, ElementsAnswer> = {
  rows(events, input) {
    const all = [...events];
    const views = inScope(all, input, ['page_view']).filter(
      (view) => view.page === input.page && viewportClass(view.viewportWidth) === input.viewport,
    ).length;
    const groups = new Map<string, StoredOf<'click'>[]>();
    for (const click of clicksOn(all, input)) {
      const name = `${click.index} ${click.key}`;
      const group = groups.get(name);
      if (group) group.push(click);
      else groups.set(name, [click]);
    }
    const rows = [...groups.values()].map(rowOf);
    rows.sort((a, b) => b.clicks - a.clicks || byText(a.key, b.key) || a.index - b.index);
    return [{ row: 'views', views }, ...rows];
  },

  fold(rows) {
    const found = rows.flatMap(({ row, ...rest }) => (row === 'element' ? [rest as ElementRow] : []));
    const clicks = found.reduce((sum, one) => sum + one.clicks, 0);
    return {
      clicks,
      views: rows.reduce((sum, one) => sum + (one.row === 'views' ? one.views : 0), 0),
      elements: found.map((element) => ({ ...element, share: shareOf(element.clicks, clicks) })),
    };
  },
};

function rowOf(clicks: readonly StoredOf<'click'>[]): { readonly row: 'element' } & ElementRow {
  const latest = clicks.reduce((found, click) => (byTime(click, found) > 0 ? click : found));
  return {
    row: 'element',
    key: latest.key,
    index: latest.index,
    label: latest.label,
    role: latest.role,
    interactive: latest.interactive,
    clicks: clicks.length,
    visitors: new Set(clicks.map((click) => click.visitor)).size,
    sessions: new Set(clicks.map((click) => click.session)).size,
  };
}
