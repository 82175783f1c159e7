/** How long a view was visible, and how much of that somebody was doing something. */
import type { Listen } from './listen.ts';

/** An action keeps a view active for so long. */
const ACTIVE_MS = 5000;

/** Longest gap between two readings of a visible page; more means that the machine slept. Readings come every 2 s. */
const SLEEP_MS = 5000;

/** Times of the current view, ms. */
export interface ActivityTimes {
  readonly visibleMs: number;
  readonly activeMs: number;
}

/** Starts counting, and reads what was counted; with `ending` the next view starts from zero. */
export function createActivity(ctx: {
  readonly listen: Listen;
  readonly isHidden: () => boolean;
}): (ending: boolean) => ActivityTimes {
  let visibleMs = 0;
  let activeMs = 0;
  let seen = 0;
  let activeUntil = 0;
  let visible = false;
  const settle = (): void => {
    const now = Math.round(performance.now());
    const gap = now - seen;
    if (visible && gap <= SLEEP_MS) {
      visibleMs += gap;
      activeMs += Math.max(0, Math.min(now, activeUntil) - seen);
    }
    seen = now;
    visible = !ctx.isHidden();
  };
  settle();
  // scrolling comes of one of these, or of a script
  ctx.listen(window, 'pointerdown pointermove keydown wheel', ({ isTrusted }) => {
    if (!isTrusted) return;
    settle();
    activeUntil = seen + ACTIVE_MS;
  });
  ctx.listen(document, 'visibilitychange', settle);
  return (ending) => {
    settle();
    const times = { visibleMs, activeMs };
    if (ending) visibleMs = activeMs = activeUntil = 0;
    return times;
  };
}
