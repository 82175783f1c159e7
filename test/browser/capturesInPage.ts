/** Captures on a page of their own: a small honest context that keeps what it is given in `window.seen`. */
import type { BodyOf, Kind } from '@watchglass/contract';
import { defaultUrlRules, findElement, keyOf, pageOf, read, sanitizeUrl } from '@watchglass/contract';
import { captureAttention } from '../../src/capture/attention.ts';
import { captureClick } from '../../src/capture/click.ts';
import type { Capture, CaptureContext, Urgency } from '../../src/capture/context.ts';
import { captureError } from '../../src/capture/error.ts';
import { captureLongFrame } from '../../src/capture/longFrame.ts';
import { capturePageView } from '../../src/capture/pageView.ts';
import { captureRequest } from '../../src/capture/request.ts';
import { captureResourceError } from '../../src/capture/resourceError.ts';
import { captureScroll } from '../../src/capture/scroll.ts';
import { captureViolation } from '../../src/capture/violation.ts';
import { captureVital } from '../../src/capture/vital.ts';
import { type Options, standard } from '../../src/options.ts';
import { captureExposure } from '../../src/capture/exposure.ts';
import { captureForm } from '../../src/capture/form.ts';
import { captureQuickBack } from '../../src/capture/quickBack.ts';
import { captureSelection } from '../../src/capture/selection.ts';
import { captureThrashedCursor } from '../../src/capture/thrashedCursor.ts';
import { createGuard } from '../../src/page/guard.ts';
import { watchHistory } from '../../src/page/history.ts';
import { createIds } from '../../src/page/ids.ts';
import { createListen, type Stop } from '../../src/page/listen.ts';
import { createAfter } from '../../src/page/timers.ts';
import { traceRequests } from '../../src/traced.ts';

/** What the context was told, in order. */
export interface Seen {
  what: string;
  view: number;
  url: string;
  at: number;
  body: Record<string, unknown>;
  urgency?: string;
}

/** What a test may ask of the page. */
export interface Captures {
  seen: Seen[];
  caught: string[];
  drops: Record<string, number>;
  /** Reads every last state, as the client does every 2 s; what it read is in `states`. */
  read(): Record<string, unknown[]>;
  /** Stamps an event of another capture. */
  emit(name: string): void;
  page(properties?: object): void;
  capture(error: unknown, properties?: object): void;
  captureEarly(event: unknown): void;
  stop: Stop;
  keyOf(element: Element): { key: string; index: number; element: object };
  findElement(key: string, index: number): object | undefined;
}

interface Settings {
  automatic?: boolean;
  hashRouting?: boolean;
  only?: string[];
  /** Options of the site. */
  options?: Partial<Options>;
}

/** Captures that a test asks for by name. */
const asked: Readonly<Record<string, Capture>> = {
  attention: captureAttention,
  exposure: captureExposure,
  form: captureForm,
  quickBack: captureQuickBack,
  selection: captureSelection,
  thrashedCursor: captureThrashedCursor,
  request: (ctx) => {
    traceRequests(ctx);
    return captureRequest()(ctx);
  },
  resourceError: captureResourceError,
  violation: captureViolation,
  vital: captureVital,
  longFrame: captureLongFrame,
};

function start(settings: Settings = {}): Captures {
  const seen: Seen[] = [];
  const caught: string[] = [];
  const drops: Record<string, number> = {};
  const before: (() => void)[] = [];
  const reads: { kind: Kind; read: (ending: boolean) => readonly unknown[] }[] = [];
  const listeners: { kind: string; listener: (event: never) => void }[] = [];
  let view = 0;
  let url = '';
  const stops = new Set<Stop>();
  const newId = createIds(Date.now);
  const spent = { caught: 0, mainThreadMs: 0 };
  const guard = createGuard(spent, (error) => caught.push(String(error)));
  const rules = { ...defaultUrlRules, hashRouting: settings.hashRouting ?? false };
  const stamp = (what: string, body: object, urgency = 'soon'): void => {
    const at = Date.now();
    seen.push({ what, view, url, at, body: { ...body }, urgency });
    const event = { kind: what, id: newId(), at, url, page: pageOf(url, rules), ...body };
    for (const { kind, listener } of listeners) if (kind === what) guard(listener)(event as never);
  };
  const readAll = (ending: boolean): Record<string, unknown[]> =>
    Object.fromEntries(reads.map(({ kind, read }) => [kind, [...(guard(read)(ending) ?? [])]]));
  const end = (): void => {
    if (!view || url === '') return;
    for (const [kind, bodies] of Object.entries(readAll(true))) for (const body of bodies) stamp(kind, body as object);
  };
  const ctx: CaptureContext = {
    emit<K extends Kind>(kind: K, body: BodyOf<K>, urgency?: Urgency) {
      for (const run of before) run();
      stamp(kind, body, urgency);
    },
    on(kind, listener) {
      const entry = { kind: kind as string, listener: listener as (event: never) => void };
      listeners.push(entry);
      return () => void listeners.splice(listeners.indexOf(entry), 1);
    },
    beginView(raw) {
      end();
      view += 1;
      url = ctx.url(raw);
    },
    endView() {
      end();
      url = '';
    },
    last(kind, read) {
      reads.push({ kind, read });
    },
    beforeEmit(run) {
      before.push(run);
    },
    drop(reason) {
      drops[reason] = (drops[reason] ?? 0) + 1;
    },
    flush: () => Promise.resolve(),
    guard,
    listen: createListen(guard, stops),
    after: createAfter(guard, stops),
    stops,
    url: (raw) => sanitizeUrl(raw, rules),
    spent,
    isHidden: () => document.hidden,
    calls: [],
    say: (error) => caught.push(String(error)),
    newId,
    settings: { ...standard, ...settings.options } as never,
  };
  const wanted = (name: string): boolean => settings.only?.includes(name) ?? true;
  const automatic = settings.automatic ?? true;
  const page = wanted('pageView') ? capturePageView(ctx, automatic) : undefined;
  if (wanted('click')) captureClick(ctx);
  if (wanted('scroll')) captureScroll(ctx);
  watchHistory(ctx);
  // of the idle chunk: only where they are asked for, so that pages of other captures stay as they are
  for (const [name, run] of Object.entries(asked)) if (settings.only?.includes(name)) guard(run)(ctx);
  const errors = wanted('error') ? captureError(ctx, automatic) : undefined;
  return {
    seen,
    caught,
    drops,
    read: () => readAll(false),
    emit: (name) => ctx.emit('custom', { name, properties: {} }),
    page: (properties = {}) => page?.(properties as never),
    capture: (error, properties = {}) => errors?.capture(error, properties as never),
    captureEarly: (event) => errors?.captureEarly(event),
    stop: () => stops.forEach((stop) => stop()),
    keyOf,
    findElement: (key, index) => findElement(read(document, 'documentElement') as Element, key, index),
  };
}

(window as unknown as { captures: Captures; startCaptures: typeof start }).startCaptures = start;
