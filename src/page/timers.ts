/** Timers that go through the guard and can all be taken back at once. */
import type { Guard } from './guard.ts';
import type { Stop } from './listen.ts';

/** Runs something once, after `ms`. */
export type After = (ms: number, run: () => void) => Stop;

/** Timers of one client, on the functions that the page had when it began. */
export function createTimers(guard: Guard): { after: After; stop: Stop } {
  const { setTimeout, clearTimeout } = window;
  const pending = new Set<number>();
  const cancel = (timer: number): void => {
    pending.delete(timer);
    clearTimeout(timer);
  };
  return {
    after(ms, run) {
      const timer = setTimeout(() => {
        pending.delete(timer);
        guard(run)();
      }, ms);
      pending.add(timer);
      return () => cancel(timer);
    },
    stop: () => pending.forEach(cancel),
  };
}
