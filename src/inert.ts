/** A client that does nothing: on servers, after wrong options, and for visitors outside the sample. */
import type { Started } from './client.ts';

/** Methods that the idle chunk answers, as `make` makes them. */
export const lateMethods = <T>(make: (method: string) => T): Record<'group' | 'featureFlag' | 'addBreadcrumb', T> =>
  Object.fromEntries(['group', 'featureFlag', 'addBreadcrumb'].map((method) => [method, make(method)])) as never;

const nothing = (): void => {};

/** An inert client; `reason` is what `stats()` says. */
export const createInertClient = (reason: string): Started => ({
  track: nothing,
  page: nothing,
  identify: nothing,
  ...lateMethods(() => nothing),
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
