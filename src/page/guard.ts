/** Every callback that the browser can call goes through a guard: it catches, counts and stays quiet. */

/** Wraps a function so that it never throws; a caught error makes it return undefined. */
export type Guard = <A extends unknown[], R>(run: (...args: A) => R) => (...args: A) => R | undefined;

/** A guard that reports what it caught to `caught`. */
export const createGuard =
  (caught: (error: unknown) => void): Guard =>
  (run) =>
  (...args) => {
    try {
      return run(...args);
    } catch (error) {
      try {
        caught(error);
      } catch {
        // the reporter itself failed; there is nobody left to tell, and the host page must not notice
      }
      return undefined;
    }
  };
