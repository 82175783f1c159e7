/** Tells when the URL of this document may have changed without a load. */
import type { Guard } from './guard.ts';
import type { Listen, Stop } from './listen.ts';

/** What changed the URL. */
export type Navigated = 'push' | 'replace' | 'back_forward';

/**
 * Calls `changed` right after a navigation within the document: by the Navigation API, else by wrapping
 * `history.pushState` and `replaceState`. Arguments, results and exceptions of the host's functions pass through
 * untouched. On stop the original is put back if ours is still in place; else ours stays and does nothing.
 */
export const watchNavigation = (
  ctx: { readonly listen: Listen; readonly guard: Guard; readonly stops: Set<Stop> },
  changed: (how: Navigated) => void,
): void => {
  const api = (window as { navigation?: EventTarget & { currentEntry?: unknown } }).navigation;
  // an opaque origin has the interface but no entries; an old browser has `<nav id="navigation">` under that name
  if (api?.currentEntry)
    return ctx.listen<Event & { navigationType?: string }>(api, 'currententrychange', ({ navigationType: type }) =>
      changed(type === 'push' ? type : type === 'traverse' ? 'back_forward' : 'replace'),
    );
  let told = ctx.guard(changed);
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
  ctx.listen(window, 'popstate', () => changed('back_forward'));
};
