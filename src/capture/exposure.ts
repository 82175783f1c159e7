/** Which controls somebody could see, and for how long: the other half of every question why nobody clicked. */
import { findControls } from '../page/controls.ts';
import { createVisibleTime } from '../page/visibleTime.ts';
import type { Capture } from './context.ts';
import { createTally } from './tally.ts';

/** Share of a control, or of the viewport, that makes it visible. */
const HALF = 0.5;

/** Shares at which the browser tells: those below a half are for what is larger than the viewport. */
const STEPS = [0.1, 0.2, 0.3, 0.4, HALF];

/** Controls of a view under observation: the browser looks at each of them in every frame. */
const OBSERVED = 1000;

/** Between two slices of a page that was not looked through yet, ms. */
const SOON_MS = 100;

/** Between two slices of one that was: the pace at which last states are written. */
const LATER_MS = 2000;

/** Starts capturing exposure. */
export const captureExposure: Capture = (ctx) => {
  if (!window.IntersectionObserver) return;
  const visibleMs = createVisibleTime(ctx);
  /** What is visible now. */
  const shown = new Set<Element>();
  let settled = 0;
  let timer = (): void => {};

  const settle = (): void => {
    const now = visibleMs();
    for (const one of shown) tally(one, now - settled);
    settled = now;
  };
  const tally = createTally(ctx, 'exposure', 'exposed', 'exposedMs', settle);
  const observer = new IntersectionObserver(
    ctx.guard((entries: readonly IntersectionObserverEntry[]) => {
      settle();
      for (const { target, isIntersecting, intersectionRatio, intersectionRect: seen, rootBounds: root } of entries)
        if (
          isIntersecting &&
          (intersectionRatio >= HALF || (root && seen.width * seen.height >= HALF * root.width * root.height))
        ) {
          shown.add(target);
          // named while it is there
          tally(target, 0);
        } else shown.delete(target);
    }),
    { threshold: STEPS },
  );
  /** Controls that are gone would be observed for ever: each view begins with those that are there. */
  const stop = (): void => {
    settle();
    timer();
    observer.disconnect();
    shown.clear();
  };
  const begin = (): void => {
    stop();
    let observed = 0;
    let pace = SOON_MS;
    const scan = findControls((control) => {
      if (observed++ < OBSERVED) observer.observe(control);
    });
    const look = (): void => {
      if (!ctx.isHidden() && scan()) pace = LATER_MS;
      timer = ctx.after(pace, look);
    };
    timer = ctx.after(pace, look);
  };
  begin();
  const unhear = ctx.on('page_view', begin);
  ctx.stops.add(() => {
    unhear();
    stop();
  });
};
