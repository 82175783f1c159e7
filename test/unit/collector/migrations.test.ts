import { expect, test } from 'vitest';
import type { WritableStore } from '../../../collector/store/client.ts';
import { layOut } from '../../../collector/store/ddl.ts';
import { migrate, type Migration } from '../../../collector/store/migrations.ts';
import { engineForTests, silentLog } from '../../engine.ts';

const engine = engineForTests();

const two: readonly Migration[] = [
  {
    id: 1,
    statements: [
      'CREATE TABLE IF NOT EXISTS a (n Int64) ENGINE = MergeTree ORDER BY n',
      'CREATE TABLE IF NOT EXISTS b (n Int64) ENGINE = MergeTree ORDER BY n',
    ],
  },
  { id: 2, statements: ['ALTER TABLE a ADD COLUMN IF NOT EXISTS text String'] },
];

const run = (store: WritableStore, migrations = two): Promise<number> =>
  migrate({ store, migrations, log: silentLog, clock: () => 1_700_000_000_000 });

const columns = async (store: WritableStore): Promise<unknown> => {
  const [row] = await store.ask<object>({
    sql: 'SELECT n, text FROM (SELECT 1 AS one) AS ones LEFT JOIN a ON a.n = ones.one',
    params: {},
  });
  return Object.keys(row ?? {});
};

/** A store that dies at its n-th call, as a collector that was killed there. */
function dying(store: WritableStore, calls: number): WritableStore {
  let left = calls;
  const count = (): void => {
    if (left-- <= 0) throw new Error('killed');
  };
  return {
    ...store,
    run: async (statement) => {
      count();
      await store.run(statement);
      count();
    },
    insert: async (...insert) => {
      count();
      await store.insert(...insert);
      count();
    },
  };
}

test('steps are run once, in order, and noted', async () => {
  const store = await engine.store();
  expect(await run(store, [...two].reverse())).toBe(3);
  expect(await columns(store)).toEqual(['n', 'text']);
  expect(await run(store)).toBe(0);
  expect(await store.ask({ sql: 'SELECT * FROM migrations ORDER BY id, statement', params: {} })).toEqual([
    { id: 1, statement: 0, at: 1_700_000_000_000 },
    { id: 1, statement: 1, at: 1_700_000_000_000 },
    { id: 2, statement: 0, at: 1_700_000_000_000 },
  ]);
});

test('a later version runs what is new alone', async () => {
  const store = await engine.store();
  await run(store, two.slice(0, 1));
  await store.insert('a', Buffer.from('{"n":7}'), 'x');
  expect(await run(store)).toBe(1);
  expect(await store.ask({ sql: 'SELECT n, text FROM a', params: {} })).toEqual([{ n: 7, text: '' }]);
});

test('a run that was killed anywhere is taken up where it ended', { timeout: 60_000 }, async () => {
  // one call makes the notes' table, then each statement is run and noted; each call can die before and after
  for (let calls = 0; calls <= 14; calls += 1) {
    const store = await engine.store();
    const killed = dying(store, calls);
    const steps = two.map((step) => ({ ...step }));
    await migrate({ store: killed, migrations: steps, log: silentLog, clock: Date.now }).catch(() => 0);
    await run(store);
    expect(await columns(store)).toEqual(['n', 'text']);
    expect(await run(store)).toBe(0);
  }
});

test('several collectors at once do not harm', async () => {
  const store = await engine.store();
  await Promise.all(Array.from({ length: 4 }, () => run(store)));
  expect(await columns(store)).toEqual(['n', 'text']);
  expect(await store.ask({ sql: 'SELECT count() AS n FROM migrations', params: {} })).toEqual([{ n: 3 }]);
});

test('a database of a newer collector is refused and left as it is', async () => {
  const store = await engine.store();
  await run(store);
  await expect(run(store, two.slice(0, 1))).rejects.toThrow(
    'The database was made by a newer Watchglass (its step is 2, this collector knows 1): upgrade the collector, or restore a backup from before the upgrade.',
  );
});

test('a statement that fails is named, and repeats no SQL', { timeout: 60_000 }, async () => {
  const store = await engine.store({ quiet: true });
  const wrong = [
    { id: 1, statements: ['CREATE TABLE IF NOT EXISTS secret_word (n Nonsense) ENGINE = MergeTree ORDER BY n'] },
  ];
  await expect(run(store, wrong)).rejects.toThrow(
    /^Statement 1 of step 1 of the database failed: The store refused .*\(UNKNOWN_TYPE, code 50\)\.$/,
  );
});

test('on a cluster a table is one on each server and one over all of them, cut by visitor', () => {
  const create = 'CREATE TABLE IF NOT EXISTS events (n Int64) ENGINE = MergeTree ORDER BY n';
  expect(layOut(create, 'single')).toEqual([create]);
  expect(layOut(create, { cluster: 'main', onCluster: false })).toEqual([
    'CREATE TABLE IF NOT EXISTS events_local (n Int64) ENGINE = MergeTree ORDER BY n',
    'CREATE TABLE IF NOT EXISTS events AS events_local ENGINE = Distributed(main, currentDatabase(), events_local, sipHash64(visitor))',
  ]);
  expect(layOut('ALTER TABLE events ADD COLUMN IF NOT EXISTS x Int8', { cluster: 'main' })).toEqual([
    'ALTER TABLE events_local ON CLUSTER main ADD COLUMN IF NOT EXISTS x Int8',
    'ALTER TABLE events ON CLUSTER main ADD COLUMN IF NOT EXISTS x Int8',
  ]);
  expect(layOut('ALTER TABLE events MODIFY TTL x', { cluster: 'main' })).toEqual([
    'ALTER TABLE events_local ON CLUSTER main MODIFY TTL x',
  ]);
});
