/** Page views (loads, in-page navigations, returns from the back/forward cache, `client.page()`) and how each ended. */
import { cleanLine, limits, type BodyOf, type Properties } from '@watchglass/contract';
import { type Navigated, watchNavigation } from '../page/navigation.ts';
import { createActivity } from '../page/activity.ts';
import { createDepth, pageSizes } from '../page/depth.ts';
import { ofDocument, pageScroller } from '../page/element.ts';
import type { Capture } from './context.ts';

/** What the client hands on: `page()`. */
export type PageCall = (properties: Properties) => void;

type How = BodyOf<'page_view'>['how'];

/** Starts capturing page views and page leaves; without `automatic` only `page()` makes views. */
export const capturePageView: Capture<PageCall> = (ctx, automatic) => {
  const activity = createActivity(ctx);
  const depth = createDepth(ctx);
  /** URL of the current view. */
  let here = '';
  let query = '';
  /** Tells of the load, which waits for the document's title. */
  let loaded: (() => void) | undefined;
  /** A navigation that waits for the end of its task, in which routers correct themselves. */
  let waiting: Navigated | undefined;
  let settled = 0;

  /** Begins a view, and gives the call that tells of it. */
  const begin = (how: How, referrer: string, properties: Properties = {}, status = 0): (() => void) => {
    here = location.href;
    query = location.search;
    ctx.beginView(here);
    return () =>
      ctx.emit('page_view', {
        title: cleanLine(`${ofDocument('title')}`, limits.urlChars),
        referrer: ctx.url(referrer),
        status,
        ...pageSizes(),
        documentWidth: pageScroller().scrollWidth,
        how,
        properties,
      });
  };
  /** What identifies a view in its URL, but for the query: `/`, `/#/` and a trailing slash are the same. */
  const pathOf = (url: string): string => ctx.url(url).replace(/[#!/]*(\?[^#]*|$)/g, '');

  const settle = (): void => {
    const tell = loaded;
    loaded = undefined;
    tell?.();
    const how = waiting;
    waiting = undefined;
    if (how && (pathOf(location.href) !== pathOf(here) || (how !== 'replace' && location.search !== query)))
      begin(how, here)();
  };
  const navigated = (how: Navigated): void => {
    if (loaded) settle();
    // each one waits 0.1 ms longer than the one before: no person notices, and a loop of navigations slows down
    if (!waiting) ctx.after(settled++ / 10, settle);
    if (!waiting || how !== 'replace') waiting = how;
  };

  const load = (how: How, status?: number): void => {
    const tell = begin(how, ofDocument('referrer') as string, {}, status);
    if (!automatic) return;
    loaded = tell;
    if (ofDocument('readyState') !== 'loading') ctx.after(0, settle);
  };
  const first = (): void => {
    const [entry] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming | undefined)[];
    const type = entry?.type;
    load(/^(reload|back_forward)$/.test(type as string) ? (type as How) : 'load', entry?.responseStatus);
    if (automatic) watchNavigation(ctx, navigated);
  };

  ctx.beforeEmit(settle);
  ctx.last('page_leave', (ending) => [{ ...activity(ending), ...depth(ending) }]);
  ctx.listen(document, 'DOMContentLoaded', settle);
  ctx.listen(window, 'pagehide', () => {
    settle();
    ctx.endView(true);
  });
  ctx.listen<PageTransitionEvent>(window, 'pageshow', ({ persisted }) => {
    if (persisted === true) load('restore');
  });
  // a page that is only prerendered has not been seen by anybody
  if (ofDocument('prerendering') === true) ctx.listen(document, 'prerenderingchange', first);
  else first();
  return (properties) => {
    settle();
    begin('api', here, properties)();
  };
};
