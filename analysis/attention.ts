/** How long the pointer was where on one page: the heatmap's attention. */
import type { StoredEvent } from '@watchglass/contract';
import { byTime, type Insight } from './insight.ts';
import { byText } from './order.ts';
import { onPage, type PageInput, viewOf, wholeMs } from './page.ts';
import { shareOf } from './quantile.ts';

/** One element of one page. */
export interface AttentionElement {
  readonly key: string;
  readonly index: number;
  /** As of its latest view. */
  readonly label: string;
  readonly role: string;
  /** Time the pointer was on it, each view's rounded to whole ms. */
  readonly dwellMs: number;
  /** Views in which it was. */
  readonly views: number;
}

/** First the number of views that tell of the pointer, always; then elements, longest first (ties by key, then index). */
export type AttentionRow =
  | { readonly row: 'views'; readonly views: number }
  | ({ readonly row: 'element' } & AttentionElement);

/** Elements, longest first (ties by key, then index). */
export interface AttentionAnswer {
  /** Views that tell of the pointer: those on a touch screen have none. */
  readonly views: number;
  /** Of all elements together. */
  readonly dwellMs: number;
  /** `share` is of the time on all elements, 0..1. */
  readonly elements: readonly (AttentionElement & { readonly share: number })[];
}

/** Where the pointer rested. */
export const attention: Insight<PageInput, AttentionRow, AttentionAnswer> = {
  rows(events, input) {
    const found = onPage(events, input, ['attention']);
    const groups = new Map<string, { -readonly [K in keyof AttentionElement]: AttentionElement[K] }>();
    const views = new Map<string, Set<string>>();
    const newest = new Map<string, StoredEvent>();
    for (const event of found) {
      for (const { key, index, label, role, dwellMs } of event.attended) {
        const name = `${index} ${key}`;
        const group = groups.get(name) ?? { key, index, label, role, dwellMs: 0, views: 0 };
        const known = newest.get(name);
        if (!known || byTime(event, known) > 0) {
          newest.set(name, event);
          Object.assign(group, { label, role });
        }
        group.dwellMs += wholeMs(dwellMs);
        groups.set(name, group);
        views.set(name, (views.get(name) ?? new Set()).add(viewOf(event)));
      }
    }
    const elements = [...groups].map(([name, group]) => ({
      row: 'element' as const,
      ...group,
      views: views.get(name)?.size ?? 0,
    }));
    elements.sort((a, b) => b.dwellMs - a.dwellMs || byText(a.key, b.key) || a.index - b.index);
    return [{ row: 'views', views: new Set(found.map(viewOf)).size }, ...elements];
  },

  fold(rows) {
    const found = rows.flatMap(({ row, ...rest }) => (row === 'element' ? [rest as AttentionElement] : []));
    const dwellMs = found.reduce((sum, one) => sum + one.dwellMs, 0);
    return {
      views: rows.reduce((sum, one) => sum + (one.row === 'views' ? one.views : 0), 0),
      dwellMs,
      elements: found.map((one) => ({ ...one, share: shareOf(one.dwellMs, dwellMs) })),
    };
  },
};
