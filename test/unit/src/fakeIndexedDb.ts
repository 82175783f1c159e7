/** As much of IndexedDB as the SDK uses, over maps, with the faults that browsers show. */

/** What goes wrong with the database now. */
export type Fault = 'none' | 'never' | 'refused' | 'broken' | 'quota' | 'unlisted';

interface FakeRequest {
  result: unknown;
  error: unknown;
  onsuccess?: (() => void) | undefined;
  onerror?: (() => void) | undefined;
}

/** Databases that outlive documents; `fault` is what happens to what comes next. */
export interface FakeIndexedDb {
  fault: Fault;
  /** Ms until a transaction begins, by the name of the database. */
  waitMs: Record<string, number>;
  /** Counts of opened connections. */
  opened: number;
  /** Content of a database's first store. */
  entries(database: string): Map<string, unknown>;
  /** Deletes a database: its connections are closed, and who opens it makes a new one. */
  wipe(database: string): void;
  readonly factory: { open(name: string): unknown };
}

const failure = (name: string): Error => Object.assign(new Error(name), { name });

export function createFakeIndexedDb(): FakeIndexedDb {
  const databases = new Map<string, Map<string, unknown>>();
  let made = 0;
  /** Names of each database's stores: the first tells one from the next of its name. */
  const stores = new WeakMap<Map<string, unknown>, string[]>();
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
    waitMs: {},
    opened: 0,
    entries(database) {
      const known = databases.get(database) ?? new Map<string, unknown>();
      databases.set(database, known);
      if (!stores.has(known)) stores.set(known, [`${++made}`, 'outbox']);
      return known;
    },
    wipe: (database) => void databases.delete(database),
    factory: {
      open(name) {
        if (fake.fault === 'refused') throw failure('SecurityError');
        const open: FakeRequest = { result: undefined, error: undefined };
        if (fake.fault === 'never') return open;
        return settle(open, () => {
          fake.opened++;
          if (fake.fault === 'broken') throw failure('UnknownError');
          const entries = fake.entries(name);
          return {
            objectStoreNames: stores.get(entries),
            transaction: () => {
              if (databases.get(name) !== entries) throw failure('InvalidStateError');
              return transaction(entries, fake.waitMs[name]);
            },
          };
        });
      },
    },
  };

  /** The last transaction of each database: as in browsers, the next one waits for its end. */
  const last = new Map<Map<string, unknown>, Promise<void>>();

  function transaction(entries: Map<string, unknown>, waitMs = 0): unknown {
    if (fake.fault === 'broken') throw failure('InvalidStateError');
    const handlers: { oncomplete?: () => void; onabort?: () => void; error?: unknown; commit(): void } = {
      commit: () => {},
    };
    const waiting: (() => void)[] = [];
    /** Changes are seen by the transaction itself and kept only when it completes; undefined: deleted. */
    const changed = new Map<string, unknown>();
    const now = (key: string): unknown => (changed.has(key) ? changed.get(key) : entries.get(key));

    const run = async (): Promise<void> => {
      // active while there are requests, or an answer's microtasks may still make some
      for (let idle = 0; idle < 10; idle++) {
        const next = waiting.shift();
        if (next) {
          idle = 0;
          next();
        }
        await Promise.resolve();
      }
      if (changed.size && fake.fault === 'quota') {
        handlers.error = failure('QuotaExceededError');
        handlers.onabort?.();
        return;
      }
      for (const [key, value] of changed)
        if (value === undefined) entries.delete(key);
        else entries.set(key, value);
      handlers.oncomplete?.();
    };
    const begin = waitMs ? () => new Promise<void>((resolve) => setTimeout(resolve, waitMs)).then(run) : run;
    last.set(entries, (last.get(entries) ?? Promise.resolve()).then(begin));

    const ask = (read: () => unknown): FakeRequest => {
      const made: FakeRequest = { result: undefined, error: undefined };
      waiting.push(() => {
        try {
          made.result = read();
        } catch {
          made.onerror?.();
          return;
        }
        made.onsuccess?.();
      });
      return made;
    };
    const store = {
      transaction: handlers,
      get: (key: string) => ask(() => structuredClone(now(key))),
      getAllKeys: () =>
        ask(() => {
          if (fake.fault === 'unlisted') throw failure('UnknownError');
          return [...new Set([...entries.keys(), ...changed.keys()])].filter((key) => now(key) !== undefined).sort();
        }),
      put: (value: unknown, key: string) => {
        const copy = structuredClone(value);
        waiting.push(() => changed.set(key, copy));
        return { transaction: handlers };
      },
      delete: (key: string) => {
        waiting.push(() => changed.set(key, undefined));
        return { transaction: handlers };
      },
    };
    return { objectStore: () => store };
  }
  return fake;
}
