/** A patch of history without a way back. */
import type { watchNavigation as watchWhole } from '../../../src/page/navigation.ts';

/** As the real one, broken. */
export const watchNavigation: typeof watchWhole = (_, changed) => {
  const original = history.pushState;
  history.pushState = function (this: History, ...args) {
    original.apply(this, args);
    changed('push');
  };
};
