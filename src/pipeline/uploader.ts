/** Brings batches from the outbox to one sink at the sink's own pace, and again after a failure. */
import type { Core } from '../core.ts';
import type { Stop } from '../page/listen.ts';
import type { Moment, Sink, Trouble } from '../sinks/sink.ts';
import type { Exclusive } from './exclusive.ts';
import type { Outbox, Parcel } from './outbox.ts';
import { longer } from './retry.ts';
import type { Change, Shelf } from './shelf.ts';

/** Batches of one request: 16 of 16 KiB get through a slow line before the timeout. */
const MOST_BATCHES = 16;
/** Another tab is sending: look again soon. */
const BUSY_MS = 1_000;

/** A sink as `stats()` shows it. */
export interface SinkStats {
  name: string;
  /** What the last attempt met, '' when it went well. */
  error: string;
  /** Epoch ms of the next attempt after a failure, 0 otherwise; `Infinity` when it wants nothing more of us. */
  nextTryAt: number;
}

/** Sends what the outbox holds for one sink. */
export interface Uploader {
  /** Sends within `ms`. */
  poke(ms: number): void;
  /** Sends all there is now, unless the sink asked to wait; resolves when nothing more can be done. */
  flush(): Promise<void>;
  /** Sends what is at hand without waiting. */
  leave(): Promise<unknown>;
  stats(): SinkStats;
}

/** An uploader; `onStopped` is told when the sink wants nothing more. */
export function createUploader(
  { after, say }: Core,
  sink: Sink,
  outbox: Outbox,
  shelf: Shelf,
  exclusive: Exclusive,
  onStopped: () => void,
): Uploader {
  const { name, withinMs = Infinity } = sink;
  // a clock that is set back must not make a wait of years, nor a timer that is too long to be one
  const now = (): number => performance.now();
  /** Keys of batches that went out in requests that outlive the page: once each. */
  const left = new Set<string>();
  let error = '';
  let nextTryAt = 0;
  /** Bound of the wait after failures in a row, ms. */
  let backoff = 0;
  /** Whether the sink asked for the wait; a wait of our own gives way to `flush` and to a network that is back. */
  let isAsked = false;
  let most = MOST_BATCHES;
  let timer: Stop = () => {};
  let dueAt = Infinity;
  let running: Promise<void> | undefined;

  /** Sends parcels, frees those that were named in a receipt, and tells what went wrong. */
  const deliver = async (parcels: readonly Parcel[], moment: Moment): Promise<Partial<Trouble> | undefined> => {
    const freed: Change[] = [];
    const free = ([key, { batch }]: Parcel, lost: number, reason: string): void => {
      freed.push([key]);
      outbox.done(name, batch, lost, reason);
    };
    let trouble: Partial<Trouble> = { message: 'no receipt' };
    try {
      const receipts = await sink.send(
        parcels.map(([, batch]) => batch),
        moment,
      );
      for (const parcel of parcels) {
        const receipt = receipts.find(({ batch }) => batch === parcel[1].batch);
        // a receiver may have answered with a number where a list belongs
        if (receipt) free(parcel, receipt.rejected.length | 0, 'rejected');
      }
    } catch (error) {
      // sinks of a site may reject with anything
      trouble = Object(error) as Partial<Trouble>;
      if (trouble.tooLarge && parcels.length === 1) parcels.forEach((parcel) => free(parcel, Infinity, 'too_large'));
    }
    await shelf.write(freed);
    return freed.length < parcels.length ? trouble : undefined;
  };

  /** Requests, each on its own, until nothing is left, something went wrong, or another tab is at it. */
  const turns = async (): Promise<void> => {
    let isOurs = true;
    for (let more = true; more && isOurs && now() >= nextTryAt; )
      isOurs = await exclusive(name, async () => {
        const parcels = await outbox.list(name, most);
        more = parcels.length > 0;
        if (!more) return;
        const trouble = await deliver(parcels, 'idle');
        const { message = '', retryMs = 0, tooLarge } = trouble ?? {};
        error = message;
        backoff = trouble ? longer(backoff) : 0;
        // anything else would be asked for at once and for ever, or never again
        isAsked = retryMs > 0;
        most = tooLarge ? parcels.length >> 1 || 1 : MOST_BATCHES;
        nextTryAt = trouble && !tooLarge ? now() + (isAsked ? retryMs : Math.random() * backoff) : 0;
        if (nextTryAt === Infinity) onStopped();
      });
    if (!isOurs || nextTryAt) poke(BUSY_MS);
  };
  const run = (): Promise<void> =>
    (running ??= turns()
      .catch(say)
      .then(() => {
        running = undefined;
      }));
  const poke = (ms: number): void => {
    const at = Math.max(now() + Math.min(ms, withinMs), nextTryAt);
    if (dueAt <= at) return;
    timer();
    dueAt = at;
    timer = after(at - now(), () => {
      dueAt = Infinity;
      void run();
    });
  };

  return {
    poke,
    async flush() {
      // what was put since a request began is not in it
      await running;
      if (!isAsked) nextTryAt = 0;
      await run();
    },
    async leave() {
      // what flies in a request that ends with the page is sent again: the receiver folds it
      if (now() < nextTryAt) return;
      const parcels = outbox.atHand(name).filter(([key]) => !left.has(key) && left.add(key));
      if (parcels[0]) await deliver(parcels, 'leaving');
    },
    stats: () => ({ name, error, nextTryAt: nextTryAt && nextTryAt - now() + Date.now() }),
  };
}
