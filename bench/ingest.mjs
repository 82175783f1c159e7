// Ingest on the machine's cores, each acknowledgement after fdatasync, batches of 50 events for 60 s: at least 15,000
// events a second, all of them in the store afterwards, collector and engine together under 1 GB. Beside it the engine's
// own insert rate in the same run.
//
//   node bench/ingest.mjs
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildAll } from '../scripts/build.mjs';

const SECONDS = Number(process.env.WATCHGLASS_BENCH_SECONDS ?? 60);
const EVENTS = 50;
const LEAST_PER_SECOND = 15_000;
const MOST_BYTES = 1_000_000_000;
const ENGINE_SECONDS = Math.min(15, SECONDS);
const TOKEN = 'bench-token-of-the-admin';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'collector/dist');
const folder = mkdtempSync(join(tmpdir(), 'watchglass-bench-'));

/** Memory of a process now, bytes. */
function rssOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

const enginePid = () => {
  try {
    return Number(/\d+/.exec(readFileSync(join(folder, 'data/engine.pid'), 'utf8'))?.[0]);
  } catch {
    return 0;
  }
};

async function startCollector() {
  writeFileSync(
    join(folder, 'watchglass.yaml'),
    'limits:\n  requestsPerSecondPerIp: 1000000\nprojects:\n  - id: bench\n    keys: [pk_bench]\n    bots: include\n',
  );
  const child = spawn(process.execPath, [join(dist, 'bin.js'), 'serve', '--port', '0', '--data', 'data'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WATCHGLASS_TOKEN: TOKEN },
  });
  const port = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const found = /127\.0\.0\.1:(\d+)/.exec(said);
      if (found) resolve(Number(found[1]));
    });
    child.on('exit', (code) => reject(new Error(`the collector ended with ${code}`)));
  });
  for (let tries = 0; ; tries++) {
    const { ok } = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => ({ ok: false }));
    if (ok) return { child, port };
    if (tries > 100) throw new Error('the collector was not ready after 10 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function load(port) {
  return new Promise((resolve, reject) => {
    const options = { port, key: 'pk_bench', seconds: SECONDS, events: EVENTS, connections: 32 };
    const child = spawn(process.execPath, [join(root, 'bench/ingest/load.mjs'), JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(said)) : reject(new Error('the load failed'))));
  });
}

async function stored(port) {
  const response = await fetch(`http://127.0.0.1:${port}/api/ledger?project=bench`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  if (!response.ok) throw new Error(`the ledger answered ${response.status}`);
  const { rows } = await response.json();
  return rows[0]?.stored ?? 0;
}

async function rateOfEngine() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'bench/ingest/engineRate.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@watchglass/contract': join(root, 'contract/index.ts') },
    outfile: join(root, 'engineRate.mjs'),
  });
  const file = join(root, '.cache', 'bench-engine-rate.mjs');
  writeFileSync(file, outputFiles[0].text);
  const { engineRate } = await import(pathToFileURL(file).href);
  const now = Date.now();
  const head = now.toString(16).padStart(12, '0');
  const golden = JSON.parse(readFileSync(join(root, 'test/golden/click.json'), 'utf8'));
  const id = (batch, n) =>
    `${head.slice(0, 8)}-${head.slice(8)}-7${String(n).padStart(3, '0')}-8000-${String(batch).padStart(12, '0')}`;
  return engineRate({
    program: join(dist, 'store/engineChild.js'),
    seconds: ENGINE_SECONDS,
    blockRows: 10_000,
    entryOf: (batch) => ({
      project: 'bench',
      receivedAt: now,
      skewMs: 0,
      bot: false,
      batch: {
        contract: 1,
        batch: id(batch, 999),
        lane: 'core',
        doc: golden.doc,
        release: '1.0.0',
        environment: 'bench',
        sdk: 'watchglass/bench',
        context: { language: 'en', timeZone: 'UTC', screenWidth: 1440, screenHeight: 900, automated: false },
        sampleRate: 1,
        drops: {},
        events: Array.from({ length: EVENTS }, (_, n) => ({ ...golden, id: id(batch, n), at: now + n, seq: n })),
      },
    }),
  });
}

await buildAll({ only: ['sdk', 'dashboard', 'collector'], log: () => {} });
const perSecondOfEngine = await rateOfEngine();
const { child, port } = await startCollector();
let failed = false;
try {
  let peak = 0;
  const sampler = setInterval(() => (peak = Math.max(peak, rssOf(child.pid) + rssOf(enginePid()))), 500);
  const result = await load(port);
  const finished = Date.now();
  let found = 0;
  while ((found = await stored(port)) < result.events && Date.now() - finished < 120_000)
    await new Promise((resolve) => setTimeout(resolve, 500));
  const drainedMs = Date.now() - finished;
  clearInterval(sampler);
  const perSecond = result.events / result.seconds;
  console.log(`ingest: batches of ${EVENTS} events for ${SECONDS} s, each acknowledged after fdatasync`);
  const say = (name, value) => console.log(`  ${name.padEnd(36)}${value}`);
  say('events a second', `${Math.round(perSecond)} (at least ${LEAST_PER_SECOND})`);
  say(
    '... of the engine’s own insert rate',
    `${((100 * perSecond) / perSecondOfEngine).toFixed(0)} % of ${Math.round(perSecondOfEngine)} rows a second`,
  );
  say(
    'answer, median and 99 %',
    `${result.p50Ms} ms, ${result.p99Ms} ms; other than 202: ${JSON.stringify(result.others)}`,
  );
  say('in the store', `${found} of ${result.events}, the last ${(drainedMs / 1000).toFixed(1)} s after the load`);
  say('collector and engine, peak', `${(peak / 1e6).toFixed(0)} MB (under ${MOST_BYTES / 1e6} MB)`);
  failed = perSecond < LEAST_PER_SECOND || found !== result.events || peak >= MOST_BYTES || peak === 0;
} finally {
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
