/**
 * A ClickHouse of one's own that is slow, full, read-only, out of memory, away, or breaks connections: ingest takes what
 * comes, says what is wrong, and each event is stored once: in the table itself too, where nothing has folded copies yet.
 */
import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { eventually, type RunningCollector, startCollector } from '../../collector.ts';
import { engineForTests } from '../../engine.ts';
import { type FaultyStore, type InsertFate, startFaultyStore } from './faultyStore.ts';
import { startLoad, storedOnce } from './load.ts';

const engine = engineForTests();
const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
}, 20_000);

/** A collector whose store is behind a proxy, and a load. */
async function start() {
  const { url, writer } = await engine.engine();
  await engine.store();
  const proxy = await startFaultyStore(url());
  ended.push(() => proxy.close());
  const account = `${writer.user}:${encodeURIComponent(writer.password)}`;
  const database = `watchglass_${randomBytes(6).toString('hex')}`;
  const collector = await startCollector({
    config: `limits:\n  requestsPerSecondPerIp: 1000000\nprojects:\n  - id: site\n    keys: [pk_site]\nstore:\n  url: http://${account}@127.0.0.1:${proxy.port}/${database}\n`,
  });
  ended.push(() => collector.close());
  await collector.answers('site');
  return { proxy, collector, load: startLoad({ origin: collector.origin, key: 'pk_site' }) };
}

/** Lets inserts meet a fate so often, and then be stored again. */
async function meet(proxy: FaultyStore, fate: InsertFate, times: number): Promise<void> {
  const before = proxy.met.get(fate) ?? 0;
  proxy.fate = () => fate;
  await eventually(() => (proxy.met.get(fate) ?? 0) >= before + times || undefined);
  proxy.fate = () => 'stored';
  const stored = proxy.met.get('stored') ?? 0;
  await eventually(() => (proxy.met.get('stored') ?? 0) > stored || undefined);
}

const readiness = async (collector: RunningCollector): Promise<string> => {
  const { store } = (await (await fetch(`${collector.origin()}/readyz`)).json()) as { store: { reason: string } };
  return store.reason;
};

/** Rows as they lie in the table, copies and all. */
const rowsInTable = async (collector: RunningCollector): Promise<number> => {
  const { rows } = (await (await collector.ask('/api/state?project=site')).json()) as { rows: { events: number }[] };
  return rows[0]?.events ?? 0;
};

test('whatever happens to inserts, every event is acknowledged at once and stored once', async () => {
  const { proxy, collector, load } = await start();
  for (const fate of ['reset before', 'reset after', 'half an answer', 'slow'] as const) await meet(proxy, fate, 2);
  for (const [fate, sentence] of [
    ['too many parts', 'The store cannot take this now (TOO_MANY_PARTS, code 252).'],
    ['memory limit', 'The query needs more memory than it may take (MEMORY_LIMIT_EXCEEDED, code 241).'],
    ['read-only', 'The store cannot take this now (TABLE_IS_READ_ONLY, code 242).'],
    ['no space', 'The store cannot take this now (NOT_ENOUGH_SPACE, code 243).'],
  ] as const) {
    proxy.fate = () => fate;
    await eventually(async () => (await readiness(collector)) === sentence || undefined);
    await meet(proxy, fate, 1);
  }
  await load.stop();
  const { ms: _, ...verdict } = await storedOnce(collector, 'site', load.acknowledged);
  expect(verdict).toEqual({ lost: 0, doubled: 0, unknown: 0 });
  expect(await rowsInTable(collector)).toBe(load.acknowledged.size);
  expect([...load.answers.keys()]).toEqual([202]);
  expect(await readiness(collector)).toBe('');
}, 120_000);

test('the table shows it when each attempt has a token of its own', async () => {
  const { proxy, collector, load } = await start();
  proxy.freshTokens = true;
  await meet(proxy, 'reset after', 2);
  await load.stop();
  const { ms: _, ...verdict } = await storedOnce(collector, 'site', load.acknowledged);
  expect(await rowsInTable(collector)).toBeGreaterThan(load.acknowledged.size);
  // and questions do not: the table keeps one row of each event
  expect(verdict).toEqual({ lost: 0, doubled: 0, unknown: 0 });
}, 60_000);
