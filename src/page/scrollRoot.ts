/** How far the document and the panes in it were scrolled during one view. */
import { type BodyOf, keyRule } from '@watchglass/contract';
import { shareOf } from './box.ts';
import { isElement, isPage, ofDocument, pageScroller, read } from './element.ts';
import { elementKey } from './elementKey.ts';
import type { Guard } from './guard.ts';
import type { Listen, Stop } from './listen.ts';

/** Sizes of the page, CSS px. */
export interface PageSizes {
  readonly viewportWidth: number;
  readonly viewportHeight: number;
  readonly documentWidth: number;
  readonly documentHeight: number;
}

/** What one scroll root showed so far, px; `last` is a share. */
interface Trail {
  readonly key: Pick<BodyOf<'scroll'>, 'key' | 'index' | 'keyRule'>;
  readonly element: () => Element | undefined;
  last: number;
  top: number;
  range: number;
  bottom: number;
  height: number;
}

/** Reads the scroll roots of the view in the order of their first scroll, the document first; `ending` starts the next. */
export type ReadScroll = (ending: boolean) => {
  readonly roots: readonly BodyOf<'scroll'>[];
  readonly sizes: PageSizes;
};

/** Viewport and document as they are now. */
export function pageSizes(): PageSizes {
  const page = pageScroller();
  return {
    viewportWidth: page.clientWidth,
    viewportHeight: page.clientHeight,
    documentWidth: page.scrollWidth,
    documentHeight: page.scrollHeight,
  };
}

const number = (element: Element, name: string): number => read(element, name) as number;
const rangeOf = (element: Element): number => number(element, 'scrollHeight') - number(element, 'clientHeight');

/** What scrolls the page: the document, or the body, where styles made that the pane and the document does not move. */
function documentScroller(): Element {
  const scroller = pageScroller();
  const body = ofDocument('body') as Element | null;
  return body && rangeOf(scroller) <= 1 && rangeOf(body) > 1 ? body : scroller;
}

/**
 * Follows the document and up to `panes` inner scroll roots that move vertically. Layout is read at most once per
 * frame, and when asked. Positions and heights are kept as maxima of the view, so that a page that was still loading
 * does not count as read to its end.
 */
export function createScrollTracker(
  ctx: { readonly listen: Listen; readonly guard: Guard; readonly stops: Set<Stop> },
  panes: number,
): ReadScroll {
  let trails: Trail[];
  let known: WeakSet<Element>;
  let moved: Element[];
  let sizes: PageSizes;
  /** URL at the last measurement. */
  let href: string;
  let isLate = false;
  let frame = 0;

  const add = (key: Trail['key'], element: Trail['element']): void => {
    trails.push({ key, element, last: 1, top: 0, range: 0, bottom: 0, height: 0 });
  };
  const measure = (): void => {
    href = location.href;
    isLate = false;
    sizes = pageSizes();
    for (const pane of moved) {
      const held = new WeakRef(pane);
      if (trails.length > panes || rangeOf(pane) <= 1) continue;
      const { element: _, ...key } = elementKey(pane);
      add(key, () => held.deref());
    }
    moved = [];
    for (const trail of trails) {
      const element = trail.element();
      const height = element ? number(element, 'scrollHeight') : 0;
      // detached or hidden for now: what was seen of it stands
      if (!element || !height) continue;
      const visible = number(element, 'clientHeight');
      // a pane with its end at the top (`column-reverse`) counts down from 0
      const top = Math.ceil(Math.abs(number(element, 'scrollTop')));
      trail.last = shareOf(top, height - visible, 1);
      trail.top = Math.max(trail.top, top);
      trail.range = Math.max(trail.range, height - visible);
      trail.bottom = Math.max(trail.bottom, top + visible);
      trail.height = Math.max(trail.height, height);
    }
  };
  const atFrame = ctx.guard(() => {
    frame = 0;
    // a router may have drawn the next page: its view begins before the next frame, or this one goes on
    if (isLate || href === location.href) measure();
    else {
      isLate = true;
      soon();
    }
  });
  const soon = (): void => {
    frame ||= requestAnimationFrame(atFrame);
  };
  const begin = (): void => {
    trails = [];
    moved = [];
    known = new WeakSet();
    href = location.href;
    isLate = false;
    add({ key: 'root', index: 0, keyRule }, documentScroller);
    soon();
  };
  ctx.listen(window, 'scroll', ({ target }) => {
    if (isElement(target) && !isPage(target) && !known.has(target)) {
      known.add(target);
      moved.push(target);
    }
    soon();
  });
  ctx.stops.add(() => cancelAnimationFrame(frame));
  begin();
  return (ending) => {
    if (href === location.href || !trails[0]?.height) measure();
    const answer = {
      sizes,
      roots: trails.map(({ key, last, top, range, bottom, height }) => ({
        ...key,
        viewportWidth: sizes.viewportWidth,
        // where nothing scrolls, all was seen
        scrollRatioMax: shareOf(top, range, 1),
        scrollRatioLast: last,
        contentRatioMax: shareOf(bottom, height, 1),
      })),
    };
    if (ending) begin();
    return answer;
  };
}
