/** Swipes that scrolled, moved and changed nothing, and should have; of swipes in a row on one thing the first. */
import { attributeOf, deadSwipeConfidence, deadSwipeRule, SWIPE_PX, tagOf } from '@watchglass/contract';
import { attempt } from '../page/attempt.ts';
import { isPage, pageScroller } from '../page/element.ts';
import { canvases } from '../page/drawn.ts';
import { isOff, isPlayful } from '../page/inviting.ts';
import type { Capture } from './context.ts';
import { LEAST, type Place, spotAt } from './spot.ts';
import type { Reactions, Watch } from './watched.ts';

/** A swipe that follows another on the same thing so soon, ms, is about the same answer. */
const AGAIN_MS = 1_000;
/** What is cut off or scrolls by less is a rounding, a shadow or a border. */
const MORE_PX = 8;
/** Four tasks in which something changed that also changes by itself: it follows the finger. */
const FOLLOWING = 0.25;

type Axis = 'x' | 'y';

const overflowOf = (element: Element, axis: Axis): string =>
  getComputedStyle(element).getPropertyValue(`overflow-${axis}`);
const hides = (element: Element, axis: Axis): boolean => /hidden|clip/.test(overflowOf(element, axis));
const hasMore = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }: Element, axis: Axis): boolean =>
  (axis === 'x' ? scrollWidth - clientWidth : scrollHeight - clientHeight) > MORE_PX;

/** Whether something in the path scrolls along an axis, or holds more along it than can be seen. */
const moreIn = (path: readonly Element[], axis: Axis): Record<'scrollable' | 'cut', number> => {
  const boxes = path.filter((one) => !isPage(one) && hasMore(one, axis));
  const page = hasMore(pageScroller(), axis);
  const isLocked = path.some((one) => isPage(one) && hides(one, axis));
  return {
    scrollable: Number((page && !isLocked) || boxes.some((one) => /auto|scroll/.test(overflowOf(one, axis)))),
    // decoration sticks out of many pages at their side, and nobody is to see it
    cut: Number((page && isLocked && axis === 'y') || boxes.some((one) => hides(one, axis))),
  };
};

/** Starts capturing dead swipes. */
export const captureDeadSwipe: Capture = (ctx) => {
  const reactions = (ctx.watched as () => Reactions)();
  let watch: Watch | undefined;
  let lift: ((to: Place) => void) | undefined;
  let scrolled = 0;
  let told = '';
  let toldAt = -AGAIN_MS;

  /** Starts to watch a finger; gives the call that says where it was lifted. */
  const press = (from: Place, target: readonly EventTarget[]): ((to: Place) => void) => {
    const before = scrolled;
    let [dx, dy, durationMs] = [0, 0, 0];
    const begun = reactions.watch(target, FOLLOWING, (outcome) => {
      const { path, sync, acted, answered, at } = begun.one;
      const [hit] = path;
      // what is gone has moved
      if (!hit?.isConnected || path.some((one) => isPlayful(one) || isOff(one))) return;
      const features = {
        dx,
        dy,
        durationMs,
        scrolled: scrolled - before,
        ...moreIn(path, Math.abs(dx) > Math.abs(dy) ? 'x' : 'y'),
        inviting: Number(
          tagOf(hit) === 'img' || path.some((one) => attributeOf(one, 'aria-roledescription') === 'carousel'),
        ),
        canvas: Number(canvases().length > 0),
        sync,
        acted,
        answered,
        ...outcome,
      };
      const confidence = deadSwipeConfidence(features);
      if (confidence < LEAST) return;
      const spot = spotAt(path, from, 'touch');
      const isAgain = spot.key === told && at - toldAt <= AGAIN_MS;
      told = spot.key;
      toldAt = at + durationMs;
      if (!isAgain) ctx.emit('dead_swipe', { ...spot, rule: deadSwipeRule, confidence, features });
    });
    watch = begun;
    return (to) => {
      [dx, dy] = [Math.round(to.clientX - from.clientX), Math.round(to.clientY - from.clientY)];
      durationMs = Math.round(performance.now() - begun.one.at);
      // a tap; and who presses for long selects text
      if (Math.hypot(dx, dy) < SWIPE_PX || attempt(() => !getSelection()?.isCollapsed, false)) begun.forget();
      else begun.done();
    };
  };
  const forget = (): void => {
    watch?.forget();
    watch = lift = undefined;
  };
  ctx.listen<TouchEvent>(window, 'touchstart', (event) => {
    forget();
    const [from, second] = event.touches;
    if (!event.isTrusted || !from || second) return;
    lift = press({ clientX: from.clientX, clientY: from.clientY }, event.composedPath());
  });
  ctx.listen(window, 'pointermove pointerup touchmove touchend', () => watch?.inTask());
  ctx.listen<TouchEvent>(window, 'touchend', ({ changedTouches: [to] }) => {
    if (to) lift?.(to);
    watch = lift = undefined;
  });
  // the system took it: a notification, the way back from the edge of the screen
  ctx.listen(window, 'touchcancel', forget);
  const count = (): void => {
    scrolled++;
  };
  ctx.listen(window, 'scroll', count);
  if (window.visualViewport) ctx.listen(window.visualViewport, 'scroll resize', count);
};
