/** Requests of the page that failed or were slow: `fetch`, `XMLHttpRequest`, and those from before the idle chunk came. */
import { type BodyOf, cleanLine, limits, pageOf } from '@watchglass/contract';
import { hrefOf } from '../page/href.ts';
import { observe } from '../page/observe.ts';
import { patch } from '../page/patch.ts';
import type { Capture } from './context.ts';

type Via = BodyOf<'request'>['via'];
type Failure = BodyOf<'request'>['failure'];

/**
 * A page that shows its main content after 4 s is poor (web.dev/articles/lcp), one whose first byte takes 0.8 s is good:
 * what a page asks for then and gets after 3 s comes too late.
 */
const SLOW_MS = 3000;

/** What starts so soon after a click, without being in its task, is taken for its doing: what is immediate to people. */
const CLICK_MS = 100;

/** Browsers give up what is under way soon after a navigation to another document began, and may stay all the same. */
const LEAVING_MS = 1000;

/** Same failure of one target per view: after that the outage is known. */
const SAME_PER_VIEW = 50;

/** Why an answered request is an event; undefined when it is none. */
export const failureOf = (status: number, durationMs: number): Failure | undefined =>
  status >= 500 ? '5xx' : status >= 400 ? '4xx' : durationMs > SLOW_MS ? 'slow' : undefined;

/** Tells what a request came to; without a failure it is judged by status and time. */
type Finish = (status: number, failure?: Failure) => void;

/** What an XMLHttpRequest was opened for, and how the request that is under way is ended. */
interface Opened {
  method: unknown;
  href: string;
  finish: Finish | undefined;
}

/** Starts capturing requests; `told` is told of each that goes through `fetch` or `XMLHttpRequest`. */
export const captureRequest =
  (told: (ended: Promise<unknown>) => void = () => {}): Capture =>
  (ctx) => {
    const { settings, guard } = ctx;
    const counts = new Map<string, number>();
    const began = performance.now();
    const endpoint = hrefOf(`${settings.endpoint}/v1/batch`);
    const here = `${location.origin}/`;
    let click = '';
    /** When the page began to be left: requests that fail then did so for no other reason. */
    let leftAt = -Infinity;
    let isEnded = false;

    ctx.on('page_view', () => counts.clear());
    ctx.on('click', ({ id, trusted }) => {
      if (!trusted) return;
      click = id;
      // no timer runs within the click's own task, however long that is
      ctx.after(CLICK_MS, () => {
        if (click === id) click = '';
      });
    });
    ctx.listen(window, 'pagehide pageshow', ({ type }) => {
      leftAt = type === 'pagehide' ? Infinity : -Infinity;
    });
    // Firefox gives up requests before it hides the page
    const { navigation } = window as { navigation?: unknown };
    if (navigation instanceof EventTarget)
      ctx.listen<Event & Partial<NavigateEvent>>(navigation, 'navigate', ({ destination, downloadRequest }) => {
        if (destination && !destination.sameDocument && downloadRequest === null) leftAt = performance.now();
      });
    ctx.stops.add(() => {
      isEnded = true;
    });

    const report = (body: Omit<BodyOf<'request'>, 'target'>, href: string): void => {
      // what has no host asked nobody
      if (isEnded || !body.failure || !ctx.url(href) || href.startsWith(endpoint)) return;
      const target = pageOf(href, settings);
      const name = body.failure + target;
      const count = (): number => counts.get(name) ?? 0;
      if (count() >= SAME_PER_VIEW) return ctx.drop('request_cap');
      ctx.emit('request', { ...body, target });
      // it may have begun the view that it counts in
      counts.set(name, count() + 1);
    };
    const begin = (via: Via, named: unknown, href: string, trace: string): Finish => {
      const from = performance.now();
      const method = cleanLine(String(named), limits.nameChars).toUpperCase();
      const started = { method, via, trace, click };
      let over = (): void => {};
      told(
        new Promise<void>((resolve) => {
          over = resolve;
        }),
      );
      return (status, failure) => {
        over();
        const to = performance.now();
        const durationMs = Math.round(to - from);
        const isLeaving = failure === 'network' && to - leftAt < LEAVING_MS;
        const known = isLeaving ? 'abort' : (failure ?? failureOf(status, durationMs));
        report({ ...started, status, failure: known as Failure, durationMs }, href);
      };
    };
    const traceOf = (parent: string | null | undefined): string => parent?.split('-')[1] ?? '';

    patch(ctx, window, 'fetch', (_, args) => {
      const [input, init] = args as [Request, RequestInit?];
      const href = hrefOf(input.url ?? input);
      const signal = init?.signal ?? input.signal;
      const isRefused = (init?.mode ?? input.mode) === 'same-origin' && !href.startsWith(here);
      let parent: string | null | undefined = ctx.traceParent?.(href);
      if (parent) {
        const headers = new Headers(init?.headers ?? input.headers);
        if (!headers.has('traceparent')) headers.set('traceparent', parent);
        parent = headers.get('traceparent');
        // a request that is given anything besides forgets who refers to it
        const { referrer, referrerPolicy } = input;
        args[1] = { ...(input.url && { referrer, referrerPolicy }), ...init, headers };
      }
      const finish = begin('fetch', init?.method ?? input.method ?? 'GET', href, traceOf(parent));
      return (promise) =>
        void (promise as Promise<Response> | undefined)?.then(
          guard(({ status }) => finish(status)),
          guard((error: Error | null) =>
            finish(
              0,
              error?.name === 'TimeoutError'
                ? 'timeout'
                : signal?.aborted || error?.name === 'AbortError'
                  ? 'abort'
                  : isRefused
                    ? 'cors'
                    : 'network',
            ),
          ),
        );
    });

    /** By object, which pages use again. */
    const opened = new WeakMap<XMLHttpRequest, Opened>();
    const { prototype } = XMLHttpRequest;
    patch(ctx, prototype, 'open', (self, [method, url]) => {
      if (!(self instanceof XMLHttpRequest)) return undefined;
      const xhr = self;
      const given = { method, href: hrefOf(url), finish: undefined };
      const known = opened.get(xhr);
      // the listeners are there already
      if (known) return void Object.assign(known, given);
      const state: Opened = given;
      opened.set(xhr, state);
      const end = guard(({ type }: Event) => {
        const { finish } = state;
        state.finish = undefined;
        finish?.(xhr.status, type === 'load' ? undefined : type === 'error' ? 'network' : (type as Failure));
      });
      for (const type of ['load', 'error', 'abort', 'timeout']) xhr.addEventListener(type, end);
      return undefined;
    });
    patch(ctx, prototype, 'send', (self) => {
      const xhr = self as XMLHttpRequest;
      const state = opened.get(xhr);
      if (!state) return undefined;
      const parent = ctx.traceParent?.(state.href);
      if (parent) xhr.setRequestHeader('traceparent', parent);
      state.finish = begin('xhr', state.method, state.href, traceOf(parent));
      return () => {
        // one that waits for the answer throws and tells of no error
        if (xhr.readyState === XMLHttpRequest.DONE) state.finish?.(xhr.status, 'network');
      };
    });

    observe<PerformanceResourceTiming>(ctx, ['resource'], (entries) => {
      for (const { initiatorType, startTime, name, responseStatus, duration } of entries)
        if (startTime < began && /^(fetch|xml)/.test(initiatorType)) {
          // of another origin 0 may be what a script must not know
          const failure =
            responseStatus === 0 && name.startsWith(here) ? 'network' : failureOf(responseStatus, duration);
          report(
            {
              method: '',
              via: 'timing',
              trace: '',
              click: '',
              status: responseStatus || 0,
              failure: failure as Failure,
              durationMs: Math.round(duration),
            },
            name,
          );
        }
    });
  };
