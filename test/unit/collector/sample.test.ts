/** The demo's sample, also when its first load is cut off. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadSample } from '../../../collector/sample.ts';
import { readEntry } from '../../../collector/spool/entry.ts';
import { project, tempFolder } from './parts.ts';

const file = fileURLToPath(new URL('../../../demo/sample.ndjson.gz', import.meta.url));
const START = 1_800_000_000_000;
const DAY_MS = 86_400_000;

/** Loads into a list, which breaks after so many appends. */
async function load(folder: string, clock: number, appends = Number.POSITIVE_INFINITY) {
  const found: { id: string; at: number }[] = [];
  let left = appends;
  const count = await loadSample({
    file,
    marker: join(folder, 'sample-loaded'),
    project: project(),
    origin: 'http://127.0.0.1:4680',
    clock: () => clock,
    spool: {
      append: async (payloads) => {
        if ((left -= 1) < 0) throw new Error('killed');
        for (const payload of payloads)
          for (const { id, at } of readEntry(payload).batch.events) found.push({ id, at });
      },
    },
  }).catch(() => 'killed' as const);
  return { found, count };
}

test('the sample ends now, and is loaded once', async () => {
  const folder = tempFolder();
  const { found, count } = await load(folder, START);
  expect(count).toBe(found.length);
  expect(found.length).toBeGreaterThan(1_000);
  expect(Math.max(...found.map(({ at }) => at))).toBeLessThanOrEqual(START);
  expect(await load(folder, START + DAY_MS)).toEqual({ found: [], count: 0 });
  expect(existsSync(join(folder, 'sample-loaded.shift'))).toBe(false);
});

test('a load that was cut off is done again with the same times, so that the store folds what it had', async () => {
  const folder = tempFolder();
  const first = await load(folder, START, 3);
  expect(first.count).toBe('killed');
  expect(first.found.length).toBeGreaterThan(0);
  const second = await load(folder, START + DAY_MS / 2);
  expect(second.found.slice(0, first.found.length)).toEqual(first.found);
  expect(second.count).toBe(second.found.length);
});
