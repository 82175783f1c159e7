/** A clock that keeps its reading where the page keeps its own things. */
import { now as nowWhole } from '../../../src/page/clock.ts';

/** As the real one, broken. */
export const now: typeof nowWhole = () => {
  const at = nowWhole();
  Object.assign(window, { watchglassNow: at });
  return at;
};
