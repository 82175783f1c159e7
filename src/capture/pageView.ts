/** Page views (loads, in-page navigations, returns from the back/forward cache, `client.page()`) and how each ended. */
import { cleanLine, limits, type BodyOf, type Properties } from '@watchglass/contract';
import { attempt } from '../page/attempt.ts';
import { createActivity } from '../page/activity.ts';
import { createCap } from '../page/cap.ts';
import { ofDocument } from '../page/element.ts';
import { type Navigated, watchNavigation } from '../page/navigation.ts';
import type { Stop } from '../page/listen.ts';
import { createScrollTracker, pageSizes } from '../page/scrollRoot.ts';
import type { Capture } from './context.ts';

/** What the client hands on: `page()`. */
export type PageCall = (properties: Properties) => void;

type How = BodyOf<'page_view'>['how'];

/** A person does not see more pages than this; a loop in a router makes thousands. */
const VIEWS_PER_SECOND = 50;

const QUERY = /\?[^#]*/;

const navigationEntry = (): (PerformanceNavigationTiming & { responseStatus?: number }) | undefined =>
  performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined;

/** Starts capturing page views and page leaves; without `automatic` only `page()` makes views. */
export const capturePageView: Capture<PageCall> = (ctx, automatic) => {
  const allow = createCap(ctx.now, VIEWS_PER_SECOND);
  const activity = createActivity(ctx);
  const scrolled = createScrollTracker(ctx, 0);
  /** Where the current view is: full URL, what identifies the view in it, its query as it is. */
  let here = { url: '', path: '', query: '' };
  /** Tells of the load, which waits for the document's title. */
  let loaded: (() => void) | undefined;
  /** A navigation that waits for the end of its task, in which routers correct themselves. */
  let waiting: Navigated | undefined;
  let capped = false;
  let timer: Stop | undefined;

  const place = (): typeof here => {
    const url = location.href;
    // `/`, `/#/` and a trailing slash are the same place
    return {
      url,
      path: ctx
        .url(url)
        .replace(QUERY, '')
        .replace(/[#!/]+$/, ''),
      query: location.search,
    };
  };
  const begin = (): string => {
    const from = here.url;
    here = place();
    ctx.beginView(here.url);
    return from;
  };
  const announce = (how: How, referrer: string, properties: Properties = {}, status = 0): void =>
    ctx.emit('page_view', {
      title: cleanLine(ofDocument('title') as string, limits.urlChars),
      referrer: ctx.url(referrer),
      status,
      ...pageSizes(),
      how,
      properties,
    });
  const isElsewhere = (how: Navigated): boolean => {
    const next = place();
    return next.path !== here.path || (how !== 'replace' && next.query !== here.query);
  };

  const settle = (): void => {
    const tell = loaded;
    loaded = undefined;
    tell?.();
    const how = waiting;
    if (!how || capped) return;
    if (!isElsewhere(how)) waiting = undefined;
    else if (allow()) {
      waiting = undefined;
      announce(how, begin());
    } else {
      capped = true;
      timer?.();
      timer = ctx.after(1000, onTime);
    }
  };
  const onTime = (): void => {
    timer = undefined;
    capped = false;
    settle();
  };
  const navigated = (how: Navigated): void => {
    if (loaded) settle();
    // one of two views that came within the cap's second is never told
    if (capped && how !== 'replace') ctx.drop('page_view_cap');
    if (!waiting || how === 'push') waiting = how;
    timer ??= ctx.after(0, onTime);
  };

  const load = (): void => {
    begin();
    if (!automatic) return;
    const { type, responseStatus } = attempt(navigationEntry, undefined) ?? {};
    loaded = () =>
      announce(
        type === 'reload' || type === 'back_forward' ? type : 'load',
        ofDocument('referrer') as string,
        {},
        responseStatus,
      );
    if (ofDocument('readyState') !== 'loading') timer = ctx.after(0, onTime);
  };

  ctx.beforeEmit(settle);
  ctx.last('page_leave', (ending) => {
    const { roots, sizes } = scrolled(ending);
    const { scrollRatioMax = 1, contentRatioMax = 1 } = roots[0] ?? {};
    const { documentWidth: _, ...rest } = sizes;
    return [{ ...activity(ending), scrollRatioMax, contentRatioMax, ...rest }];
  });
  ctx.listen(document, 'DOMContentLoaded', settle);
  ctx.listen(window, 'pagehide', () => {
    settle();
    ctx.endView();
  });
  ctx.listen<PageTransitionEvent>(window, 'pageshow', ({ persisted }) => {
    if (!persisted) return;
    begin();
    if (automatic) announce('restore', ofDocument('referrer') as string);
  });
  if (automatic) watchNavigation(ctx, navigated);
  // a page that is only prerendered has not been seen by anybody
  if (ofDocument('prerendering')) ctx.listen(document, 'prerenderingchange', load);
  else load();
  return (properties) => {
    settle();
    if (allow()) announce('api', begin(), properties);
    else ctx.drop('page_view_cap');
  };
};
