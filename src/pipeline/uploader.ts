/** Brings batches from the outbox to the sinks, each at its own pace, and again after a failure. */
import type { Receipt } from '@watchglass/contract';
import type { Stop } from '../page/listen.ts';
import type { Sink, Trouble } from '../sinks/sink.ts';
import type { Exclusive } from './exclusive.ts';
import type { Outbox, Outcome } from './outbox.ts';
import { backoffMs } from './retry.ts';

/** Batches of one request: 25 of 16 KiB stay below every limit we know of a receiver. */
const MOST_BATCHES = 25;
/** Bytes of one request, so that a slow line gets something through before the timeout. */
const MOST_BYTES = 262_144;
/** Another tab is sending: look again soon. */
const BUSY_MS = 1_000;
const BUSY_TRIES = 20;
/** Refused by 401 or 403: the key may be mended while the page is open. */
const PAUSE_MS = 3_600_000;

/** A sink as `stats()` shows it. */
export interface SinkStats {
  name: string;
  /** `waiting`: for its next attempt after a failure. `paused`: it refused us. `stopped`: it wants nothing again. */
  state: 'running' | 'waiting' | 'paused' | 'stopped';
  /** What the last attempt met, '' when it went well. */
  error: string;
  /** Epoch ms of the next attempt after a failure, 0 otherwise. */
  nextTryAt: number;
}

/** What an uploader needs of the world. */
export interface UploaderOptions {
  sinks: readonly Sink[];
  outbox: Outbox;
  exclusive: Exclusive;
  /** Prefix of lock names. */
  lock: string;
  /** A guarded timer. */
  after: (ms: number, run: () => void) => Stop;
  now: () => number;
  random: () => number;
  /** Hears failures of our own. */
  caught: (error: unknown) => void;
  /** Called when every sink has stopped. */
  onStopped: (why: string) => void;
}

/** Sends what the outbox holds. */
export interface Uploader {
  /** Sends within `ms`. */
  poke(ms: number): void;
  /** Sends all there is now, unless a sink asked to wait; resolves when nothing more can be done. */
  flush(): Promise<number>;
  /** Forgets failures, since the network is back. */
  retry(): void;
  /** Sends what is at hand without waiting; `isLast` also repeats what the end of the page will cut off. */
  leave(isLast: boolean): Promise<void>;
  stats(): SinkStats[];
  stop(): void;
}

interface Line extends SinkStats {
  sink: Sink;
  failures: number;
  /** Whether the sink asked for the wait; a wait of our own gives way to `flush`. */
  isAsked: boolean;
  most: number;
  /** Batches on their way, and whether their request outlives the page. */
  flying: Map<string, boolean>;
  timer: Stop;
  dueAt: number;
  running: Promise<boolean> | undefined;
}

const outcomeOf = ({ batch, rejected }: Receipt): Outcome =>
  rejected.length > 0
    ? { id: batch, loss: [new Set(rejected.map(({ index }) => index)).size, 'rejected'] }
    : { id: batch };

/** An uploader over an outbox. */
export function createUploader(options: UploaderOptions): Uploader {
  const { outbox, now, after } = options;
  /** Batches that were sent and not named in an answer that named others: they go last. */
  const unnamed = new Map<string, number>();
  let sent = 0;
  let isStopped = false;

  const lines = options.sinks.map(
    (sink): Line => ({
      sink,
      name: sink.name,
      state: 'running',
      error: '',
      nextTryAt: 0,
      failures: 0,
      isAsked: false,
      most: MOST_BATCHES,
      flying: new Map(),
      timer: () => {},
      dueAt: Infinity,
      running: undefined,
    }),
  );

  const judge = (line: Line, ids: readonly string[], receipts: readonly Receipt[], trouble?: Trouble): void => {
    if (receipts.length > 0) {
      line.failures = 0;
      line.most = Math.min(MOST_BATCHES, line.most * 2);
    }
    if (receipts.length === ids.length) {
      Object.assign(line, { state: 'running', error: '', nextTryAt: 0 });
      return;
    }
    line.error = trouble?.error ?? 'no receipt';
    if (trouble?.action === 'split' && line.most > 1) {
      line.most = Math.max(1, Math.floor(Math.min(line.most, ids.length) / 2));
      return;
    }
    line.state = 'waiting';
    line.failures++;
    let waitMs = trouble?.retryMs ?? backoffMs(line.failures, options.random);
    if (trouble?.action === 'pause') {
      line.state = 'paused';
      waitMs = PAUSE_MS;
    }
    if (trouble?.action === 'stop') {
      line.state = 'stopped';
      waitMs = Infinity;
      if (lines.every(({ state }) => state === 'stopped')) options.onStopped(line.error);
    }
    line.nextTryAt = now() + waitMs;
    line.isAsked = trouble?.retryMs !== undefined || trouble?.action !== undefined;
  };

  /** One request; true when there may be more to send now. */
  const turn = async (line: Line): Promise<boolean> => {
    const { sink } = line;
    const listed = (await outbox.list(line.name)).filter(({ id }) => !line.flying.has(id));
    listed.sort((a, b) => (unnamed.get(a.id) ?? 0) - (unnamed.get(b.id) ?? 0));
    let bytes = 0;
    const entries = listed.slice(0, line.most).filter((entry, index) => {
      bytes += entry.bytes;
      return index === 0 || bytes <= MOST_BYTES;
    });
    const batches = await outbox.read(line.name, entries);
    // done with by now, so that the next in line can be looked at
    if (batches.length === 0) return (await outbox.list(line.name)).length < listed.length;
    const ids = batches.map(({ batch }) => batch);
    for (const id of ids) line.flying.set(id, false);
    let receipts: readonly Receipt[] = [];
    let trouble: Trouble | undefined;
    try {
      receipts = await sink.send(batches, 'idle');
      trouble = sink.trouble;
    } finally {
      for (const id of ids) line.flying.delete(id);
    }
    const named = new Map(receipts.map((receipt) => [receipt.batch, receipt]));
    const good = ids.flatMap((id) => named.get(id) ?? []);
    sent += good.length;
    const outcomes = good.map(outcomeOf);
    const first = batches[0];
    if (good.length > 0) for (const id of ids) if (!named.has(id)) unnamed.set(id, (unnamed.get(id) ?? 0) + 1);
    if (first && batches.length === 1 && good.length === 0 && trouble?.action === 'split') {
      outcomes.push({ id: first.batch, loss: [first.events.length, 'too_large'] });
      await outbox.settle(line.name, outcomes);
      return true;
    }
    await outbox.settle(line.name, outcomes);
    judge(line, ids, good, trouble);
    return line.state === 'running' && listed.length > good.length;
  };

  const run = (line: Line): Promise<boolean> => {
    line.dueAt = Infinity;
    return (line.running ??= (async () => {
      try {
        for (;;) {
          if (isStopped || line.state === 'stopped' || now() < line.nextTryAt) return true;
          const more = await options.exclusive(`${options.lock}:${line.name}`, () => turn(line));
          if (more === undefined) return false;
          if (!more) return true;
        }
      } catch (error) {
        options.caught(error);
        line.nextTryAt = now() + backoffMs(++line.failures, options.random);
        return true;
      } finally {
        line.running = undefined;
      }
    })());
  };

  const schedule = (line: Line, ms: number): void => {
    const dueAt = Math.max(now() + ms, line.nextTryAt);
    if (isStopped || line.dueAt <= dueAt || dueAt === Infinity) return;
    line.timer();
    line.dueAt = dueAt;
    line.timer = after(dueAt - now(), () => {
      void run(line).then((wasFree) => {
        if (!wasFree) schedule(line, BUSY_MS);
        else if (line.nextTryAt > now()) schedule(line, 0);
      });
    });
  };

  return {
    poke(ms) {
      for (const line of lines) schedule(line, ms);
    },
    async flush() {
      const before = sent;
      await Promise.all(
        lines.map(async (line) => {
          // what was put since a request began is not in it
          await line.running;
          if (!line.isAsked) line.nextTryAt = 0;
          for (let tries = 0; tries < BUSY_TRIES && !(await run(line)); tries++)
            await new Promise<void>((resolve) => after(BUSY_MS / BUSY_TRIES, resolve));
          if (line.nextTryAt > now()) schedule(line, 0);
        }),
      );
      return sent - before;
    },
    retry() {
      for (const line of lines) {
        if (line.state !== 'waiting' || line.isAsked) continue;
        Object.assign(line, { state: 'running', nextTryAt: 0, failures: 0 });
        schedule(line, 0);
      }
    },
    async leave(isLast) {
      await Promise.all(
        lines.map(async (line) => {
          if (line.state === 'stopped' || line.state === 'paused') return;
          const batches = outbox.atHand(line.name).filter(({ batch }) => {
            const outlives = line.flying.get(batch);
            return outlives === undefined || (isLast && !outlives);
          });
          if (batches.length === 0) return;
          for (const { batch } of batches) line.flying.set(batch, true);
          try {
            const receipts = await line.sink.send(batches, 'leaving');
            await outbox.settle(line.name, receipts.map(outcomeOf));
            sent += receipts.length;
          } finally {
            for (const { batch } of batches) line.flying.delete(batch);
          }
        }),
      );
    },
    stats: () => lines.map(({ name, state, error, nextTryAt }) => ({ name, state, error, nextTryAt })),
    stop() {
      isStopped = true;
      for (const line of lines) line.timer();
    },
  };
}
