/** The composition root: every capture, the pipeline and the public calls meet here and nowhere else. */
import type { AnyEvents, Client } from './api.ts';
import { capturePageView } from './capture/pageView.ts';
import { captureError } from './capture/error.ts';
import { createGuard } from './page/guard.ts';
import type { Settings } from './options.ts';
import { isAsked } from './asked.ts';
import { createListen, type Stop } from './page/listen.ts';
import { createAfter } from './page/timers.ts';
import { openTab } from './page/tab.ts';
import type { Identity } from './page/identity.ts';
import type { NewId } from './page/ids.ts';
import { type Kit, kit } from './kit.ts';
import type { Core } from './core.ts';
import { captureClick } from './capture/click.ts';
import { nameOf } from './page/value.ts';
import { normalize } from './pipeline/normalize.ts';
import type { CaptureContext } from './capture/context.ts';
import { createPipeline } from './pipeline/pipeline.ts';
import { createSay } from './page/say.ts';
import { ofDocument } from './page/element.ts';
import { whenIdle } from './page/idle.ts';

/** A client with what only the tag's stub calls. */
export type Started = Client<AnyEvents> & {
  /** Reports an `error` or `unhandledrejection` event from before the start. */
  early?(event: unknown): void;
};

/** Loads the idle chunk. */
export type LoadSignals = () => Promise<{ default(ctx: CaptureContext, kit: Kit): void }>;

/** Calls of methods that the idle chunk answers that are kept until it comes: flags are read in every rendering. */
const EARLY_CALLS = 100;

/** Starts capturing; `onShutdown` is called once at the end of `shutdown`. */
export function createClient(
  settings: Settings,
  identity: Identity,
  newId: NewId,
  loadSignals: LoadSignals,
  onShutdown: Stop,
): Started {
  const spent = { caught: 0, mainThreadMs: 0 };
  const stops = new Set<Stop>();
  const timers = new Set<Stop>();
  const say = createSay(settings.debug);
  const guard = createGuard(spent, say);
  const listen = createListen(guard, stops);
  const tab = openTab(newId, listen, stops);
  const doc = newId();
  // the pipeline knows the rest
  const where = { view: newId() } as Core['where'];
  const pipeline = createPipeline({
    settings,
    identity,
    newId,
    guard,
    listen,
    after: createAfter(guard, timers),
    stops,
    doc,
    tab,
    isHidden: () => ofDocument('hidden') as boolean,
    where,
    spent,
    say,
  });
  const { ctx } = pipeline;

  const isError = isAsked(settings, 'error');
  if (isAsked(settings, 'click')) guard(captureClick)(ctx);
  const errors = guard(captureError)(ctx, isError);
  const view = guard(capturePageView)(ctx, isAsked(settings, 'pageView'));
  // after the captures: what they seal when the page is left is sent with the rest
  pipeline.start();
  const begin = (): void =>
    void loadSignals()
      .then((chunk) => ended || chunk.default(ctx, kit))
      .catch(say);
  // also for who wants none of its signals: plugins, packing, flags and groups are in it
  whenIdle(ctx.after, begin);

  let ended: Promise<void> | undefined;
  const shutdown = (): Promise<void> =>
    (ended ??= (async () => {
      const closing = guard(pipeline.finish)();
      for (const one of stops) guard(one)();
      await closing?.catch(say);
      for (const one of timers) one();
      // a request that is still under way may ask for one
      timers.add = (one) => (one(), timers);
      onShutdown();
    })());

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
    else ctx.drop('invalid');
  };

  /** A call that the idle chunk answers. */
  const late = (method: string): (() => void) =>
    call((...args: unknown[]) =>
      ctx.calls[EARLY_CALLS - 1] ? ctx.drop('late_cap') : ctx.calls.push([method, ...args]),
    );

  return {
    track: call((name, properties) =>
      named(name, (name) => ctx.emit('custom', { name, properties: normalize(properties) }, 'now')),
    ),
    page: call((properties) => view?.(normalize(properties))),
    identify: call((user, traits) =>
      named(user, (user) => {
        identity.identify(user);
        ctx.emit('identify', { traits: normalize(traits) });
      }),
    ),
    group: late('group'),
    featureFlag: late('featureFlag'),
    addBreadcrumb: late('addBreadcrumb'),
    reset: call(identity.reset),
    captureException: call((thrown, properties) => errors?.capture(thrown, normalize(properties))),
    early: call((event) => isError && errors?.captureEarly(event)),
    flush: pipeline.flush,
    stats: () => ({
      ...pipeline.stats(),
      ...spent,
      state: ended ? 'stopped' : 'running',
      reason: ended ? 'shutdown' : '',
      ids: { ...identity.ids, tab, doc, view: where.view },
    }),
    on: ctx.on,
    shutdown,
  };
}
