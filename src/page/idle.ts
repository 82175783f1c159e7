/** When the page has come to rest. */
import { ofDocument } from './element.ts';
import type { After } from './timers.ts';

/** Pace of looking whether the page has loaded, ms: nothing of what waits for it is in a hurry. */
const PACE_MS = 200;

/** A page that is never idle is waited for no longer, ms. */
const PATIENCE_MS = 5_000;

/**
 * Waits for the load and for a moment in which nothing else is to be done. It looks, and hears no event: also of a page
 * that took away its listeners the idle chunk is to say so.
 */
export const whenIdle = (after: After, run: () => void): void => {
  // Safari has none
  if (ofDocument('readyState') === 'complete')
    ((window as Partial<typeof window>).requestIdleCallback ?? setTimeout)(run, { timeout: PATIENCE_MS } as never);
  else after(PACE_MS, () => whenIdle(after, run));
};
