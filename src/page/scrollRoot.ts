/** How far the document and the panes in it were scrolled during one view. */
import type { After } from './timers.ts';
import { isPage, ofDocument, pageScroller } from './element.ts';
import { shareOf } from './box.ts';
import type { Listen, Stop } from './listen.ts';
import { type BodyOf, isElement, keyOf, keyRule } from '@watchglass/contract';

/** Sizes of the page, CSS px. */
export interface PageSizes {
  readonly viewportWidth: number;
  readonly viewportHeight: number;
  readonly documentHeight: number;
}

/** What one scroll root showed so far, px; `last` is a share. */
interface Trail {
  key: Pick<BodyOf<'scroll'>, 'key' | 'index' | 'keyRule'> | undefined;
  last: number;
  top: number;
  visible: number;
  height: number;
}

/** Reads the scroll roots of the view in the order of their first scroll, the document first; `ending` starts the next. */
export type ReadScroll = (ending: boolean) => {
  readonly roots: readonly [BodyOf<'scroll'>, ...BodyOf<'scroll'>[]];
  readonly sizes: PageSizes;
};

/** Viewport and document as they are now. */
export const pageSizes = (): PageSizes => {
  const page = pageScroller();
  return {
    viewportWidth: page.clientWidth,
    viewportHeight: page.clientHeight,
    documentHeight: page.scrollHeight,
  };
};

/** Pace of measuring while somebody scrolls, ms; a navigation becomes a view sooner. */
const PACE_MS = 50;

const rangeOf = (element: Element): number => element.scrollHeight - element.clientHeight;

/** What scrolls the page: the document, or the body, where styles made that the pane and the document does not move. */
const documentScroller = (): Element => {
  const scroller = pageScroller();
  const body = ofDocument('body') as Element | null;
  return body && rangeOf(scroller) <= 1 && rangeOf(body) > 1 ? body : scroller;
};

/**
 * Follows the document and up to `panes` inner scroll roots that move vertically. Layout is read 20 times a second at
 * most, and when asked. Positions and heights are kept as maxima of the view, so that a page that was still loading
 * does not count as read to its end.
 */
export const createScrollTracker = (
  ctx: { readonly listen: Listen; readonly after: After },
  panes: number,
): ReadScroll => {
  /** By pane; under `undefined` the document. */
  let trails: Map<Element | undefined, Trail>;
  let sizes: PageSizes;
  /** URL at the last measurement, '' when the view has none yet. */
  let href: string;
  let timer: Stop | undefined;

  const measure = (): void => {
    href = location.href;
    sizes = pageSizes();
    for (const [pane, trail] of trails) {
      const element = pane ?? documentScroller();
      const height = element.scrollHeight;
      const range = rangeOf(element);
      if (pane && range > 1 && !trail.key) {
        const { element: _, ...key } = keyOf(pane);
        trail.key = key;
      }
      // a carousel is no pane; a pane that is detached or hidden keeps what was seen of it
      if (!trail.key) trails.delete(pane);
      else if (height) {
        // a pane with its end at the top (`column-reverse`) counts down from 0
        const top = Math.ceil(Math.abs(element.scrollTop));
        trail.last = shareOf(top, range, 1);
        trail.top = Math.max(trail.top, top);
        trail.visible = height - range;
        trail.height = Math.max(trail.height, height);
      }
    }
  };
  /** After a navigation a router may have drawn the next page already: that is not measured into this view. */
  const measureHere = (): void => {
    timer = undefined;
    if (!href || href === location.href) measure();
  };
  const follow = (pane?: Element, key?: Trail['key']): void => {
    if (trails.size <= panes && !trails.has(pane)) trails.set(pane, { key, last: 1, top: 0, visible: 0, height: 0 });
    timer ??= ctx.after(PACE_MS, measureHere);
  };
  const begin = (): void => {
    trails = new Map();
    href = '';
    follow(undefined, { key: 'root', index: 0, keyRule });
  };
  ctx.listen(window, 'scroll', ({ target }) => {
    const pane = target as Element;
    follow(isElement(pane) && !isPage(pane) ? pane : undefined);
  });
  begin();
  return (ending) => {
    if (ending) measureHere();
    else measure();
    const answer = {
      sizes,
      // one that was scrolled after the navigation was never measured
      roots: [...trails.values()]
        .filter(({ key }) => key)
        .map(({ key, last, top, visible, height }) => ({
          ...key,
          viewportWidth: sizes.viewportWidth,
          // where nothing scrolls, all was seen
          scrollRatioMax: shareOf(top, height - visible, 1),
          scrollRatioLast: last,
          contentRatioMax: shareOf(top + visible, height, 1),
        })) as unknown as ReturnType<ReadScroll>['roots'],
    };
    if (ending) begin();
    return answer;
  };
};
