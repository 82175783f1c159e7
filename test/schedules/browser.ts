/** One visitor's browser: a disk that its tabs share, a clock that may jump, and tabs that crash, freeze and close. */
import type { Batch } from '@watchglass/contract';
import type { Random } from '../../demo/traffic/random.ts';
import { createFakeIndexedDb, type FakeIndexedDb } from '../unit/src/fakeIndexedDb.ts';
import type { VirtualClock } from './clock.ts';
import type { DocumentOptions, OpenDocument } from './document.ts';
import type { Network } from './network.ts';
import { openRealm } from './realm.ts';

/** What a browser works with. */
export interface BrowserOptions extends Pick<DocumentOptions, 'key' | 'beforeSend' | 'frees'> {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly newId: () => string;
  readonly network: Network;
  /** Of the visitor's computer, epoch ms. */
  readonly date: () => number;
}

/** A document that is open, or was. */
export interface Tab extends OpenDocument {
  readonly tab: string;
  setHidden(isHidden: boolean): void;
  fire(type: 'pagehide' | 'online'): void;
  /** Nothing runs until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** The renderer dies: memory is lost. */
  crash(): void;
  isDead(): boolean;
  isFrozen(): boolean;
}

/** A browser. */
export interface Browser {
  readonly visitor: string;
  readonly disk: FakeIndexedDb;
  /** Every document that was ever open. */
  readonly tabs: readonly Tab[];
  /** Those that are not dead. */
  open(): Tab[];
  /** Opens a document, in a tab that had one before or in a new one. */
  visit(tab?: string): Tab;
  /** Batches that lie in the outbox, by key: what a key names never changes. */
  persisted(): ReadonlyMap<string, Batch>;
  /** The most requests that its living pages had in flight at the same time, but for those of pages that were left. */
  mostAtOnce(): number;
  /** Takes away all that lies on the disk. */
  wipe(): void;
}

interface Request {
  result?: unknown;
  error?: unknown;
  onsuccess?: () => void;
  onerror?: () => void;
}

/** The disk as one document reaches it: what has died opens nothing and begins no transaction. */
const reach = (disk: FakeIndexedDb, isDead: () => boolean) => ({
  open(name: string): unknown {
    const never: Request = {};
    if (isDead()) return never;
    const inner = disk.factory.open(name) as Request;
    const outer: Request = {};
    inner.onsuccess = () => {
      const connection = inner.result as { transaction(store: string, mode: string): unknown };
      outer.result = {
        ...connection,
        transaction: (store: string, mode: string) => {
          if (isDead()) throw new Error('The page is gone.');
          return connection.transaction(store, mode);
        },
      };
      outer.onsuccess?.();
    };
    inner.onerror = () => {
      outer.error = inner.error;
      outer.onerror?.();
    };
    return outer;
  },
});

/** A browser without a page. */
export function createBrowser(options: BrowserOptions): Browser {
  const { clock, random, newId, network, date, key, beforeSend, frees } = options;
  const disk = createFakeIndexedDb();
  const visitor = newId();
  const session = newId();
  const tabs: Tab[] = [];
  /** Whether the page of each request that is in flight has died. */
  const inFlight = new Set<() => boolean>();
  let most = 0;
  const track = async (url: string, init: RequestInit, isDead: () => boolean): Promise<Response> => {
    const entry = (): boolean => isDead();
    if (!init.keepalive) inFlight.add(entry);
    most = Math.max(most, [...inFlight].filter((isGone) => !isGone()).length);
    return network.request(init, isDead, url).finally(() => inFlight.delete(entry));
  };

  const visit: Browser['visit'] = (tab = newId()) => {
    const openedAt = clock.now();
    const handlers = new Map<string, Set<(event: never) => void>>();
    /** What happens to a frozen page, for when it thaws. */
    let frozen: (() => void)[] | undefined;
    let isDead = false;
    let isHidden = false;
    const gate = (run: () => void): void => {
      if (frozen) frozen.push(run);
      else if (!isDead) run();
    };
    const fire = (type: string): void =>
      gate(() => {
        for (const handler of handlers.get(type) ?? []) handler({} as never);
      });
    const sdk = openRealm({
      passed: () => clock.now() - openedAt,
      date,
      after: (ms, run) => clock.after(ms, () => gate(run)),
      random,
      indexedDB: reach(disk, () => isDead),
      fetch: (url, init) =>
        new Promise((resolve, reject) =>
          gate(() => {
            track(url, init, () => isDead).then(
              (answer) => gate(() => resolve(answer)),
              (error: Error) => gate(() => reject(error)),
            );
          }),
        ),
    });
    const opened = sdk.openDocument({
      key,
      endpoint: 'https://collector.example',
      visitor,
      session,
      tab,
      url: 'https://shop.example/',
      listen: (_, types, handler) => handlers.set(types, (handlers.get(types) ?? new Set()).add(handler)),
      isHidden: () => isHidden,
      beforeSend,
      frees,
    });
    const made: Tab = {
      ...opened,
      tab,
      setHidden(value) {
        if (value === isHidden) return;
        isHidden = value;
        fire('visibilitychange');
      },
      fire,
      freeze: () => (frozen ??= []),
      thaw() {
        const late = frozen ?? [];
        frozen = undefined;
        late.forEach(gate);
      },
      crash() {
        isDead = true;
        frozen = undefined;
        handlers.clear();
      },
      isDead: () => isDead,
      isFrozen: () => frozen !== undefined,
    };
    tabs.push(made);
    return made;
  };

  const outbox = (): Map<string, unknown> => disk.entries(`watchglass:${key}`);
  return {
    visitor,
    disk,
    tabs,
    open: () => tabs.filter((one) => !one.isDead()),
    visit,
    mostAtOnce: () => most,
    persisted: () => outbox() as Map<string, Batch>,
    wipe() {
      disk.wipe(`watchglass:${key}`);
      disk.wipe(`watchglass:${key}:lease`);
    },
  };
}
