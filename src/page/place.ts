/** Where on an element and on the page something happened. */
import { roleOf } from '@watchglass/contract';
import { attempt } from './attempt.ts';
import { boxOf, shareOf } from './box.ts';
import { pageScroller } from './element.ts';
import { labelOf } from './label.ts';

/** A place, CSS px, with the element's role and label. */
export interface Placed {
  role: string;
  label: string;
  /** Shares of the element's box, 0 to 1. */
  ex: number;
  ey: number;
  /** From the left and the top of the page. */
  pageX: number;
  pageY: number;
  /** It stays where it is while the page scrolls. */
  fixed: boolean;
  /** Of the layout viewport, without its scroll bar. */
  viewportWidth: number;
}

/** The place of `x` and `y` in the viewport on an element, of which `path` is what was hit and what contains it, innermost first. */
export const placeOn = (
  element: Element,
  isControl: boolean,
  path: readonly Element[],
  x: number,
  y: number,
): Placed => {
  const box = boxOf(element);
  const page = pageScroller();
  return {
    role: roleOf(element),
    label: labelOf(element, isControl),
    ex: shareOf(x - box.left, box.width, 0.5),
    ey: shareOf(y - box.top, box.height, 0.5),
    pageX: Math.round(x + page.scrollLeft),
    pageY: Math.round(y + page.scrollTop),
    fixed: attempt(() => path.some((one) => /fixed|sticky/.test(getComputedStyle(one).position)), false),
    viewportWidth: page.clientWidth,
  };
};
