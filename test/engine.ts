/** The real engine for a test file: one process, and a database of its own for each store that is asked for. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, transformSync } from 'esbuild';
import { afterAll } from 'vitest';
import { createStore, type StoreOptions, type WritableStore } from '../collector/store/client.ts';
import { type EmbeddedOptions, type Engine, startEmbedded } from '../collector/store/embedded.ts';
import type { Log } from '../collector/types.ts';

/** A log that nobody reads. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };

const cache = fileURLToPath(new URL('../.cache/engine', import.meta.url));

/** Writes a file that several test files may write at the same time. */
function place(name: string, text: string): string {
  mkdirSync(cache, { recursive: true });
  const file = join(cache, name);
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(own, text);
  renameSync(own, file);
  return file;
}

/** The child's program, compiled from its source, as the build does. */
export function engineProgram(): string {
  const source = fileURLToPath(new URL('../collector/store/engineChild.ts', import.meta.url));
  const { code } = transformSync(readFileSync(source, 'utf8'), { loader: 'ts', target: 'node20', format: 'esm' });
  return place('engineChild.mjs', code);
}

/** This file's {@link startEngine} for a process of its own: path of a module. */
export function engineStarter(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('../collector/store/embedded.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    write: false,
  });
  return place('embedded.mjs', outputFiles[0]?.text ?? '');
}

/** Starts an engine in `data`; the caller stops it. */
export const startEngine = (options: Partial<EmbeddedOptions> & { readonly data: string }): Promise<Engine> =>
  startEmbedded({ log: silentLog, program: engineProgram(), ...options });

/** What {@link engineForTests} gives. */
export interface TestEngine {
  /** A store with a fresh database, ready. The engine's own words on a failure are printed unless `quiet`. */
  store(options?: Partial<StoreOptions> & { readonly quiet?: boolean }): Promise<WritableStore>;
  /** The engine, started. */
  engine(): Promise<Engine>;
}

/**
 * One engine for a test file, started by the first store that is asked for, ended after all its tests.
 * Databases are named `watchglass_<random>`.
 */
export function engineForTests(): TestEngine {
  let started: Promise<Engine> | undefined;
  let data: string | undefined;
  const stores: WritableStore[] = [];
  const engine = (): Promise<Engine> => {
    data ??= mkdtempSync(join(tmpdir(), 'watchglass-engine-'));
    started ??= startEngine({ data, database: 'watchglass*' });
    return started;
  };
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await (await started)?.stop();
    if (data !== undefined) rmSync(data, { recursive: true, force: true });
  }, 20_000);
  return {
    engine,
    async store({ quiet = false, ...options } = {}) {
      const { url, writer, reader } = await engine();
      const store = createStore({
        url,
        writer,
        reader,
        database: `watchglass_${randomBytes(6).toString('hex')}`,
        log: silentLog,
        ...(quiet ? {} : { onEngineError: (text: string) => console.error(`engine: ${text}`) }),
        ...options,
      });
      stores.push(store);
      await store.ready(AbortSignal.timeout(30_000));
      return store;
    },
  };
}
