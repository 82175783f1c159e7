/**
 * Where batches lie until somebody has receipted them: IndexedDB through idb-keyval, and memory for what IndexedDB
 * would not take. One interface for both, so that nothing above knows which it is.
 */
import { createStore, getMany, keys, promisifyRequest } from 'idb-keyval';

/** What to put and what to delete, in one transaction. */
export interface Change {
  put?: readonly (readonly [key: string, value: unknown])[];
  del?: readonly string[];
}

/** A place for keyed values. */
export interface Shelf {
  /** All keys, sorted. */
  keys(): Promise<string[]>;
  /** Values in the order of the keys; undefined for those that are gone. */
  read(wanted: readonly string[]): Promise<unknown[]>;
  /**
   * Changes entries in one transaction after a look at the value of `key`. `decide` may run twice, when a connection
   * broke and the change had to be made again.
   */
  change(key: string, decide: (old: unknown) => Change): Promise<void>;
}

/** The shelf on IndexedDB; every method rejects when the browser does not let us. */
export function createDisk(database: string): Shelf {
  const use = createStore(database, 'outbox');
  return {
    keys: async () => keys<string>(use),
    read: async (wanted) => getMany([...wanted], use),
    change: async (key, decide) =>
      use('readwrite', (store) => {
        const apply = (old: unknown): Promise<void> => {
          const { put = [], del = [] } = decide(old);
          for (const [name, value] of put) store.put(value, name);
          for (const name of del) store.delete(name);
          const done = promisifyRequest(store.transaction);
          // without it the browser asks the page once more before it commits, and a page that is leaving never answers
          store.transaction.commit?.();
          return done;
        };
        // nothing to look at, and so no answer to wait for
        if (key === '') return apply(undefined);
        return new Promise<void>((resolve, reject) => {
          const request = store.get(key);
          request.addEventListener('success', () => {
            try {
              resolve(apply(request.result));
            } catch (error) {
              reject(error as Error);
            }
          });
          request.addEventListener('error', () => reject(request.error as DOMException));
        });
      }),
  };
}

/** The shelf in memory; it is gone with the page. */
export function createMemory(): Shelf & { entries: Map<string, unknown> } {
  const entries = new Map<string, unknown>();
  return {
    entries,
    keys: async () => [...entries.keys()].sort(),
    read: async (wanted) => wanted.map((key) => entries.get(key)),
    change: async (key, decide) => {
      const { put = [], del = [] } = decide(entries.get(key));
      for (const [name, value] of put) entries.set(name, value);
      for (const name of del) entries.delete(name);
    },
  };
}

/** An open that takes longer is treated as blocked: events must not wait for it in memory alone. */
const OPEN_MS = 500;

/** A shelf that survives its disk. */
export interface DurableShelf extends Shelf {
  /** Whether everything on the shelf outlives the page. */
  isDurable(): boolean;
  /** Whether the disk works, though it may be full. */
  hasDisk(): boolean;
  /** Whether all that was ever put can be seen: false once the disk has failed. */
  isWhole(): boolean;
}

/** A disk for as long as it works, memory for the rest. `open` opens a new connection; `wait` is a timer. */
export function createShelf(open: () => Shelf, wait: (ms: number) => Promise<void>): DurableShelf {
  const memory = createMemory();
  const { entries } = memory;
  let disk: Shelf | undefined;
  let wasLost = false;

  const opened = (async () => {
    const first = open();
    await first.keys();
    disk = first;
    // an open that came late still saves what went to memory meanwhile
    const moved = [...entries];
    if (moved.length > 0) await first.change('', () => ({ put: moved }));
    for (const [key, value] of moved) if (entries.get(key) === value) entries.delete(key);
  })().catch(() => {});
  const ready = Promise.race([opened, wait(OPEN_MS)]);

  /** What the disk answers; undefined when it could not. */
  const ask = async <T>(run: (shelf: Shelf) => Promise<T>): Promise<T | undefined> => {
    await ready;
    if (!disk) return undefined;
    try {
      try {
        return await run(disk);
      } catch (error) {
        if ((error as Error).name === 'QuotaExceededError') throw error;
        // Safari closes connections in the background, and a page may delete the database: once more, newly opened
        disk = open();
        return await run(disk);
      }
    } catch (error) {
      // a full disk still reads and deletes
      if ((error as Error).name !== 'QuotaExceededError') {
        disk = undefined;
        wasLost = true;
      }
      return undefined;
    }
  };

  return {
    isDurable: () => disk !== undefined && entries.size === 0,
    hasDisk: () => disk !== undefined,
    isWhole: () => !wasLost,
    keys: async () => [...new Set([...((await ask((shelf) => shelf.keys())) ?? []), ...entries.keys()])].sort(),
    read: async (wanted) => {
      const found = await ask((shelf) => shelf.read(wanted));
      return wanted.map((key, index) => entries.get(key) ?? found?.[index]);
    },
    change: async (key, decide) => {
      let made: Change = {};
      const done = await ask(async (shelf) => {
        await shelf.change(key, (old) => (made = decide(entries.get(key) ?? old)));
        return true;
      });
      if (!done) made = decide(entries.get(key));
      for (const [name, value] of made.put ?? []) {
        if (done) entries.delete(name);
        else entries.set(name, value);
      }
      for (const name of made.del ?? []) entries.delete(name);
      // a disk that is full still has room for less
      if (!done && made.del?.length) await ask((shelf) => shelf.change('', () => ({ del: made.del ?? [] })));
    },
  };
}
