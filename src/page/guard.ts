/** Every callback that the browser can call goes through a guard: it catches, counts and stays quiet. */

/** Wraps a function so that it never throws; a caught error makes it return undefined. */
export type Guard = <A extends unknown[], R>(run: (...args: A) => R) => (...args: A) => R | undefined;

/**
 * A guard that reports what it caught to `caught`, and the time that its outermost callbacks took to `spent`: the
 * SDK's own main-thread cost.
 */
export const createGuard = (
  caught: (error: unknown) => void,
  spent: (ms: number) => void = () => {},
  now: () => number = () => performance.now(),
): Guard => {
  let depth = 0;
  return (run) =>
    (...args) => {
      const from = depth++ ? 0 : now();
      try {
        return run(...args);
      } catch (error) {
        try {
          caught(error);
        } catch {
          // the reporter itself failed; there is nobody left to tell, and the host page must not notice
        }
        return undefined;
      } finally {
        if (!--depth) spent(now() - from);
      }
    };
};
