/** Tells when the URL of this document may have changed without a load. */
import type { Guard } from './guard.ts';
import type { Listen, Stop } from './listen.ts';
import { afterCall } from './patch.ts';

/** What changed the URL. */
export type Navigated = 'push' | 'replace' | 'back_forward';

/**
 * Calls `changed` right after a navigation within the document: by the Navigation API, else by wrapping
 * `history.pushState` and `replaceState`.
 */
export function watchNavigation(
  ctx: { readonly listen: Listen; readonly guard: Guard; readonly stops: Set<Stop> },
  changed: (how: Navigated) => void,
): void {
  const api = (window as { navigation?: EventTarget & { currentEntry?: unknown } }).navigation;
  // an opaque origin has the interface but no entries; an old browser has `<nav id="navigation">` under that name
  if (api?.currentEntry)
    return ctx.listen<Event & { navigationType?: string }>(api, 'currententrychange', ({ navigationType: type }) =>
      changed(type === 'push' ? type : type === 'traverse' ? 'back_forward' : 'replace'),
    );
  const told = ctx.guard(changed);
  ctx.stops.add(afterCall(history, 'pushState', () => told('push')));
  ctx.stops.add(afterCall(history, 'replaceState', () => told('replace')));
  ctx.listen(window, 'popstate', () => changed('back_forward'));
}
