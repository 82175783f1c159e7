/** Navigations within the document in browsers without the Navigation API. */
import type { Guard } from './guard.ts';
import type { Stop } from './listen.ts';
import type { Navigated } from './navigation.ts';

/**
 * Tells of `history.pushState` and `replaceState` by wrapping them. Arguments, results and exceptions of the host's
 * functions pass through untouched. On stop the original is put back if ours is still in place; else ours stays and does
 * nothing.
 */
export const watchHistory = (ctx: {
  readonly navigated?: (how: Navigated) => void;
  readonly guard: Guard;
  readonly stops: Set<Stop>;
}): void => {
  if (!ctx.navigated) return;
  let told = ctx.guard(ctx.navigated);
  for (const how of ['push', 'replace'] as const) {
    const name = `${how}State` as const;
    const original = history[name];
    const ours: typeof original = function (this: History, ...args) {
      const result = original.apply(this, args);
      told(how);
      return result;
    };
    history[name] = ours;
    ctx.stops.add(() => {
      told = () => {};
      if (history[name] === ours) history[name] = original;
    });
  }
  // what came before the chunk
  told('replace');
};
