/** Every callback that the browser can call goes through a guard: it catches, counts and stays quiet. */
import type { Say } from './say.ts';

/** Wraps a function so that it never throws; a caught error makes it return undefined. */
export type Guard = <A extends unknown[], R>(run: (...args: A) => R) => (...args: A) => R | undefined;

/** What a client's guard has counted. */
export interface Spent {
  /** Errors of the SDK's own that were caught before they reached the page. */
  caught: number;
  /** Time of the outermost callbacks, ms: the SDK's own main-thread cost. */
  mainThreadMs: number;
}

/** A guard that counts in `spent` and tells `say` what it caught. */
export const createGuard = (spent: Spent, say: Say): Guard => {
  let depth = 0;
  return (run) =>
    (...args) => {
      const from = depth++ ? 0 : performance.now();
      try {
        return run(...args);
      } catch (error) {
        spent.caught++;
        say(error);
        return undefined;
      } finally {
        if (!--depth) spent.mainThreadMs += performance.now() - from;
      }
    };
};
