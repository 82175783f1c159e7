/** What the page asks its source: pages to pick from, and all that is shown of one of them. */
import type {
  AttentionAnswer,
  CatalogueAnswer,
  ClickGridAnswer,
  ElementsAnswer,
  ScrollReachAnswer,
} from '@watchglass/analysis';
import { type ViewportClass, viewportClasses } from '@watchglass/contract';
import { useRef } from 'preact/hooks';
import { type Query, useQuery } from '../shell/useQuery.ts';
import type { DataSource } from '../source/source.ts';
import { placesOf } from './bands.ts';
import { isHeat, type Layer } from './layers.ts';

/** Everything shown of one page in one viewport class. */
export interface HeatmapData {
  readonly page: string;
  readonly viewport: ViewportClass;
  /** What was asked for; scroll reach is drawn over the grid of clicks. */
  readonly layer: Exclude<Layer, 'scroll'>;
  /** Cells of the layer, or, of attention, its elements without any. */
  readonly grid: ClickGridAnswer;
  /** Elements that somebody clicked, and all that are known of: also those that were only seen. */
  readonly elements: ElementsAnswer;
  readonly seen: ElementsAnswer;
  readonly attention: AttentionAnswer | undefined;
  readonly reach: ScrollReachAnswer;
  /** Clicks and views in every class, for the switch between them. */
  readonly classes: Readonly<Record<ViewportClass, { readonly clicks: number; readonly views: number }>>;
}

/** Whether a text names a viewport class. */
export const isViewport = (text: string): text is ViewportClass => viewportClasses.some(({ name }) => name === text);

/** The first choice that was made for a page stays: news must not turn the picture into another one. */
function useFirst<T>(): (of: string, choose: () => T) => T {
  const kept = useRef(new Map<string, T>());
  return (of, choose) => {
    const known = kept.current.get(of);
    if (known !== undefined) return known;
    const value = choose();
    kept.current.set(of, value);
    return value;
  };
}

/** What to show, and where its page is. */
export interface Heatmap {
  readonly catalogue: Query<CatalogueAnswer>;
  readonly view: Query<HeatmapData | undefined>;
  /** The page asked for, or the most viewed one; '' when there is none. */
  readonly page: string;
  /** Address of one of its views; '' when none is known. */
  readonly url: string;
}

/** Asks for the wanted page and viewport class; '' lets the numbers choose: most viewed page, most viewed class. */
export function useHeatmap(
  source: DataSource,
  wantedPage: string,
  wantedViewport: string,
  wantedLayer: Layer,
): Heatmap {
  const layer = wantedLayer === 'scroll' ? 'click' : wantedLayer;
  const firstPage = useFirst<string>();
  const firstUrl = useFirst<string>();
  const firstViewport = useFirst<ViewportClass>();
  const catalogue = useQuery(source, (scope, signal) => source.catalogue(scope, signal), []);
  const pages = catalogue.data?.pages ?? [];
  const most = pages[0]?.page;
  const page = wantedPage !== '' ? wantedPage : most === undefined ? '' : firstPage('', () => most);
  const known = pages.find((one) => one.page === page);
  const url = known ? firstUrl(page, () => known.url) : addressGuess(page);

  const view = useQuery(
    source,
    async (scope, signal) => {
      if (page === '') return undefined;
      const input = (viewport: ViewportClass) => ({ ...scope, page, viewport });
      const elements = (viewport: ViewportClass) => source.elements(input(viewport), signal);
      const [phone, tablet, desktop] = await Promise.all([elements('phone'), elements('tablet'), elements('desktop')]);
      const classes = { phone, tablet, desktop } as const;
      const viewport = isViewport(wantedViewport) ? wantedViewport : firstViewport(page, () => busiest(classes));
      const [drawn, reach] = await Promise.all([
        isHeat(layer)
          ? source.clickGrid({ ...input(viewport), layer }, signal).then((grid) => ({ grid, attention: undefined }))
          : source.attention(input(viewport), signal).then((attention) => ({ grid: placesOf(attention), attention })),
        source.scrollReach(input(viewport), signal),
      ]);
      const seen = classes[viewport];
      return { page, viewport, layer, ...drawn, reach, elements: clicked(seen), seen, classes };
    },
    [page, wantedViewport, layer],
  );
  return { catalogue, view, page, url };
}

/** Elements that somebody clicked: the map shows nothing of the others. */
const clicked = (answer: ElementsAnswer): ElementsAnswer => ({
  ...answer,
  elements: answer.elements.filter(({ clicks }) => clicks > 0),
});

/** Class with the most views, then clicks; the widest of equal ones. */
const busiest = (classes: HeatmapData['classes']): ViewportClass =>
  viewportClasses
    .map(({ name }) => name)
    .reduce((best, name) => {
      const byViews = classes[name].views - classes[best].views;
      return byViews > 0 || (byViews === 0 && classes[name].clicks >= classes[best].clicks) ? name : best;
    });

/** A page that was not viewed in this range still has an address when its template has no hole. */
const addressGuess = (page: string): string =>
  page === '' || page.includes(':id') ? '' : `${location.protocol}//${page}`;
