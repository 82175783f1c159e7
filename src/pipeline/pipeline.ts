/** Stamp, buffer, outbox, last states and uploader as one thing: what goes in by `add` comes out at the sinks. */
import type { BodyOf, Kind } from '@watchglass/contract';
import type { FlushReport, Stats } from '../api.ts';
import type { CaptureContext, Urgency } from '../capture/context.ts';
import type { Settings } from '../options.ts';
import { attempt } from '../page/attempt.ts';
import type { Identity } from '../page/identity.ts';
import type { NewId } from '../page/ids.ts';
import type { Listen, Stop } from '../page/listen.ts';
import type { Say } from '../page/say.ts';
import { surroundings } from '../page/surroundings.ts';
import type { After } from '../page/timers.ts';
import { createSinks } from '../sinks/named.ts';
import { sdk } from '../version.ts';
import { BATCH_BYTES, BATCH_EVENTS, createSeal, type Sealed } from './batch.ts';
import { createBuffer } from './buffer.ts';
import { createExclusive } from './exclusive.ts';
import { createLastStates } from './lastStates.ts';
import { createLedger } from './ledger.ts';
import { createOutbox } from './outbox.ts';
import { createDisk, createShelf } from './shelf.ts';
import { createStamp, type Made, type Where } from './stamp.ts';
import { createUploader } from './uploader.ts';

/** A request goes out when its batches have waited this long, unless there is enough for one before. */
const FLUSH_MS = 2_000;
/** Last states are written ahead this often while the page is visible. */
const DRAFT_MS = 2_000;
/** Drafts of other tabs are looked at again when those of a crashed one have gone stale. */
const PROMOTE_MS = 12_000;

/** What the pipeline needs of its client. */
export interface PipelineOptions {
  settings: Settings;
  identity: Identity;
  newId: NewId;
  now: () => number;
  listen: Listen;
  after: After;
  doc: string;
  tab: string;
  where: () => Where;
  hear: (made: Made) => void;
  caught: (error: unknown) => void;
  say: Say;
  onStopped: (why: string) => void;
}

/** The pipeline of one document. */
export interface Pipeline extends Pick<CaptureContext, 'last' | 'drop'> {
  add<K extends Kind>(kind: K, body: BodyOf<K>, urgency: Urgency): void;
  endView(): void;
  start(): Stop;
  flush(): Promise<FlushReport>;
  report(sent: number): FlushReport;
  stats(): Pick<Stats, 'captured' | 'inMemory' | 'waiting' | 'receipted' | 'dropped' | 'storage' | 'sinks'>;
  /** Bytes of sealed batches so far. */
  bytes(): number;
  drops(): Record<string, number>;
  notes(): string[];
  /** Persists what there is and sends what it can. */
  close(): Promise<void>;
}

/** Builds the pipeline; `start` sets it going. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { settings, identity, newId, now, listen, after, doc, tab, where, hear, caught, say } = options;
  const { key, endpoint, release, environment, sampleRate, beforeSend } = settings;
  const database = `watchglass:${key}`;
  const isHidden = (): boolean => document.visibilityState === 'hidden';
  const quietly = (work: Promise<unknown>): void => void work.catch(caught);

  const sinks = createSinks(settings.sinks, { endpoint, key, now });
  const ledger = createLedger();
  const shelf = createShelf(
    () => createDisk(database),
    (ms) => new Promise((resolve) => after(ms, resolve)),
  );
  const outbox = createOutbox(
    shelf,
    ledger,
    sinks.map(({ name }) => name),
  );
  const stamp = createStamp({ identity, newId, now, doc, tab, where, beforeSend });
  const head = { contract: 1 as const, doc, release, environment, sdk, context: surroundings(), sampleRate };
  const seal = createSeal(head, ledger.drops, newId);
  const uploader = createUploader({
    sinks,
    outbox,
    exclusive: createExclusive(shelf, doc, now),
    lock: database,
    after,
    now,
    random: Math.random,
    caught,
    onStopped: options.onStopped,
  });

  let bytes = 0;
  let gatheredBytes = 0;
  let gatheredEvents = 0;
  const put = async (batches: readonly Sealed[], draftKey?: string): Promise<void> => {
    for (const sealed of batches) {
      bytes += sealed.bytes;
      gatheredBytes += sealed.bytes;
      gatheredEvents += sealed.batch.events.length;
    }
    try {
      await outbox.put(batches, draftKey);
    } catch (error) {
      caught(error);
    }
    const isEnough = gatheredBytes >= BATCH_BYTES || gatheredEvents >= BATCH_EVENTS;
    if (isEnough) gatheredBytes = gatheredEvents = 0;
    uploader.poke(isEnough ? 0 : FLUSH_MS);
  };
  const buffer = createBuffer(seal, put, after);
  const lastStates = createLastStates({
    shelf,
    outbox: { ...outbox, put },
    ledger,
    stamp,
    seal,
    newId,
    now,
    doc,
    tab,
    isTop: attempt(() => window.top === window, false),
    isHidden,
    onSealed: hear,
    caught,
  });

  const promote = async (): Promise<void> => {
    if (await lastStates.promote()) uploader.poke(0);
  };
  const leave = (isLast: boolean): void => {
    quietly(buffer.seal());
    quietly(uploader.leave(isLast));
  };
  const report = (sent: number): FlushReport => {
    const { receipted, waiting } = ledger.totals();
    const reasons = uploader
      .stats()
      .filter(({ state, error }) => waiting > 0 && (error !== '' || state !== 'running'))
      .map(({ name, error }) => `${name}: ${error}`);
    return { sent, receipted, waiting, reasons };
  };

  return {
    add(kind, body, urgency) {
      const made = stamp(kind, body);
      if (typeof made === 'string') {
        ledger.drop(made, 1);
        return;
      }
      ledger.capture(1);
      hear(made);
      say(kind, made.event);
      buffer.add(made, urgency);
    },
    last: lastStates.add,
    drop: (reason, count = 1) => ledger.drop(reason, count),
    endView: () => quietly(lastStates.end()),
    start() {
      let timer: Stop = () => {};
      const tick = (): void => {
        timer();
        if (!isHidden()) timer = after(DRAFT_MS, tick);
        quietly(lastStates.write());
      };
      timer = after(DRAFT_MS, tick);
      quietly(promote());
      const late = after(PROMOTE_MS, () => quietly(promote()));
      // what earlier documents left behind
      uploader.poke(FLUSH_MS);
      const stops = [
        () => timer(),
        late,
        listen(window, 'pagehide', () => leave(true)),
        listen(document, 'visibilitychange', () => {
          tick();
          if (isHidden()) leave(false);
        }),
        listen(window, 'online', uploader.retry),
      ];
      return () => stops.forEach((stop) => stop());
    },
    async flush() {
      await buffer.seal();
      const before = ledger.totals().receipted;
      await uploader.flush();
      return report(ledger.totals().receipted - before);
    },
    report,
    stats: () => ({
      ...ledger.totals(),
      storage: shelf.isDurable() ? 'indexeddb' : 'memory',
      sinks: uploader.stats(),
    }),
    bytes: () => bytes,
    drops: ledger.drops,
    notes: () => (shelf.isDurable() ? [] : ['storage:memory']),
    async close() {
      await buffer.seal();
      await uploader.leave(false);
      uploader.stop();
    },
  };
}
