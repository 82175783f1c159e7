/** When the page has come to rest. */
import { ofDocument } from './element.ts';
import type { Listen } from './listen.ts';
import type { After } from './timers.ts';

/** Waits for the load and for a moment in which nothing else is to be done; Safari tells of none. */
export const whenIdle = (ctx: { readonly listen: Listen; readonly after: After }, run: () => void): void => {
  const rest = (): void => {
    // Safari has none
    ((window as Partial<typeof window>).requestIdleCallback ?? setTimeout)(run);
  };
  if (ofDocument('readyState') === 'complete') rest();
  else ctx.listen(window, 'load', rest);
};
