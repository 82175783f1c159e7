/** Whose turn it is: several tabs and pages, one sink, and failures that outlive a page. */
import type { Batch, Receipt } from '@watchglass/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { receiptOf, type Trouble } from '../../../src/sinks/sink.ts';
import { createWorld, type Doc, imbalance, openDoc, type World } from './page.ts';

const DAY_MS = 86_400_000;

let world: World;
let sends: { at: number; batches: Batch[] }[];
let answer: (batches: Batch[]) => unknown;
const settings = {
  sinks: [
    async (batches: Batch[]): Promise<Receipt[]> => {
      sends.push({ at: Date.now(), batches });
      return (await answer(batches)) as Receipt[];
    },
  ],
};
const all = (batches: Batch[]): Receipt[] => batches.map((batch) => receiptOf(batch));
const fail = (parts: Partial<Trouble>): never => {
  throw Object.assign(new Error('trouble'), parts);
};
/** Answers 500 to each request with a poisonous event in it. */
const poisoned = (batches: Batch[]): Receipt[] =>
  JSON.stringify(batches).includes('poison') ? fail({ keepMs: 7 * DAY_MS }) : all(batches);
const open = (tab?: string): Doc => {
  const doc = openDoc(settings, tab);
  doc.core.where.isOpen = false;
  return doc;
};
const track = (doc: Doc, name = 'x'): void => doc.ctx.emit('custom', { name, properties: {} }, 'now');
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
  track(one);
  track(two);
  await world.advance(20_000);
  expect(sends.length).toBe(1);
  answer = all;
  one.kill();
  two.kill();
  const three = open('tab-3');
  track(three);
  await world.advance(5_000);
  expect(sends.length).toBe(2);
  expect(sends[1]?.batches.length).toBe(3);
  track(three);
  await world.advance(2_500);
  expect(sends.length).toBe(3);
});

test('a lease from before the clock was set back holds up nobody', async () => {
  answer = never;
  const first = open();
  track(first);
  await world.advance(3_000);
  first.kill();
  world.setClock(Date.now() - DAY_MS);
  answer = all;
  track(open('tab-2'));
  await world.advance(2_500);
  expect(sends.length).toBe(2);
});

test('what an older version left where the lease lies is no lease', async () => {
  world.db.entries('watchglass:pk_test:lease').set('function-0', Date.now() + 2_000);
  const doc = open();
  track(doc);
  await world.advance(2_500);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1 });
});

test('Retry-After and backoff are kept by other tabs and by the next page', async () => {
  answer = () => fail({ retryMs: 60_000 });
  const first = open();
  track(first);
  await world.advance(2_500);
  first.kill();
  const docs = [open(), open('tab-2')];
  docs.forEach((doc) => track(doc));
  await world.advance(55_000);
  expect(sends.length).toBe(1);
  expect(docs[1]?.pipeline.stats()).toMatchObject({ sinks: [{ error: 'trouble' }] });
  answer = all;
  await world.advance(10_000);
  expect(sends.slice(1).flatMap(({ batches }) => batches).length).toBe(3);
});

test('a poisonous batch is found by halving and parked: what comes goes on, and it is tried again', async () => {
  answer = poisoned;
  const doc = open();
  for (let i = 0; i < 16; i++) track(doc, i === 11 ? 'poison' : 'x');
  await world.advance(60_000);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 1, receipted: 15 });
  expect(sends.slice(0, 3).map(({ batches }) => batches.length)).toEqual([16, 8, 8]);
  await world.advance(600_000);
  const { length } = sends;
  for (let i = 0; i < 20; i++) {
    track(doc);
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
  for (let i = 0; i < 16; i++) track(doc);
  await world.advance(100_000);
  expect(new Set(sends.map(({ batches }) => batches.length))).toEqual(new Set([16]));
});

for (const [keepMs, failsMs] of [
  [7 * DAY_MS, 6 * DAY_MS],
  [DAY_MS, DAY_MS - 3_600_000],
] as const)
  test(`a sink that answers with failures for ${keepMs / DAY_MS} days loses its claim on what waited as long`, async () => {
    answer = () => fail({ keepMs, retryMs: 3_600_000 });
    const doc = open();
    track(doc);
    await world.advance(failsMs);
    expect(doc.pipeline.stats()).toMatchObject({ waiting: 1, dropped: {} });
    track(doc);
    await world.advance(keepMs - failsMs + 2 * 3_600_000);
    expect(doc.pipeline.stats()).toMatchObject({ waiting: 1, dropped: { 'sink:function-0': 1 } });
    answer = all;
    await world.advance(2 * 3_600_000);
    expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1 });
    expect(imbalance(doc)).toBe(0);
  });

test('a sink that is out of reach for a month loses nothing', async () => {
  answer = () => fail({});
  const doc = open();
  track(doc);
  await world.advance(DAY_MS / 8);
  world.setClock(Date.now() + 30 * DAY_MS);
  answer = () => fail({ keepMs: 7 * DAY_MS });
  await world.advance(600_000);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 1, dropped: {} });
  answer = all;
  await world.advance(600_000);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1 });
});

test('closing waits for the last write also when the sink has to wait', async () => {
  answer = () => fail({ retryMs: 60_000 });
  const doc = open();
  track(doc);
  await world.advance(2_500);
  track(doc);
  let isClosed = false;
  void doc.pipeline.close().then(() => {
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
  track(doc);
  void doc.pipeline.flush();
  await world.advance(10_000);
  doc.fire('pagehide');
  await world.advance(10_000);
  expect(sends).toEqual([]);
  Object.setPrototypeOf(document, {});
  track(doc);
  await world.advance(2_500);
  expect(sends[0]?.batches.length).toBe(2);
});
