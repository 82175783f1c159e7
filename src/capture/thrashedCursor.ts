/** A mouse that is shaken: one event per burst of turns, judged by `contract/rules/thrashedCursor.ts`. */
import { BURST_PAUSE_MS, keyRule, tagOf, thrashedCursor, thrashedCursorRule } from '@watchglass/contract';
import { createBurst } from '../page/burst.ts';
import { pageSizes } from '../page/depth.ts';
import { pageScroller } from '../page/element.ts';
import { nameAround } from '../page/named.ts';
import type { Capture } from './context.ts';

/** Where turning is what one does: drawings, maps, games. */
const DRAWN = /^(canvas|svg|video|iframe|embed|object)$/;

/** Starts capturing thrashed cursors. */
export const captureThrashedCursor: Capture = (ctx) => {
  let burst = createBurst();
  let timer = (): void => {};
  const forget = (): void => {
    timer();
    burst = createBurst();
  };
  ctx.listen<PointerEvent>(window, 'pointermove', (event) => {
    const { clientX, clientY, timeStamp, pointerType, buttons, isTrusted } = event;
    if (pointerType !== 'mouse' || !isTrusted) return;
    const target = event.composedPath()[0] as Element;
    // who drags, selects or draws turns for a reason
    if (buttons || DRAWN.test(tagOf(target))) return forget();
    const turned = burst(clientX, clientY, timeStamp);
    if (!turned) return;
    timer();
    timer = ctx.after(BURST_PAUSE_MS, () => {
      const confidence = thrashedCursor(turned);
      forget();
      if (!confidence) return;
      const page = pageScroller();
      ctx.emit('thrashed_cursor', {
        ...(nameAround(target) ?? { key: 'root', index: 0, role: 'body', label: '' }),
        keyRule,
        pageX: Math.round(clientX + page.scrollLeft),
        pageY: Math.round(clientY + page.scrollTop),
        viewportWidth: pageSizes().viewportWidth,
        rule: thrashedCursorRule,
        confidence,
        features: { ...turned },
      });
    });
  });
  ctx.listen(window, 'wheel scroll', forget);
};
