/** Real processes, killed in the middle of their work: what was acknowledged is stored, once. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { eventually, type RunningCollector, startCollector } from '../../collector.ts';
import { judgeStored, startLoad, storedOnce, type Verdict } from './load.ts';

/** `npm run test:long` kills more often. */
const KILLS = Number(process.env['WATCHGLASS_KILLS'] ?? 2);

/** The promise is 3 s for an engine and for 202, 8 s for queries; a machine that runs browsers too gets more. */
const BACK_MS = 8_000;
const QUERIES_MS = 16_000;

const config = 'limits:\n  requestsPerSecondPerIp: 1000000\nprojects:\n  - id: site\n    keys: [pk_site]\n';
const clean: Verdict = { lost: 0, doubled: 0, unknown: 0 };

let collector: RunningCollector | undefined;
afterEach(async () => {
  await collector?.close();
  collector = undefined;
}, 20_000);

async function start(): Promise<RunningCollector> {
  collector = await startCollector({ config });
  await collector.answers('site');
  return collector;
}

const seconds = (all: readonly number[]): string => all.map((ms) => `${(ms / 1000).toFixed(2)} s`).join(', ');

test('the engine is killed while batches arrive: 202 throughout, the engine is back, nothing is lost or doubled', async () => {
  const one = await start();
  const load = startLoad({ origin: one.origin, key: 'pk_site' });
  const backMs: number[] = [];
  for (let kills = 0; kills < 2; kills += 1) {
    await sleep(400);
    const before = one.enginePid();
    one.signalEngine('SIGKILL');
    const from = performance.now();
    await eventually(() => (one.enginePid() ?? before) !== before || undefined, { everyMs: 10 });
    await one.answers('site');
    backMs.push(performance.now() - from);
  }
  await load.stop();
  const { ms, ...verdict } = await storedOnce(one, 'site', load.acknowledged);
  console.log(
    `engine back after ${seconds(backMs)}; ${load.acknowledged.size} events acknowledged, ` +
      `all stored ${seconds([ms])} later; longest wait for a 202 ${seconds([load.longestGapMs()])}`,
  );
  expect(verdict).toEqual(clean);
  expect([...load.answers.keys()]).toEqual([202]);
  expect(load.acknowledged.size).toBeGreaterThan(1_000);
  expect(Math.max(...backMs)).toBeLessThan(BACK_MS);
}, 90_000);

test(
  `the collector is killed ${KILLS} times under load: 202 and queries again, nothing is lost or doubled`,
  async () => {
    const one = await start();
    const load = startLoad({ origin: one.origin, key: 'pk_site' });
    const takenMs: number[] = [];
    const answeredMs: number[] = [];
    for (let kills = 0; kills < KILLS; kills += 1) {
      await sleep(100 + Math.random() * 500);
      await one.kill();
      const from = performance.now();
      await one.start();
      await load.next();
      takenMs.push(performance.now() - from);
      // every third is killed again while its engine may still be starting
      if (kills % 3 === 1 && kills < KILLS - 1) continue;
      await one.answers('site');
      answeredMs.push(performance.now() - from);
    }
    await load.stop();
    const { ms, ...verdict } = await storedOnce(one, 'site', load.acknowledged);
    console.log(
      `202 again after ${seconds(takenMs)}; queries after ${seconds(answeredMs)}; ` +
        `${load.acknowledged.size} events acknowledged, all stored ${seconds([ms])} later`,
    );
    expect(verdict).toEqual(clean);
    expect([...load.answers.keys()].filter((status) => status !== 202 && status !== 'none')).toEqual([]);
    expect(Math.max(...takenMs)).toBeLessThan(BACK_MS);
    expect(Math.max(...answeredMs)).toBeLessThan(QUERIES_MS);
  },
  60_000 + KILLS * 30_000,
);

test('restarted by SIGTERM under load: it drains and ends within 10 s, and nothing is lost or doubled', async () => {
  const one = await start();
  const load = startLoad({ origin: one.origin, key: 'pk_site' });
  for (let restarts = 0; restarts < 2; restarts += 1) {
    await load.next();
    const from = performance.now();
    expect(await one.stop()).toBe(0);
    expect(performance.now() - from).toBeLessThan(10_000);
    await one.start();
  }
  await load.next();
  await load.stop();
  await one.answers('site');
  const { ms: _, ...verdict } = await storedOnce(one, 'site', load.acknowledged);
  expect(verdict).toEqual(clean);
  // 503 is said to who is connected still
  expect([...load.answers.keys()].filter((status) => ![202, 503, 'none'].includes(status))).toEqual([]);
}, 60_000);

test('the check finds what is lost when a spool is taken away, and what is there twice', async () => {
  const one = await start();
  const load = startLoad({ origin: one.origin, key: 'pk_site' });
  const stored = await eventually(async () => (await one.events('site')).length || undefined);
  // nothing reaches the store any more: what is acknowledged from here on lies in the spool alone
  one.signalEngine('SIGSTOP');
  await load.next();
  await load.next();
  await one.kill();
  const before = load.acknowledged.size;
  rmSync(join(one.data, 'spool'), { recursive: true });
  await one.start();
  await load.next();
  await load.stop();
  await one.answers('site');
  // what came after the damage is stored all the same
  const found = await eventually(async () => {
    const all = await one.events('site');
    return all.length >= stored + load.acknowledged.size - before ? all : undefined;
  });
  const { lost, doubled } = judgeStored(load.acknowledged, found);
  expect(lost).toBeGreaterThan(0);
  expect(doubled).toBe(0);
  expect(judgeStored(load.acknowledged, [...found, ...found.slice(0, 7)]).doubled).toBe(7);
}, 60_000);
