/** One run of the engine's process, from spawn to end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineLibrary } from './engineLibrary.ts';
import { type HangWatch, hangWatch, pings, watchPings } from './hangWatch.ts';
import { hintOf, lastWords } from './lastWords.ts';
import { parseIdentity, processIdentity, stillRuns } from './processIdentity.ts';

/** Files of an engine. */
export interface EnginePlaces {
  /** The engine's own directory. */
  readonly data: string;
  readonly configFile: string;
  readonly logFile: string;
  /** Where the running process is noted, so that a later collector ends it. */
  readonly pidFile: string;
}

/** A running engine. */
export interface EngineProcess {
  readonly url: string;
  readonly pid: number;
  /** Resolves when the process has ended, with a sentence. */
  readonly ended: Promise<string>;
  /** Closes its stdin, waits, then ends it by SIGTERM and SIGKILL. */
  stop(): Promise<void>;
}

/** How long an engine may take until it listens, ms: 50 million rows take 0.3 s, a damaged disk and a full machine far more. */
const START_MS = 60_000;

/** How long the engine may take to write what it holds and to end, ms; everything acknowledged is on disk already. */
const STOP_MS = 4_000;

/** From SIGTERM to SIGKILL, ms. */
const TERM_MS = 2_000;

/** What is kept of the engine's last words, characters. */
const MAX_WORDS = 4_000;

/**
 * Starts the engine on a free loopback port.
 *
 * @param program path of `engineChild.js`
 * @throws Error with a sentence when it ends, or does not listen in time
 */
export async function startEngineProcess(
  program: string,
  library: EngineLibrary,
  places: EnginePlaces,
  hang: HangWatch = hangWatch,
): Promise<EngineProcess> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    argumentsOf(program, library, places, port),
    // a group of its own: Ctrl-C in a terminal is for the collector, which ends the engine after itself
    { stdio: ['pipe', 'ignore', 'pipe'], detached: true, env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC' } },
  );
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-MAX_WORDS)));
  child.stdin.on('error', () => {});
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`The engine could not be started: ${error.message}.`));
    child.once('exit', (code, signal) => resolve(lastWords(words, signal ?? `exit code ${code}`)));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(await ended);
  const identity = processIdentity(pid);
  if (identity !== undefined) writeFileSync(places.pidFile, JSON.stringify(identity), { mode: 0o600 });

  const url = `http://127.0.0.1:${port}`;
  const over = ended.then((sentence) => ({ sentence }));
  const deadline = Date.now() + START_MS;
  for (;;) {
    if (await pings(url, hang.timeoutMs)) break;
    const end = await Promise.race([over, sleep(20)]);
    if (end !== undefined) throw new Error(end.sentence + hintOf(end.sentence, places.data));
    if (Date.now() < deadline) continue;
    child.kill('SIGKILL');
    throw new Error(`The engine did not listen within ${START_MS / 1000} s.`);
  }
  const watch = watchPings(url, child, hang);
  void ended.then(() => clearInterval(watch));
  return { url, pid, ended, stop: () => stopChild(child, ended) };
}

/** Command line of the child; no secret is on it, others can read it. */
const argumentsOf = (program: string, { library, ffi }: EngineLibrary, places: EnginePlaces, port: number): string[] =>
  [
    [program, ffi, library],
    ['--config-file', places.configFile, '--path', places.data],
    ['--listen_host', '127.0.0.1', '--http_port', String(port)],
    // everything below fatal repeats SQL and values, and a busy engine writes 10 MB of it a minute
    ['--logger.log', places.logFile, '--log-level', 'fatal'],
    // the last statement reads stdin until it ends, which is when we stop or die
    ['--structure', 'x String', '--input-format', 'LineAsString'],
    ['--query', 'SYSTEM START LISTEN HTTP; SELECT count() FROM table'],
  ].flat();

/**
 * Ends the engine of a collector that died, when it still runs: pid and start time must both be those that were noted.
 *
 * @param text of the pid file
 * @returns whether there was one
 */
export async function endOrphan(text: string): Promise<boolean> {
  const noted = parseIdentity(text);
  if (noted === undefined || !stillRuns(noted)) return false;
  signal(noted.pid, 'SIGTERM');
  const deadline = Date.now() + TERM_MS;
  while (stillRuns(noted)) {
    if (Date.now() >= deadline) signal(noted.pid, 'SIGKILL');
    await sleep(20);
  }
  return true;
}

/** A process may end between the look and the signal. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has
  }
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  const within = (ms: number): Promise<boolean> => {
    const cancel = new AbortController();
    const late = sleep(ms, false, { signal: cancel.signal }).catch(() => false);
    return Promise.race([ended.then(() => true), late]).finally(() => cancel.abort());
  };
  child.stdin?.end();
  if (await within(STOP_MS)) return;
  child.kill('SIGTERM');
  if (await within(TERM_MS)) return;
  child.kill('SIGKILL');
  await ended;
}

/** The engine cannot be asked for a port of its choice: one is taken and given back. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The engine found no free port on 127.0.0.1.');
  return address.port;
}
