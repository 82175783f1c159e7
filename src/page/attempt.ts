/** Reads what a page or browser may refuse: blocked storage and throwing getters are normal values here. */

/** What `read` gives, or `otherwise` when it throws. */
export function attempt<T>(read: () => T, otherwise: T): T;
export function attempt<T>(read: () => T): T | undefined;
export function attempt<T>(read: () => T, otherwise?: T): T | undefined {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
