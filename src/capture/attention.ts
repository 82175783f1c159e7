/** What somebody pointed at and for how long: dwell per element under mouse, pen or finger, one event when a view ends. */
import { createVisibleTime } from '../page/visibleTime.ts';
import type { Capture } from './context.ts';
import { createTally } from './tally.ts';

/** Pace of attributing time, ms: a move within it only notes where the pointer is. */
const PACE_MS = 100;

/** A pointer that has not moved for so long belongs to nobody: the same as for active time. */
const RESTING_MS = 5000;

/** Starts capturing attention. */
export const captureAttention: Capture = (ctx) => {
  const visibleMs = createVisibleTime(ctx);
  let under: Element | undefined;
  let settled = 0;
  let moved = 0;

  const settle = (): void => {
    const now = visibleMs();
    const ms = Math.min(now, moved + RESTING_MS) - settled;
    settled = now;
    if (under && ms > 0) tally(under, ms);
  };
  // the pointer may lie where it is when nobody listens any more
  ctx.stops.add(() => {
    settle();
    under = undefined;
  });
  const tally = createTally(ctx, 'attention', 'attended', 'dwellMs', settle);
  ctx.listen<PointerEvent>(window, 'pointermove pointerdown pointerout', (event) => {
    // a finger that is lifted leaves for nowhere, as a mouse that leaves the window does
    const hasLeft = event.type === 'pointerout';
    if (!event.isTrusted || (hasLeft && event.relatedTarget)) return;
    const now = visibleMs();
    if (hasLeft || now - settled > PACE_MS) settle();
    under = hasLeft ? undefined : (event.composedPath()[0] as Element);
    moved = now;
  });
};
