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
  /** Changes that the disk has not taken; undefined: deleted. An object, of which a page can take less away than of a map. */
  const late = { __proto__: null } as unknown as Record<string, unknown>;
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
          void write(Object.entries(late));
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
        if (!look) transaction?.commit?.();
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
        for (const key of looked) if (!allows(late[key] ?? (await settled(store.get(key))))) return false;
        let asked = transaction;
        // by what each request says: what a page put in place of these functions makes none
        for (const [key, value] of changes)
          ({ transaction: asked } = (value ? store.put(value, key) : store.delete(key)) as {
            transaction: IDBTransaction;
          });
        await settled(asked);
        return disk;
      },
      looked[0],
    );
    const made = taken ?? looked.every((key) => allows(late[key]));
    for (const [key, value] of made ? changes : []) {
      if (looked[0]) late[key] = value;
      if (taken && late[key] === value) delete late[key];
    }
    isGood = taken !== undefined && (isGood || !Object.keys(late)[0]);
    return made;
  };
  const write: Shelf['write'] = (changes, looked, allows) => {
    if (looked?.[0]) return change(changes, looked, allows);
    dirty.push(...changes);
    for (const [key, value] of changes) late[key] = value;
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
      const keys = (found as string[]).filter((key) => !(key in late));
      keys.push(...Object.keys(late).filter((key) => late[key]));
      // what a page put in place of this gives no list that misses nothing
      keys.sort();
      return [keys, disk];
    },
    async read(wanted) {
      const found = await ask('readonly', (store) => Promise.all(wanted.map((key) => settled(store.get(key)))));
      return wanted.map((key, index) => [key, late[key] ?? found?.[index]]);
    },
    write,
  };
};
