/** Virtual time: hours pass as fast as the work in them is done, and stand still while a real server is at it. */
import { setImmediate as macrotask } from 'node:timers/promises';

/** Time of one schedule, epoch ms. */
export interface VirtualClock {
  now(): number;
  /** Runs something once, after `ms` at least; gives the way back. */
  after(ms: number, run: () => void): () => void;
  /** Resolves after `ms` of this time. */
  pause(ms: number): Promise<void>;
  /** Lets time stand still until real work is done. */
  holds<T>(work: Promise<T>): Promise<T>;
  /** Lets time pass; resolves when everything due has happened and all that came of it. */
  advance(ms: number): Promise<void>;
}

interface Timer {
  readonly at: number;
  run: (() => void) | undefined;
}

/** A clock that begins at `startAt`; `onStep` is called after each moment in which something happened. */
export function createVirtualClock(startAt: number, onStep: () => void = () => {}): VirtualClock {
  let now = startAt;
  /** Latest first, so that the next one is taken from the end; of the same moment, first come first. */
  const timers: Timer[] = [];
  const working = new Set<Promise<unknown>>();

  const after: VirtualClock['after'] = (ms, run) => {
    const timer: Timer = { at: now + Math.max(0, ms), run };
    let low = 0;
    let high = timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((timers[middle]?.at ?? 0) > timer.at) low = middle + 1;
      else high = middle;
    }
    timers.splice(low, 0, timer);
    return () => (timer.run = undefined);
  };
  const settle = async (): Promise<void> => {
    // all microtasks run before the macrotask; answers of the server may have brought more
    do {
      await Promise.allSettled(working);
      await macrotask();
    } while (working.size > 0);
    onStep();
  };

  return {
    now: () => now,
    after,
    pause: (ms) => new Promise((resolve) => after(ms, resolve)),
    holds(work) {
      working.add(work);
      return work.finally(() => working.delete(work));
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let next = timers.at(-1); next && next.at <= until; next = timers.at(-1)) {
        now = next.at;
        for (let due = timers.at(-1); due && due.at <= now; due = timers.at(-1)) {
          timers.pop();
          due.run?.();
        }
        await settle();
      }
      now = until;
    },
  };
}
