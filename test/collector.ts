/** The built collector as a process in a folder of its own: started, killed, started again, asked, and ended by its pid. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StoredEvent } from '@watchglass/contract';
import { parseIdentity, stillRuns } from '../collector/store/processIdentity.ts';

/** The admin token of every collector of the tests. */
export const adminToken = 'token-of-the-admin-of-the-tests';

const ofClone = fileURLToPath(new URL('../collector/dist/bin.js', import.meta.url));

/** A start takes half a second; other tests have the cores too. */
const START_MS = 60_000;

/** A graceful stop is promised within 10 s. */
const STOP_MS = 12_000;

/** What the collector is started with. */
export interface CollectorOptions {
  /** Text of `watchglass.yaml`. Default: the one that a first start writes. */
  readonly config?: string;
  readonly demo?: boolean;
  /** Another bin than the one of this clone, started without a command, as somebody who only has the package does. */
  readonly program?: string | undefined;
  /** Another build of this clone's bin. */
  readonly bin?: string;
}

/** A collector, on a port that changes with each start. */
export interface RunningCollector {
  readonly folder: string;
  /** The data directory. */
  readonly data: string;
  /** Where it is reached now, without a slash at the end; the last one while it does not run. */
  origin(): string;
  /** Logs a browser in, once, within 10 minutes of the last start. */
  loginLink(): string;
  /** Everything printed so far, by all starts. */
  text(): string;
  /** Of the engine's process that was noted last; undefined when it does not run. */
  enginePid(): number | undefined;
  /** Sends a signal to the engine. Throws when it does not run. */
  signalEngine(name: NodeJS.Signals): void;
  /** SIGKILL; resolves when the process has ended. Its engine is left behind as it is. */
  kill(): Promise<void>;
  /** SIGTERM; exit code. */
  stop(): Promise<number | null>;
  /** Starts on the same folder, with more in its environment; resolves when it listens. */
  start(environment?: Readonly<Record<string, string>>): Promise<void>;
  /** Resolves when the process that was started last has ended: its exit code, null after a signal. */
  ended(): Promise<number | null>;
  /** GET with the admin token. */
  ask(path: string): Promise<Response>;
  /** Resolves when queries are answered: ms since the call. */
  answers(project: string): Promise<number>;
  /** All stored events of a project, as the export gives them. */
  events(project: string): Promise<StoredEvent[]>;
  /** Ends it and its engine, and removes the folder. */
  close(): Promise<void>;
}

/** Calls until it gives something; what it throws meanwhile is thrown when the time is over. */
export async function eventually<T>(
  what: () => T | undefined | Promise<T | undefined>,
  { withinMs = 30_000, everyMs = 25 } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let last: unknown = new Error(`It did not happen within ${withinMs} ms.`);
  for (;;) {
    try {
      const found = await what();
      if (found !== undefined) return found;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) throw last;
    await sleep(everyMs);
  }
}

/** Starts a collector on a free port of 127.0.0.1. */
export async function startCollector({
  config,
  demo = false,
  program,
  bin = ofClone,
}: CollectorOptions = {}): Promise<RunningCollector> {
  if (!existsSync(bin)) throw new Error('The collector has not been built: npm run build.');
  const folder = mkdtempSync(join(tmpdir(), 'watchglass-collector-'));
  const data = join(folder, 'data');
  if (config !== undefined) writeFileSync(join(folder, 'watchglass.yaml'), config);
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);
  let origin = '';
  let loginLink = '';
  let text = '';

  const noted = () => {
    try {
      const identity = parseIdentity(readFileSync(join(data, 'engine.pid'), 'utf8'));
      return identity && stillRuns(identity) ? identity : undefined;
    } catch {
      return undefined;
    }
  };
  const ask = (path: string): Promise<Response> =>
    fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${adminToken}` } });

  const collector: RunningCollector = {
    folder,
    data,
    origin: () => origin,
    loginLink: () => loginLink,
    text: () => text,
    enginePid: () => noted()?.pid,
    signalEngine(name) {
      const engine = noted();
      if (!engine) throw new Error('The engine does not run.');
      process.kill(engine.pid, name);
    },
    async kill() {
      child?.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child?.kill('SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
      const code = await ended;
      clearTimeout(late);
      return code;
    },
    ended: () => ended,
    async start(environment = {}) {
      const how = program ? [program] : [bin, 'serve', '--data', data, ...(demo ? ['--demo'] : [])];
      const begun = spawn(process.execPath, [...how, '--port', '0'], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env['PATH'], TZ: 'UTC', WATCHGLASS_TOKEN: adminToken, ...environment },
      });
      child = begun;
      let isOver = false;
      let said = '';
      begun.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
      for (const stream of [begun.stdout, begun.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
      ended = new Promise((resolve) => {
        begun.once('error', () => resolve(null));
        begun.once('close', (code) => resolve(code));
      }).then((code) => {
        isOver = true;
        return code as number | null;
      });
      const line = /^Watchglass: ((http:\/\/[^/\s]+)\/login\/\S+) /m;
      const found = await eventually(() => line.exec(said) ?? (isOver ? [] : undefined), {
        withinMs: START_MS,
        everyMs: 10,
      });
      if (found[1] === undefined) throw new Error(`The collector did not start: ${text}`);
      [, loginLink = '', origin = ''] = found;
    },
    ask,
    async answers(project) {
      const from = performance.now();
      await eventually(async () => ((await ask(`/api/ledger?project=${project}`)).ok ? true : undefined), {
        withinMs: START_MS,
      });
      return performance.now() - from;
    },
    async events(project) {
      const answer = await ask(`/api/events?project=${project}&from=0&to=${Date.now() + 3_600_000}`);
      if (!answer.ok) throw new Error(`The export answered ${answer.status}: ${await answer.text()}`);
      return (await answer.text())
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as StoredEvent]));
    },
    async close() {
      await collector.stop();
      // of a collector that was killed
      const engine = noted();
      if (engine) process.kill(engine.pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  try {
    await collector.start();
  } catch (error) {
    await collector.close();
    throw error;
  }
  return collector;
}
