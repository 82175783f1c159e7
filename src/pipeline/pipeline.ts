/** Stamp, memory, outbox, last states and uploaders as one thing: what goes in by `add` comes out at the sinks. */
import type { BodyOf, Kind } from '@watchglass/contract';
import { createStore } from 'idb-keyval';
import type { FlushReport, Stats } from '../api.ts';
import type { CaptureContext, Urgency } from '../capture/context.ts';
import type { Core } from '../core.ts';
import type { Stop } from '../page/listen.ts';
import { surroundings } from '../page/surroundings.ts';
import { createSinks } from '../sinks/named.ts';
import { sdk } from '../version.ts';
import { BATCH_BYTES, createSeal, cut, type Sealed } from './batch.ts';
import { createExclusive } from './exclusive.ts';
import { createLastStates } from './lastStates.ts';
import { createLedger } from './ledger.ts';
import { createOutbox } from './outbox.ts';
import { createShelf } from './shelf.ts';
import { createStamp, type Made } from './stamp.ts';
import { createUploader } from './uploader.ts';

/** Longest stay in memory: all that a killed tab may lose. */
const MEMORY_MS = 250;
/** Longest wait of a batch until its request, and of a last state until it is written ahead. */
const FLUSH_MS = 2_000;
/** What a crashed tab held is free after 10 s: look once more then. */
const DEAD_MS = 12_000;

/** The pipeline of one document. */
export interface Pipeline extends Pick<CaptureContext, 'last'> {
  add<K extends Kind>(kind: K, body: BodyOf<K>, urgency: Urgency): void;
  drop(reason: string, count: number): void;
  endView(): void;
  /** Begins to send, to write ahead, and to watch for the end of the page. */
  start(): Stop;
  flush(): Promise<FlushReport>;
  stats(): Pick<Stats, 'captured' | 'inMemory' | 'waiting' | 'receipted' | 'dropped' | 'storage' | 'sinks'>;
  /** Persists what there is and sends what it can. */
  close(): Promise<unknown>;
}

/** Builds the pipeline. `hear` is told of each event, `onStopped` when no sink wants more. */
export function createPipeline(
  core: Core,
  hear: (made: Made) => void,
  onStopped: (why: string) => void,
  mainThreadMs: () => number,
): Pipeline {
  const { settings, newId, after, listen, isHidden, doc } = core;
  const { key, release, environment, sampleRate } = settings;
  const name = `watchglass:${key}`;
  const sinks = createSinks(settings, core.now);
  const ledger = createLedger();
  const shelf = createShelf(() => createStore(name, 'outbox'), after);
  const outbox = createOutbox(
    core,
    shelf,
    ledger,
    sinks.map((sink) => sink.name),
  );
  const exclusive = createExclusive(core, shelf, name);
  const uploaders = sinks.map((sink) =>
    createUploader(core, sink, outbox, shelf, exclusive, () => {
      if (uploaders.every((one) => one.stats().nextTryAt === Infinity)) onStopped('the endpoint wants no more');
    }),
  );
  const stamp = createStamp(core);
  const context = surroundings();
  const drops = (): Record<string, number> => ({ ...ledger.dropped });
  const seal = createSeal(() => ({
    contract: 1,
    batch: newId(),
    doc,
    release,
    environment,
    sdk,
    context,
    sampleRate,
    drops: drops(),
  }));

  let held: Made[] = [];
  let heldBytes = 0;
  let timer: Stop = () => {};
  let putting: Promise<unknown> = Promise.resolve();
  let bytes = 0;
  let unsentBytes = 0;

  const poke = (ms: number): void => uploaders.forEach((one) => one.poke(ms));
  const put = async (sealed: Sealed, until?: number): Promise<boolean> => {
    const done = outbox.put(sealed, until);
    if (until) return done;
    bytes += sealed.bytes;
    unsentBytes += sealed.bytes;
    putting = Promise.all([putting, done]);
    await done;
    poke(unsentBytes < BATCH_BYTES ? FLUSH_MS : (unsentBytes = 0));
    return done;
  };
  const persist = (): Promise<unknown> => {
    timer();
    const lists = cut(held);
    held = [];
    heldBytes = 0;
    for (const list of lists) void put(seal(list));
    return putting;
  };
  const leave = async (): Promise<void> => {
    await Promise.all([persist(), ...uploaders.map((one) => one.leave())]);
  };
  const { add: last, write } = createLastStates(core, ledger, stamp, seal, put, hear);
  last('sdk', () => [
    {
      mainThreadMs: Math.round(mainThreadMs()),
      bytes,
      drops: drops(),
      notes: shelf.isDurable() ? [] : ['storage:memory'],
    },
  ]);

  return {
    add(kind, body, urgency) {
      const made = stamp(kind, body);
      if (typeof made === 'string') return ledger.drop(made, 1);
      ledger.capture();
      hear(made);
      heldBytes += made.bytes;
      if (held.push(made) === 1) timer = after(MEMORY_MS, () => void persist());
      if (urgency === 'now' || heldBytes >= BATCH_BYTES) void persist();
    },
    last,
    drop: ledger.drop,
    endView: () => write(true),
    start() {
      let next: Stop = () => {};
      const tick = (): void => {
        next();
        if (!isHidden()) next = after(FLUSH_MS, tick);
        write(false);
      };
      next = after(FLUSH_MS, tick);
      // what earlier documents left behind
      poke(FLUSH_MS);
      after(DEAD_MS, () => poke(0));
      const stops = [
        listen(window, 'pagehide', () => void leave()),
        listen(document, 'visibilitychange', () => {
          tick();
          if (isHidden()) void leave();
        }),
        listen(window, 'online', () => uploaders.forEach((one) => void one.flush())),
      ];
      return () => stops.forEach((stop) => stop());
    },
    async flush() {
      const before = ledger.counts.receipted;
      await persist();
      await Promise.all(uploaders.map((one) => one.flush()));
      const { receipted, waiting } = ledger.counts;
      return {
        sent: receipted - before,
        receipted,
        waiting,
        reasons: uploaders.map((one) => one.stats()).flatMap((one) => (one.error ? [`${one.name}: ${one.error}`] : [])),
      };
    },
    stats: () => ({
      ...ledger.counts,
      dropped: drops(),
      storage: shelf.isDurable() ? 'indexeddb' : 'memory',
      sinks: uploaders.map((one) => one.stats()),
    }),
    close: leave,
  };
}
