/** Where npm put the library that holds the embedded engine, on the platforms that have one. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Files of the embedded engine. */
export interface EngineLibrary {
  /** chDB's library. */
  readonly library: string;
  /** Module that calls it. */
  readonly ffi: string;
}

/** Where it runs, and how a module is found. */
export interface LibraryOptions {
  /** Default this machine's, `linux-x64`; `linux-x64-musl` on Alpine. */
  readonly platform?: string;
  /** Path of a module as seen from a file; throws when it is not installed. Default Node's own. */
  readonly resolve?: (module: string, from: string) => string;
}

/** chDB's packages by platform, as of chdb 3.4: there is none for Windows, nor for musl. */
const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@chdb/lib-linux-x64-gnu',
  'linux-arm64': '@chdb/lib-linux-arm64-gnu',
  'darwin-x64': '@chdb/lib-darwin-x64',
  'darwin-arm64': '@chdb/lib-darwin-arm64',
};

/**
 * Finds the engine.
 *
 * @throws Error with a sentence that names the platform and `store.url` when there is none
 */
export function engineLibrary({
  platform = thisPlatform(),
  resolve = nodeResolve,
}: LibraryOptions = {}): EngineLibrary {
  const name = packages[platform];
  const instead = 'set store.url to the address of a ClickHouse server instead';
  if (name === undefined) throw new Error(`There is no embedded engine for ${platform}: ${instead}.`);
  try {
    // a package manager may keep the library where only chdb sees it
    const chdb = resolve('chdb/package.json', import.meta.url);
    const library = join(dirname(resolve(`${name}/package.json`, chdb)), 'libchdb.so');
    return { library, ffi: resolve('ffi-rs', import.meta.url) };
  } catch {
    throw new Error(
      `The embedded engine for ${platform} is not installed (optional packages chdb and ffi-rs): install with optional dependencies, or ${instead}.`,
    );
  }
}

const nodeResolve = (module: string, from: string): string => createRequire(from).resolve(module);

function thisPlatform(): string {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform !== 'linux') return platform;
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime === undefined ? `${platform}-musl` : platform;
}
