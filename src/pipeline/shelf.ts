/**
 * Where batches lie until somebody has receipted them: IndexedDB through idb-keyval, and memory for what it has not
 * taken yet, or will not take. One interface for both, so that nothing above knows which it is.
 */
import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import type { After } from '../page/timers.ts';

/** A value for a key; without one the key is deleted. */
export type Change = readonly [key: string, value?: unknown];

/** A place for keyed values that outlives its disk. Its methods never reject. */
export interface Shelf {
  /** All keys, sorted, and whether the disk was asked: a key that is missing then is gone. */
  keys(): Promise<[keys: string[], isWhole: boolean]>;
  /** Values in the order of the keys; undefined for those that are gone. */
  read(wanted: readonly string[]): Promise<unknown[]>;
  /**
   * Makes changes in one transaction. With `key` only if `allows` its value; it may be asked twice, when the connection
   * broke. Tells whether they were made.
   */
  write(changes: readonly Change[], key?: string, allows?: (old: unknown) => boolean): Promise<boolean>;
  /** Whether the disk took every change so far but those under way. */
  isDurable(): boolean;
}

/** An open that takes longer is treated as blocked: events must not wait for it. */
const OPEN_MS = 500;

/** The shelf in the database of this name. */
export function createShelf(name: string, after: After): Shelf {
  const open = (): UseStore => createStore(name, 'outbox');
  /** Changes that the disk has not taken; undefined: deleted. */
  const late = new Map<string, unknown>();
  let use = open();
  /** Changes of one task go together, such as all that a page which is leaving has to say, and what they come to. */
  let dirty = new Map<string, unknown>();
  let joint: Promise<boolean> | undefined;
  let isOpen = false;
  let isGood = false;

  const ready = new Promise<unknown>((resolve) => {
    let isLate: unknown;
    after(OPEN_MS, () => resolve((isLate = true)));
    // a late open is taken up when it comes, with what has gathered until then
    (async () => {
      await use('readonly', (store) => promisifyRequest(store.count()));
      isOpen = isGood = true;
      if (isLate) void write([...late]);
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
    for (let tries = 2; isOpen && tries--; use = open())
      try {
        return await use(mode, (store) => {
          const answer = run(store);
          if (!look) store.transaction.commit?.();
          return answer;
        });
      } catch {
        // the next try, or the caller's other way
      }
    return undefined;
  };

  /** Makes late changes in one transaction; with `key` only if `allows` what lies there, or has been `old` until now. */
  const change = async (
    changes: ReadonlyMap<string, unknown>,
    key?: string,
    allows: (old: unknown) => boolean = () => true,
    old?: unknown,
  ): Promise<boolean> => {
    const isDone = await ask(
      'readwrite',
      async (store) => {
        if (key && !allows(old ?? (await promisifyRequest(store.get(key))))) return false;
        for (const [one, value] of changes)
          if (value === undefined) store.delete(one);
          else store.put(value, one);
        await promisifyRequest(store.transaction);
        return true;
      },
      key,
    );
    const isAllowed = isDone ?? allows(old);
    if (isDone || !isAllowed) for (const [one, value] of changes) if (late.get(one) === value) late.delete(one);
    isGood = isDone !== undefined && (isGood || !late.size);
    return isAllowed;
  };

  const write: Shelf['write'] = (changes, key, allows) => {
    const old = key && late.get(key);
    const all: typeof dirty = key ? new Map() : dirty;
    for (const [one, value] of changes) {
      all.set(one, value);
      late.set(one, value);
    }
    return key
      ? change(all, key, allows, old)
      : (joint ??= ready.then(() => {
          dirty = new Map();
          joint = undefined;
          return change(all);
        }));
  };

  return {
    isDurable: () => isGood,
    async keys() {
      const found = await ask('readonly', (store) => promisifyRequest(store.getAllKeys()));
      const keys = new Set([...((found ?? []) as string[]), ...late.keys()]);
      return [[...keys].filter((key) => !late.has(key) || late.get(key)).sort(), !!found];
    },
    async read(wanted) {
      const found = await ask('readonly', (store) =>
        Promise.all(wanted.map((key) => promisifyRequest(store.get(key)))),
      );
      return wanted.map((key, index) => (late.has(key) ? late.get(key) : found?.[index]));
    },
    write,
  };
}
