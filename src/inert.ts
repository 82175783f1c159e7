/**
 * A client that does nothing: on servers, after wrong options, for visitors outside the sample, and on pages that took away
 * what nothing works without. It asks nothing of the language.
 */
import type { Started } from './client.ts';

/** Does nothing. */
export const nothing = (): void => {};

/** An inert client; `reason` is what `stats()` says. */
export const createInertClient = (reason: string): Started => ({
  track: nothing,
  page: nothing,
  identify: nothing,
  group: nothing,
  featureFlag: nothing,
  addBreadcrumb: nothing,
  reset: nothing,
  captureException: nothing,
  flush: async () => ({ sent: 0, receipted: 0, waiting: 0, reasons: [] }),
  stats: () => ({
    captured: 0,
    inMemory: 0,
    waiting: 0,
    receipted: 0,
    dropped: {},
    storage: 'memory',
    sinks: [],
    caught: 0,
    mainThreadMs: 0,
    state: 'inert',
    reason,
    ids: {},
  }),
  on: () => nothing,
  shutdown: async () => {},
});
