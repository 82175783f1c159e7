/** One document at a time. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createExclusive, type Exclusive } from '../../../src/pipeline/exclusive.ts';
import { createShelf } from '../../../src/pipeline/shelf.ts';
import { createWorld, openDoc, type World } from './page.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.close());

async function open(): Promise<Exclusive> {
  const { core } = openDoc({});
  const shelf = createShelf('db', core.after);
  await world.advance(10);
  return createExclusive(core, shelf);
}

test('a lease excludes others until its owner is done', async () => {
  const [one, two] = [await open(), await open()];
  const ran: string[] = [];
  const slow = (name: string) => async (): Promise<void> => {
    ran.push(name);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  };
  const first = one('http', slow('one'));
  await world.advance(100);
  expect(await Promise.race([two('http', slow('two')), world.advance(100).then(() => 'late')])).toBe(false);
  await world.advance(3_000);
  expect(await first).toBe(true);
  const third = two('http', slow('two'));
  await world.advance(3_000);
  expect(await third).toBe(true);
  expect(ran).toEqual(['one', 'two']);
});

test('sinks do not wait for each other', async () => {
  const [one, two] = [await open(), await open()];
  void one('http', () => new Promise(() => {}));
  await world.advance(100);
  let ran = false;
  void two('local', async () => {
    ran = true;
  });
  await world.advance(100);
  expect(ran).toBe(true);
});

test('a lease ends 3 s after its owner died, and at once when the clock was set back', async () => {
  const { core, kill } = openDoc({});
  const shelf = createShelf('db', core.after);
  await world.advance(10);
  const [one, two, three] = [createExclusive(core, shelf), await open(), await open()];
  void one('http', () => new Promise(() => {}));
  await world.advance(20_000);
  const ran: number[] = [];
  const note = async (): Promise<void> => void ran.push(Date.now());
  void two('http', note);
  await world.advance(100);
  expect(ran).toEqual([]);
  kill();
  await world.advance(3_000);
  void two('http', note);
  await world.advance(500);
  expect(ran.length).toBe(1);
  void three('http', () => new Promise(() => {}));
  await world.advance(100);
  world.setClock(Date.now() - 86_400_000);
  void two('http', note);
  await world.advance(500);
  expect(ran.length).toBe(2);
});
