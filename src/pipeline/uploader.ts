/** Brings batches from the outbox to one sink at the sink's own pace, and again after a failure. */
import { now } from '../page/clock.ts';
import type { Stop } from '../page/listen.ts';
import type { Moment, Sink, Trouble } from '../sinks/sink.ts';
import type { Freed, Outbox, Parcel } from './outbox.ts';
import type { Core } from '../core.ts';
import { backoffMs } from './retry.ts';
import type { Shelf } from './shelf.ts';
import { isTaken, LEASE_MS, RENEW_MS, type Turn } from './turn.ts';

/** Batches of one request beside the first: 16 of 16 KiB get through a slow line before the timeout. */
const MORE_BATCHES = 15;
/** Failures after which a batch was alone in its request: 16 are halved so often. */
const ALONE = 5;
/** A sink that wants nothing more is asked once a day. */
const DAY_MS = 86_400_000;

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
  /** Sends all there is now, unless the sink asked to wait; resolves when nothing more can be done, with why not, if so. */
  flush(): Promise<string | undefined>;
  /** Sends what is at hand without waiting. */
  leave(batches: ReturnType<Outbox['leave']>): Promise<unknown>;
  stats(): SinkStats;
}

/** An uploader for a sink. */
export function createUploader(core: Core, sink: Sink, outbox: Outbox, leases: Shelf): Uploader {
  const { name } = sink;
  /** Failures of a batch: each halves the request that it may be in; after that it failed alone, and is parked. */
  const fails: Record<string, number> = {};
  const failsOf = (key: string): number => fails[key] ?? 0;
  /** The wait of parked ones. */
  let parked = {} as Turn;
  /** What the last look at the shelf gave. */
  let turn = {} as Turn;
  /** Whether the next request breaks a wait that nobody asked for. */
  let isForced = false;
  let timer: Stop = () => {};
  let dueAt = Infinity;
  let running: Promise<void> | undefined;

  /** Sends parcels, frees those that were named in a receipt, and tells what went wrong. */
  const deliver = async (parcels: readonly Parcel[], moment: Moment): Promise<Partial<Trouble> | undefined> => {
    try {
      const receipts = await sink.send(
        parcels.map(([, batch]) => batch),
        moment,
      );
      const freed: Freed[] = [];
      // a receiver may have answered with a number where a list belongs
      for (const [key, { batch }] of parcels)
        for (const receipt of receipts)
          if (receipt.batch === batch) freed.push([key, receipt.rejected.length | 0, 'rejected']);
      await outbox.free(freed);
      return freed.length < parcels.length ? { message: 'no receipt', retryMs: 0 } : undefined;
    } catch (error) {
      // sinks of a site may reject with anything
      return Object(error) as Partial<Trouble>;
    }
  };

  /** Of the batches that had the least to do with failures, the first. */
  const pick = (keys: string[]): string[] => {
    const least = Math.min(...keys.map(failsOf));
    return least >= ALONE && isTaken(parked)
      ? []
      : keys.filter((key) => failsOf(key) === least).slice(0, 1 + MORE_BATCHES / 2 ** least);
  };

  /** What is to be remembered of parcels that met trouble. */
  const remember = (parcels: readonly Parcel[], trouble: Partial<Trouble>): Turn => {
    const { message = name, tooLarge, retryMs = tooLarge ? 0 : undefined } = trouble;
    // missing in a lease that somebody left
    const tries = (turn.tries as number) | 0;
    const known = failsOf((parcels[0] as Parcel)[0]);
    // anything else would be asked for at once and for ever, or never again; fewer batches may be sent at once
    const isAsked = (retryMs as number) > 0 && !tooLarge;
    // what failed alone before holds up nothing else
    const isParked = tooLarge || (known >= ALONE && !isAsked);
    // jitter also for what is asked: others were asked the same. No more than a second of it: a collector that refuses
    // thousands asks each to come at a time of its own, and who is late has lost his place
    const ms = isAsked
      ? Math.min(DAY_MS, (retryMs as number) + backoffMs(1))
      : backoffMs(2 ** Math.max(tries, known - ALONE));
    if (isParked) parked = { at: now(), ms };
    // who asks for a wait has too much to do, whatever it was sent
    if (retryMs !== undefined && !isAsked) for (const [key] of parcels) fails[key] = known + 1;
    if (tooLarge && !parcels[1]) void outbox.free(parcels.map(([key]) => [key, Infinity, 'too_large']));
    return { at: now(), ms: isParked ? undefined : ms, why: message, tries: isAsked ? 0 : tries + 1 };
  };

  /** Puts what lies under the sink's name: a lease, or what came of it. */
  const hold = (
    allows: (found: unknown) => unknown,
    next: Turn = { at: now(), ms: LEASE_MS, by: core.doc },
  ): Promise<unknown> => leases.write([[name, next]], [name], allows as (found: unknown) => boolean);
  const isOurs = (found: unknown): boolean => (Object(found) as Turn).by === core.doc;
  let stop: Stop = () => {};
  const renew = async (): Promise<unknown> => {
    const isHeld = await hold(isOurs);
    if (isHeld) stop = core.after(RENEW_MS, () => void renew());
    return isHeld;
  };

  /** Requests, each on its own, until nothing is left, or a wait or another tab is in the way. */
  const turns = async (): Promise<void> => {
    while (
      await hold((found) => {
        turn = Object(found) as Turn;
        return !isTaken(turn) || (isForced && turn.tries);
      })
    ) {
      const parcels = await outbox.list(name, pick);
      if (parcels[0]) {
        // the reading may have taken longer than the lease
        if (!(await renew())) continue;
        const trouble = await deliver(parcels, turn.tries === 0 ? 'again' : 'idle');
        stop();
        turn = trouble ? remember(parcels, trouble) : ({} as Turn);
      } else turn.ms = 0;
      await hold(isOurs, turn);
      if (turn.ms !== undefined) break;
    }
    if (turn.ms || isTaken(parked)) {
      schedule(nextAt() - now());
      // room runs out also while nothing may be sent
      await outbox.list(name, () => []);
    }
  };
  /** When something may be tried that has to wait, epoch ms. */
  const nextAt = (): number => {
    const { at, ms } = turn.ms ? turn : parked;
    return at + (ms as number);
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
      // one that is under way may have looked already
      void Promise.resolve(running).then(run);
    });
  };

  // a page may end before it asks: it has to know by then whether it may
  void hold((found) => {
    turn = Object(found) as Turn;
    return false;
  });

  return {
    poke: (ms) => schedule(Math.min(ms, sink.withinMs ?? ms)),
    async flush() {
      // what was put since a request began is not in it
      await running;
      parked = {} as Turn;
      isForced = true;
      await run();
      isForced = false;
      return turn.why && `${name}: ${turn.why}`;
    },
    async leave(batches) {
      const parcels = batches.map(([batch, keys]) => [keys[name], batch]).filter(([key]) => key) as unknown as Parcel[];
      // what flies in a request that ends with the page is sent again: the receiver folds it
      if (parcels[0] && !(turn.why && isTaken(turn))) await deliver(parcels, 'leaving');
    },
    stats: () => ({ name, error: turn.why ?? '', nextTryAt: (turn.why && nextAt()) || 0 }),
  };
}
