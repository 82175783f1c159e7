/** Retention on the real engine: what is too old goes, all else stays, and ingest and questions go on meanwhile. */
import type { StoredEvent } from '@watchglass/contract';
import { expect, test } from 'vitest';
import { pauseByTimer } from '../../../collector/inserter/persist.ts';
import { createRetention, type Retention, type RetentionOptions } from '../../../collector/retention.ts';
import type { WritableStore } from '../../../collector/store/client.ts';
import { rowsOf } from '../../../collector/store/rows.ts';
import { StoreError } from '../../../collector/store/storeError.ts';
import { eventOf } from '../analysis/events.ts';
import { engineForTests } from '../../engine.ts';
import { eventsStore } from './eventsStore.ts';
import { entryOf } from './queries/streams.ts';

const DAY = 86_400_000;
const now = Date.UTC(2026, 9, 24);
const engine = engineForTests();

/** Events of a day, so many days ago; their times are of yesterday, because receipt alone decides. */
const received = (days: number, count = 20): StoredEvent[] =>
  Array.from({ length: count }, (_, i) => ({
    ...eventOf('click', now - DAY, { seq: i, doc: `d${days}` }),
    receivedAt: now - days * DAY - i,
  }));

let inserts = 0;
const insert = (store: WritableStore, project: string, events: readonly StoredEvent[]): Promise<void> =>
  store.insert(
    'events',
    Buffer.from(events.flatMap((event) => rowsOf(entryOf(project, event, false))).join('\n')),
    `insert ${(inserts += 1)}`,
  );

/** Days since receipt of what a project holds, and how many events of each. */
async function daysOf(store: WritableStore, project: string): Promise<Record<number, number>> {
  const rows = await store.ask<{ days: number; events: number }>({
    sql: 'SELECT intDiv({now:Int64} - receivedAt, 86400000) AS days, count() AS events FROM events WHERE project = {project:String} GROUP BY days ORDER BY days',
    params: { project, now },
  });
  return Object.fromEntries(rows.map(({ days, events }) => [days, events]));
}

/** Documents of which something is known. */
const documentsOf = async (store: WritableStore, project: string): Promise<string[]> =>
  (
    await store.ask<{ doc: string }>({
      sql: 'SELECT DISTINCT doc FROM documents WHERE project = {project:String} ORDER BY doc',
      params: { project },
    })
  ).map(({ doc }) => doc);

interface Said {
  readonly what: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A retention whose pauses a test ends: `slept` resolves with the length of the pause between two rounds. */
function start(
  store: RetentionOptions['store'],
  projects: RetentionOptions['projects'],
  time = { now },
): { retention: Retention; said: Said[]; sent: string[]; slept: () => Promise<number>; wake: () => void } {
  const said: Said[] = [];
  const sent: string[] = [];
  const say = (what: string, details = {}): void => void said.push({ what, details });
  let wake = (): void => {};
  let asleep = (_ms: number): void => {};
  let sleeping = new Promise<number>((resolve) => (asleep = resolve));
  const retention = createRetention({
    store: {
      ask: (statement, signal) => store.ask(statement, signal),
      ready: (signal) => store.ready(signal),
      run: (statement) => {
        sent.push(statement.sql);
        return store.run(statement);
      },
    },
    projects,
    clock: () => time.now,
    log: { info: say, warn: say, error: say },
    pause: (ms, signal) => {
      // between two looks at a deletion
      if (ms < 60_000 || signal.aborted) return pauseByTimer(20, signal);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
        wake = () => {
          sleeping = new Promise((again) => (asleep = again));
          resolve();
        };
        asleep(ms);
      });
    },
  });
  return { retention, said, sent, slept: () => sleeping, wake: () => wake() };
}

const HOUR = 3_600_000;

test('old events go, new ones and other projects stay, and nothing is asked of the engine when nothing is old', async () => {
  const store = await eventsStore(engine);
  for (const project of ['short', 'long', "it's"])
    for (const days of [0, 29, 31, 399, 401]) await insert(store, project, received(days));
  await insert(store, 'unknown', received(5_000));
  const time = { now };
  const projects = [
    { id: 'short', retentionDays: 30 },
    { id: 'long', retentionDays: 400 },
    { id: "it's", retentionDays: 3650 },
  ];
  const { retention, said, sent, slept, wake } = start(store, projects, time);
  expect(await slept()).toBe(6 * HOUR);
  expect(await daysOf(store, 'short')).toEqual({ 0: 20, 29: 20 });
  expect(await daysOf(store, 'long')).toEqual({ 0: 20, 29: 20, 31: 20, 399: 20 });
  expect(await daysOf(store, "it's")).toEqual({ 0: 20, 29: 20, 31: 20, 399: 20, 401: 20 });
  expect(await daysOf(store, 'unknown')).toEqual({ 5000: 20 });
  // what is told to go does so soon
  await expect.poll(() => documentsOf(store, 'short'), { timeout: 20_000 }).toEqual(['d0', 'd29']);
  await expect.poll(() => documentsOf(store, 'long'), { timeout: 20_000 }).toHaveLength(4);
  expect(await documentsOf(store, "it's")).toHaveLength(5);
  expect(said.map(({ details }) => details)).toEqual([
    { project: 'short', rows: 60, retentionDays: 30 },
    { project: 'long', rows: 20, retentionDays: 400 },
  ]);
  expect(retention.stats()).toEqual({ rowsDeleted: 80 });
  const before = sent.length;
  wake();
  await slept();
  expect(sent.length).toBe(before);
  // and again when time has passed
  time.now += 2 * DAY;
  wake();
  await slept();
  expect(await daysOf(store, 'short')).toEqual({ 0: 20 });
  await retention.stop();
}, 60_000);

test('the last event of a month of a project goes from the disk too', async () => {
  const store = await eventsStore(engine);
  await insert(store, 'site', received(31));
  const { retention, sent, slept } = start(store, [{ id: 'site', retentionDays: 30 }]);
  await slept();
  expect(sent).toEqual([
    expect.stringMatching(/^DELETE FROM events WHERE project = \{project:String\}/),
    expect.stringMatching(/^DELETE FROM documents WHERE project = \{project:String\}/),
    expect.stringMatching(/^ALTER TABLE events APPLY DELETED MASK IN PARTITION ID '\d+' /),
  ]);
  expect(await daysOf(store, 'site')).toEqual({});
  // what comes after it into the same month stays
  await insert(store, 'site', received(1));
  expect(await daysOf(store, 'site')).toEqual({ 1: 20 });
  await retention.stop();
}, 60_000);

test('a document that was heard of after its events, by a copy that is not kept, goes when its own time has come', async () => {
  const store = await eventsStore(engine);
  const events = received(31);
  await insert(store, 'site', events);
  await insert(
    store,
    'site',
    events.map((event) => ({ ...event, receivedAt: now - 20 * DAY, batch: 'again' })),
  );
  // merged, the copy that came first is the one
  await store.run({ sql: 'OPTIMIZE TABLE events FINAL', params: {} });
  const time = { now };
  const { retention, slept, wake } = start(store, [{ id: 'site', retentionDays: 30 }], time);
  await slept();
  expect(await daysOf(store, 'site')).toEqual({});
  expect(await documentsOf(store, 'site')).toEqual(['d31']);
  time.now += 11 * DAY;
  wake();
  await slept();
  await expect.poll(() => documentsOf(store, 'site'), { timeout: 20_000 }).toEqual([]);
  await retention.stop();
}, 60_000);

test('documents that were to be forgotten when the engine failed are forgotten by the next try', async () => {
  const store = await eventsStore(engine);
  await insert(store, 'site', received(31));
  let isBroken = true;
  const broken: RetentionOptions['store'] = {
    ask: (statement, signal) => store.ask(statement, signal),
    ready: (signal) => store.ready(signal),
    run: (statement) =>
      isBroken && statement.sql.startsWith('DELETE FROM documents')
        ? Promise.reject(new StoreError('busy', 'The store cannot take this now.'))
        : store.run(statement),
  };
  const { retention, slept, wake } = start(broken, [{ id: 'site', retentionDays: 30 }]);
  expect(await slept()).toBe(HOUR);
  await expect.poll(() => daysOf(store, 'site'), { timeout: 20_000 }).toEqual({});
  isBroken = false;
  wake();
  expect(await slept()).toBe(6 * HOUR);
  await expect.poll(() => documentsOf(store, 'site'), { timeout: 20_000 }).toEqual([]);
  await retention.stop();
}, 60_000);

test('ingest and questions go on while it deletes', async () => {
  const store = await eventsStore(engine);
  for (let i = 0; i < 5; i += 1) await insert(store, 'site', received(31, 2_000));
  const { retention, slept } = start(store, [{ id: 'site', retentionDays: 30 }]);
  let isOver = false;
  const over = slept().then(() => (isOver = true));
  let inserted = 0;
  do {
    await insert(store, 'site', received(inserted % 20, 50));
    inserted += 50;
    const days = await daysOf(store, 'site');
    const kept = Object.entries(days).filter(([day]) => Number(day) < 30);
    expect(kept.reduce((sum, [, events]) => sum + events, 0)).toBe(inserted);
  } while (!isOver);
  await over;
  expect((await daysOf(store, 'site'))[31]).toBeUndefined();
  await retention.stop();
}, 60_000);

test('a failure is a sentence and another try within the hour; other projects have their turn', async () => {
  const store = await eventsStore(engine);
  for (const project of ['a', 'b']) await insert(store, project, received(31));
  let isBroken = true;
  const broken: RetentionOptions['store'] = {
    ask: (statement, signal) => store.ask(statement, signal),
    ready: (signal) => store.ready(signal),
    run: (statement) =>
      isBroken && statement.params['project'] === 'a'
        ? Promise.reject(new StoreError('busy', 'The store cannot take this now.'))
        : store.run(statement),
  };
  const projects = ['a', 'b'].map((id) => ({ id, retentionDays: 30 }));
  const { retention, said, slept, wake } = start(broken, projects);
  expect(await slept()).toBe(HOUR);
  expect(said[0]).toMatchObject({ what: expect.stringMatching(/^Old events could not be deleted; .*\.$/) as string });
  expect([await daysOf(store, 'a'), await daysOf(store, 'b')]).toEqual([{ 31: 20 }, {}]);
  isBroken = false;
  wake();
  expect(await slept()).toBe(6 * HOUR);
  expect(await daysOf(store, 'a')).toEqual({});
  await retention.stop();
}, 60_000);

test('it ends with the collector: while it waits for a store, for a deletion, and for its next round', async () => {
  const never = (signal?: AbortSignal): Promise<never> =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  const old = [{ partition: '1', rows: 1, old: 1 }];
  const stores: RetentionOptions['store'][] = [
    { ready: never, ask: () => Promise.resolve([]), run: () => Promise.resolve() },
    { ready: () => Promise.resolve(), ask: (_, signal) => never(signal), run: () => Promise.resolve() },
    { ready: () => Promise.resolve(), ask: <Row>() => Promise.resolve(old as Row[]), run: () => Promise.resolve() },
    { ready: () => Promise.resolve(), ask: () => Promise.resolve([]), run: () => Promise.resolve() },
  ];
  for (const store of stores) {
    const { retention, said } = start(store, [{ id: 'site', retentionDays: 30 }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await retention.stop();
    await retention.stop();
    expect(said).toEqual([]);
  }
});
