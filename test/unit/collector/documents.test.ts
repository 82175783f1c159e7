/** The table of documents on the real engine: whatever is inserted again, in whatever state, a number counts once. */
import { ledger, type LedgerInput } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import { expect, test } from 'vitest';
import { ledgerRows } from '../../../collector/queries/ledger.ts';
import type { Ask } from '../../../collector/queries/query.ts';
import { sessionsRows } from '../../../collector/queries/sessions.ts';
import type { WritableStore } from '../../../collector/store/client.ts';
import { migrate } from '../../../collector/store/migrations.ts';
import { rowsOf } from '../../../collector/store/rows.ts';
import { migrations } from '../../../collector/store/tables.ts';
import { eventOf } from '../analysis/events.ts';
import { engineForTests, silentLog } from '../../engine.ts';
import { entryOf } from './queries/streams.ts';

const engine = engineForTests();
const input: LedgerInput = { from: -1e12, to: 1e13, timeZone: 'UTC', now: 6_000 };
const events: StoredEvent[] = [0, 1, 2, 5, 7].map((seq) =>
  eventOf('click', seq, { seq, release: '1.4.2', browser: 'Firefox', batchDrops: { evicted: seq === 7 ? 1 : 0.5 } }),
);
const lines = (some: readonly StoredEvent[]): Uint8Array =>
  Buffer.from(some.flatMap((event) => rowsOf(entryOf('shop', event, false))).join('\n'));
const rows = (store: WritableStore) =>
  ledgerRows((statement) => store.ask(statement), { project: 'shop', bots: 'exclude' }, input);
const upTo = (store: WritableStore, id: number): Promise<number> =>
  migrate({ store, migrations: migrations.filter((one) => one.id <= id), log: silentLog, clock: Date.now });

test('an insert that reached the events and not the documents is completed when it is sent again', async () => {
  const store = await engine.store();
  await upTo(store, 3);
  await store.run({ sql: 'DETACH TABLE documentsOfEvents SYNC', params: {} });
  await store.insert('events', lines(events), 'one');
  await store.run({ sql: 'ATTACH TABLE documentsOfEvents', params: {} });
  expect((await rows(store))[0]).toMatchObject({ documents: 0 });
  await store.insert('events', lines(events), 'one');
  expect(await store.ask({ sql: 'SELECT count() AS rows FROM events', params: {}, final: false })).toEqual([
    { rows: 5 },
  ]);
  expect(await rows(store)).toEqual(ledger.rows(events, input));
});

test('rows that are inserted again under other tokens, and merged, change nothing', async () => {
  const store = await engine.store();
  await upTo(store, 3);
  for (const [at, some] of [events, events.slice(2), [...events].reverse()].entries())
    await store.insert('events', lines(some), `insert ${at}`);
  expect(await rows(store)).toEqual(ledger.rows(events, input));
  await store.run({ sql: 'OPTIMIZE TABLE documents FINAL', params: {} });
  expect(await rows(store)).toEqual(ledger.rows(events, input));
});

test('many documents, of which ten thousand tell as many reasons as they may, are summed in the memory of a question', async () => {
  const store = await engine.store();
  await upTo(store, Infinity);
  const fill = (from: number, size: number, reasons: number): Promise<void> =>
    store.run({
      sql: `INSERT INTO documents SELECT 'shop', concat('d', toString(number)), false, 1000 + number, 5000, 3,
          groupBitmapState(toUInt64(number % 4)), '', '',
          (arrayMap(i -> rightPad(toString(i), 64, 'y'), range({reasons:UInt64})), arrayMap(i -> toFloat64(1), range({reasons:UInt64})))
        FROM numbers({from:UInt64}, {size:UInt64}) GROUP BY number
        SETTINGS max_threads = 1, max_block_size = 2000, max_bytes_before_external_group_by = 50000000`,
      params: { from, size, reasons },
    });
  for (let i = 0; i < 5; i += 1) await fill(2_000 * i, 2_000, 50);
  for (let i = 1; i <= 9; i += 1) await fill(100_000 * i, 100_000, 0);
  const [total, ...others] = await rows(store);
  const documents = 910_000;
  expect(total).toEqual({
    row: 'total',
    documents,
    captured: 4 * documents,
    stored: documents,
    dropped: 30_000,
    underway: 2_700_000,
    unknown: 0,
  });
  expect(others.filter(({ row }) => row === 'dropped')).toHaveLength(50);
  const ask: Ask = (statement) => store.ask(statement);
  const audience = { project: 'shop', bots: 'exclude' } as const;
  expect(await sessionsRows(ask, audience, { ...input, withMissing: true })).toEqual([]);
}, 120_000);

test('what was stored before there was such a table is in it, also when the step was cut off and is done again', async () => {
  const store = await engine.store();
  await upTo(store, 2);
  await store.insert('events', lines(events.slice(0, 3)), 'old');
  const [third] = migrations.filter(({ id }) => id === 3);
  for (const sql of third?.statements ?? []) await store.run({ sql, params: {} });
  await store.insert('events', lines(events.slice(3)), 'new');
  await upTo(store, 3);
  expect(await rows(store)).toEqual(ledger.rows(events, input));
});
