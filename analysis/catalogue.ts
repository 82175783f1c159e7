/** What occurred: pages, named events and clicked elements, for pickers. */
import { groupsBy, latestOf } from './groups.ts';
import { type Insight, inScope, type Scope, type StoredOf } from './insight.ts';
import { byText } from './order.ts';

/** One page, with title and URL of its latest view. */
export interface CataloguePage {
  readonly page: string;
  readonly title: string;
  readonly url: string;
  readonly views: number;
}

/** One name of custom events. */
export interface CatalogueCustomEvent {
  readonly name: string;
  readonly count: number;
}

/** One element key on one page, with the label of its latest click. Script-made clicks are left out. */
export interface CatalogueElement {
  readonly key: string;
  readonly label: string;
  readonly page: string;
  readonly clicks: number;
}

/** Things to pick, most frequent first. */
export interface CatalogueAnswer {
  readonly pages: readonly CataloguePage[];
  readonly customEvents: readonly CatalogueCustomEvent[];
  readonly clickedElements: readonly CatalogueElement[];
}

/**
 * Pages, then custom events, then elements; each most frequent first, ties by page, by name, by page and key; of each
 * at most 500, beyond which nobody picks from a list.
 */
export type CatalogueRow =
  | ({ readonly row: 'page' } & CataloguePage)
  | ({ readonly row: 'custom' } & CatalogueCustomEvent)
  | ({ readonly row: 'element' } & CatalogueElement);

const MOST = 500;

/** What there is to pick from. */
export const catalogue: Insight<Scope, CatalogueRow, CatalogueAnswer> = {
  rows(events, input) {
    const all = inScope(events, input, ['page_view', 'custom', 'click']);
    const views = grouped(ofKind(all, 'page_view'), (view) => view.page);
    const customs = grouped(ofKind(all, 'custom'), (custom) => custom.name);
    const clicks = grouped(
      ofKind(all, 'click').filter((click) => click.trusted),
      (click) => `${click.page.length} ${click.page}${click.key}`,
    );
    const pages = views.map(({ latest: { page, title, url }, count }) => ({ page, title, url, views: count }));
    const names = customs.map(({ latest: { name }, count }) => ({ name, count }));
    const keys = clicks.map(({ latest: { key, label, page }, count }) => ({ key, label, page, clicks: count }));
    pages.sort((a, b) => b.views - a.views || byText(a.page, b.page));
    names.sort((a, b) => b.count - a.count || byText(a.name, b.name));
    keys.sort((a, b) => b.clicks - a.clicks || byText(a.page, b.page) || byText(a.key, b.key));
    return [
      ...pages.slice(0, MOST).map((one) => ({ row: 'page' as const, ...one })),
      ...names.slice(0, MOST).map((one) => ({ row: 'custom' as const, ...one })),
      ...keys.slice(0, MOST).map((one) => ({ row: 'element' as const, ...one })),
    ];
  },

  fold(rows) {
    return {
      pages: rows.flatMap(({ row, ...rest }) => (row === 'page' ? [rest as CataloguePage] : [])),
      customEvents: rows.flatMap(({ row, ...rest }) => (row === 'custom' ? [rest as CatalogueCustomEvent] : [])),
      clickedElements: rows.flatMap(({ row, ...rest }) => (row === 'element' ? [rest as CatalogueElement] : [])),
    };
  },
};

type Picked = StoredOf<'page_view' | 'custom' | 'click'>;

const ofKind = <K extends Picked['kind']>(events: readonly Picked[], kind: K): StoredOf<K>[] =>
  events.filter((event) => event.kind === kind) as StoredOf<K>[];

/** Groups of events by name, each with its size and its latest event. */
const grouped = <E extends Picked>(
  events: readonly E[],
  nameOf: (event: E) => string,
): { readonly latest: E; readonly count: number }[] =>
  [...groupsBy(events, nameOf).values()].map((group) => ({ latest: latestOf(group), count: group.length }));
