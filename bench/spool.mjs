// The spool on this disk: durable appends of 16 KiB by 64 writers, beside a loop that writes the same bytes and syncs
// them, which is all that any log could do; and the memory of batches at its largest.
//
//   node bench/spool.mjs
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';

const WRITERS = 64;
const PAYLOAD_BYTES = 16 * 1024;
const RUN_MS = 3_000;
const ROUNDS = 3;
/** The spool checksums and copies what the control only writes; below this share of it something is wrong. */
const LEAST_RATIO = 0.4;
const IDS = 4_000_000;
/** Of memory per id: 16 bytes of fingerprint, and the free slots of its table. */
const MOST_ID_BYTES = 40;

// on the disk of the checkout: a directory for temporary files is often memory
const folder = fileURLToPath(new URL('../.cache/bench/spool', import.meta.url));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

async function load(name) {
  const outfile = join(folder, `${name}.mjs`);
  const entry = fileURLToPath(new URL(`../collector/spool/${name}.ts`, import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  return import(pathToFileURL(outfile).href);
}

const { createFileSystem } = await load('fileSystem');
const { openQuarantine } = await load('quarantine');
const { openSpool } = await load('log');
const { openSeenBatches } = await load('seenBatches');
const quiet = () => undefined;
const log = { info: quiet, warn: quiet, error: quiet };
const files = createFileSystem();
const payload = randomBytes(PAYLOAD_BYTES);

async function spooled(round) {
  const directory = join(folder, `spool-${round}`);
  const quarantine = await openQuarantine(files, join(folder, 'quarantine'));
  const spool = await openSpool({ files, directory, quarantine, log });
  const waits = [];
  const started = performance.now();
  const writer = async () => {
    while (performance.now() - started < RUN_MS) {
      const at = performance.now();
      await spool.append([payload]);
      waits.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  const perSecond = (waits.length / (performance.now() - started)) * 1_000;
  const toRead = performance.now();
  let bytes = 0;
  for (let at = spool.first(); ; ) {
    const records = await spool.read(at, 1024 * 1024);
    if (records.length === 0) break;
    for (const record of records) bytes += record.payload.length;
    at = records.at(-1).next;
  }
  if (bytes !== waits.length * PAYLOAD_BYTES) throw new Error(`${waits.length} appends, but ${bytes} bytes to read`);
  const readPerSecond = (bytes / 1e6 / (performance.now() - toRead)) * 1_000;
  await spool.close();
  await rm(directory, { recursive: true, force: true });
  waits.sort((a, b) => a - b);
  return { perSecond, readPerSecond, p99: waits[Math.floor(waits.length * 0.99)] };
}

async function control() {
  const path = join(folder, 'control');
  const file = await open(path, 'w');
  const group = Buffer.concat(Array.from({ length: WRITERS }, () => payload));
  let puts = 0;
  const started = performance.now();
  for (let at = 0; performance.now() - started < RUN_MS; at += group.length) {
    await file.write(group, 0, group.length, at);
    await file.datasync();
    puts += WRITERS;
  }
  const perSecond = (puts / (performance.now() - started)) * 1_000;
  await file.close();
  await rm(path);
  return perSecond;
}

async function memory() {
  // without it, what the runs before left behind is counted, or given back in the middle
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  collectGarbage();
  const before = process.memoryUsage();
  const seen = await openSeenBatches({ files, directory: join(folder, 'seen'), log });
  const now = Date.now();
  const ids = Array.from({ length: 1_000 }, () => randomUUID());
  const started = performance.now();
  for (let id = 0; id < IDS; id += 1) {
    seen.add('demo', `${ids[id % 1_000]}${id}`, now, id);
    // as often as the inserter does it
    if (id % 10_000 === 9_999) await seen.sync();
  }
  const addUs = ((performance.now() - started) / IDS) * 1_000;
  collectGarbage();
  const after = process.memoryUsage();
  const toOpen = performance.now();
  await openSeenBatches({ files, directory: join(folder, 'seen'), log });
  const openMs = performance.now() - toOpen;
  return { bytes: (after.arrayBuffers - before.arrayBuffers) / IDS, addUs, openMs };
}

const best = { spool: { perSecond: 0, readPerSecond: 0, p99: 0 }, control: 0 };
for (let round = 0; round < ROUNDS; round += 1) {
  // one after the other, so that a disk that gets slower is slow for both
  const one = await spooled(round);
  if (one.perSecond > best.spool.perSecond) best.spool = one;
  best.control = Math.max(best.control, await control());
}
const ids = await memory();
await rm(folder, { recursive: true, force: true });

const ratio = best.spool.perSecond / best.control;
const whole = (value) => Math.round(value).toLocaleString('en-US');
console.log(
  `The spool: ${WRITERS} writers, ${PAYLOAD_BYTES / 1024} KiB each, best of ${ROUNDS} runs of ${RUN_MS / 1_000} s`,
);
console.log(`  durable appends a second  ${whole(best.spool.perSecond)}`);
console.log(`  the same bytes written and synced, a second  ${whole(best.control)}`);
console.log(`  ratio (at least ${LEAST_RATIO})  ${ratio.toFixed(2)}`);
console.log(`  99th percentile of an append  ${best.spool.p99.toFixed(1)} ms`);
console.log(`  read back  ${whole(best.spool.readPerSecond)} MB/s`);
console.log(`  memory per batch id of ${whole(IDS)} (at most ${MOST_ID_BYTES})  ${ids.bytes.toFixed(1)} bytes`);
console.log(`  a batch id looked up and noted  ${ids.addUs.toFixed(1)} µs`);
console.log(`  batch ids read at a start  ${whole(ids.openMs)} ms`);
if (ratio < LEAST_RATIO || ids.bytes > MOST_ID_BYTES) process.exitCode = 1;
