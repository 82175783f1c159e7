import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIdTable } from '../../../collector/spool/idTable.ts';
import { openSeenBatches } from '../../../collector/spool/seenBatches.ts';
import { createSimulatedDisk, type Operation, type SimulatedDisk } from './simulatedDisk.ts';
import { chanceFrom, silent, stillness } from './smallSpool.ts';

const HOUR_MS = 3_600_000;
const START = 1_800_000_000_000;
const directory = '/data/seen';

/** Content of a batch: half of them have none to speak of. */
const markOf = (batch: string): number => Number(batch) % 2;

const openOn = (files: SimulatedDisk, options: { now?: () => number; maxIds?: number } = {}) =>
  openSeenBatches({ files, directory, log: silent, now: () => START, ...options });

describe('a table of fingerprints', () => {
  test('holds what a Map holds: the first note of each', () => {
    // few values per word, so that ids meet in a slot and differ in their last word alone
    const id = fc.tuple(fc.constantFrom(0, 1, 2 ** 32 - 1), fc.constant(0), fc.integer({ min: 1, max: 9 }), fc.nat(2));
    const nameOf = (words: ArrayLike<number>): string => Array.from(words).slice(0, 3).join();
    fc.assert(
      fc.property(
        fc.array(id, { maxLength: 120 }),
        fc.array(id, { maxLength: 20 }),
        fc.nat(200),
        (added, asked, expected) => {
          const table = createIdTable(expected);
          const map = new Map<string, number>();
          for (const words of added) {
            expect(table.add(Uint32Array.from(words))).toBe(!map.has(nameOf(words)));
            if (!map.has(nameOf(words))) map.set(nameOf(words), words[3]);
          }
          expect(table.size).toBe(map.size);
          for (const words of [...added, ...asked]) {
            expect(table.has(Uint32Array.from(words))).toBe(map.has(nameOf(words)));
            expect(table.note(Uint32Array.from(words))).toBe(map.get(nameOf(words)));
          }
          const all = table.all();
          const listed = Array.from({ length: all.length / 4 }, (_, id) => all.slice(id * 4, id * 4 + 4));
          expect(new Map(listed.map((words) => [nameOf(words), words[3]]))).toEqual(map);
          expect(listed).toHaveLength(map.size);
        },
      ),
    );
  });
});

type Step =
  | { readonly do: 'add'; readonly project: string; readonly batch: number; readonly hours: number }
  | { readonly do: 'sync'; readonly what: Operation['what']; readonly fate: 'done' | 'fails' | 'half' }
  | { readonly do: 'crash'; readonly power: boolean; readonly after: number };

const steps = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('add' as const),
        project: fc.constantFrom('shop', 'shop2', 'demo'),
        batch: fc.nat(40),
        hours: fc.nat(30),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('sync' as const),
        what: fc.constantFrom<Operation['what']>('datasync', 'write', 'rename', 'syncDirectory', 'remove', 'open'),
        fate: fc.constantFrom('done' as const, 'done' as const, 'fails' as const, 'half' as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('crash' as const), power: fc.boolean(), after: fc.nat(9) }),
    },
  ),
  { maxLength: 60 },
);

async function play(plan: readonly Step[], seed: number, isSynced = true): Promise<void> {
  const chance = chanceFrom(seed);
  let disk = createSimulatedDisk();
  let seen = await openOn(disk);
  /** Noted, and when; the spool holds them until they are durable. */
  const noted = new Map<string, number>();
  const durable = new Set<string>();
  const isKnown = (id: string): boolean => {
    const [project = '', batch = ''] = id.split(' ');
    // the same content is the same, another one is not
    const [same, other] = [markOf(batch), 1 - markOf(batch)].map((mark) => seen.differs(project, batch, mark));
    expect([same, other]).toEqual([false, seen.has(project, batch)]);
    return seen.has(project, batch);
  };
  const note = (id: string, at: number): void => {
    const [project = '', batch = ''] = id.split(' ');
    seen.add(project, batch, at, markOf(batch));
    noted.set(id, at);
  };
  const sync = async (): Promise<void> => {
    const done = (isSynced ? seen.sync() : Promise.resolve()).then(
      () => true,
      () => false,
    );
    if (await Promise.race([done, stillness().then(() => false)])) for (const id of noted.keys()) durable.add(id);
    disk.fate = () => 'done';
  };
  for (const step of plan) {
    if (step.do === 'add') {
      note(`${step.project} ${step.batch}`, START - step.hours * HOUR_MS);
    } else if (step.do === 'sync') {
      let left = 1;
      disk.fate = ({ what }) => (what === step.what && left-- > 0 ? step.fate : 'done');
      await sync();
    } else {
      let left = step.after;
      disk.fate = () => (left-- > 0 ? 'done' : 'crash');
      await sync();
      disk = step.power ? disk.crash(chance) : disk.kill();
      seen = await openOn(disk);
      for (const id of durable) expect(isKnown(id)).toBe(true);
      for (const [id, at] of noted) note(id, at);
    }
    for (const id of noted.keys()) expect(isKnown(id)).toBe(true);
    for (const project of ['shop', 'shop2', 'demo']) {
      for (let batch = 0; batch <= 40; batch += 8) {
        if (!noted.has(`${project} ${batch}`)) expect(seen.has(project, String(batch))).toBe(false);
      }
    }
  }
}

describe('seen batches', () => {
  test('knows what a Set knows; what was synced survives crashes, and what was never added is never known', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), (plan, seed) => play(plan, seed)),
      { numRuns: 300 },
    );
  });

  test('a process killed at any operation of a sync, and a power cut after the next one', async () => {
    for (let after = 0; after < 10; after += 1) {
      for (let seed = 0; seed < 8; seed += 1) {
        const plan: Step[] = [
          { do: 'add', project: 'shop', batch: 1, hours: 0 },
          { do: 'crash', after, power: false },
          { do: 'crash', after: 10, power: true },
        ];
        await play(plan, seed * 100_000_000);
      }
    }
  });

  test('the property finds it when nothing is synced', async () => {
    const { failed } = await fc.check(
      fc.asyncProperty(steps, fc.nat(), (plan, seed) => play(plan, seed, false)),
      { numRuns: 1_000, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });

  test('projects have batches of their own, whatever they are called', async () => {
    const seen = await openOn(createSimulatedDisk());
    seen.add('a', 'bc', START, 0);
    expect([seen.has('a', 'bc'), seen.has('ab', 'c'), seen.has('', 'abc')]).toEqual([true, false, false]);
  });

  test('forgets after 7 days, on the disk as well', async () => {
    const disk = createSimulatedDisk();
    let at = START;
    const seen = await openOn(disk, { now: () => at });
    seen.add('shop', 'old', START, 0);
    await seen.sync();
    at = START + 6.9 * 24 * HOUR_MS;
    seen.add('shop', 'new', at, 0);
    await seen.sync();
    expect(seen.has('shop', 'old')).toBe(true);
    at = START + 7.1 * 24 * HOUR_MS;
    await seen.sync();
    expect([seen.has('shop', 'old'), seen.has('shop', 'new')]).toEqual([false, true]);
    expect(disk.paths()).toHaveLength(1);
  });

  test('keeps the newest of too many', async () => {
    const seen = await openOn(createSimulatedDisk(), { maxIds: 160 });
    for (let batch = 0; batch < 1_000; batch += 1) seen.add('shop', String(batch), START + batch * 1_000, 0);
    const known = Array.from({ length: 1_000 }, (_, batch) => batch).filter((batch) => seen.has('shop', String(batch)));
    expect(known.length).toBeGreaterThan(140);
    expect(known.length).toBeLessThanOrEqual(160);
    expect(known).toEqual(Array.from({ length: known.length }, (_, index) => 1_000 - known.length + index));
  });
});
