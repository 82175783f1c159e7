/** What one sink is asked, and when. */
import type { Batch, Receipt } from '@watchglass/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Moment, receiptOf, type Taken, type Trouble } from '../../../src/sinks/sink.ts';
import { createWorld, type Doc, imbalance, openDoc, type World } from './page.ts';

let world: World;
let sends: { at: number; ids: string[]; moment: Moment }[];
let answer: (batches: Batch[], moment: Moment) => unknown;
const sink = async (batches: Batch[], moment: Moment): Promise<Receipt[]> => {
  sends.push({ at: Date.now() - 1_800_000_000_000, ids: batches.map(({ batch }) => batch), moment });
  return (await answer(batches, moment)) as Receipt[];
};
const settings = { sinks: [sink] };
/** An event in a task of its own, and so in a batch of its own. */
const track = (doc: Doc, size = 10): Promise<void> => {
  doc.ctx.emit('custom', { name: 'x', properties: { text: 'x'.repeat(size) } }, 'now');
  return Promise.resolve();
};
const fail = (parts: Partial<Trouble>): never => {
  throw Object.assign(new Error('trouble'), parts);
};
const all = (batches: Batch[]): Taken[] => batches.map((batch) => receiptOf(batch));

beforeEach(() => {
  world = createWorld();
  sends = [];
  answer = all;
});
afterEach(() => world.close());

test('a request goes out 2 s after the first event, and at once when 16 KiB have gathered', async () => {
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  await world.advance(2_500);
  doc.ctx.emit('custom', { name: 'x', properties: {} });
  await world.advance(2_140);
  expect(sends).toEqual([]);
  await world.advance(100);
  expect(sends.length).toBe(1);
  for (let i = 0; i < 5; i++) doc.ctx.emit('custom', { name: 'x', properties: { text: 'x'.repeat(4_000) } });
  await world.advance(50);
  expect(sends.length).toBe(2);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 6, inMemory: 2, receipted: 4 });
});

test('a failing sink is asked less and less often, up to every 5 min', async () => {
  answer = () => fail({});
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  void track(doc);
  await world.advance(3 * 3_600_000);
  const gaps = sends.slice(1).map(({ at }, index) => at - (sends[index]?.at ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(301_000);
  // full jitter halves the bound on average: about 72 attempts once the cap is reached
  expect(sends.length).toBeGreaterThan(36);
  expect(sends.length).toBeLessThan(200);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 1, sinks: [{ error: 'trouble' }] });
  answer = all;
  await world.advance(301_000);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1, sinks: [{ error: '', nextTryAt: 0 }] });
});

test('a wait that the sink asked for is kept, also by flush, online and the end of the page', async () => {
  answer = () => fail({ retryMs: 60_000 });
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  void track(doc);
  await world.advance(3_000);
  expect(sends.length).toBe(1);
  void doc.pipeline.flush();
  doc.fire('online');
  doc.fire('pagehide');
  await world.advance(50_000);
  expect(sends.length).toBe(1);
  await world.advance(12_000);
  expect(sends.length).toBe(2);
});

test('whoever sends after a wait that the sink asked for says so, the next page too, and nobody else does', async () => {
  answer = (batches) => (sends.length > 1 ? all(batches) : fail({ retryMs: 60_000 }));
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  void track(doc);
  await world.advance(3_000);
  doc.kill();
  const next = openDoc(settings);
  next.core.where.isOpen = false;
  await world.advance(62_000);
  void track(next);
  await world.advance(3_000);
  answer = () => fail({});
  void track(next);
  await world.advance(9_000);
  expect(sends.map(({ moment }) => moment)).toEqual(['idle', 'again', ...Array(sends.length - 2).fill('idle')]);
  expect(sends.length).toBeGreaterThan(4);
});

test('a wait of our own gives way when the network is back', async () => {
  answer = () => fail({});
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  void track(doc);
  await world.advance(1_000_000);
  answer = all;
  const { length } = sends;
  doc.fire('online');
  await world.advance(1_100);
  expect(sends.length).toBe(length + 1);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1 });
});

test('too large: half of it next time, and one batch that is too large alone is dropped', async () => {
  let isOpen = false;
  answer = (batches) => {
    if (!isOpen) return fail({ retryMs: 1 });
    const isHuge = batches.some(({ events }) => JSON.stringify(events).length > 8_100);
    return batches.length > 2 || isHuge ? fail({ tooLarge: true }) : all(batches);
  };
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  for (let i = 0; i < 8; i++) await track(doc, i === 3 ? 8_000 : 10);
  void track(doc, 8_192);
  await world.advance(300);
  isOpen = true;
  await world.advance(30_000);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 9, waiting: 0, receipted: 8 - 1, dropped: { too_large: 2 } });
  expect(imbalance(doc)).toBe(0);
});

test('too large, and a wait with it: fewer batches are not what the wait is for', async () => {
  answer = (batches) => (batches.length > 2 ? fail({ tooLarge: true, retryMs: 3_600_000 }) : all(batches));
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  for (let i = 0; i < 8; i++) await track(doc);
  await world.advance(30_000);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 8, dropped: {}, sinks: [{ error: '' }] });
});

test('a refusal for ever stops all tabs and the next pages for a day; one asks then', async () => {
  answer = () => fail({ retryMs: Infinity });
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  void track(doc);
  await world.advance(3_000);
  const other = openDoc(settings, 'tab-2');
  other.core.where.isOpen = false;
  void track(other);
  void other.pipeline.flush();
  await world.advance(100);
  other.fire('pagehide');
  doc.kill();
  await world.advance(86_390_000);
  expect(sends.length).toBe(1);
  expect(other.pipeline.stats()).toMatchObject({ sinks: [{ error: 'trouble' }] });
  await world.advance(20_000);
  expect(sends.length).toBe(2);
  answer = all;
  await world.advance(86_400_000);
  expect(sends.at(-1)?.ids).toEqual(expect.arrayContaining(sends[0]?.ids ?? []));
  expect(other.pipeline.stats()).toMatchObject({ waiting: 0, sinks: [{ error: '', nextTryAt: 0 }] });
});

test('an answer that makes no sense is a failure', async () => {
  for (const nonsense of [null, {}, 'yes', [{}], [null], [{ batch: 'x', rejected: 'y' }]]) {
    answer = (batches) =>
      Array.isArray(nonsense) && nonsense[0] && 'batch' in nonsense[0]
        ? [{ ...nonsense[0], batch: batches[0]?.batch }]
        : nonsense;
    // as a sink of one's own: a function that gives nothing accepts everything
    const doc = openDoc({ sinks: [{ name: 'mine', send: sink }] });
    doc.core.where.isOpen = false;
    void track(doc);
    await world.advance(3_000);
    expect(doc.pipeline.stats()).toMatchObject({ waiting: 1, receipted: 0 });
    doc.kill();
  }
});

test('two sinks go at their own pace, and a batch is kept until both have it', async () => {
  const good: string[] = [];
  const bad: string[] = [];
  let isBroken = true;
  const doc = openDoc({
    sinks: [
      { name: 'good', send: async (batches) => all(batches.map((batch) => (good.push(batch.batch), batch))) },
      {
        name: 'bad',
        send: async (batches) => {
          if (isBroken) throw new Error('down');
          bad.push(...batches.map(({ batch }) => batch));
          return all(batches);
        },
      },
    ],
  });
  doc.core.where.isOpen = false;
  void track(doc);
  await world.advance(2_500);
  void track(doc);
  await world.advance(2_500);
  expect(good.length).toBe(2);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 2, receipted: 0 });
  // progress is kept when the document is gone
  doc.kill();
  isBroken = false;
  const next = openDoc({ sinks: doc.core.settings.sinks });
  next.core.where.isOpen = false;
  void track(next);
  // after short waits at first, the one that the first document left may be any up to the longest
  await world.advance(300_000);
  expect(good.length).toBe(3);
  expect(bad).toEqual(good);
  expect(world.db.entries('watchglass:pk_test').size).toBe(0);
});

test('the end of the page sends what is waiting, once, and frees what was receipted', async () => {
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  await world.advance(2_100);
  void track(doc);
  doc.fire('pagehide');
  doc.fire('visibilitychange');
  await world.advance(100);
  expect(sends.map(({ moment }) => moment)).toEqual(['leaving']);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 1, waiting: 0, receipted: 1 });
  expect(world.db.entries('watchglass:pk_test').size).toBe(0);
});

test('over its budget the outbox gives up detail first, then the oldest, and says so', async () => {
  answer = () => fail({});
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  const panes = (): void => {
    doc.core.where.isOpen = true;
    doc.ctx.endView();
  };
  doc.ctx.last('scroll', () =>
    Array.from({ length: 20 }, (_, index) => ({
      key: 'k'.repeat(500),
      index,
      keyRule: 1,
      viewportWidth: 1,
      scrollRatioMax: 1,
      scrollRatioLast: 1,
      contentRatioMax: 1,
      reachKey: '',
      reachIndex: 0,
    })),
  );
  for (let i = 0; i < 10; i++) panes();
  for (let i = 0; i < 2_500; i++) await track(doc, 8_192);
  await world.advance(1_000);
  void doc.pipeline.flush();
  await world.advance(1_000);
  const stats = doc.pipeline.stats();
  expect(imbalance(doc)).toBe(0);
  expect(stats.dropped['evicted']).toBeGreaterThan(200);
  const left = [...world.db.entries('watchglass:pk_test').values()] as Batch[];
  expect(left.some(({ lane }) => lane === 'detail')).toBe(false);
  const bytes = left.reduce((sum, batch) => sum + JSON.stringify(batch).length, 0);
  expect(bytes).toBeLessThanOrEqual(20 * 1024 * 1024);
  expect(bytes).toBeGreaterThan(18 * 1024 * 1024);
  // the newest are there
  const seqs = left.flatMap(({ events }) => events.map(({ seq }) => seq));
  expect(Math.max(...seqs)).toBe(stats.captured - 1);
});

test('the budget is kept also while a sink wants nothing for a day', async () => {
  answer = () => fail({ retryMs: Infinity });
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  void track(doc);
  await world.advance(3_000);
  for (let i = 0; i < 2_500; i++) await track(doc, 8_192);
  await world.advance(5_000);
  const left = [...world.db.entries('watchglass:pk_test').values()];
  expect(left.reduce<number>((sum, batch) => sum + JSON.stringify(batch).length, 0)).toBeLessThan(20 * 1024 * 1024);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 2_501, inMemory: 0, waiting: left.length });
  expect(imbalance(doc)).toBe(0);
  expect(sends.length).toBe(1);
});

test('a disk that fails under way proves nothing: what lies on it is still waiting, and is sent by the next', async () => {
  answer = () => fail({});
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  void track(doc);
  await world.advance(3_000);
  world.db.fault = 'broken';
  await world.advance(600_000);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 1, waiting: 1, receipted: 0 });
  world.db.fault = 'none';
  doc.kill();
  answer = all;
  openDoc(settings);
  await world.advance(3_000);
  expect(sends.at(-1)?.ids).toEqual(sends[0]?.ids);
});

test('a disk that takes what is written and cannot be listed proves nothing either', async () => {
  world.db.fault = 'unlisted';
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  void track(doc);
  await world.advance(600_000);
  expect(sends).toEqual([]);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 1, waiting: 1, receipted: 0 });
  world.db.fault = 'none';
  await world.advance(301_000);
  void track(doc);
  await world.advance(301_000);
  expect(new Set(sends.flatMap(({ ids }) => ids)).size).toBe(2);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 2, waiting: 0, receipted: 2 });
});

test('writing ahead twice at once on a full disk loses nothing', async () => {
  world.db.fault = 'quota';
  const doc = openDoc(settings);
  await world.advance(2_500);
  doc.setHidden(true);
  doc.setHidden(false);
  doc.setHidden(true);
  await world.advance(10);
  doc.ctx.endView();
  await world.advance(5_000);
  expect(doc.pipeline.stats()).toMatchObject({ captured: 1, waiting: 0, receipted: 1, dropped: {} });
});

test('a backlog that waits for one sink is evicted before what is new for another', async () => {
  const got = new Set<string>();
  const doc = openDoc({
    sinks: [
      { name: 'a', send: async (batches) => all(batches.map((batch) => (got.add(batch.batch), batch))) },
      { name: 'z', send: () => Promise.reject(new Error('down')) },
    ],
  });
  doc.core.where.isOpen = false;
  for (let i = 0; i < 2_500; i++) {
    await track(doc, 8_192);
    if (i % 100 === 0) await world.advance(3_000);
  }
  await world.advance(10_000);
  expect(doc.pipeline.stats().dropped['evicted']).toBeGreaterThan(0);
  expect(got.size).toBe(2_500);
});

test('a flush that has to evict still sends all that is left', async () => {
  answer = () => fail({});
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  for (let i = 0; i < 2_500; i++) await track(doc, 8_192);
  await world.advance(100);
  answer = all;
  const flushed = doc.pipeline.flush();
  await world.advance(1_000);
  const { sent, waiting } = await flushed;
  expect(waiting).toBe(0);
  expect(sent + (doc.pipeline.stats().dropped['evicted'] ?? 0)).toBe(2_500);
});

for (const rejected of [0, 2, {}])
  test(`a receiver that rejects ${JSON.stringify(rejected)} instead of a list does not break the ledger`, async () => {
    answer = (batches) => batches.map((batch) => ({ ...receiptOf(batch), rejected }));
    const doc = openDoc(settings);
    doc.core.where.isOpen = false;
    void track(doc);
    await world.advance(3_000);
    expect(doc.pipeline.stats()).toMatchObject({ captured: 1, inMemory: 0, waiting: 0, receipted: 1 });
  });

for (const retryMs of [NaN, 0, -1_000])
  test(`a sink that asks to be tried again in ${retryMs} ms is tried after a pause of our own`, async () => {
    // never answering ends what would be a loop without a pause
    answer = () => (sends.length > 50 ? new Promise(() => {}) : fail({ retryMs }));
    const doc = openDoc(settings);
    doc.core.where.isOpen = false;
    void track(doc);
    await world.advance(6_000);
    expect(sends.length).toBeLessThan(20);
    answer = all;
    await world.advance(600_000);
    expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1 });
  });

for (const days of [1, 60])
  test(`a clock that is set back by ${days} days during a wait changes nothing about it`, async () => {
    answer = () => fail({});
    const doc = openDoc(settings);
    doc.core.where.isOpen = false;
    void track(doc);
    await world.advance(600_000);
    answer = all;
    world.setClock(Date.now() - days * 86_400_000);
    await world.advance(310_000);
    expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1 });
  });

test('the next attempt that is told while something is parked is one that will be', async () => {
  answer = () => fail({ retryMs: 0 });
  const doc = openDoc(settings);
  doc.core.where.isOpen = false;
  void track(doc);
  await world.advance(3_600_000);
  const [told] = doc.pipeline.stats().sinks;
  expect(told?.nextTryAt).toBeGreaterThanOrEqual(Date.now());
  sends = [];
  await world.advance((told?.nextTryAt ?? 0) - Date.now() + 1_000);
  expect(sends.length).toBeGreaterThan(0);
});
