/**
 * Where batches lie until somebody has receipted them: IndexedDB, and memory for what it has not taken yet, or will not
 * take. One interface for both, so that nothing above knows which it is.
 */
import { openStore, settled } from '../page/database.ts';
import type { After } from '../page/timers.ts';

/** A value for a key; without one the key is deleted. */
export type Change = readonly [key: string, value?: unknown];

/** A place for keyed values that outlives its disk. Its methods never reject. */
export interface Shelf {
  /** All keys, sorted, and the connection to the disk that was asked, undefined when none was. */
  scan(): Promise<[keys: string[], disk: unknown]>;
  /** Keys with their values, in the order of the keys; undefined for those that are gone. */
  read(wanted: readonly string[]): Promise<(readonly [key: string, value: unknown])[]>;
  /**
   * Makes changes in one transaction, with all others of the same task: a page that is leaving may come to no second one.
   * With keys that are `looked` at they are made alone, and only if `allows` the value of each (that there is one); it may
   * be asked twice, when the connection broke. Gives the connection that took them, true for memory, false when they were
   * not made: a key that the same connection misses later was deleted by somebody.
   */
  write(changes: readonly Change[], looked?: readonly string[], allows?: (old: unknown) => boolean): Promise<unknown>;
  /** Whether the disk took every change so far but those under way. */
  isDurable(): boolean;
}

/** So long events wait for a database that opens slowly. */
const OPEN_MS = 500;

/** The shelf in the database of this name; an open that takes longer than `openMs` is treated as blocked. */
export const createShelf = (name: string, after: After, openMs = OPEN_MS): Shelf => {
  /** Changes that the disk has not taken; undefined: deleted. */
  const late = new Map<string, unknown>();
  /** Those of this task, and what they come to. */
  const dirty: Change[] = [];
  let joint: Promise<unknown> | undefined;
  let use: Awaited<ReturnType<typeof openStore>> | undefined;
  let ready: Promise<unknown>;
  let isGood = false;

  const connect = (): void => {
    const before = use;
    use = undefined;
    ready = new Promise<unknown>((resolve) => {
      after(openMs, resolve as () => void);
      // a late open is taken up when it comes, with what has gathered until then
      void openStore(name, 'outbox')
        .then((made) => {
          use = made;
          isGood = true;
          void write([...late]);
        })
        .catch(() => {
          use ??= before;
        })
        .then(resolve);
    });
  };

  /**
   * What `run` gives on the disk; undefined when there is none or it failed. A transaction that waits for the page holds
   * up all that come after it, for ever when the page is leaving: each is committed as soon as it has asked, but for
   * those that have to `look` before they change.
   */
  const ask = async <T>(
    mode: IDBTransactionMode,
    run: (store: IDBObjectStore, transaction: IDBTransaction) => Promise<T>,
    look?: string,
  ): Promise<T | undefined> => {
    await ready;
    // Safari closes connections in the background, a page may delete the database: once more, newly opened
    for (let tries = 2; use && tries--; await ready) {
      let store;
      try {
        store = use(mode);
        // asked for first: what is under way would reject for nobody
        const { transaction } = store;
        const answer = run(store, transaction);
        if (!look) transaction.commit?.();
        return await answer;
      } catch {
        if (!store) connect();
      }
    }
    return undefined;
  };

  const change = async (
    changes: readonly Change[],
    looked: readonly string[] = [],
    allows: (old: unknown) => boolean = Boolean,
  ): Promise<unknown> => {
    const taken = await ask(
      'readwrite',
      async (store, transaction) => {
        const disk = use;
        for (const key of looked) if (!allows(late.get(key) ?? (await settled(store.get(key))))) return false;
        for (const [key, value] of changes)
          if (value) store.put(value, key);
          else store.delete(key);
        await settled(transaction);
        return disk;
      },
      looked[0],
    );
    const made = taken ?? looked.every((key) => allows(late.get(key)));
    for (const [key, value] of made ? changes : []) {
      if (looked[0]) late.set(key, value);
      if (taken && late.get(key) === value) late.delete(key);
    }
    isGood = taken !== undefined && (isGood || !late.size);
    return made;
  };
  const write: Shelf['write'] = (changes, looked, allows) => {
    if (looked?.[0]) return change(changes, looked, allows);
    for (const one of changes) {
      dirty.push(one);
      late.set(...(one as [string, unknown]));
    }
    return (joint ??= ready.then(() => {
      joint = undefined;
      return change(dirty.splice(0));
    }));
  };

  connect();
  return {
    isDurable: () => isGood,
    async scan() {
      const [disk, found = []] =
        (await ask('readonly', async (store) => [use, await settled(store.getAllKeys())] as const)) ?? [];
      const keys = new Set([...(found as string[]), ...late.keys()]);
      return [[...keys].filter((key) => !late.has(key) || late.get(key)).sort(), disk];
    },
    async read(wanted) {
      const found = await ask('readonly', (store) => Promise.all(wanted.map((key) => settled(store.get(key)))));
      return wanted.map((key, index) => [key, late.get(key) ?? found?.[index]]);
    },
    write,
  };
};
