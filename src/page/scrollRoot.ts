/** How far the document and the panes in it were scrolled during one view. */
import { keyRule } from '@watchglass/contract';
import type { Guard } from './guard.ts';
import { isElement, ofDocument, pageScroller, read, tagOf } from './element.ts';
import { elementKey } from './elementKey.ts';
import type { Listen, Stop } from './listen.ts';

/** Ratios of one scroll root, 0 to 1. */
export interface ScrollRatios {
  readonly scrollRatioMax: number;
  readonly scrollRatioLast: number;
  readonly contentRatioMax: number;
}

/** One scroll root of the view. */
export interface ScrollRoot {
  readonly fields: { key: string; index: number; keyRule: number };
  readonly ratios: ScrollRatios;
}

/** Sizes of the page, CSS px. */
export interface PageSizes {
  readonly viewportWidth: number;
  readonly viewportHeight: number;
  readonly documentWidth: number;
  readonly documentHeight: number;
}

interface Trail {
  readonly fields: ScrollRoot['fields'];
  readonly element: () => Element | undefined;
  last: number;
  top: number;
  range: number;
  bottom: number;
  height: number;
}

/** Viewport and document as they are now. */
export function pageSizes(): PageSizes {
  const { clientWidth, clientHeight, scrollWidth, scrollHeight } = pageScroller();
  return {
    viewportWidth: clientWidth,
    viewportHeight: clientHeight,
    documentWidth: scrollWidth,
    documentHeight: scrollHeight,
  };
}

const number = (element: Element, name: string): number => read(element, name) as number;
const rangeOf = (element: Element): number => number(element, 'scrollHeight') - number(element, 'clientHeight');

/** Share of a distance; all of it when there is nothing to scroll (at most one px, which rounding makes). */
const share = (part: number, whole: number): number =>
  whole > 1 ? Math.round(Math.min(1, part / whole) * 1e4) / 1e4 : 1;

/** What scrolls the page: usually the document; the body, where styles made it the pane and the document does not move. */
function documentScroller(): Element {
  const scroller = pageScroller();
  const body = ofDocument('body') as Element | null;
  return body && body !== scroller && rangeOf(scroller) <= 1 && rangeOf(body) > 1 ? body : scroller;
}

/**
 * Follows the document and up to `panes` inner scroll roots that move vertically, in the order of their first scroll.
 * Layout is read at most once per frame, and when asked. Positions and heights are kept as maxima of the view, so that
 * a page that was still loading does not count as read to its end.
 */
export function createScrollTracker(
  ctx: { readonly listen: Listen; readonly guard: Guard },
  panes: number,
): { read(ending: boolean): { roots: ScrollRoot[]; sizes: PageSizes }; stop: Stop } {
  let trails: Trail[] = [];
  let sizes: PageSizes;
  let href = '';
  let frame = 0;
  const moved = new Set<Element>();

  const add = (fields: ScrollRoot['fields'], element: Trail['element']): void => {
    trails.push({ fields, element, last: 0, top: 0, range: 0, bottom: 0, height: 0 });
  };
  const measure = (): void => {
    href = location.href;
    sizes = pageSizes();
    for (const pane of moved) {
      if (trails.length > panes || rangeOf(pane) <= 1 || trails.some((trail) => trail.element() === pane)) continue;
      const held = new WeakRef(pane);
      add(elementKey(pane).fields, () => held.deref());
    }
    moved.clear();
    for (const trail of trails) {
      const element = trail.element();
      const height = element ? number(element, 'scrollHeight') : 0;
      // detached or hidden for now: what was seen of it stands
      if (!element || height === 0) continue;
      const visible = number(element, 'clientHeight');
      // a pane with its end at the top (`column-reverse`) counts down from 0
      const top = Math.ceil(Math.abs(number(element, 'scrollTop')));
      trail.last = share(top, height - visible);
      trail.top = Math.max(trail.top, top);
      trail.range = Math.max(trail.range, height - visible);
      trail.bottom = Math.max(trail.bottom, top + visible);
      trail.height = Math.max(trail.height, height);
    }
  };
  const atFrame = ctx.guard(() => {
    frame = 0;
    measure();
  });
  const soon = (): void => {
    frame ||= requestAnimationFrame(atFrame);
  };
  const begin = (): void => {
    trails = [];
    moved.clear();
    add({ key: 'root', index: 0, keyRule }, documentScroller);
    soon();
  };
  const stopListening = ctx.listen(window, 'scroll', ({ target }) => {
    if (panes > 0 && isElement(target) && !/^(html|body)$/.test(tagOf(target))) moved.add(target);
    soon();
  });
  begin();
  return {
    read(ending) {
      // a router may have drawn the next page by now: what this view showed was measured before
      if (!ending || href === location.href || trails[0]?.height === 0) measure();
      const answer = {
        sizes,
        roots: trails.map(({ fields, last, top, range, bottom, height }) => ({
          fields,
          ratios: { scrollRatioMax: share(top, range), scrollRatioLast: last, contentRatioMax: share(bottom, height) },
        })),
      };
      if (ending) begin();
      return answer;
    },
    stop() {
      stopListening();
      cancelAnimationFrame(frame);
    },
  };
}
