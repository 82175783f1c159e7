/** The composition root: every capture, the pipeline and the sinks meet here and nowhere else. */
import { type Kind, pageOf, sanitizeUrl } from '@watchglass/contract';
import type { AnyEvents, Client, Stats } from './api.ts';
import { captureClick } from './capture/click.ts';
import type { CaptureContext } from './capture/context.ts';
import { captureError, type ErrorOptions } from './capture/error.ts';
import { capturePageView, type PageViewOptions } from './capture/pageView.ts';
import { captureScroll } from './capture/scroll.ts';
import type { Settings } from './options.ts';
import { attempt } from './page/attempt.ts';
import { createGuard } from './page/guard.ts';
import type { Identity } from './page/identity.ts';
import type { NewId } from './page/ids.ts';
import { createListen, type Stop } from './page/listen.ts';
import { createSay } from './page/say.ts';
import { openTab } from './page/tab.ts';
import { createAfter } from './page/timers.ts';
import { nameOf, normalize } from './pipeline/normalize.ts';
import { createPipeline } from './pipeline/pipeline.ts';

/** A client with what only the tag's stub calls. */
export type Started = Client<AnyEvents> & {
  /** Reports an `error` or `unhandledrejection` event from before the start. */
  early?(event: unknown): void;
};

/** Starts capturing; `onShutdown` is called once at the end of `shutdown`. */
export function createClient(
  settings: Settings,
  identity: Identity,
  newId: NewId,
  now: () => number,
  onShutdown: Stop,
): Started {
  let caught = 0;
  let mainThreadMs = 0;
  let state: Stats['state'] = 'running';
  let reason = '';
  const stops = new Set<Stop>();
  const listeners = new Map<Kind, Set<(event: never) => void>>();
  const beforeEmits = new Set<Stop>();
  const say = createSay(settings.debug);
  const blame = (error: unknown): void => {
    caught++;
    say(error);
  };
  const guard = createGuard(blame, (ms) => {
    mainThreadMs += ms;
  });
  const listen = createListen(guard);
  const isTop = attempt(() => window.top === window, false);
  const tab = openTab(newId, listen, isTop);
  const where = { view: newId(), url: '', page: '', isOpen: false };
  const url = (raw: string): string => sanitizeUrl(raw, settings.privacy);
  const goTo = (raw: string): void => {
    where.url = url(raw);
    where.page = pageOf(raw, settings.privacy);
  };
  goTo(location.href);
  const core = {
    settings,
    identity,
    newId,
    now,
    guard,
    listen,
    after: createAfter(guard, stops),
    doc: newId(),
    tab: tab.id,
    isTop,
    isHidden: () => document.visibilityState === 'hidden',
    where,
    caught: blame,
  };
  const pipeline = createPipeline(
    core,
    ({ event }) => {
      say(event.kind, event);
      for (const listener of listeners.get(event.kind) ?? []) guard(listener)(event as never);
    },
    (why) => void stop(why),
    () => mainThreadMs,
  );

  const ctx: CaptureContext = {
    emit(kind, body, urgency = 'soon') {
      for (const run of beforeEmits) run();
      identity.touch();
      pipeline.add(kind, body, urgency);
    },
    on(kind, listener) {
      const known = listeners.get(kind) ?? new Set();
      listeners.set(kind, known.add(listener));
      return () => void known.delete(listener);
    },
    beginView(raw) {
      ctx.endView();
      where.view = newId();
      where.isOpen = true;
      goTo(raw);
    },
    endView() {
      pipeline.endView();
      where.isOpen = false;
    },
    last: pipeline.last,
    beforeEmit(run) {
      const guarded = guard(run);
      beforeEmits.add(guarded);
      return () => void beforeEmits.delete(guarded);
    },
    drop: (why, count = 1) => pipeline.drop(why, count),
    listen,
    guard,
    url,
    now: () => performance.now(),
  };

  let ended: Promise<unknown> | undefined;
  const stop = (why: string): Promise<unknown> =>
    (ended ??= (async () => {
      for (const run of beforeEmits) run();
      ctx.endView();
      state = 'stopped';
      reason = why;
      for (const one of captures) if (one) guard(one)();
      listeners.clear();
      await pipeline.close().catch(blame);
      for (const one of stops) one();
      onShutdown();
    })());

  let errors: Parameters<ErrorOptions['expose']>[0] | undefined;
  let views: Parameters<PageViewOptions['expose']>[0] | undefined;
  const { click, scroll, error, pageView } = settings.capture;
  const captures: (Stop | undefined | false)[] = [
    tab.stop,
    click && guard(captureClick)(ctx),
    scroll && guard(captureScroll)(ctx),
    guard(captureError)(ctx, { automatic: error, expose: (api) => (errors = api) }),
    guard(capturePageView)(ctx, { automatic: pageView, expose: (api) => (views = api) }),
    // after the captures: what they seal when the page is left is sent with the rest
    pipeline.start(),
  ];

  const call = <A extends unknown[]>(run: (...args: A) => void): ((...args: A) => void) => {
    const guarded = guard(run);
    return (...args) => {
      if (!ended) guarded(...args);
    };
  };
  /** Calls `run` with a name, or counts that it was none. */
  const named = (name: unknown, run: (name: string) => void): void => {
    const known = nameOf(name);
    if (known) run(known);
    else pipeline.drop('invalid', 1);
  };

  return {
    track: call((name, properties) =>
      named(name, (name) => ctx.emit('custom', { name, properties: normalize(properties) })),
    ),
    page: call((properties) => views?.page(normalize(properties))),
    identify: call((user, traits) =>
      named(user, (user) => {
        identity.identify(user);
        ctx.emit('identify', { traits: normalize(traits) });
      }),
    ),
    reset: call(identity.reset),
    captureException: call((thrown, properties) => errors?.capture(thrown, normalize(properties))),
    early: call((event) => error && errors?.captureEarly(event)),
    flush: () => pipeline.flush(),
    stats: () => ({
      ...pipeline.stats(),
      state,
      reason,
      caught,
      mainThreadMs,
      ids: { ...identity.ids, tab: tab.id, doc: core.doc, view: where.view },
    }),
    on: (kind, listener) => (typeof listener === 'function' && !ended ? ctx.on(kind, listener) : () => {}),
    shutdown: async () => void (await stop('shutdown')),
  };
}
