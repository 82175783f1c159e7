/** Listeners that nobody takes away. */
import type { createListen as createWhole } from '../../../src/page/listen.ts';

/** As the real one, broken. */
export const createListen: typeof createWhole = (guard) => (target, types, handler) => {
  for (const type of types.split(' ')) target.addEventListener(type, guard(handler) as (event: Event) => void, true);
};
