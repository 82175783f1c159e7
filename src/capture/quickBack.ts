/** Pages that were left backwards soon after they were reached, judged by `contract/rules/quickBack.ts`. */
import { keyRule, pageOf, quickBack, quickBackRule } from '@watchglass/contract';
import { now } from '../page/clock.ts';
import { loadTrail, saveTrail, type Step, type TrailClick } from '../page/trail.ts';
import { createVisibleTime } from '../page/visibleTime.ts';
import type { Capture } from './context.ts';

/** A click leads to what comes within so long: later nobody waits for it any more (Nielsen's limit of attention). */
const LEADS_MS = 10_000;

const NO_CLICK: TrailClick = { key: '', index: 0, role: '', label: '', click: '' };

/** Ways back, as `page_view` and the browser call them. */
const BACK = /^(back_forward|restore)$/;

/** Starts capturing quick backs. */
export const captureQuickBack: Capture = (ctx) => {
  // frames share the storage of their tab, and their own ways are none of its
  if (window.top !== window) return;
  const visibleMs = createVisibleTime(ctx);
  /** The latest page first. */
  let trail: Step[] = [];
  // most of the time before the chunk was spent on the page too
  let from = -performance.now();
  let click: TrailClick | undefined;
  let clickedAt = 0;
  /** Whether another document may have written the trail since we did. */
  let isAway = true;

  /** Notes how long the page was visible and what led away from it. */
  const leave = (): void => {
    const [here] = trail;
    if (here) {
      here.dwellMs += Math.round(visibleMs() - from);
      here.leftAt = now();
      here.click = here.leftAt - clickedAt < LEADS_MS ? click : undefined;
    }
    from = visibleMs();
    click = undefined;
  };
  const arrive = (url: string, page: string, how = ''): void => {
    if (isAway) trail = loadTrail() ?? trail;
    else leave();
    const [here, before] = trail;
    const isBack = BACK.test(how);
    const isSame = here?.url === url;
    const isReturn = isAway && isBack;
    isAway = false;
    // a reload, or a second word on the same page, goes on with it
    if (isSame && !isReturn) return;
    /** This page, when somebody was here before. */
    const led = isSame ? here : before?.url === url && here?.isForward ? before : undefined;
    const left = isSame ? '' : (here?.page ?? '');
    // of another site's page nothing is known, nor of one that had no time to say: it was away from here for so long
    const known = Number(!isSame && !!here?.leftAt);
    const dwellMs = (known ? here?.dwellMs : now() - (led?.leftAt ?? 0)) ?? 0;
    const features = { dwellMs, traversal: Number(isBack), known };
    const confidence = quickBack(features);
    if (led && confidence)
      ctx.emit('quick_back', { ...(led.click ?? NO_CLICK), keyRule, left, rule: quickBackRule, confidence, features });
    trail = [{ url, page, isForward: !isBack, dwellMs: 0 }, ...(here && !isSame ? [here] : [])];
    saveTrail(trail);
  };

  const [entry] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming | undefined)[];
  arrive(ctx.url(location.href), pageOf(location.href, ctx.settings), entry?.type);
  ctx.on('page_view', ({ url, page, how }) => arrive(url, page, how));
  ctx.on('click', ({ id, key, index, role, label, interactive }) => {
    if (!interactive) return;
    click = { key, index, role, label, click: id };
    clickedAt = now();
  });
  ctx.listen(window, 'pagehide', () => {
    leave();
    saveTrail(trail);
    isAway = true;
  });
};
