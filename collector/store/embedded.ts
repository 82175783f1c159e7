/** The embedded engine: ClickHouse as a child process on a loopback port, configured, started, watched and stopped. */
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Log, StoreState } from '../types.ts';
import type { Account } from './connection.ts';
import { engineConfig } from './engineConfig.ts';
import type { HangWatch } from './hangWatch.ts';
import { type EngineLibrary, engineLibrary } from './engineLibrary.ts';
import { endOrphan, type EnginePlaces, type EngineProcess, startEngineProcess } from './engineProcess.ts';
import { selfTest } from './selfTest.ts';

/** What an engine is made of. */
export interface EmbeddedOptions {
  /** Data directory of the collector, which holds its lock; the engine's files are made in it. */
  readonly data: string;
  readonly log: Log;
  /** Default `watchglass`. A `*` at its end gives the accounts every database whose name begins so. */
  readonly database?: string;
  /** Cap of the engine's memory, MiB. Default 400; at least 200. */
  readonly memoryMiB?: number;
  /** Default as npm installed it. */
  readonly library?: EngineLibrary;
  /** Program of the child. Default `store/engineChild.js` beside the built program. */
  readonly program?: string;
  /** When it counts as hung. Default after three pings of 5 s without an answer. */
  readonly hang?: HangWatch;
}

/** The embedded engine. */
export interface Engine {
  /** Where it answers now: for {@link createStore}. Throws a sentence while it does not. */
  url(): string;
  readonly writer: Account;
  readonly reader: Account;
  state(): StoreState;
  /** Of the running process, for metrics; undefined while there is none. */
  pid(): number | undefined;
  /** Ends it: at most 4 s for it to end by itself, then by signals. */
  stop(): Promise<void>;
}

/** The engine answers questions and merges in this; with the collector it stays under 1 GB. */
const MEMORY_MIB = 400;

/** Waits between starts that failed, ms: none, then twice as long each time. */
const BACKOFF = { firstMs: 250, maxMs: 10_000 };

/** An engine that answered for so long did not end because of how it was started, ms: the next start is at once. */
const STEADY_MS = 2_000;

/**
 * Starts the engine and keeps it running; returns before it answers.
 *
 * @throws Error with a sentence when there is no engine for this platform, or its files cannot be written
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Engine> {
  const { data, log, database = 'watchglass', memoryMiB = MEMORY_MIB } = options;
  const library = options.library ?? engineLibrary();
  const program = options.program ?? fileURLToPath(new URL('./store/engineChild.js', import.meta.url));
  const writer: Account = { user: 'writer', password: randomBytes(24).toString('base64url') };
  const reader: Account = { user: 'reader', password: randomBytes(24).toString('base64url') };
  const places = prepare(data, (usersFile) => engineConfig({ usersFile, database, writer, reader, memoryMiB }));

  let state: StoreState = { state: 'starting', reason: 'The engine is starting.' };
  let running: EngineProcess | undefined;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;

  async function run(tested: boolean): Promise<boolean> {
    const begun = await startEngineProcess(program, library, places, options.hang);
    if (!tested && !isStopping()) {
      await selfTest({ url: begun.url, writer, reader, database: database.replace('*', '') }).catch(
        async (error: unknown) => {
          await begun.stop();
          throw error;
        },
      );
    }
    // asked to stop while it started or was tested: nobody else knows of it yet
    if (isStopping()) {
      await begun.stop();
      return tested;
    }
    running = begun;
    state = { state: 'ready', reason: '' };
    log.info('The engine is running.', { pid: begun.pid });
    const reason = await begun.ended;
    running = undefined;
    if (!isStopping()) state = { state: 'down', reason };
    return true;
  }

  async function supervise(): Promise<void> {
    if (await endOrphan(textOf(places.pidFile))) log.warn('The engine of an earlier collector was ended.');
    let tested = false;
    let waitMs = 0;
    while (!isStopping()) {
      const begunAt = performance.now();
      try {
        tested = await run(tested);
      } catch (error) {
        state = { state: 'down', reason: error instanceof Error ? error.message : 'The engine did not start.' };
      }
      if (isStopping()) break;
      const steady = performance.now() - begunAt >= STEADY_MS;
      if (steady) waitMs = 0;
      log.error('The engine is not running.', { reason: state.reason, nextStartMs: waitMs });
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      waitMs = Math.min(Math.max(waitMs * 2, BACKOFF.firstMs), BACKOFF.maxMs);
    }
  }
  const supervised = supervise();

  return {
    writer,
    reader,
    url() {
      if (running === undefined) throw new Error(state.reason);
      return running.url;
    },
    state: () => state,
    pid: () => running?.pid,
    async stop() {
      stopping.abort();
      state = { state: 'down', reason: 'The engine is being stopped.' };
      await running?.stop();
      await supervised;
    },
  };
}

/** Makes the engine's directories and files, readable by nobody else. */
function prepare(data: string, textsOf: (usersFile: string) => { config: string; users: string }): EnginePlaces {
  const settings = join(data, 'engine-config');
  const places = {
    data: join(data, 'engine'),
    configFile: join(settings, 'config.xml'),
    logFile: join(settings, 'engine.log'),
    pidFile: join(data, 'engine.pid'),
  };
  for (const directory of [places.data, settings]) mkdirSync(directory, { recursive: true, mode: 0o700 });
  // the engine would make it readable for all
  closeSync(openSync(places.logFile, 'a', 0o600));
  chmodSync(places.logFile, 0o600);
  const usersFile = join(settings, 'users.xml');
  const { config, users } = textsOf(usersFile);
  for (const [file, text] of [
    [usersFile, users],
    [places.configFile, config],
  ] as const) {
    writeFileSync(file, text, { mode: 0o600 });
    // the mode is for new files alone
    chmodSync(file, 0o600);
  }
  return places;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
