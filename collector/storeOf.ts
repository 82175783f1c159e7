/** The store that the configuration asks for, the embedded engine or a URL, with its tables made. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config/load.ts';
import { Mistake } from './mistake.ts';
import { type StoreAddress, storeAddress } from './store/address.ts';
import { createStore, type WritableStore } from './store/client.ts';
import { type Engine, startEmbedded } from './store/embedded.ts';
import { tellDamage } from './store/damage.ts';
import { type EngineLibrary, engineLibrary } from './store/engineLibrary.ts';
import { migrate } from './store/migrations.ts';
import { StoreError } from './store/storeError.ts';
import { migrations } from './store/tables.ts';
import type { Clock, Log } from './types.ts';

/** What decides about the store. */
export interface OpenStoreOptions {
  readonly config: Pick<Config, 'data' | 'store'>;
  readonly log: Log;
  readonly clock: Clock;
  /** Aborted when the collector ends. */
  readonly signal: AbortSignal;
  /** Program of the engine's child; default beside the built collector. */
  readonly engineProgram: string | undefined;
  /** Takes what must never be printed. */
  readonly secrets: Set<string>;
  /** Whether this collector has stored blocks before. */
  readonly hasStored: boolean;
}

/** A store whose state tells of its tables too. */
export interface OpenedStore extends WritableStore {
  /** Resolves when the tables are there: true; false when the collector ends before. */
  readonly tables: Promise<boolean>;
}

/** Name of the database where a URL has none. */
const DATABASE = 'watchglass';

/** Between two tries to make the tables, ms: the store looks for its server every second. */
const RETRY_MS = 1_000;

/** A URL's account and database, taken out of it. */
function parsed(text: string): StoreAddress & { readonly database: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const database = url?.pathname.slice(1) || DATABASE;
  if (!/^\w{1,64}$/.test(database))
    throw new Mistake('store.url: expected a database name of letters, digits and _ after the host.');
  if (url) url.pathname = '';
  return { ...storeAddress(url?.href ?? text), database };
}

/** What takes nothing and answers nothing but why. */
function withoutStore(reason: string, log: Log): OpenedStore {
  log.error('There is no store.', { reason });
  const refuse = (): Promise<never> => Promise.reject(new StoreError('unreachable', reason));
  return {
    tables: Promise.resolve(false),
    insert: refuse,
    run: refuse,
    ask: refuse,
    stream: refuse,
    state: () => ({ state: 'down', reason }),
    ready: (signal) =>
      new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
      ),
    close: () => Promise.resolve(),
  };
}

/**
 * Opens the store; it may not answer yet. Without an engine for this machine it never does, and says to set `store.url`.
 *
 * @throws Error with a sentence when `store.url` is wrong, or the engine's files cannot be written
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  const { config, log, clock, signal, engineProgram, secrets, hasStored } = options;
  let engine: Engine | undefined;
  let store: WritableStore;
  if (config.store.url === undefined) {
    let library: EngineLibrary;
    try {
      library = engineLibrary();
    } catch (error) {
      // nothing that is sent is lost meanwhile: it waits in the spool for a store
      return withoutStore(error instanceof Error ? error.message : String(error), log);
    }
    engine = await startEmbedded({
      data: config.data,
      log,
      library,
      memoryMiB: config.store.memoryMiB,
      ...(engineProgram === undefined ? {} : { program: engineProgram }),
    });
    const { url, writer, reader } = engine;
    secrets.add(writer.password).add(reader.password);
    // what the engine does is told by whoever looks after it; that it takes two seconds to start is no news
    store = createStore({ url, database: DATABASE, writer, reader, log: { ...log, warn: log.info } });
  } else {
    const { url, account, database } = parsed(config.store.url);
    secrets.add(account.password);
    store = createStore({ url, database, writer: account, reader: account, log });
  }

  let reason = 'The tables are being made.';
  const prepare = async (): Promise<boolean> => {
    while (!signal.aborted) {
      try {
        await store.ready(signal);
        const ran = await migrate({ store, migrations, log, clock });
        const isNew = ran === migrations.flatMap(({ statements }) => statements).length;
        await tellDamage({ store, isNew, hasStored, log });
        reason = '';
        return true;
      } catch (error) {
        if (signal.aborted) break;
        reason = error instanceof Error ? error.message : 'The tables could not be made.';
        log.error('The tables of the store could not be made.', { error });
      }
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
    return false;
  };
  const tables = prepare();

  return {
    ...store,
    tables,
    state: () => {
      const state = store.state();
      if (state.state !== 'ready') return engine && engine.state().state !== 'ready' ? engine.state() : state;
      return reason === '' ? state : { state: 'starting', reason };
    },
    close: async () => {
      await tables;
      await store.close();
      await engine?.stop();
    },
  };
}
