/** Timers that go through the guard and can all be taken back at once. */
import type { Guard } from './guard.ts';
import type { Stop } from './listen.ts';

/** Runs something once, after `ms`. */
export type After = (ms: number, run: () => void) => Stop;

/** Timers of one client, on the functions that the page had when it began; `stops` collects what is pending. */
export const createAfter = (guard: Guard, stops: Set<Stop>): After => {
  const { setTimeout, clearTimeout } = window;
  return (ms, run) => {
    const stop = (): void => {
      stops.delete(stop);
      clearTimeout(timer);
    };
    const timer = setTimeout(
      guard(() => {
        stops.delete(stop);
        run();
      }),
      ms,
    );
    stops.add(stop);
    return stop;
  };
};
