/** One tab at a time: a short Web Lock per request, or a lease on the shelf where the page has no locks (http). */
import type { Core } from '../core.ts';
import type { Shelf } from './shelf.ts';

/** Longer than a request may take, so that a lease ends before its owner is done only when the owner is gone. */
const LEASE_MS = 15_000;

/** Runs `run` for a sink unless another tab is at it; tells whether it ran. */
export type Exclusive = (sink: string, run: () => Promise<void>) => Promise<boolean>;

/** Exclusion among the documents that share a shelf; `prefix` begins the names of locks. */
export const createExclusive =
  ({ now }: Pick<Core, 'now'>, shelf: Shelf, prefix: string): Exclusive =>
  async (sink, run) => {
    const name = `${prefix}:${sink}`;
    const { locks } = navigator as Partial<Navigator>;
    let isOurs = true;
    // nobody shares a shelf in memory, and a page without storage may not ask for locks either
    if (!shelf.isDurable()) await run();
    else if (locks) await locks.request(name, { ifAvailable: true }, (lock) => (isOurs = !!lock) && run());
    else {
      const until = now() + LEASE_MS;
      isOurs = await shelf.write([], [[name, until]], name, (old) => {
        const left = Number(old ?? 0) - now();
        // a longer one is from before the clock was set back
        return !(left > 0 && left <= LEASE_MS);
      });
      if (isOurs) {
        await run();
        await shelf.write([name], []);
      }
    }
    return isOurs;
  };
