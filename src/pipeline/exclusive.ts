/**
 * One document at a time, by a lease on the shelf: it works on http pages, which have no Web Locks, and it ends when its
 * owner crashes or freezes, where a frozen page keeps its lock (docs/adr/0009).
 */
import type { Core } from '../core.ts';
import type { Shelf } from './shelf.ts';

/** Another document takes over so long after the last sign of life; half of it is well above a hidden page's 1 s timers. */
const LEASE_MS = 3_000;

/** Runs `run` under a name unless another document is at it; tells whether it ran. */
export type Exclusive = (name: string, run: () => Promise<void>) => Promise<boolean>;

/** Exclusion among the documents that share a shelf. */
export const createExclusive =
  ({ now, after }: Pick<Core, 'now' | 'after'>, shelf: Shelf): Exclusive =>
  async (name, run) => {
    const take = (key?: string): Promise<boolean> =>
      shelf.write([[name, now() + LEASE_MS]], key, (old) => {
        const left = (old as number) - now();
        // a longer one is from before the clock was set back
        return !(left > 0 && left <= LEASE_MS);
      });
    if (!(await take(name))) return false;
    let isDone = false;
    const renew = (): void => {
      if (isDone) return;
      void take();
      after(LEASE_MS / 2, renew);
    };
    renew();
    await run();
    isDone = true;
    await shelf.write([[name]]);
    return true;
  };
