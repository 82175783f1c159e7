/** Clicks by mouse, touch, pen and keyboard, each anchored to the element that a person would say they clicked. */
import type { BodyOf } from '@watchglass/contract';
import { attempt } from '../page/attempt.ts';
import { boxOf, shareOf } from '../page/box.ts';
import { createCap } from '../page/cap.ts';
import { documentElement, isElement, isPage, pageScroller, read, roleOf, tagOf } from '../page/element.ts';
import { elementKey } from '../page/elementKey.ts';
import { labelOf } from '../page/label.ts';
import type { Capture } from './context.ts';

/** Roles that people operate; `a[href]`, `button`, `input` and the like have one of them by their tag. */
const CONTROL =
  /^(button|link|checkbox|radio|switch|tab|menuitem.*|option|treeitem|combobox|listbox|slider|spinbutton|textbox|searchbox)$/;

/** Far above the fastest hand, far below what a script can dispatch. */
const CLICKS_PER_SECOND = 50;

const isControl = (element: Element): boolean =>
  !isPage(element) &&
  (CONTROL.test(roleOf(element)) ||
    (read(element, 'matches') as (selector: string) => boolean).call(
      element,
      'label,summary,[onclick],[contenteditable]:not([contenteditable=false])',
    ) ||
    // frameworks set the handler as a property; a field called `onclick` is no function
    attempt(() => typeof (element as HTMLElement).onclick === 'function', false));

const isFixed = (element: Element): boolean => /^(fixed|sticky)$/.test(getComputedStyle(element).position);

/** Starts capturing clicks. */
export const captureClick: Capture = (ctx) => {
  const allow = createCap(ctx.now, CLICKS_PER_SECOND);
  let lastPointer = '';
  let followUp: unknown;

  const click = (event: MouseEvent & { pointerType?: string; pointerId?: number }): void => {
    const path = event.composedPath().filter(isElement);
    if (followUp && path[0] === followUp) {
      // the browser clicks a label's control after the label: one action of the user, already counted
      followUp = undefined;
      return;
    }
    if (!allow()) return ctx.drop('click_cap');
    const label = path.find((element) => tagOf(element) === 'label') as HTMLLabelElement | undefined;
    const control = label?.control;
    if (control && !path.includes(control)) {
      followUp = control;
      ctx.after(0, () => {
        followUp = undefined;
      });
    }

    const { clientX, clientY, detail, isTrusted, pointerType, pointerId } = event;
    // Enter on a link has `detail` 1 in Firefox; what no pointer made has the pointer -1
    const isPlaceless =
      !pointerType && (detail === 0 || pointerId === -1) && (isTrusted || (clientX === 0 && clientY === 0));
    const operated = path.find(isControl);
    // the control, if the point lies in its box; else the target, or what holds it when that has no box
    const chosen = [operated, ...path].find((element, place) => {
      if (!element) return false;
      const { left, right, top, bottom } = boxOf(element);
      const holds = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
      return right > left && (place > 0 || isPlaceless || holds);
    });
    const { element: named, ...key } = elementKey(chosen ?? documentElement());
    const page = pageScroller();
    const box = boxOf(named);
    const x = isPlaceless ? box.left + box.width / 2 : clientX;
    const y = isPlaceless ? box.top + box.height / 2 : clientY;
    ctx.emit(
      'click',
      {
        ...key,
        role: roleOf(named),
        label: attempt(() => labelOf(named, !!operated), ''),
        ex: shareOf(x - box.left, box.width, 0.5),
        ey: shareOf(y - box.top, box.height, 0.5),
        pageX: Math.round(x + page.scrollLeft),
        pageY: Math.round(y + page.scrollTop),
        fixed: attempt(() => path.slice(path.indexOf(named)).some(isFixed), false),
        // the layout viewport without its scroll bar
        viewportWidth: page.clientWidth,
        pointer: isPlaceless ? 'keyboard' : pointerOf(pointerType || lastPointer),
        trusted: isTrusted,
        interactive: !!operated,
      },
      operated ? 'now' : 'soon',
    );
  };
  ctx.listen<PointerEvent>(window, 'pointerdown', (event) => {
    lastPointer = event.pointerType;
  });
  ctx.listen<MouseEvent>(window, 'click', click);
};

const pointerOf = (type: string): BodyOf<'click'>['pointer'] => (type === 'touch' || type === 'pen' ? type : 'mouse');
