/** Where records lie: the database that the `local` sink writes, or memory where the browser gives no storage. */
import { localStore } from '@watchglass/contract';
import { clear, createStore, delMany, getMany, keys, setMany } from 'idb-keyval';

/** Records by batch id. What lies there may be anybody's: values are unknown. */
export interface Shelf {
  readonly keys: () => Promise<string[]>;
  /** One value per key, undefined where there is none. */
  readonly read: (keys: readonly string[]) => Promise<unknown[]>;
  /** All or none. */
  write(entries: readonly (readonly [string, unknown])[]): Promise<void>;
  readonly remove: (keys: readonly string[]) => Promise<void>;
  readonly clear: () => Promise<void>;
}

/** The database of this origin, as the `local` sink makes it. Nothing is opened before the first call. */
export function createBrowserShelf(): Shelf {
  let opened: ReturnType<typeof createStore> | undefined;
  const store = (): ReturnType<typeof createStore> => {
    opened ??= createStore(localStore.database, localStore.store);
    return opened;
  };
  return {
    keys: async () => (await keys(store())).filter((key) => typeof key === 'string'),
    read: (wanted) => getMany([...wanted], store()),
    write: (entries) =>
      setMany(
        entries.map(([key, value]) => [key, value]),
        store(),
      ),
    remove: (gone) => delMany([...gone], store()),
    clear: () => clear(store()),
  };
}

/** Memory, gone with the page. */
export function createMemoryShelf(): Shelf {
  const records = new Map<string, unknown>();
  return {
    keys: async () => [...records.keys()],
    read: async (wanted) => wanted.map((key) => structuredClone(records.get(key))),
    write: async (entries) => {
      for (const [key, value] of entries) records.set(key, value);
    },
    remove: async (gone) => {
      for (const key of gone) records.delete(key);
    },
    clear: async () => records.clear(),
  };
}
