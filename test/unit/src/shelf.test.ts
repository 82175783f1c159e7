/** The shelf under every fault of storage that browsers show. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createShelf, type Shelf } from '../../../src/pipeline/shelf.ts';
import { createWorld, type World } from './page.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.close());

const open = (): Shelf =>
  createShelf('db', (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  });

/** Runs `work` while time goes on. */
async function settled<T>(work: Promise<T>): Promise<T> {
  let answer: { value: T } | undefined;
  void work.then((value) => {
    answer = { value };
  });
  for (let i = 0; i < 20 && !answer; i++) await world.advance(50);
  if (!answer) throw new Error('did not settle within 1 s');
  return answer.value;
}

/** All keys, and whether the disk was asked. */
const scan = async (shelf: Shelf): Promise<[keys: string[], isWhole: boolean]> => {
  const [keys, disk] = await settled(shelf.scan());
  return [keys, disk !== undefined];
};

test('keeps values over documents', async () => {
  const shelf = open();
  expect(
    await settled(
      shelf.write([
        ['b', { two: 2 }],
        ['a', 1],
      ]),
    ),
  ).toBeTruthy();
  expect(shelf.isDurable()).toBe(true);
  const next = open();
  expect(await scan(next)).toEqual([['a', 'b'], true]);
  expect(await settled(next.read(['b', 'gone', 'a']))).toEqual([
    ['b', { two: 2 }],
    ['gone', undefined],
    ['a', 1],
  ]);
  await settled(next.write([['a']]));
  expect(await scan(next)).toEqual([['b'], true]);
});

test('looks before it writes, in the same transaction', async () => {
  const shelf = open();
  await settled(shelf.write([['a', 1]]));
  expect(await settled(shelf.write([['a', 2]], ['a'], (old) => old === 5))).toBe(false);
  expect(await settled(shelf.write([['a'], ['b', 2]], ['a'], (old) => old === 1))).toBeTruthy();
  expect(await scan(shelf)).toEqual([['b'], true]);
});

for (const fault of ['refused', 'never', 'broken'] as const)
  test(`database ${fault}: memory within 500 ms`, async () => {
    world.db.fault = fault;
    const shelf = open();
    const started = Date.now();
    expect(await settled(shelf.write([['a', 1]]))).toBe(true);
    expect(Date.now() - started).toBeLessThanOrEqual(550);
    expect(await scan(shelf)).toEqual([['a'], false]);
    expect(await settled(shelf.read(['a']))).toEqual([['a', 1]]);
    expect(await settled(shelf.write([['a', 2]], ['a'], (old) => old === 1))).toBe(true);
    expect(await settled(shelf.read(['a']))).toEqual([['a', 2]]);
    await settled(shelf.write([['a']]));
    expect(await scan(shelf)).toEqual([[], false]);
    expect(shelf.isDurable()).toBe(false);
  });

test('a connection that was closed is opened once more, and nothing is missed', async () => {
  const shelf = open();
  await settled(shelf.write([['a', 1]]));
  const { opened } = world.db;
  // one transaction fails with "connection is closing", the next connection works
  const entries = world.db.entries('db');
  world.db.fault = 'broken';
  queueMicrotask(() => {
    world.db.fault = 'none';
  });
  expect(await settled(shelf.write([['b', 2]]))).toBeTruthy();
  expect(entries.size).toBe(2);
  expect(world.db.opened).toBeLessThanOrEqual(opened + 2);
  expect(shelf.isDurable()).toBe(true);
});

test('a full disk keeps what it has; what comes lies in memory, and both can be read and deleted', async () => {
  const shelf = open();
  await settled(shelf.write([['old', 1]]));
  world.db.fault = 'quota';
  expect(await settled(shelf.write([['new', 2]]))).toBe(true);
  expect(shelf.isDurable()).toBe(false);
  expect((await scan(shelf))[0]).toEqual(['new', 'old']);
  expect(await settled(shelf.read(['new', 'old']))).toEqual([
    ['new', 2],
    ['old', 1],
  ]);
  world.db.fault = 'none';
  await settled(shelf.write([['new'], ['old']]));
  expect(await scan(shelf)).toEqual([[], true]);
  expect(shelf.isDurable()).toBe(true);
});

test('a disk that fails for good is told apart from one that is empty', async () => {
  const shelf = open();
  await settled(shelf.write([['a', 1]]));
  world.db.fault = 'broken';
  expect(await scan(shelf)).toEqual([[], false]);
  world.db.fault = 'none';
  expect(await scan(shelf)).toEqual([['a'], true]);
});

test('a database that opens late takes what has gathered until then', async () => {
  const { factory } = world.db;
  vi.stubGlobal('indexedDB', {
    open(name: string) {
      const made = factory.open(name) as { result: unknown };
      const request: { result?: unknown; onsuccess?: () => void } = {};
      setTimeout(() => {
        request.result = made.result;
        request.onsuccess?.();
      }, 1_500);
      return request;
    },
  });
  const shelf = open();
  await settled(shelf.write([['early', 1]]));
  expect(shelf.isDurable()).toBe(false);
  await world.advance(1_500);
  expect(shelf.isDurable()).toBe(true);
  expect([...world.db.entries('db')]).toEqual([['early', 1]]);
});

test('a database that never opens again, after it was closed, is memory within 500 ms, and taken up when it opens', async () => {
  const shelf = open();
  await settled(shelf.write([['a', 1]]));
  const { factory } = world.db;
  let letOpen = (): void => {};
  vi.stubGlobal('indexedDB', {
    open(name: string) {
      const request: { result?: unknown; onsuccess?: () => void } = {};
      letOpen = () => {
        const made = factory.open(name) as { result: unknown; onsuccess?: () => void };
        made.onsuccess = () => {
          request.result = made.result;
          request.onsuccess?.();
        };
      };
      return request;
    },
  });
  const entries = [...world.db.entries('db')];
  world.db.wipe('db');
  for (const [key, value] of entries) world.db.entries('db').set(key, value);
  const from = Date.now();
  expect(await settled(shelf.write([['b', 2]]))).toBe(true);
  expect(Date.now() - from).toBeLessThanOrEqual(550);
  expect(shelf.isDurable()).toBe(false);
  // nobody waits a second time
  const again = Date.now();
  expect(await scan(shelf)).toEqual([['b'], false]);
  expect(Date.now() - again).toBeLessThanOrEqual(50);
  letOpen();
  await world.advance(10);
  expect(await scan(shelf)).toEqual([['a', 'b'], true]);
  expect(shelf.isDurable()).toBe(true);
});

test('all changes of one task are one transaction', async () => {
  const shelf = open();
  await settled(shelf.write([['a', 1]]));
  world.db.fault = 'quota';
  void shelf.write([['b', 2]]);
  const both = shelf.write([['a'], ['c', 3]]);
  await settled(both);
  world.db.fault = 'none';
  // none of them without the others
  expect([...world.db.entries('db').keys()]).toEqual(['a']);
});

test('a lease that lay in memory while the disk was away does not outlive the next look at the disk', async () => {
  const shelf = open();
  await settled(shelf.write([['other', 1]]));
  world.db.fault = 'quota';
  expect(await settled(shelf.write([['lease', 'mine']], ['lease'], () => true))).toBe(true);
  world.db.fault = 'none';
  await settled(shelf.write([['lease', 'newer']], ['lease'], (old) => old === 'mine'));
  world.db.entries('db').set('lease', 'of another tab');
  expect(await settled(shelf.write([['lease', 'mine']], ['lease'], (old) => old === 'newer'))).toBe(false);
});

test('a database is told apart from the next one of its name, and from memory', async () => {
  const shelf = open();
  const first = await settled(shelf.write([['a', 1]]));
  expect((await settled(shelf.scan()))[1]).toBe(first);
  expect(await settled(shelf.write([['a', 2]], ['a']))).toBe(first);
  world.db.wipe('db');
  const [keys, second] = await settled(shelf.scan());
  expect(keys).toEqual([]);
  expect(second).toBeTruthy();
  expect(second).not.toBe(first);
  expect(await settled(shelf.write([['a', 1]]))).toBe(second);
  world.db.fault = 'quota';
  expect(await settled(shelf.write([['b', 1]]))).toBe(true);
});
