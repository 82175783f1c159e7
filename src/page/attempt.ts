/** Reads what a page or browser may refuse: blocked storage and throwing getters are normal values here. */

/** What `read` gives, or `otherwise` when it throws. */
export const attempt: {
  <T>(read: () => T, otherwise: T): T;
  <T>(read: () => T): T | undefined;
} = <T>(read: () => T, otherwise?: T) => {
  try {
    return read();
  } catch {
    return otherwise as T;
  }
};
