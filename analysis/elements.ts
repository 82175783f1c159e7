/** Elements of one page ranked by clicks, with how many views saw them: the heatmap's list and its accessible twin. */
import type { StoredEvent } from '@watchglass/contract';
import { clicksOn } from './clickGrid.ts';
import { latestOf, peopleOf } from './groups.ts';
import { byTime, type Insight, type StoredOf } from './insight.ts';
import { byText } from './order.ts';
import { onPage, type PageInput, viewOf, wholeMs } from './page.ts';
import { shareOf } from './quantile.ts';

/** How long an element has to be visible in a view before somebody can be said to have seen it, ms. */
export const exposedFromMs = 1000;

/** One element of one page. */
export interface ElementRow {
  readonly key: string;
  readonly index: number;
  /** Label, role and whether it is a control, as of its latest click; of what nobody clicked as of its latest exposure. */
  readonly label: string;
  readonly role: string;
  readonly interactive: boolean;
  readonly clicks: number;
  readonly visitors: number;
  readonly sessions: number;
  /** Views in which it was exposed for at least 1 s. */
  readonly exposed: number;
  /** Of these, the views in which it was clicked. */
  readonly clicked: number;
}

/**
 * First the number of views, always; then one row per element that was clicked or exposed long enough, most clicked
 * first (ties by exposed views, most first, then by key and index).
 */
export type ElementsRow =
  | { readonly row: 'views'; readonly views: number; readonly exposedViews: number }
  | ({ readonly row: 'element' } & ElementRow);

/** Elements, most clicked first (ties by exposed views, most first, then by key and index). */
export interface ElementsAnswer {
  readonly clicks: number;
  /** Views of the page in this viewport class: the denominator of clicks per view. */
  readonly views: number;
  /** Views that tell what was exposed. */
  readonly exposedViews: number;
  /**
   * `share` is of all clicks of the page, 0..1. `clickedShare` is clicked / exposed, 0..1: 0 of what was exposed is seen
   * but ignored.
   */
  readonly elements: readonly (ElementRow & { readonly share: number; readonly clickedShare: number })[];
}

/** What is known of one element. */
interface Seen {
  readonly clicks: StoredOf<'click'>[];
  /** Time in each view, and what it was called in the latest of them. */
  readonly exposedMs: Map<string, number>;
  latest: { readonly event: StoredEvent; readonly label: string; readonly role: string } | undefined;
}

/** Which elements people saw and clicked, and how often. */
export const elements: Insight<PageInput, ElementsRow, ElementsAnswer> = {
  rows(events, input) {
    const all = [...events];
    const groups = new Map<string, Seen & { readonly key: string; readonly index: number }>();
    const groupOf = ({ key, index }: { readonly key: string; readonly index: number }): Seen => {
      const name = `${index} ${key}`;
      const group = groups.get(name) ?? { key, index, clicks: [], exposedMs: new Map(), latest: undefined };
      groups.set(name, group);
      return group;
    };
    for (const click of clicksOn(all, input, 'click')) groupOf(click).clicks.push(click);
    const exposures = onPage(all, input, ['exposure']);
    for (const event of exposures) {
      for (const one of event.exposed) {
        const group = groupOf(one);
        const view = viewOf(event);
        group.exposedMs.set(view, (group.exposedMs.get(view) ?? 0) + wholeMs(one.exposedMs));
        if (!group.latest || byTime(event, group.latest.event) > 0)
          group.latest = { event, label: one.label, role: one.role };
      }
    }
    const rows = [...groups.values()].map(rowOf).filter((row) => row.clicks > 0 || row.exposed > 0);
    rows.sort((a, b) => b.clicks - a.clicks || b.exposed - a.exposed || byText(a.key, b.key) || a.index - b.index);
    const views = onPage(all, input, ['page_view']).length;
    return [{ row: 'views', views, exposedViews: new Set(exposures.map(viewOf)).size }, ...rows];
  },

  fold(rows) {
    const found = rows.flatMap(({ row, ...rest }) => (row === 'element' ? [rest as ElementRow] : []));
    const clicks = found.reduce((sum, one) => sum + one.clicks, 0);
    const views = rows.find((one) => one.row === 'views');
    return {
      clicks,
      views: views?.views ?? 0,
      exposedViews: views?.exposedViews ?? 0,
      elements: found.map((element) => ({
        ...element,
        share: shareOf(element.clicks, clicks),
        clickedShare: shareOf(element.clicked, element.exposed),
      })),
    };
  },
};

function rowOf({
  key,
  index,
  clicks,
  exposedMs,
  latest,
}: Seen & { readonly key: string; readonly index: number }): { readonly row: 'element' } & ElementRow {
  const click = clicks.length === 0 ? undefined : latestOf(clicks);
  const clickedIn = new Set(clicks.map(viewOf));
  const exposedIn = [...exposedMs].flatMap(([view, ms]) => (ms >= exposedFromMs ? [view] : []));
  return {
    row: 'element',
    key,
    index,
    label: click?.label ?? latest?.label ?? '',
    role: click?.role ?? latest?.role ?? '',
    // only controls are watched for exposure
    interactive: click?.interactive ?? true,
    clicks: clicks.length,
    ...peopleOf(clicks),
    exposed: exposedIn.length,
    clicked: exposedIn.filter((view) => clickedIn.has(view)).length,
  };
}
