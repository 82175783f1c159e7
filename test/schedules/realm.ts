/** The globals of one document: the SDK is bundled once, and run again for each document with clock, disk and network of its own. */
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { buildSync } from 'esbuild';
import type { Random } from '../../demo/traffic/random.ts';
import type * as Sdk from './document.ts';

/** What a document reaches of its browser. */
export interface Surroundings {
  /** Milliseconds that pass evenly. */
  readonly passed: () => number;
  /** Epoch ms as the visitor's computer has it: may jump. */
  readonly date: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly random: Random;
  readonly indexedDB: { open(name: string): unknown };
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

const [bundle] = buildSync({
  entryPoints: [fileURLToPath(new URL('document.ts', import.meta.url))],
  bundle: true,
  platform: 'browser',
  format: 'iife',
  globalName: 'sdk',
  target: 'es2022',
  define: { __VERSION__: '"0.0.0"' },
  write: false,
}).outputFiles;

/** Globals that stand for those of Node; what has no compression sends plain text, as older browsers do. */
const globalsOf = ({ passed, date, after, random, indexedDB, fetch }: Surroundings) => {
  const timers = new Map<number, () => void>();
  let made = 0;
  const setTimeout = (run: () => void, ms = 0): number => {
    const id = (made += 1);
    timers.set(
      id,
      after(ms, () => {
        timers.delete(id);
        run();
      }),
    );
    return id;
  };
  const clearTimeout = (id: number): void => {
    timers.get(id)?.();
    timers.delete(id);
  };
  return {
    window: { setTimeout, clearTimeout },
    setTimeout,
    clearTimeout,
    document: {},
    location: { href: 'https://shop.example/' },
    navigator: { language: 'en' },
    screen: { width: 1440, height: 900 },
    performance: { now: passed },
    Date: class extends Date {
      static override now = date;
    },
    Math: Object.assign(Object.create(Math) as Math, { random: () => random.between(0, 1) }),
    crypto: {
      getRandomValues: (words: Uint32Array) => words.map(() => random.whole(0, 0xffffffff)),
    },
    AbortSignal: {
      timeout(ms: number): AbortSignal {
        const ending = new AbortController();
        after(ms, () => ending.abort(new DOMException('The operation timed out.', 'TimeoutError')));
        return ending.signal;
      },
    },
    CompressionStream: undefined,
    indexedDB,
    fetch,
  };
};

type Run = (...globals: unknown[]) => typeof Sdk;
let compiled: Run | undefined;

/** The SDK in a realm. */
export function openRealm(surroundings: Surroundings): typeof Sdk {
  const globals = globalsOf(surroundings);
  compiled ??= compileFunction(`${bundle?.text ?? ''}; return sdk;`, Object.keys(globals)) as Run;
  return compiled(...Object.values(globals));
}
