/** Whose turn it is: several tabs and pages, one sink, and failures that outlive a page. */
import type { Batch } from '@watchglass/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { receiptOf, type Taken, type Trouble } from '../../../src/sinks/sink.ts';
import { createWorld, type Doc, imbalance, openDoc, type World } from './page.ts';

const DAY_MS = 86_400_000;

let world: World;
let sends: { at: number; batches: Batch[] }[];
let answer: (batches: Batch[]) => unknown;
const settings = {
  sinks: [
    async (batches: Batch[]): Promise<Taken[]> => {
      sends.push({ at: Date.now(), batches });
      return (await answer(batches)) as Taken[];
    },
  ],
};
const all = (batches: Batch[]): Taken[] => batches.map((batch) => receiptOf(batch));
const fail = (parts: Partial<Trouble>): never => {
  throw Object.assign(new Error('trouble'), parts);
};
/** Answers 500 to each request with a poisonous event in it. */
const poisoned = (batches: Batch[]): Taken[] =>
  JSON.stringify(batches).includes('poison') ? fail({ retryMs: 0 }) : all(batches);
const open = (tab?: string): Doc => {
  const doc = openDoc(settings, tab);
  doc.core.where.isOpen = false;
  return doc;
};
/** An event in a task of its own, and so in a batch of its own. */
const track = (doc: Doc, name = 'x'): Promise<void> => {
  doc.ctx.emit('custom', { name, properties: {} }, 'now');
  return Promise.resolve();
};
const never = (): Promise<never> => new Promise(() => {});

beforeEach(() => {
  world = createWorld();
  sends = [];
  answer = all;
});
afterEach(() => world.close());

test('one tab asks at a time; another follows within 5 s when it crashes, at once when it is done', async () => {
  const [one, two] = [open(), open('tab-2')];
  answer = never;
  void track(one);
  void track(two);
  await world.advance(20_000);
  expect(sends.length).toBe(1);
  answer = all;
  one.kill();
  two.kill();
  const three = open('tab-3');
  void track(three);
  await world.advance(5_000);
  expect(sends.length).toBe(2);
  expect(sends[1]?.batches.length).toBe(3);
  void track(three);
  await world.advance(2_500);
  expect(sends.length).toBe(3);
});

test('a lease from before the clock was set back holds up nobody', async () => {
  answer = never;
  const first = open();
  void track(first);
  await world.advance(3_000);
  first.kill();
  world.setClock(Date.now() - DAY_MS);
  answer = all;
  void track(open('tab-2'));
  await world.advance(2_500);
  expect(sends.length).toBe(2);
});

test('what an older version left where the lease lies is no lease', async () => {
  world.db.entries('watchglass:pk_test:lease').set('function-0', Date.now() + 2_000);
  const doc = open();
  void track(doc);
  await world.advance(2_500);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1 });
});

test('Retry-After and backoff are kept by other tabs and by the next page', async () => {
  answer = () => fail({ retryMs: 60_000 });
  const first = open();
  void track(first);
  await world.advance(2_500);
  first.kill();
  const docs = [open(), open('tab-2')];
  for (const doc of docs) void track(doc);
  await world.advance(55_000);
  expect(sends.length).toBe(1);
  expect(docs[1]?.pipeline.stats()).toMatchObject({ sinks: [{ error: 'trouble' }] });
  answer = all;
  await world.advance(70_000);
  expect(sends.slice(1).flatMap(({ batches }) => batches).length).toBe(3);
});

test('a wait that ends while the disk is read is not forgotten', async () => {
  answer = () => fail({ retryMs: 1_000 });
  world.db.waitMs['watchglass:pk_test'] = 5;
  const doc = open();
  void track(doc);
  // timers are whole ms and waits are not: one in two fires a moment early
  await world.advance(60_000);
  expect(sends.length).toBeGreaterThan(25);
  answer = all;
  await world.advance(2_500);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1 });
});

test('a poisonous batch is found by halving and parked: what comes goes on, and it is tried again', async () => {
  answer = poisoned;
  const doc = open();
  for (let i = 0; i < 16; i++) await track(doc, i === 11 ? 'poison' : 'x');
  await world.advance(60_000);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 1, receipted: 15 });
  expect(sends.slice(0, 3).map(({ batches }) => batches.length)).toEqual([16, 8, 8]);
  await world.advance(600_000);
  const { length } = sends;
  for (let i = 0; i < 20; i++) {
    await track(doc);
    await world.advance(3_000);
    // not held up by the parked one
    expect(doc.pipeline.stats()).toMatchObject({ waiting: 1, receipted: 16 + i });
  }
  const alone = sends.slice(length).filter(({ batches }) => JSON.stringify(batches).includes('poison'));
  expect(alone.length).toBeLessThan(5);
  answer = all;
  await world.advance(301_000);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 36, dropped: {} });
  expect(imbalance(doc)).toBe(0);
});

test('out of reach is no poison: requests stay as large as they are', async () => {
  answer = () => fail({});
  const doc = open();
  for (let i = 0; i < 16; i++) await track(doc);
  await world.advance(100_000);
  expect(new Set(sends.map(({ batches }) => batches.length))).toEqual(new Set([16]));
});

test('closing waits for the last write also when the sink has to wait', async () => {
  answer = () => fail({ retryMs: 60_000 });
  const doc = open();
  void track(doc);
  await world.advance(2_500);
  void track(doc);
  let isClosed = false;
  void doc.pipeline.finish().then(() => {
    isClosed = true;
    expect(world.db.entries('watchglass:pk_test').size).toBe(2);
  });
  await world.advance(100);
  expect(isClosed).toBe(true);
});

test('nothing is sent of a page that is only prerendered', async () => {
  const document = globalThis.document as object;
  Object.setPrototypeOf(document, { prerendering: true });
  const doc = open();
  void track(doc);
  void doc.pipeline.flush();
  await world.advance(10_000);
  doc.fire('pagehide');
  await world.advance(10_000);
  expect(sends).toEqual([]);
  Object.setPrototypeOf(document, {});
  void track(doc);
  await world.advance(2_500);
  expect(sends[0]?.batches.length).toBe(2);
});

test('a tab whose lease ran out while it stood still notices: it neither renews nor ends the lease of the next one', async () => {
  answer = never;
  const one = open();
  void track(one);
  await world.advance(3_000);
  const leases = world.db.entries('watchglass:pk_test:lease');
  const first = leases.get('function-0') as { by: string };
  expect(first.by).toBe(one.core.doc);
  // another tab took over meanwhile
  const second = { ...first, at: Date.now(), by: 'doc-of-another-tab' };
  leases.set('function-0', second);
  await world.advance(1_200);
  expect(leases.get('function-0')).toEqual(second);
});

test('a lease that nobody gives a sign of life for is over within 5 s', async () => {
  world.db.entries('watchglass:pk_test:lease').set('function-0', { at: Date.now(), ms: 3_500, by: 'doc-that-froze' });
  void track(open());
  await world.advance(3_000);
  expect(sends.length).toBe(0);
  await world.advance(2_000);
  expect(sends.length).toBe(1);
});

test('what the sink asked for gets jitter, and is never shorter than asked', async () => {
  answer = () => fail({ retryMs: 60_000 });
  const waits = new Set<number>();
  for (let i = 0; i < 5; i++) {
    const doc = open(`tab-${i}`);
    void track(doc);
    await world.advance(2_500);
    const { nextTryAt } = doc.pipeline.stats().sinks[0] ?? { nextTryAt: 0 };
    const wait = nextTryAt - (sends.at(-1)?.at ?? 0);
    expect(wait).toBeGreaterThanOrEqual(60_000);
    expect(wait).toBeLessThanOrEqual(61_100);
    waits.add(wait);
    doc.kill();
    world.db.entries('watchglass:pk_test:lease').clear();
  }
  expect(waits.size).toBeGreaterThan(1);
});

test('a network that is back is back for many: they come within a second, and not at once', async () => {
  answer = () => fail({});
  const docs = Array.from({ length: 10 }, (_, i) => {
    const doc = openDoc({ ...settings, key: `pk_${i}` }, `tab-${i}`);
    doc.core.where.isOpen = false;
    void track(doc);
    return doc;
  });
  await world.advance(1_000_000);
  answer = all;
  sends = [];
  const from = Date.now();
  for (const doc of docs) doc.fire('online');
  await world.advance(2_000);
  expect(docs.every((doc) => doc.pipeline.stats().waiting === 0)).toBe(true);
  const spread = sends.map(({ at }) => at - from);
  expect(Math.max(...spread) - Math.min(...spread)).toBeGreaterThan(200);
  expect(Math.max(...spread)).toBeLessThan(1_200);
});

test('core goes before detail, and what a sink leaves without a receipt is parked and holds up nothing', async () => {
  answer = (batches) => all(batches.filter(({ lane }) => lane === 'core'));
  const doc = open();
  doc.ctx.last('scroll', () => [
    {
      key: 'root',
      index: 0,
      keyRule: 1,
      viewportWidth: 1,
      scrollRatioMax: 1,
      scrollRatioLast: 1,
      contentRatioMax: 1,
      reachKey: '',
      reachIndex: 0,
    },
  ]);
  doc.core.where.isOpen = true;
  doc.ctx.endView();
  for (let i = 0; i < 20; i++) await track(doc);
  await world.advance(3_000);
  expect(sends[0]?.batches.slice(0, 16).every(({ lane }) => lane === 'core')).toBe(true);
  await world.advance(120_000);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 1, receipted: 21 });
  for (let i = 0; i < 20; i++) {
    void track(doc);
    await world.advance(6_000);
    expect(doc.pipeline.stats()).toMatchObject({ waiting: 1, receipted: 22 + i });
  }
});

test('batches that an older version left are sent', async () => {
  void track(open());
  await world.advance(100);
  const [batch] = [...world.db.entries('watchglass:pk_test').values()] as Batch[];
  const id = '01900000-0000-7000-8000-000000000001';
  world.db.entries('watchglass:pk_test').set(`${id}|function-0|core|500|0`, { ...batch, batch: id });
  await world.advance(2_500);
  expect(sends.flatMap(({ batches }) => batches.map((one) => one.batch))).toContain(id);
  expect(world.db.entries('watchglass:pk_test').size).toBe(0);
});

test('what is urgent is persisted with its task, as one batch', async () => {
  const doc = open();
  await world.advance(600);
  for (let i = 0; i < 20; i++) doc.ctx.emit('custom', { name: 'x', properties: {} }, 'now');
  doc.ctx.emit('custom', { name: 'later', properties: {} });
  await world.advance(0);
  const batches = [...world.db.entries('watchglass:pk_test').values()] as Batch[];
  expect(batches.map(({ events }) => events.length)).toEqual([21]);
  doc.ctx.emit('custom', { name: 'later', properties: {} });
  await world.advance(200);
  expect(doc.pipeline.stats()).toMatchObject({ inMemory: 0, waiting: 22 });
});

test('what failed alone stays alone, however often', async () => {
  answer = poisoned;
  const doc = open();
  for (let i = 0; i < 2; i++) await track(doc, 'poison');
  await world.advance(60_000);
  const { length } = sends;
  // 2 batches at 2.5 min on average: each fails more than 32 times
  await world.advance(2 * 50 * 300_000);
  expect(new Set(sends.slice(length).map(({ batches }) => batches.length))).toEqual(new Set([1]));
});

test('a clock that is set back by 60 days while something is parked keeps no page busy', async () => {
  answer = poisoned;
  const doc = open();
  void track(doc, 'poison');
  await world.advance(3_600_000);
  world.setClock(Date.now() - 60 * DAY_MS);
  const leases = world.db.entries('watchglass:pk_test:lease');
  const write = vi.spyOn(leases, 'set');
  void track(doc);
  await world.advance(30_000);
  expect(write.mock.calls.length).toBeLessThan(50);
  answer = all;
  await world.advance(310_000);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 2 });
});

test('a page that ends before it has asked keeps the wait that another one left', async () => {
  answer = () => fail({ retryMs: Infinity });
  const first = open();
  void track(first);
  await world.advance(2_500);
  first.kill();
  const next = open('tab-2');
  void track(next);
  await world.advance(500);
  next.fire('pagehide');
  await world.advance(500);
  expect(sends.length).toBe(1);
  expect(world.db.entries('watchglass:pk_test').size).toBe(2);
});

test('a database that is deleted under open pages: each puts back what waited in it, and the ledgers are exact', async () => {
  answer = () => fail({});
  const docs = [open(), open('tab-2')];
  for (const doc of docs) await track(doc);
  await world.advance(3_000);
  for (const doc of docs) await track(doc);
  await world.advance(100);
  // what was at hand for the exit is no longer
  for (const doc of docs) doc.fire('pagehide');
  await world.advance(100);
  world.db.wipe('watchglass:pk_test');
  world.db.wipe('watchglass:pk_test:lease');
  sends = [];
  answer = all;
  await world.advance(310_000);
  expect(new Set(sends.flatMap(({ batches }) => batches.map(({ batch }) => batch))).size).toBe(4);
  for (const doc of docs) {
    expect(doc.pipeline.stats()).toMatchObject({ captured: 2, waiting: 0, receipted: 2, dropped: {} });
    expect(imbalance(doc)).toBe(0);
  }
});

test('what another tab has sent is not put back', async () => {
  answer = never;
  const one = open();
  const two = open('tab-2');
  void track(one);
  void track(two);
  await world.advance(3_000);
  one.kill();
  answer = all;
  const three = open('tab-3');
  void track(three);
  await world.advance(60_000);
  expect(sends.slice(1).flatMap(({ batches }) => batches).length).toBe(3);
  expect(two.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1 });
});
