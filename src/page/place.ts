/** Where on an element and on the page something happened. */
import { type BodyOf, roleOf } from '@watchglass/contract';
import { attempt } from './attempt.ts';
import { boxOf, shareOf } from './box.ts';
import { pageScroller } from './element.ts';
import { labelOf } from './label.ts';

type Placed = Pick<BodyOf<'click'>, 'role' | 'label' | 'ex' | 'ey' | 'pageX' | 'pageY' | 'fixed' | 'viewportWidth'>;

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
