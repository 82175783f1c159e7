/**
 * A clean window that visits pages in another one: it takes what it needs before the page replaces anything, acts as a
 * visitor does, and keeps what the page's own handlers saw. Nothing it calls belongs to the visited page.
 */
import type { Kind } from '@watchglass/contract';
import type { Stats } from '../../../src/api.ts';
import type { Scan } from '../scan.ts';
import type { Store } from '../../store.ts';
import { receive } from './collector.ts';
import { type AnyWindow, type Replacement, replace, type Target, targetsOf, watch } from './targets.ts';

/** A visit. */
export interface Visit {
  /** Address of the page. */
  readonly url: string;
  readonly replacements: readonly Replacement[];
  /** The last of the idle chunks to come, when the page has a tag that loads them. */
  readonly chunk?: string | undefined;
  /** Notes which of these are looked up. */
  readonly watched?: readonly Target[];
  /** Waits long for what may never come: a machine may be busy. */
  readonly isPatient?: boolean;
}

/** What came of it. */
export interface Report {
  /** What the page's own code saw and got, by what it was about. */
  readonly host: Record<string, string[]>;
  /** Uncaught errors and unhandled rejections. */
  readonly errors: string[];
  /** What was said on the page's console. */
  readonly console: string[];
  /** Whether the page's own navigation changed its address. */
  readonly isRouted: boolean;
  /** CSP violations. */
  readonly violations: string[];
  /** Calls of the SDK that threw or rejected. */
  readonly thrown: string[];
  /** Whether the tag left a global. */
  readonly isThere: boolean;
  /** After `flush`, and after `shutdown`. */
  readonly running?: Stats | undefined;
  readonly ended?: Stats | undefined;
  /** Kinds of the events that arrived. */
  readonly arrived: Kind[];
  /** Places in `watched`. */
  readonly seen: number[];
  /** ms. */
  readonly took: Record<string, number>;
}

/** What a slot gives to the test. */
export interface Slot {
  targets(url: string, scan: Scan): Promise<ReturnType<typeof targetsOf>>;
  visit(visit: Visit): Promise<Report>;
}

type Client = Record<'track' | 'flush' | 'stats' | 'shutdown' | 'init', (...args: unknown[]) => unknown>;

/** Longest wait for what the page or the SDK may never do, ms: a lease on a disk that does not answer takes 3.5 s. */
const PATIENCE_MS = 8_000;
/** Longest wait for the end of parsing, ms: nothing a page replaces keeps its buttons from coming. */
const PARSED_MS = 60_000;
/** Longest wait for the own code of the page, ms: it needs a few of them, in the same thread. */
const HOST_MS = 1_000;
/** Longest wait for the idle chunks, ms: for those that a page keeps from coming. */
const CHUNK_MS = 1_500;
/** So much longer waits who is patient. */
const PATIENT = 3;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (isSo: () => unknown, ms: number): Promise<boolean> => {
  const end = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await wait(5);
  }
  return true;
};

let begin: ((of: AnyWindow) => void) | undefined;
const came = new Set<string>();

/** Called by the first script of each visited page, and by the idle chunks. */
Object.assign(window, {
  begin: (of: AnyWindow) => begin?.(of),
  came: (chunk: string) => {
    came.add(chunk);
  },
});

const said = (value: unknown): string => {
  try {
    return String(value);
  } catch {
    return 'unsayable';
  }
};

// a frame and no window: it costs the machine half as much
const frame = document.createElement('iframe');
frame.style.cssText = 'width:320px;height:240px;border:0';
document.documentElement.append(frame);
const visited = frame.contentWindow as Window;

/** Opens a page and gives its window when its first script runs; `prepare` is called then. */
function open(url: string, prepare: (of: AnyWindow) => void): Promise<AnyWindow> {
  return new Promise((resolve, reject) => {
    begin = (of) => {
      begin = undefined;
      try {
        prepare(of);
        resolve(of);
      } catch (error) {
        reject(error);
      }
    };
    visited.location.replace(url);
  });
}

const { addEventListener, dispatchEvent } = EventTarget.prototype;
const hear = (target: EventTarget, type: string, run: (event: never) => void): void =>
  Reflect.apply(addEventListener, target, [type, run, true]) as undefined;

/** What an accessor of the platform's, of this window, reads of an object of another. */
const get = (of: { prototype: object }, name: string, from: object): unknown =>
  Reflect.apply(Object.getOwnPropertyDescriptor(of.prototype, name)?.get as () => unknown, from, []);

const slot: Slot = {
  async targets(url, scan) {
    let found: ReturnType<typeof targetsOf> | undefined;
    await open(url, (of) => {
      found = targetsOf(of, scan);
    });
    return found as ReturnType<typeof targetsOf>;
  },

  async visit({ url, replacements, chunk, watched = [], isPatient }) {
    const times = isPatient ? PATIENT : 1;
    let store: Store | undefined;
    came.clear();
    const host: Record<string, string[]> = {};
    const errors: string[] = [];
    const console: string[] = [];
    const violations: string[] = [];
    const thrown: string[] = [];
    const took: Record<string, number> = {};
    let isLoaded = false;
    let seen: Set<number> | undefined;
    let last = performance.now();
    const lap = (name: string): void => {
      const now = performance.now();
      took[name] = Math.round(now - last);
      last = now;
    };
    const note = (about: string, ...what: unknown[]): void => void (host[about] ??= []).push(what.map(said).join(' '));
    // a page takes it when it begins: what it does after it was left is not told of the next one
    Object.assign(window, { note });

    // of the visited page, taken before it replaces anything
    let taken: Pick<AnyWindow, 'MouseEvent' | 'InputEvent' | 'Event'> | undefined;
    localStorage.clear();
    document.cookie = 'watchglass=;max-age=0;path=/';
    document.cookie = `watchglass=;max-age=0;path=/;domain=${location.hostname}`;
    const page = await open(url, (of) => {
      of.sessionStorage.clear();
      hear(of, 'error', (event: ErrorEvent) => errors.push(event.message));
      hear(of, 'unhandledrejection', (event: PromiseRejectionEvent) => errors.push(`rejected: ${said(event.reason)}`));
      hear(of, 'load', () => {
        isLoaded = true;
      });
      hear(of.document, 'securitypolicyviolation', (event: SecurityPolicyViolationEvent) =>
        violations.push(`${event.violatedDirective} ${event.blockedURI}`),
      );
      for (const name of ['log', 'warn', 'error', 'info', 'debug'] as const)
        of.console[name] = (...parts) => void console.push(parts.map(said).join(' '));
      const { MouseEvent, InputEvent, Event } = of;
      taken = { MouseEvent, InputEvent, Event };
      store = receive(of);
      if (watched.length) seen = watch(of, watched);
      replace(of, replacements);
    });
    lap('begun');
    if (!taken) throw new Error('The page did not begin.');
    const { MouseEvent, InputEvent, Event } = taken;
    await until(() => isLoaded, PATIENCE_MS * times);
    lap('loaded');
    const client = (page as { watchglass?: Client }).watchglass;
    const isRunning = (): boolean => {
      try {
        return (client?.stats() as Stats | undefined)?.state === 'running';
      } catch {
        return false;
      }
    };
    if (chunk) {
      await until(() => came.has(chunk) || !isRunning(), CHUNK_MS * times);
      // what it starts begins after its own task
      await wait(5);
    }
    lap('complete');

    const find = (id: string): HTMLElement =>
      Reflect.apply(Document.prototype.getElementById, page.document, [id]) as HTMLElement;
    const send = (target: EventTarget, event: Event): unknown => Reflect.apply(dispatchEvent, target, [event]);
    const click = (id: string): void => {
      const element = find(id);
      const box = Reflect.apply(Element.prototype.getBoundingClientRect, element, []);
      const at = {
        clientX: 2 + (get(DOMRectReadOnly, 'left', box) as number),
        clientY: 2 + (get(DOMRectReadOnly, 'top', box) as number),
      };
      const init = { bubbles: true, cancelable: true, composed: true, detail: 1, ...at };
      note('default', id, send(element, new MouseEvent('click', init)));
    };
    // parsing takes its time where everybody is busy, and ends always
    await until(() => find('boom'), PARSED_MS);
    await until(() => 'ready' in host, HOST_MS * times);
    click('go');
    await wait(5);
    const field = find('field') as HTMLInputElement;
    Reflect.apply(
      (Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') as { set: () => void }).set,
      field,
      ['typed'],
    );
    send(field, new InputEvent('input', { bubbles: true, data: 'd' }));
    Reflect.apply(Window.prototype.scrollTo ?? window.scrollTo, page, [0, 300]);
    send(page.document, new Event('scroll', { bubbles: true }));
    await wait(60);
    click('route');
    await wait(20);
    click('boom');
    await until(() => ['api', 'timer', 'promise'].every((about) => about in host), HOST_MS * times);
    lap('acted');

    let running: Stats | undefined;
    let ended: Stats | undefined;
    /** A call of the SDK: what it threw is kept, and its promise waited for. */
    const call = async (name: keyof Client, ...args: unknown[]): Promise<unknown> => {
      try {
        const answer = client?.[name]?.(...args);
        if (name !== 'flush' && name !== 'shutdown') return answer;
        let isSettled = false;
        const settle = (): void => {
          isSettled = true;
        };
        // what a promise is made of is the page's: one of our own is asked for
        Object.defineProperty(answer, 'constructor', { value: Promise });
        void Reflect.apply(Promise.prototype.then, answer, [
          settle,
          (error: unknown) => {
            thrown.push(`${name} rejected: ${said(error)}`);
            settle();
          },
        ]);
        if (!(await until(() => isSettled, PATIENCE_MS * times))) thrown.push(`${name} never settled`);
      } catch (error) {
        thrown.push(`${name}: ${said(error)}`);
      }
      return undefined;
    };
    const read = async (): Promise<Stats | undefined> => {
      const found = await call('stats');
      try {
        return JSON.parse(JSON.stringify(found)) as Stats;
      } catch {
        return undefined;
      }
    };
    if (client) {
      await call('track', 'mine', { value: 42.5 });
      await call('flush');
      lap('flushed');
      running = await read();
      await call('shutdown');
      lap('ended');
      ended = await read();
      // what could not start with the page's load may be asked to once more
      if (ended?.reason === 'not started')
        await call('init', { key: 'again', endpoint: location.origin, sampleRate: 0 });
    }
    await wait(5);
    return {
      host,
      errors,
      console,
      violations,
      thrown,
      isThere: !!client,
      isRouted: visited.location.search.startsWith('?routed'),
      running,
      ended,
      arrived: [...(store?.batches.values() ?? [])].flatMap(({ events }) => events.map(({ kind }) => kind)),
      seen: [...(seen ?? [])],
      took,
    };
  },
};

Object.assign(window, { slot });
