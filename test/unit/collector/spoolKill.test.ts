import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFileSystem } from '../../../collector/spool/fileSystem.ts';
import { openSpool } from '../../../collector/spool/log.ts';
import { openQuarantine } from '../../../collector/spool/quarantine.ts';
import { silent } from './smallSpool.ts';

/** Enough to meet a write under way; `npm run test:long` kills more often. */
const KILLS = Number(process.env['WATCHGLASS_SPOOL_KILLS'] ?? 5);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchglass-spool-'));
  await build({
    entryPoints: [fileURLToPath(new URL('spoolChild.ts', import.meta.url))],
    outfile: join(folder, 'child.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lets a process append and kills it soon after its first acknowledgement; what it acknowledged. */
function liveAndDie(life: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(folder, 'child.mjs'), join(folder, 'spool'), String(life)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), 20 + Math.random() * 150);
      said += text;
    });
    child.on('error', reject);
    child.on('close', () => {
      if (said === '') reject(new Error(`The process ended before it wrote anything: ${complaint}`));
      // the last line may be cut
      else resolve(said.slice(0, said.lastIndexOf('\n')).split('\n'));
    });
  });
}

test(
  `a process that is killed ${KILLS} times while it appends: every acknowledged record is on the disk once`,
  async () => {
    const acked: string[] = [];
    for (let life = 0; life < KILLS; life += 1) acked.push(...(await liveAndDie(life)));
    expect(acked.length).toBeGreaterThan(KILLS * 2);

    const files = createFileSystem();
    const quarantine = await openQuarantine(files, join(folder, 'quarantine'));
    const spool = await openSpool({ files, directory: join(folder, 'spool'), quarantine, log: silent });
    const found: string[] = [];
    for (let at = spool.first(); ; ) {
      const records = await spool.read(at, 1_000_000);
      for (const { payload, next } of records) {
        found.push(Buffer.from(payload).toString().replace(/:x*$/, ''));
        at = next;
      }
      if (records.length === 0) break;
    }
    const once = new Set(found);
    expect(once.size).toBe(found.length);
    expect(acked.filter((id) => !once.has(id))).toEqual([]);
    expect(found.filter((id) => !/^\d+\.\d+$/.test(id))).toEqual([]);
    // each life's records are in their order, and lives follow one another
    const inOrder = found.map((id) => id.split('.').map(Number)).map(([life = 0, number = 0]) => life * 1e9 + number);
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
    expect(spool.stats().quarantined).toBe(0);
    await spool.close();
  },
  20_000 + KILLS * 2_000,
);
