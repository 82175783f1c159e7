// What benches of ingest share: the built collector in a folder of its own, a load against it, and what it holds.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TOKEN = 'bench-token-of-the-admin';
const KEY = 'pk_bench';
/** A start with a long backlog reads it; a loaded machine takes its time. */
const READY_MS = 30_000;

const bin = fileURLToPath(new URL('../../collector/dist/bin.js', import.meta.url));
const generator = fileURLToPath(new URL('load.mjs', import.meta.url));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Memory of a process now, bytes. */
function rssOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** A collector that is not started yet. */
export function createRig() {
  const folder = mkdtempSync(join(tmpdir(), 'watchglass-bench-'));
  let child;
  let port = 0;

  const enginePid = () => {
    try {
      return Number(/\d+/.exec(readFileSync(join(folder, 'data/engine.pid'), 'utf8'))?.[0]);
    } catch {
      return 0;
    }
  };
  const ask = (path) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${TOKEN}` } });

  async function stop() {
    if (!child) return;
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    child = undefined;
  }

  return {
    ask,
    stop,
    /** Starts on the same data. `more`: lines of its configuration; `path`: what answers 200 when it is there. */
    async start({ more = '', path = '/readyz' } = {}) {
      writeFileSync(
        join(folder, 'watchglass.yaml'),
        `limits:\n  requestsPerSecondPerIp: 1000000\nprojects:\n  - id: bench\n    keys: [${KEY}]\n    bots: include\n${more}`,
      );
      child = spawn(process.execPath, [bin, 'serve', '--port', '0', '--data', 'data'], {
        cwd: folder,
        stdio: ['ignore', 'pipe', more === '' ? 'inherit' : 'ignore'],
        env: { ...process.env, WATCHGLASS_TOKEN: TOKEN },
      });
      port = await new Promise((resolve, reject) => {
        let said = '';
        child.stdout.setEncoding('utf8').on('data', (text) => {
          said += text;
          const found = /127\.0\.0\.1:(\d+)/.exec(said);
          if (found) resolve(Number(found[1]));
        });
        child.on('exit', (code) => reject(new Error(`the collector ended with ${code}`)));
      });
      for (const deadline = Date.now() + READY_MS; ; await sleep(100)) {
        if ((await fetch(`http://127.0.0.1:${port}${path}`).catch(() => ({ ok: false }))).ok) return;
        if (Date.now() > deadline) throw new Error(`the collector was not ready after ${READY_MS / 1000} s`);
      }
    },
    /** A load as `load.mjs` takes it; `stop` ends it. Resolves with what it measured. */
    load(options) {
      const running = spawn(process.execPath, [generator, JSON.stringify({ port, key: KEY, ...options })], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      running.stdout.setEncoding('utf8').on('data', (text) => (said += text));
      const result = new Promise((resolve, reject) =>
        running.on('close', (code) => (code === 0 ? resolve(JSON.parse(said)) : reject(new Error('the load failed')))),
      );
      return { result, stop: () => running.kill('SIGTERM') };
    },
    /** Events in the store. */
    async stored() {
      const response = await ask('/api/ledger?project=bench');
      if (!response.ok) throw new Error(`the ledger answered ${response.status}`);
      const { rows } = await response.json();
      return rows[0]?.stored ?? 0;
    },
    /** A number of `/metrics`. */
    async metric(name) {
      const text = await (await ask('/metrics')).text();
      return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    },
    /** Of collector and engine now, bytes. */
    memory: () => rssOf(child?.pid) + rssOf(enginePid()),
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A line of a bench's table. */
export const say = (name, value) => console.log(`  ${name.padEnd(36)}${value}`);
