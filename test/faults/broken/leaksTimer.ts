/** Timers that nobody takes back. */
import type { createAfter as createWhole } from '../../../src/page/timers.ts';

/** As the real one, broken. */
export const createAfter: typeof createWhole = (guard) => (ms, run) => {
  setTimeout(guard(run), ms);
  return () => {};
};
