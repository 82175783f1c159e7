/** The collector killed at named moments, under load: what was acknowledged is stored once. A build of its own has them. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { buildPrograms } from '../../../collector/build.mjs';
import { type Failpoint, failpoints } from '../../../collector/failpoint.ts';
import { eventually, startCollector } from '../../collector.ts';
import { root } from '../../server.ts';
import { startLoad, storedOnce } from './load.ts';

/** Kills at each moment; `npm run test:long -- --only failpoints` kills at all of them, ten times each. */
const ROUNDS = Number(process.env['WATCHGLASS_FAILPOINT_ROUNDS'] ?? 1);
/** `npm test` has the time for these alone. */
const FEW: readonly Failpoint[] = ['spool: durable, not answered', 'insert: stored, not noted'];
const moments: readonly Failpoint[] = process.env['WATCHGLASS_FAILPOINT_ROUNDS'] === undefined ? FEW : failpoints;

/** An engine that restarts on a busy machine takes its time, and what comes after an insert waits for it. */
const MEET_MS = 120_000;

/** Beside the built one, where its packages are found. */
const out = join(root, 'collector/.cache/failpoints');
const config = 'limits:\n  requestsPerSecondPerIp: 1000000\nprojects:\n  - id: site\n    keys: [pk_site]\n';

beforeAll(() => buildPrograms({ out, failpoints: true }), 30_000);

test('builds for release have none of them', () => {
  const texts = (folder: string): string[] =>
    ['bin.js', 'store/engineChild.js'].map((file) => readFileSync(join(folder, file), 'utf8'));
  const found = (folder: string): string[] =>
    [...failpoints, 'WATCHGLASS_FAILPOINT', 'failpoint('].filter((name) =>
      texts(folder).some((text) => text.includes(name)),
    );
  expect(found(join(root, 'collector/dist'))).toEqual([]);
  expect(found(out)).toEqual([...failpoints, 'WATCHGLASS_FAILPOINT', 'failpoint(']);
});

/** Starts the collector to die at each moment in turn while batches arrive, and a last time to store what it has. */
async function dieAt(bin: string, turns: readonly Failpoint[]) {
  const one = await startCollector({ config, bin });
  try {
    await one.answers('site');
    const load = startLoad({ origin: one.origin, key: 'pk_site' });
    await one.kill();
    for (const moment of turns) {
      // a moment of the start itself kills it before it listens
      one.start({ WATCHGLASS_FAILPOINT: moment }).catch(() => undefined);
      let isDead = false;
      void one.ended().then((code) => {
        isDead = code === null;
      });
      await eventually(() => isDead || undefined, { withinMs: MEET_MS }).catch(() =>
        expect.unreachable(`never met: ${moment}`),
      );
    }
    await one.start();
    await load.stop();
    await one.answers('site');
    const { ms: _, ...verdict } = await storedOnce(one, 'site', load.acknowledged);
    return { verdict, acknowledged: load.acknowledged.size, statuses: [...load.answers.keys()] };
  } finally {
    await one.close();
  }
}

test(
  `killed ${ROUNDS} times at each of ${moments.length} moments: nothing acknowledged is lost or doubled`,
  async () => {
    const turns = Array.from({ length: ROUNDS }, () => moments).flat();
    const { verdict, acknowledged, statuses } = await dieAt(join(out, 'bin.js'), turns);
    console.log(`${turns.length} kills, ${acknowledged} events acknowledged: ${JSON.stringify(verdict)}`);
    expect(verdict).toEqual({ lost: 0, doubled: 0, unknown: 0 });
    expect(statuses.filter((status) => status !== 202 && status !== 'none')).toEqual([]);
  },
  60_000 + ROUNDS * moments.length * 40_000,
);

test('a collector that answers before it writes is found', async () => {
  const careless = `${out}-careless`;
  const plugin: Plugin = {
    // and waits long enough for the answer to leave
    name: 'answers first',
    setup: ({ onLoad }) =>
      onLoad({ filter: /groupCommit\.ts$/ }, async ({ path }) => ({
        loader: 'ts',
        contents: (await readFile(path, 'utf8')).replace(
          'await write(',
          'for (const { resolve } of group) resolve();\nawait new Promise((resolve) => setTimeout(resolve, 20));\n$&',
        ),
      })),
  };
  await buildPrograms({ out: careless, failpoints: true, plugins: [plugin] });
  const { verdict } = await dieAt(join(careless, 'bin.js'), ['spool: before the write']);
  expect(verdict.lost).toBeGreaterThan(0);
}, 90_000);
