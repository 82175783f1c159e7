/** Clicks by mouse, touch, pen and keyboard, each anchored to the element that a person would say they clicked. */
import { type BodyOf, type NamedElement, isElement, keyOf, read } from '@watchglass/contract';
import { isControl } from '../page/control.ts';
import { boxOf } from '../page/box.ts';
import { placeOn } from '../page/place.ts';
import type { Capture } from './context.ts';

/** Clicks in a second, far above the fastest hand. */
const BY_HAND = 50;
/** The same of scripts: each makes the browser lay out the page. */
const BY_SCRIPT = 10;

/** Starts capturing clicks. */
export const captureClick: Capture = (ctx) => {
  let recent = 0;
  let pointer: BodyOf<'click'>['pointer'] = 'mouse';
  let followUp: unknown;

  const click = (event: PointerEvent): void => {
    // before anything is looked at: a script has thousands of them
    if (recent >= (event.isTrusted ? BY_HAND : BY_SCRIPT)) return ctx.drop('click_cap');
    const path = event.composedPath().filter(isElement) as Element[];
    const [target] = path;
    // the browser clicks a label's control after the label: one action of the user, already counted
    if (!target || target === followUp || target === ctx.own) return;
    recent++;
    ctx.after(1000, () => {
      recent--;
    });
    followUp = path.map((one) => read(one, 'control')).find(Boolean);
    ctx.after(0, () => {
      followUp = undefined;
    });

    const control = path.find(isControl);
    const wanted = control ?? target;
    const middle = boxOf(wanted);
    // Enter on a link has `detail` 1 in Firefox; what no pointer made has the pointer -1
    const isPlaceless = !event.detail || event.pointerId === -1;
    const x = isPlaceless ? middle.left + middle.width / 2 : event.clientX;
    const y = isPlaceless ? middle.top + middle.height / 2 : event.clientY;
    // a link may be smaller than the picture in it, and an element without a box is nowhere; events round to whole px
    const chosen = [wanted, ...path].find((one) => {
      const { left, right, top, bottom } = boxOf(one);
      return x > left - 1 && x < right + 1 && y > top - 1 && y < bottom + 1;
    });
    const { element: named, ...key } = keyOf(chosen ?? wanted) as NamedElement & { element: Element };
    ctx.emit(
      'click',
      {
        ...key,
        ...placeOn(named, !!control, path, x, y),
        pointer: isPlaceless ? 'keyboard' : pointer,
        trusted: event.isTrusted,
        interactive: !!control,
      },
      control && 'now',
    );
  };
  // a click tells its pointer in some browsers only, the press before it in all
  ctx.listen<PointerEvent>(window, 'pointerdown', ({ pointerType: type }) => {
    pointer = type === 'touch' || type === 'pen' ? type : 'mouse';
  });
  ctx.listen(window, 'click', click);
};
