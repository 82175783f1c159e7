/** Listeners that keep the page from what it does with a click. */
import { createListen as createWhole } from '../../../src/page/listen.ts';

/** As the real one, broken. */
export const createListen: typeof createWhole = (guard, stops) => {
  const listen = createWhole(guard, stops);
  return (target, types, handler) => {
    listen(target, types, handler);
    if (types === 'click') target.addEventListener(types, (event) => event.preventDefault(), true);
  };
};
