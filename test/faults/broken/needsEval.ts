/** A clock that needs what a strict policy forbids. */
import { attempt } from '../../../src/page/attempt.ts';
import { now as nowWhole } from '../../../src/page/clock.ts';

/** As the real one, broken. */
export const now: typeof nowWhole = () =>
  // oxlint-disable-next-line typescript/no-implied-eval -- that is what is broken
  attempt(() => Number(new Function('return Math.floor(Date.now())')()), nowWhole());
