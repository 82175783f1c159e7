/** Navigations within the document in browsers without the Navigation API. */
import type { Guard } from './guard.ts';
import type { Listen, Stop } from './listen.ts';
import type { Navigated } from './navigation.ts';
import { patch } from './patch.ts';

/** Tells of `history.pushState` and `replaceState` by wrapping them. */
export const watchHistory = (ctx: {
  readonly guard: Guard;
  readonly listen: Listen;
  readonly stops: Set<Stop>;
  navigated?: (how: Navigated) => void;
}): void => {
  const { navigated } = ctx;
  if (!navigated) return;
  for (const how of ['push', 'replace'] as const) patch(ctx, history, `${how}State`, () => () => navigated(how));
  ctx.listen(window, 'popstate', () => navigated('back_forward'));
  // what came before the chunk
  ctx.guard(navigated)('replace');
};
