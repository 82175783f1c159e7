/** One tab at a time: a short Web Lock per request, or a lease on the shelf where the page has no locks (http). */
import type { Shelf } from './shelf.ts';

/** Runs `run` unless another tab is at it; undefined when it is. */
export type Exclusive = <T>(name: string, run: () => Promise<T>) => Promise<T | undefined>;

/** Longer than a request may take, so that a lease ends before its owner is done only when the owner is gone. */
const LEASE_MS = 15_000;

interface Lease {
  by: string;
  until: number;
}

/** Exclusion among the documents that share `shelf`; `doc` is our name in leases. */
export const createExclusive =
  (shelf: Shelf & { hasDisk(): boolean }, doc: string, now: () => number): Exclusive =>
  async (name, run) => {
    const locks = (navigator as Partial<Navigator>).locks;
    // nobody shares a shelf that is in memory, and a page without storage may not ask for locks either
    if (!shelf.hasDisk()) return run();
    if (locks) return locks.request(name, { ifAvailable: true }, async (lock) => (lock ? run() : undefined));
    const key = `lease.${name}`;
    let isOurs = false;
    await shelf.change(key, (old) => {
      const lease = old as Lease | undefined;
      // the distance: a lease from before the clock was set back must not last for years
      isOurs = !lease || lease.by === doc || !(Math.abs(lease.until - now()) <= LEASE_MS) || lease.until < now();
      return isOurs ? { put: [[key, { by: doc, until: now() + LEASE_MS } satisfies Lease]] } : {};
    });
    if (!isOurs) return undefined;
    try {
      return await run();
    } finally {
      await shelf.change(key, (old) => ((old as Lease | undefined)?.by === doc ? { del: [key] } : {}));
    }
  };
