/** Days of a zone in SQL where clocks of visitors are wrong by years: the same as in the analysis, and no burden for others. */
import { ledger, type LedgerInput, overview, zoneOffset } from '@watchglass/analysis';
import { expect, test } from 'vitest';
import { ledgerRows } from '../../../../collector/queries/ledger.ts';
import { overviewRows } from '../../../../collector/queries/overview.ts';
import type { Ask } from '../../../../collector/queries/query.ts';
import { bucketParams } from '../../../../collector/queries/zone.ts';
import { rowsOf } from '../../../../collector/store/rows.ts';
import { engineForTests } from '../../../engine.ts';
import { eventOf } from '../../analysis/events.ts';
import { eventsStore } from '../eventsStore.ts';
import { entryOf } from './streams.ts';

const engine = engineForTests();
const DAY = 86_400_000;
const audience = { project: 'shop', bots: 'exclude' } as const;
const now = Date.UTC(2026, 10, 29);
const always = { from: -8.64e15, to: 8.64e15 };

test('years before Christ, of one digit and of six are cut as the analysis cuts them', async () => {
  const store = await eventsStore(engine);
  const times = [-8.6e15, -1e14, -6.2e13, -6.1e13, -3e12, 0, now, 7e12, 7.3e12, 5e15, 8.6e15];
  const events = times.flatMap((at, i) =>
    [0, 3_600_000, DAY].map((later) => eventOf('click', at + later, { doc: `${i} ${later}`, seq: 0 })),
  );
  const lines = events.flatMap((event) => rowsOf(entryOf('shop', event, false)));
  await store.insert('events', Buffer.from(lines.join('\n')), 'far');
  const ask: Ask = (statement) => store.ask(statement);
  for (const timeZone of ['UTC', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Cairo']) {
    const input: LedgerInput = { ...always, timeZone, now };
    expect(await ledgerRows(ask, audience, input)).toEqual(ledger.rows(events, input));
    expect(await overviewRows(ask, audience, input)).toEqual(overview.rows(events, input));
  }
}, 60_000);

test('every change of a zone is found, also those that were a week apart', async () => {
  const from = Date.UTC(1985, 0);
  const to = Date.UTC(2030, 0);
  for (const zone of ['America/Recife', 'America/Argentina/Tucuman', 'Africa/Cairo', 'Asia/Hebron', 'Pacific/Apia']) {
    const offset = zoneOffset(zone);
    const days: number[] = [];
    for (let at = from; at < to; at += DAY) if (offset(at) !== offset(at + DAY)) days.push(at);
    const found = (await bucketParams(zone, { from, to }))['changesAt'] as readonly number[];
    expect(found.map((at) => days.filter((day) => at > day && at <= day + DAY).length)).toEqual(days.map(() => 1));
    for (const at of found) expect(offset(at)).not.toBe(offset(at - 900_000));
  }
});

test('while a zone of all times is looked up, others have their turn', async () => {
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await bucketParams('Europe/Berlin', always);
  isOver = true;
  expect(turns).toBeGreaterThan(30);
});

test('a document that begins in another century costs nothing where it is not asked about', async () => {
  const asked: (readonly number[])[] = [];
  const ask: Ask = (statement) => {
    const changes = statement.params['changesAt'];
    if (Array.isArray(changes)) asked.push(changes as number[]);
    return Promise.resolve(statement.sql.includes('AS last') ? [{ first: -8.64e15, last: 8.64e15 } as never] : []);
  };
  await ledgerRows(ask, audience, { from: 0, to: now, timeZone: 'Europe/Berlin', now });
  expect(asked).not.toEqual([]);
  for (const changes of asked) {
    expect(changes.length).toBeGreaterThan(90);
    expect(Math.min(...changes)).toBeGreaterThan(0);
    expect(Math.max(...changes)).toBeLessThan(now);
  }
});
