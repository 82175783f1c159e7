/** How far the document was scrolled during one view. */
import type { BodyOf } from '@watchglass/contract';
import { shareOf } from './box.ts';
import { ofDocument, pageScroller } from './element.ts';
import type { Listen, Stop } from './listen.ts';
import type { After } from './timers.ts';

/** What a view showed of the document. */
export type Depth = Pick<
  BodyOf<'page_leave'>,
  'scrollRatioMax' | 'contentRatioMax' | 'viewportWidth' | 'viewportHeight' | 'documentHeight'
>;

/** Viewport and document as they are now, CSS px. */
export const pageSizes = (): Pick<Depth, 'viewportWidth' | 'viewportHeight' | 'documentHeight'> => {
  const page = pageScroller();
  return {
    viewportWidth: page.clientWidth,
    viewportHeight: page.clientHeight,
    documentHeight: page.scrollHeight,
  };
};

/** Pace of measuring while somebody scrolls, ms; a navigation becomes a view sooner. */
const PACE_MS = 50;

/** How far an element can be scrolled, px. */
export const rangeOf = (element: Element): number => element.scrollHeight - element.clientHeight;

/** What scrolls the page: the document, or the body, where styles made that the pane and the document does not move. */
export const documentScroller = (): Element => {
  const scroller = pageScroller();
  const body = ofDocument('body') as Element | null;
  return body && rangeOf(scroller) <= 1 && rangeOf(body) > 1 ? body : scroller;
};

/**
 * Follows the document. Layout is read 20 times a second at most, and when asked; `ending` starts the next view.
 * Positions and heights are kept as maxima of the view, so that a page that was still loading does not count as read to
 * its end.
 */
export const createDepth = (ctx: { readonly listen: Listen; readonly after: After }): ((ending: boolean) => Depth) => {
  let sizes: ReturnType<typeof pageSizes>;
  let top = 0;
  let seen = 0;
  let height = 0;
  /** URL at the last measurement, '' when the view has none yet. */
  let href = '';
  let timer: Stop | undefined;

  const measure = (): void => {
    href = location.href;
    sizes = pageSizes();
    const scroller = documentScroller();
    const { scrollTop, scrollHeight } = scroller;
    seen = scrollHeight - rangeOf(scroller);
    // a page with its end at the top (`column-reverse`) counts down from 0
    top = Math.max(top, Math.ceil(Math.abs(scrollTop)));
    height = Math.max(height, scrollHeight);
  };
  /** After a navigation a router may have drawn the next page already: that is not measured into this view. */
  const measureHere = (): void => {
    timer = undefined;
    if (!href || href === location.href) measure();
  };
  const follow = (): void => {
    timer ??= ctx.after(PACE_MS, measureHere);
  };
  ctx.listen(window, 'scroll', follow);
  follow();
  return (ending) => {
    if (ending) measureHere();
    else measure();
    const depth = {
      // where nothing scrolls, all was seen
      scrollRatioMax: shareOf(top, height - seen, 1),
      contentRatioMax: shareOf(top + seen, height, 1),
      ...sizes,
    };
    if (ending) {
      top = height = 0;
      href = '';
      follow();
    }
    return depth;
  };
};
