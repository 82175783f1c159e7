/** A client that does nothing: on servers, after wrong options, and for visitors outside the sample. */
import type { AnyEvents, Client, Stats } from './api.ts';

const nothing = (): void => {};

/** An inert client; `reason` is what `stats()` says. */
export function createInertClient(reason: string): Client<AnyEvents> {
  const stats: Stats = {
    state: 'inert',
    reason,
    captured: 0,
    inMemory: 0,
    waiting: 0,
    receipted: 0,
    dropped: {},
    caught: 0,
    storage: 'memory',
    visitor: '',
    user: '',
    session: '',
    tab: '',
    doc: '',
    view: '',
    sinks: [],
    mainThreadMs: 0,
  };
  return {
    track: nothing,
    page: nothing,
    identify: nothing,
    reset: nothing,
    captureException: nothing,
    flush: async () => ({ sent: 0, receipted: 0, waiting: 0, reasons: [] }),
    stats: () => ({ ...stats }),
    on: () => nothing,
    shutdown: async () => {},
  };
}
