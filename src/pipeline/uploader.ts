/** Brings batches from the outbox to one sink at the sink's own pace, and again after a failure. */
import type { Core } from '../core.ts';
import { now } from '../page/clock.ts';
import type { Stop } from '../page/listen.ts';
import type { Moment, Sink, Trouble } from '../sinks/sink.ts';
import type { Freed, Outbox, Parcel } from './outbox.ts';
import { backoffMs } from './retry.ts';
import type { Shelf } from './shelf.ts';
import { isTaken, LEASE_MS, type Turn } from './turn.ts';

/** Batches of one request: 16 of 16 KiB get through a slow line before the timeout. */
const MOST_BATCHES = 16;
/** A sink that wants nothing more is asked once a day. */
const DAY_MS = 86_400_000;
/** Batches wait a week for a sink that answers and takes nothing: somebody comes back from a holiday. */
const KEEP_MS = 7 * DAY_MS;

/** A sink as `stats()` shows it. */
export interface SinkStats {
  name: string;
  /** What the last attempt met, '' when it went well. */
  error: string;
  /** Epoch ms of the next attempt after a failure, 0 otherwise. */
  nextTryAt: number;
}

/** Sends what the outbox holds for one sink. */
export interface Uploader {
  /** Sends within `ms`. */
  poke(ms: number): void;
  /** Sends all there is now, unless the sink asked to wait; resolves when nothing more can be done, with why not. */
  flush(): Promise<string[]>;
  /** Sends what is at hand without waiting. */
  leave(batches: ReturnType<Outbox['leave']>): Promise<unknown>;
  stats(): SinkStats;
}

/** An uploader for a sink. */
export function createUploader(core: Core, sink: Sink, outbox: Outbox, leases: Shelf): Uploader {
  const { name } = sink;
  /** How many batches a request may have with one that was in a failed one; below 1 it failed alone, and is parked. */
  const room = new Map<string, number>();
  const roomOf = (key: string): number => room.get(key) ?? MOST_BATCHES;
  /** When parked ones may be tried again. */
  let parkedUntil = 0;
  /** What the last look at the shelf gave. */
  let turn = {} as Turn;
  /** Whether the next request breaks a wait that nobody asked for. */
  let isForced = false;
  let timer: Stop = () => {};
  let dueAt = Infinity;
  let running: Promise<void> | undefined;

  /** Sends parcels, frees those that were named in a receipt or are given up, and tells what went wrong. */
  const deliver = async (parcels: readonly Parcel[], moment: Moment): Promise<Partial<Trouble> | undefined> => {
    const freed: Freed[] = [];
    let trouble: Partial<Trouble> | undefined;
    try {
      const receipts = await sink.send(
        parcels.map(([, batch]) => batch),
        moment,
      );
      for (const [key, { batch }] of parcels) {
        const receipt = receipts.find((one) => one.batch === batch);
        // a receiver may have answered with a number where a list belongs
        if (receipt) freed.push([key, receipt.rejected.length | 0, 'rejected']);
      }
      if (freed.length < parcels.length) throw { message: 'no receipt', keepMs: KEEP_MS };
    } catch (error) {
      // sinks of a site may reject with anything
      trouble = Object(error) as Partial<Trouble>;
      // without `keepMs` nothing is old
      const { tooLarge, keepMs } = trouble as Required<Trouble>;
      const from = turn.since?.[keepMs] ?? now();
      // a key begins with the time of its batch
      for (const [key] of parcels)
        if (tooLarge ? !parcels[1] : Math.max(from, parseInt(key.replace('-', ''), 16)) < now() - keepMs)
          freed.push([key, Infinity, tooLarge ? 'too_large' : `sink:${name}`]);
    }
    await outbox.free(freed);
    return trouble;
  };

  /** Of the batches that had the least to do with failures, the oldest. */
  const pick = (keys: string[]): string[] => {
    const most = Math.max(...keys.map(roomOf));
    return most < 1 && now() < parkedUntil ? [] : keys.filter((key) => roomOf(key) === most).slice(0, Math.ceil(most));
  };

  /** What is to be remembered of parcels that met trouble. */
  const remember = (parcels: readonly Parcel[], trouble: Partial<Trouble>): Turn => {
    const { message = name, retryMs = 0, tooLarge, keepMs = tooLarge && KEEP_MS } = trouble;
    const { tries = 0, since = {} } = turn;
    const known = roomOf((parcels[0] as Parcel)[0]);
    let ms: number | undefined = backoffMs(Math.max(2 ** tries, 1 / known));
    // anything else would be asked for at once and for ever, or never again
    const isAsked = retryMs > 0;
    // jitter also for what is asked: others were asked the same
    if (isAsked) ms = Math.min(DAY_MS, ms + retryMs);
    if (keepMs) {
      since[keepMs] ??= now();
      // who asks for a wait has too much to do, whatever it was sent
      if (!isAsked) for (const [key] of parcels) room.set(key, Math.min(parcels.length, known) / 2);
    }
    // what failed alone before holds up nothing else
    if (tooLarge || (known < 1 && !isAsked)) {
      parkedUntil = now() + ms;
      ms = undefined;
    }
    return { at: now(), ms, why: message, tries: isAsked ? 0 : tries + 1, since };
  };

  const take = (looked?: string[]): Promise<boolean> =>
    leases.write([[name, { at: now(), ms: LEASE_MS, since: turn.since } satisfies Turn]], looked, (found) => {
      turn = Object(found) as Turn;
      return !isTaken(turn) || (isForced && !!turn.tries);
    });

  /** Requests, each on its own, until nothing is left, or a wait or another tab is in the way. */
  const turns = async (): Promise<void> => {
    let stop: Stop = () => {};
    const renew = (): void => {
      void take();
      stop = core.after(LEASE_MS / 2, renew);
    };
    while (await take([name])) {
      renew();
      const parcels = await outbox.list(name, pick);
      const trouble = parcels[0] && (await deliver(parcels, 'idle'));
      turn = trouble ? remember(parcels, trouble) : parcels[0] ? ({} as Turn) : { ...turn, ms: 0 };
      stop();
      await leases.write([[name, turn]]);
      if (turn.ms !== undefined) break;
    }
    const left = (turn.ms ? turn.at + turn.ms : parkedUntil) - now();
    if (turn.ms || left > 0) schedule(left);
  };
  const run = (): Promise<void> =>
    (running ??= turns()
      .catch(core.say)
      .then(() => {
        running = undefined;
      }));
  const schedule = (ms: number): void => {
    const at = now() + ms;
    if (dueAt <= at) return;
    timer();
    dueAt = at;
    timer = core.after(ms, () => {
      dueAt = Infinity;
      void run();
    });
  };

  return {
    poke: (ms) => schedule(Math.min(ms, sink.withinMs ?? ms)),
    async flush() {
      // what was put since a request began is not in it
      await running;
      parkedUntil = 0;
      isForced = true;
      await run();
      isForced = false;
      return turn.why ? [`${name}: ${turn.why}`] : [];
    },
    async leave(batches) {
      // what flies in a request that ends with the page is sent again: the receiver folds it
      if (turn.why && turn.ms) return;
      const parcels = batches
        .map(([batch, keys]) => [keys.get(name), batch])
        .filter(([key]) => key) as unknown as Parcel[];
      if (parcels[0]) await deliver(parcels, 'leaving');
    },
    stats: () => ({ name, error: turn.why ?? '', nextTryAt: turn.at + (turn.ms as number) || 0 }),
  };
}
