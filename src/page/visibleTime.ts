/** A clock that stands still while the page is hidden or the machine sleeps. */
import type { Listen } from './listen.ts';
import type { After } from './timers.ts';

/** Between two readings, ms. */
const PACE_MS = 2000;

/** Longest gap between two readings of a visible page; more means that the machine slept. */
const SLEEP_MS = 5000;

/** Ms for which the page has been visible since the clock was made, whole. */
export const createVisibleTime = (ctx: {
  readonly listen: Listen;
  readonly after: After;
  readonly isHidden: () => boolean;
}): (() => number) => {
  let visibleMs = 0;
  let seen = 0;
  let visible = false;
  const read = (): number => {
    const now = Math.round(performance.now());
    if (visible && now - seen <= SLEEP_MS) visibleMs += now - seen;
    seen = now;
    visible = !ctx.isHidden();
    return visibleMs;
  };
  const tick = (): void => {
    read();
    ctx.after(PACE_MS, tick);
  };
  tick();
  ctx.listen(document, 'visibilitychange', read);
  return read;
};
