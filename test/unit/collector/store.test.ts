import { expect, test } from 'vitest';
import { engineForTests } from '../../engine.ts';

const engine = engineForTests();

test('rows inserted twice under one token are stored once', async () => {
  const store = await engine.store();
  await store.run({
    sql: 'CREATE TABLE t (n Int64) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 100',
    params: {},
  });
  const lines = Buffer.from('{"n":1}\n{"n":9007199254740991}\n');
  await store.insert('t', lines, 'a');
  await store.insert('t', lines, 'a');
  expect(await store.ask({ sql: 'SELECT n FROM t ORDER BY n', params: {} })).toEqual([
    { n: 1 },
    { n: 9_007_199_254_740_991 },
  ]);
  await store.insert('t', lines, 'b');
  expect(await store.ask({ sql: 'SELECT count() AS rows FROM t', params: {} })).toEqual([{ rows: 4 }]);
});
