/** Tells when the URL of this document may have changed without a load. */
import type { Listen } from './listen.ts';

/** What changed the URL. */
export type Navigated = 'push' | 'replace' | 'back_forward';

/**
 * Calls `changed` right after a navigation within the document, by the Navigation API. Without it, what goes through
 * `history` is told by the idle chunk (`history.ts`), through `ctx.navigated`.
 */
export const watchNavigation = (
  ctx: { readonly listen: Listen; navigated?: (how: Navigated) => void },
  changed: (how: Navigated) => void,
): void => {
  const api = (window as { navigation?: EventTarget & { currentEntry?: unknown } }).navigation;
  // an opaque origin has the interface but no entries; an old browser has `<nav id="navigation">` under that name
  if (api?.currentEntry)
    return ctx.listen<Event & { navigationType?: string }>(api, 'currententrychange', ({ navigationType: type }) =>
      changed(type === 'replace' ? type : type === 'traverse' ? 'back_forward' : 'push'),
    );
  ctx.navigated = changed;
};
