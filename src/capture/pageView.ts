/** Page views (loads, in-page navigations, returns from the back/forward cache, `client.page()`) and how each ended. */
import { cleanLine, limits, type BodyOf, type Properties } from '@watchglass/contract';
import { attempt } from '../page/attempt.ts';
import { createActivity } from '../page/activity.ts';
import { createCap } from '../page/cap.ts';
import { ofDocument } from '../page/element.ts';
import { type Navigated, watchNavigation } from '../page/navigation.ts';
import { createScrollTracker, pageSizes } from '../page/scrollRoot.ts';
import type { Capture } from './context.ts';

/** Options of {@link capturePageView}. */
export interface PageViewOptions {
  /** Whether loads and navigations make page views; without it only `page()` does. */
  readonly automatic: boolean;
  /** Takes the calls that the client hands on. */
  readonly expose: (api: { page(properties: Properties): void }) => void;
}

type How = BodyOf<'page_view'>['how'];

/** A person does not see more pages than this; a loop in a router makes thousands. */
const VIEWS_PER_SECOND = 50;

const QUERY = /\?[^#]*/;

const navigationEntry = (): (PerformanceNavigationTiming & { responseStatus?: number }) | undefined =>
  performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined;

/** Starts capturing page views and page leaves. */
export const capturePageView: Capture<PageViewOptions> = (ctx, { automatic, expose }) => {
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
  let timer: ReturnType<typeof setTimeout> | undefined;

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
      clearTimeout(timer);
      timer = setTimeout(onTime, 1000);
    }
  };
  const onTime = ctx.guard(() => {
    timer = undefined;
    capped = false;
    settle();
  });
  const navigated = (how: Navigated): void => {
    if (loaded) settle();
    // one of two views that came within the cap's second is never told
    if (capped && how !== 'replace') ctx.drop('page_view_cap');
    if (!waiting || how === 'push') waiting = how;
    timer ??= setTimeout(onTime);
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
    if (ofDocument('readyState') !== 'loading') timer = setTimeout(onTime);
  };

  expose({
    page(properties) {
      settle();
      if (allow()) announce('api', begin(), properties);
      else ctx.drop('page_view_cap');
    },
  });
  const stops = [
    activity.stop,
    scrolled.stop,
    ctx.beforeEmit(settle),
    ctx.last('page_leave', (ending) => {
      const { roots, sizes } = scrolled.read(ending);
      const { scrollRatioMax = 1, contentRatioMax = 1 } = roots[0] ?? {};
      const { documentWidth: _, ...rest } = sizes;
      return [{ ...activity.read(ending), scrollRatioMax, contentRatioMax, ...rest }];
    }),
    ctx.listen(document, 'DOMContentLoaded', settle),
    ctx.listen(window, 'pagehide', () => {
      settle();
      ctx.endView();
    }),
    ctx.listen<PageTransitionEvent>(window, 'pageshow', ({ persisted }) => {
      if (!persisted) return;
      begin();
      if (automatic) announce('restore', ofDocument('referrer') as string);
    }),
  ];
  if (automatic) stops.push(watchNavigation(ctx, navigated));
  // a page that is only prerendered has not been seen by anybody
  if (ofDocument('prerendering')) stops.push(ctx.listen(document, 'prerenderingchange', load));
  else load();
  return () => {
    clearTimeout(timer);
    stops.forEach((stop) => stop());
  };
};
