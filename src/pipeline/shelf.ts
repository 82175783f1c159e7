/**
 * Where batches lie until somebody has receipted them: IndexedDB through idb-keyval, and memory for what it has not
 * taken yet, or will not take. One interface for both, so that nothing above knows which it is.
 */
import { openStore, settled } from '../page/database.ts';
import type { After } from '../page/timers.ts';

/** A value for a key; without one the key is deleted. */
export type Change = readonly [key: string, value?: unknown];

/** A place for keyed values that outlives its disk. Its methods never reject. */
export interface Shelf {
  /** All keys, sorted, and whether the disk was asked: a key that is missing then is gone. */
  keys(): Promise<[keys: string[], isWhole: boolean]>;
  /** Keys with their values, in the order of the keys; undefined for those that are gone. */
  read(wanted: readonly string[]): Promise<(readonly [key: string, value: unknown])[]>;
  /**
   * Makes changes in one transaction. With keys that are `looked` at only if `allows` the value of each (that there is
   * one); it may be asked twice, when the connection broke. Tells whether they were made.
   */
  write(changes: readonly Change[], looked?: readonly string[], allows?: (old: unknown) => boolean): Promise<boolean>;
  /** Whether the disk took every change so far but those under way. */
  isDurable(): boolean;
}

/** An open that takes longer is treated as blocked: events must not wait for it. */
const OPEN_MS = 500;

/** The shelf in the database of this name. */
export function createShelf(name: string, after: After): Shelf {
  /** Changes that the disk has not taken; undefined: deleted. */
  const late = new Map<string, unknown>();
  let opened: ReturnType<typeof openStore> | undefined;
  let isOpen = false;
  let isGood = false;

  const ready = new Promise<unknown>((resolve) => {
    after(OPEN_MS, resolve as () => void);
    // a late open is taken up when it comes, with what has gathered until then
    (async () => {
      await (opened = openStore(name, 'outbox'));
      isOpen = isGood = true;
      void write([...late]);
    })().then(resolve, resolve);
  });

  /**
   * What `run` gives on the disk; undefined when there is none or it failed. A transaction that waits for the page holds
   * up all that come after it, for ever when the page is leaving: each is committed as soon as it has asked, but for
   * those that have to `look` before they change.
   */
  const ask = async <T>(
    mode: IDBTransactionMode,
    run: (store: IDBObjectStore) => Promise<T>,
    look?: string,
  ): Promise<T | undefined> => {
    await ready;
    // Safari closes connections in the background, a page may delete the database: once more, newly opened
    for (let tries = 2; isOpen && tries--; opened = undefined)
      try {
        const store = (await (opened ??= openStore(name, 'outbox')))(mode);
        const answer = run(store);
        if (!look) store.transaction.commit?.();
        return await answer;
      } catch {
        // the next try, or the caller's other way
      }
    return undefined;
  };

  const write: Shelf['write'] = async (changes, looked = [], allows = Boolean) => {
    const lying = looked.map((key) => late.get(key));
    const keep = (): void => changes.forEach(([key, value]) => late.set(key, value));
    if (!looked[0]) keep();
    const isDone = await ask(
      'readwrite',
      async (store) => {
        for (const [place, key] of looked.entries())
          if (!allows(lying[place] ?? (await settled(store.get(key))))) return false;
        for (const [key, value] of changes)
          if (value) store.put(value, key);
          else store.delete(key);
        await settled(store.transaction);
        return true;
      },
      looked[0],
    );
    const isAllowed = isDone ?? lying.every(allows);
    if (isDone) {
      for (const [key, value] of changes) if (late.get(key) === value) late.delete(key);
    } else if (looked[0] && isAllowed) keep();
    isGood = isDone !== undefined && (isGood || !late.size);
    return isAllowed;
  };

  return {
    isDurable: () => isGood,
    async keys() {
      const found = await ask('readonly', (store) => settled(store.getAllKeys()));
      const keys = new Set([...((found ?? []) as string[]), ...late.keys()]);
      return [[...keys].filter((key) => !late.has(key) || late.get(key)).sort(), !!found];
    },
    async read(wanted) {
      const found = await ask('readonly', (store) => Promise.all(wanted.map((key) => settled(store.get(key)))));
      return wanted.map((key, index) => [key, late.has(key) ? late.get(key) : found?.[index]]);
    },
    write,
  };
}
