/** Memory before the outbox: at most 250 ms, because that is all a killed tab may lose. */
import type { Urgency } from '../capture/context.ts';
import type { Stop } from '../page/listen.ts';
import { BATCH_BYTES, BATCH_EVENTS, cut, type Seal, type Sealed } from './batch.ts';
import type { Made } from './stamp.ts';

/** Longest stay in memory. */
const HOLD_MS = 250;

/** Gathers events and seals them. */
export interface Buffer {
  add(made: Made, urgency: Urgency): void;
  /** Seals what there is; resolves when it and all before are persisted. */
  seal(): Promise<void>;
}

/** `put` persists batches, `after` is a guarded timer. */
export function createBuffer(
  seal: Seal,
  put: (batches: readonly Sealed[]) => Promise<void>,
  after: (ms: number, run: () => void) => Stop,
): Buffer {
  let held: Made[] = [];
  let bytes = 0;
  let timer: Stop | undefined;
  let puts = 0;
  let isUrgent = false;
  let last: Promise<unknown> = Promise.resolve();

  const flush = (): void => {
    timer?.();
    timer = undefined;
    isUrgent = false;
    if (held.length === 0) return;
    const batches = cut(held).map((list) => seal(list));
    held = [];
    bytes = 0;
    puts++;
    const done = put(batches).finally(() => {
      puts--;
      // urgent events of a click storm share one transaction instead of queueing one each
      if (isUrgent && puts === 0) flush();
    });
    last = Promise.all([last, done]);
    // `put` reports its own failures; nobody else listens to this promise
    last.catch(() => {});
  };

  return {
    add(made, urgency) {
      held.push(made);
      bytes += made.bytes;
      isUrgent ||= urgency === 'now';
      if (held.length >= BATCH_EVENTS || bytes >= BATCH_BYTES || (isUrgent && puts === 0)) flush();
      else timer ??= after(HOLD_MS, flush);
    },
    async seal() {
      flush();
      await last;
    },
  };
}
