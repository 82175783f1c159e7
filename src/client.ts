/** The composition root: every capture, the pipeline and the sinks meet here and nowhere else. */
import { type EventOf, type Kind, type Properties, pageOf, sanitizeUrl } from '@watchglass/contract';
import type { AnyEvents, Client, Stats } from './api.ts';
import { captureClick } from './capture/click.ts';
import type { CaptureContext } from './capture/context.ts';
import { captureError } from './capture/error.ts';
import { capturePageView } from './capture/pageView.ts';
import { captureScroll } from './capture/scroll.ts';
import type { Settings } from './options.ts';
import { createGuard } from './page/guard.ts';
import type { Identity } from './page/identity.ts';
import type { NewId } from './page/ids.ts';
import { createListen, type Stop } from './page/listen.ts';
import type { Say } from './page/say.ts';
import { openTab } from './page/tab.ts';
import { createTimers } from './page/timers.ts';
import { nameOf, normalize } from './pipeline/normalize.ts';
import { createPipeline } from './pipeline/pipeline.ts';
import type { Made } from './pipeline/stamp.ts';

/** What a client is made of besides its settings. */
export interface Parts {
  settings: Settings;
  identity: Identity;
  newId: NewId;
  now: () => number;
  say: Say;
  /** Called once at the end of `shutdown`. */
  onShutdown: Stop;
}

/** Starts capturing. */
export function createClient({ settings, identity, newId, now, say, onShutdown }: Parts): Client<AnyEvents> {
  let caught = 0;
  let mainThreadMs = 0;
  let state: Stats['state'] = 'running';
  let reason = '';
  const blame = (error: unknown): void => {
    caught++;
    say('caught', error);
  };
  const guard = createGuard(blame, (ms) => (mainThreadMs += ms));
  const listen = createListen(guard);
  const timers = createTimers(guard);
  const tab = openTab(newId, listen);
  const doc = newId();
  const listeners = new Map<Kind, Set<(event: never) => void>>();
  const beforeEmits = new Set<() => void>();

  let isOpen = false;
  let where = { view: newId(), url: '', page: '' };
  const goTo = (raw: string): void => {
    where = { ...where, url: sanitizeUrl(raw, settings.url), page: pageOf(raw, settings.url) };
  };
  goTo(location.href);

  const hear = ({ event }: Made): void => {
    for (const listener of listeners.get(event.kind) ?? []) guard(listener)(event as never);
  };
  const pipeline = createPipeline({
    settings,
    identity,
    newId,
    now,
    listen,
    after: timers.after,
    doc,
    tab: tab.id,
    where: () => where,
    hear,
    caught: blame,
    say,
    onStopped: (why) => stop('stopped', why),
  });

  const ctx: CaptureContext = {
    emit(kind, body, urgency = 'soon') {
      if (state !== 'running') return;
      for (const run of beforeEmits) run();
      identity.touch();
      pipeline.add(kind, body, urgency);
    },
    on(kind, listener) {
      const known = listeners.get(kind) ?? new Set();
      listeners.set(kind, known.add(listener));
      return () => void known.delete(listener);
    },
    beginView(url) {
      ctx.endView();
      where = { ...where, view: newId() };
      isOpen = true;
      goTo(url);
    },
    endView() {
      if (isOpen) pipeline.endView();
      isOpen = false;
    },
    last: pipeline.last,
    beforeEmit(run) {
      const guarded = guard(run);
      beforeEmits.add(guarded);
      return () => void beforeEmits.delete(guarded);
    },
    drop: pipeline.drop,
    listen,
    guard,
    url: (raw) => sanitizeUrl(raw, settings.url),
    now: () => performance.now(),
  };

  let showPage = (_properties: Properties): void => {};
  let reportError = (_error: unknown, _properties: Properties): void => {};
  let reportEarly = (_event: unknown): void => {};

  const { click, scroll, error, pageView } = settings.capture;
  ctx.last('sdk', () => [
    {
      mainThreadMs: Math.round(mainThreadMs),
      bytes: pipeline.bytes(),
      drops: pipeline.drops(),
      notes: pipeline.notes(),
    },
  ]);
  const stops: Stop[] = [];
  const start = (begin: () => Stop): void => {
    const stop = guard(begin)();
    if (stop) stops.push(stop);
  };
  if (click) start(() => captureClick(ctx));
  if (scroll) start(() => captureScroll(ctx));
  start(() =>
    captureError(ctx, {
      automatic: error,
      expose: (api) => {
        reportError = api.capture;
        reportEarly = api.captureEarly;
      },
    }),
  );
  start(() =>
    capturePageView(ctx, {
      automatic: pageView,
      expose: (api) => {
        showPage = api.page;
      },
    }),
  );
  // after the captures: what they seal when the page is left is sent with the rest
  stops.push(pipeline.start());

  let ended: Promise<void> | undefined;
  const stop = (next: 'stopped', why: string): Promise<void> =>
    (ended ??= (async () => {
      say('stopped', why);
      for (const run of beforeEmits) run();
      ctx.endView();
      state = next;
      reason = why;
      for (const one of stops.splice(0)) guard(one)();
      tab.stop();
      listeners.clear();
      await pipeline.close().catch(blame);
      timers.stop();
      onShutdown();
    })());

  const call = <A extends unknown[]>(run: (...args: A) => void): ((...args: A) => void) => {
    const guarded = guard(run);
    return (...args) => {
      if (state === 'running') guarded(...args);
    };
  };
  const invalid = (): void => pipeline.drop('invalid');

  const client: Client<AnyEvents> & { early(event: unknown): void } = {
    track: call((name, properties) => {
      const known = nameOf(name);
      if (known) ctx.emit('custom', { name: known, properties: normalize(properties) });
      else invalid();
    }),
    page: call((properties) => showPage(normalize(properties))),
    identify: call((user, traits) => {
      const known = nameOf(user);
      if (!known) return invalid();
      identity.identify(known);
      ctx.emit('identify', { traits: normalize(traits) });
    }),
    reset: call(() => identity.reset()),
    captureException: call((thrown, properties) => reportError(thrown, normalize(properties))),
    early: call((event) => {
      if (error) reportEarly(event);
    }),
    flush: () =>
      pipeline.flush().catch((failure: unknown) => {
        blame(failure);
        return pipeline.report(0);
      }),
    stats: () => {
      const { visitor, user, session } = identity.ids();
      return {
        state,
        reason,
        ...pipeline.stats(),
        caught,
        visitor,
        user,
        session,
        tab: tab.id,
        doc,
        view: where.view,
        mainThreadMs,
      };
    },
    on: (kind, listener) => {
      const isRight = typeof listener === 'function' && state === 'running';
      return isRight ? ctx.on(kind as Kind, listener as (event: EventOf<Kind>) => void) : () => {};
    },
    shutdown: () => stop('stopped', 'shutdown'),
  };
  return client;
}
