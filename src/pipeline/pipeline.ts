/** Everything below the captures as one thing: what goes in by `ctx.emit` comes out at the sinks. */
import { surroundings } from '../page/surroundings.ts';
import type { FlushReport, Stats } from '../api.ts';
import type { Core } from '../core.ts';
import type { Stop } from '../page/listen.ts';
import { type Batch, type Kind, pageOf, sanitizeUrl, type WatchglassEvent } from '@watchglass/contract';
import { createStamp, type Stamp } from './stamp.ts';
import { sdk } from '../version.ts';
import { LEASE_MS } from './turn.ts';
import { createOutbox } from './outbox.ts';
import { createShelf } from './shelf.ts';
import { createUploader, type Uploader } from './uploader.ts';
import { ofDocument } from '../page/element.ts';
import type { CaptureContext, LateCall } from '../capture/context.ts';
import { createLedger } from './ledger.ts';
import { createLastStates } from './lastStates.ts';
import { BATCH_BYTES, createSeal } from './batch.ts';

/** Longest stay in memory: all that a killed tab may lose. */
const MEMORY_MS = 150;
/** Longest wait of a batch until its request, and of a last state until it is written ahead. */
const FLUSH_MS = 2_000;

/**
 * Longest that `shutdown` waits for the sinks, as one of the site's own may never answer: DNS, TCP, TLS and a request at
 * 400 ms each, and 48 KiB at 400 kbit/s (Lighthouse's slow 3G), are 2.6 s.
 */
const SHUTDOWN_MS = 3_000;

/** Characters of JSON: bytes, nearly. */
const sizeOf = (value: object): number => JSON.stringify(value).length;

/** The pipeline of one document. */
export interface Pipeline {
  ctx: CaptureContext;
  /** Begins to write ahead, and to watch for the end of the page. What earlier documents left goes with the first event. */
  start(): void;
  flush(): Promise<FlushReport>;
  stats(): Pick<Stats, 'captured' | 'inMemory' | 'waiting' | 'receipted' | 'dropped' | 'storage' | 'sinks'>;
  /** Ends the view, persists what there is and sends what it can, for at most 3 s. */
  finish(): Promise<unknown>;
}

/** Builds the pipeline. */
export function createPipeline(core: Core): Pipeline {
  const { settings, identity, newId, after, listen, guard, isHidden, where, doc, say } = core;
  const { key, release, environment, sampleRate, sinks } = settings;
  const listeners = new Set<readonly [kind: Kind, listener: (event: never) => void]>();
  let beforeEmit: Stop = () => {};
  const ledger = createLedger();
  const shelf = createShelf(`watchglass:${key}`, after);
  const outbox = createOutbox(shelf, ledger, sinks);
  // apart from the batches: a lease has to be looked at, and nothing that waits may stand before the last write of a page
  // a lease that lies in memory is everybody's: a slow disk is waited for
  const exclusive = createShelf(`watchglass:${key}:lease`, after, LEASE_MS);
  const uploaders = sinks.map((sink) => createUploader(core, sink, outbox, exclusive));
  /** Nothing is sent of a page that is only prerendered: nobody may ever see it. */
  const sending = (): readonly Uploader[] => (ofDocument('prerendering') === true ? [] : uploaders);
  const flush = (): Promise<(string | undefined)[]> => Promise.all(sending().map((one) => one.flush()));
  const poke = (ms: number): void => {
    for (const one of sending()) one.poke(ms);
  };
  const plain = createStamp(core, ledger);
  const stamp: Stamp = (kind, body, again) => plain(kind, ctx.refine?.(kind, body) ?? body, again);
  const context = surroundings();
  const drops = (): Record<string, number> => ({ ...ledger.dropped });
  const seal = createSeal(() => ({ contract: 1, doc, release, environment, sdk, context, sampleRate, drops: drops() }));

  let held: WatchglassEvent[] = [];
  let heldBytes = 0;
  let timer: Stop = () => {};
  let bytes = 0;

  const put = (batch: Batch, until?: number): Promise<unknown> => {
    const size = sizeOf(batch);
    if (!until) {
      bytes += size;
      poke(FLUSH_MS);
    }
    return outbox.put(batch, size, until);
  };
  const persist = (): void => {
    timer();
    for (const batch of seal(held, newId)) void put(batch);
    held = [];
    heldBytes = 0;
  };
  const leave = (): Promise<unknown> => {
    persist();
    const batches = outbox.leave();
    return Promise.all([shelf.write([]), ...sending().map((one) => one.leave(batches))]);
  };
  const hear = (event: WatchglassEvent): void => {
    say(event);
    // what a listener does to its event is not sent
    for (const [kind, listener] of listeners)
      if (kind === event.kind) listener(JSON.parse(JSON.stringify(event)) as never);
  };
  const { last, write } = createLastStates(core, stamp, seal, put, hear);
  const url = (raw: string): string => sanitizeUrl(raw, settings);
  const place = (raw: string): void => void Object.assign(where, { url: url(raw), page: pageOf(raw, settings) });
  place(location.href);

  const ctx: CaptureContext = {
    ...core,
    emit(kind, body, urgency) {
      beforeEmit();
      identity.touch();
      const event = stamp(kind, body);
      if (!event) return;
      const size = sizeOf(event);
      if (heldBytes + size > BATCH_BYTES) {
        persist();
        poke(0);
      }
      heldBytes += size;
      if (held.push(event) === 1) timer = after(MEMORY_MS, persist);
      if (urgency) void Promise.resolve().then(guard(persist));
      hear(event);
    },
    on(kind, listener) {
      const entry = [kind, guard(listener)] as const;
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    beginView(raw) {
      ctx.endView();
      where.view = newId();
      where.isOpen = true;
      place(raw);
    },
    endView(isLast) {
      // nobody answers them any more; the last states tell of it
      if (isLast) ctx.calls.splice(0).forEach(() => ctx.drop('late_cap'));
      write(true);
      where.isOpen = false;
    },
    last,
    beforeEmit(run) {
      beforeEmit = guard(run);
    },
    calls: [] as LateCall[],
    drop(reason) {
      ledger.captured++;
      ledger.drop(reason, 1);
    },
    url,
    flush,
  };
  last('sdk', () => [
    {
      mainThreadMs: core.spent.mainThreadMs | 0,
      bytes,
      drops: drops(),
      notes: shelf.isDurable() ? [] : ['storage:memory'],
    },
  ]);

  return {
    ctx,
    start() {
      const tick = (): void => {
        if (!isHidden()) write(false);
        after(FLUSH_MS, tick);
      };
      after(FLUSH_MS, tick);
      listen(window, 'pagehide', () => void leave());
      listen(document, 'visibilitychange', () => {
        write(false);
        if (isHidden()) void leave();
      });
    },
    async flush() {
      const before = ledger.receipted;
      // what is on its way to the disk can be read already
      persist();
      const reasons = (await flush()).filter(Boolean) as string[];
      return {
        sent: ledger.receipted - before,
        receipted: ledger.receipted,
        waiting: outbox.lying(),
        reasons,
      };
    },
    stats() {
      const { captured, receipted } = ledger;
      const waiting = outbox.lying();
      return {
        captured,
        inMemory: captured - waiting - receipted - ledger.lost,
        waiting,
        receipted,
        dropped: drops(),
        storage: shelf.isDurable() ? 'indexeddb' : 'memory',
        sinks: uploaders.map((one) => one.stats()),
      };
    },
    finish() {
      beforeEmit();
      ctx.endView(true);
      // a sink of the site's own may never answer
      return new Promise((resolve) => {
        after(SHUTDOWN_MS, resolve as Stop);
        void leave().then(resolve, resolve);
      });
    },
  };
}
