// Ingest on the machine's cores, each acknowledgement after fdatasync, batches of 50 events. First a paced load of 15,000
// events a second for 60 s: 99 % of the answers within 100 ms. Then as much as goes for 60 s: at least 15,000 events a
// second, all of them in the store afterwards, collector and engine together under 1 GB. Beside it the engine's own insert
// rate in the same run.
//
//   node bench/ingest.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildAll } from '../scripts/build.mjs';
import { createRig, say } from './ingest/rig.mjs';

const SECONDS = Number(process.env.WATCHGLASS_BENCH_SECONDS ?? 60);
const WARM_SECONDS = 3;
const EVENTS = 50;
const LEAST_PER_SECOND = 15_000;
const MOST_P99_MS = 100;
const MOST_BYTES = 1_000_000_000;
const ENGINE_SECONDS = Math.min(15, SECONDS);

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'collector/dist');

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
const rig = createRig();
let failed = false;
try {
  await rig.start();
  let peak = 0;
  const sampler = setInterval(() => (peak = Math.max(peak, rig.memory())), 500);
  const common = { seconds: SECONDS, events: EVENTS, connections: 32 };
  // code that runs for the first time is not what a collector is all day
  const warm = await rig.load({ ...common, seconds: WARM_SECONDS }).result;
  const paced = await rig.load({ ...common, perSecond: LEAST_PER_SECOND / EVENTS }).result;
  const result = await rig.load(common).result;
  const finished = Date.now();
  const acknowledged = warm.events + paced.events + result.events;
  let found = 0;
  while ((found = await rig.stored()) < acknowledged && Date.now() - finished < 120_000)
    await new Promise((resolve) => setTimeout(resolve, 500));
  const drainedMs = Date.now() - finished;
  clearInterval(sampler);
  const perSecond = result.events / result.seconds;
  const pacedPerSecond = paced.events / paced.seconds;
  console.log(`ingest: batches of ${EVENTS} events, twice ${SECONDS} s, each acknowledged after fdatasync`);
  say(
    `paced, answer, median and 99 %`,
    `${paced.p50Ms} ms, ${paced.p99Ms} ms (under ${MOST_P99_MS}) at ${Math.round(pacedPerSecond)} events a second`,
  );
  say('flat out, events a second', `${Math.round(perSecond)} (at least ${LEAST_PER_SECOND})`);
  say(
    '... of the engine’s own insert rate',
    `${((100 * perSecond) / perSecondOfEngine).toFixed(0)} % of ${Math.round(perSecondOfEngine)} rows a second`,
  );
  say(
    '... answer, median and 99 %',
    `${result.p50Ms} ms, ${result.p99Ms} ms; other than 202: ${JSON.stringify({ ...paced.others, ...result.others })}`,
  );
  say('in the store', `${found} of ${acknowledged}, the last ${(drainedMs / 1000).toFixed(1)} s after the load`);
  say('collector and engine, peak', `${(peak / 1e6).toFixed(0)} MB (under ${MOST_BYTES / 1e6} MB)`);
  failed =
    paced.p99Ms >= MOST_P99_MS ||
    pacedPerSecond < 0.99 * LEAST_PER_SECOND ||
    perSecond < LEAST_PER_SECOND ||
    found !== acknowledged ||
    peak >= MOST_BYTES ||
    peak === 0;
} finally {
  await rig.close();
}
process.exit(failed ? 1 : 0);
