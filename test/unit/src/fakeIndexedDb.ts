/** As much of IndexedDB as idb-keyval uses, over maps, with the faults that browsers show. */

/** What goes wrong with the database now. */
export type Fault = 'none' | 'never' | 'refused' | 'broken' | 'quota';

interface FakeRequest {
  result: unknown;
  error: unknown;
  onsuccess?: (() => void) | undefined;
  onerror?: (() => void) | undefined;
}

/** Databases that outlive documents; `fault` is what happens to what comes next. */
export interface FakeIndexedDb {
  fault: Fault;
  /** Counts of opened connections. */
  opened: number;
  /** Content of a database's only store. */
  entries(database: string): Map<string, unknown>;
  readonly factory: { open(name: string): unknown };
}

const failure = (name: string): Error => Object.assign(new Error(name), { name });

export function createFakeIndexedDb(): FakeIndexedDb {
  const databases = new Map<string, Map<string, unknown>>();
  const settle = (request: FakeRequest, run: () => unknown): FakeRequest => {
    queueMicrotask(() => {
      try {
        request.result = run();
        request.onsuccess?.();
      } catch (error) {
        request.error = error;
        request.onerror?.();
      }
    });
    return request;
  };

  const fake: FakeIndexedDb = {
    fault: 'none',
    opened: 0,
    entries(database) {
      const known = databases.get(database) ?? new Map<string, unknown>();
      databases.set(database, known);
      return known;
    },
    factory: {
      open(name) {
        if (fake.fault === 'refused') throw failure('SecurityError');
        const entries = fake.entries(name);
        const open: FakeRequest = { result: undefined, error: undefined };
        if (fake.fault === 'never') return open;
        return settle(open, () => {
          fake.opened++;
          if (fake.fault === 'broken') throw failure('UnknownError');
          return { createObjectStore: () => {}, transaction: (_: string, mode: string) => transaction(entries, mode) };
        });
      },
    },
  };

  /** The last transaction of each database: as in browsers, the next one waits for its end. */
  const last = new Map<Map<string, unknown>, Promise<void>>();

  function transaction(entries: Map<string, unknown>, mode: string): unknown {
    if (fake.fault === 'broken') throw failure('InvalidStateError');
    const handlers: { oncomplete?: () => void; onabort?: () => void; error?: unknown; commit(): void } = {
      commit: () => {},
    };
    const waiting: (() => void)[] = [];
    /** Changes are seen by the transaction itself and kept only when it completes. */
    let changed = new Map<string, unknown>();
    let wrote = false;

    const run = async (): Promise<void> => {
      changed = new Map(entries);
      // active while there are requests, or an answer's microtasks may still make some
      for (let idle = 0; idle < 10; idle++) {
        const next = waiting.shift();
        if (next) {
          idle = 0;
          next();
        }
        await Promise.resolve();
      }
      if (mode === 'readwrite' && wrote && fake.fault === 'quota') {
        handlers.error = failure('QuotaExceededError');
        handlers.onabort?.();
        return;
      }
      if (mode === 'readwrite') {
        entries.clear();
        for (const [key, value] of changed) entries.set(key, value);
      }
      handlers.oncomplete?.();
    };
    last.set(entries, (last.get(entries) ?? Promise.resolve()).then(run));

    const ask = (read: () => unknown): FakeRequest => {
      const made: FakeRequest = { result: undefined, error: undefined };
      waiting.push(() => {
        made.result = read();
        made.onsuccess?.();
      });
      return made;
    };
    const write = (change: () => void): void => {
      wrote = true;
      waiting.push(change);
    };
    const store = {
      transaction: handlers,
      get: (key: string) => ask(() => structuredClone(changed.get(key))),
      getKey: (key: string) => ask(() => (changed.has(key) ? key : undefined)),
      getAllKeys: () => ask(() => [...changed.keys()].sort()),
      count: () => ask(() => changed.size),
      put: (value: unknown, key: string) => {
        const copy = structuredClone(value);
        write(() => changed.set(key, copy));
      },
      delete: (key: string) => write(() => changed.delete(key)),
    };
    return { objectStore: () => store };
  }
  return fake;
}
