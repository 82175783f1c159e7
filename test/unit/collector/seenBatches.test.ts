import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIdTable } from '../../../collector/spool/idTable.ts';
import { openSeenBatches } from '../../../collector/spool/seenBatches.ts';
import { createSimulatedDisk, type SimulatedDisk } from './simulatedDisk.ts';
import { chanceFrom, silent } from './smallSpool.ts';

const HOUR_MS = 3_600_000;
const START = 1_800_000_000_000;
const directory = '/data/seen';

const openOn = (files: SimulatedDisk, options: { now?: () => number; maxIds?: number } = {}) =>
  openSeenBatches({ files, directory, log: silent, now: () => START, ...options });

describe('a table of fingerprints', () => {
  test('holds what a Set holds', () => {
    // few values per word, so that ids meet in a slot and differ in the last word alone
    const id = fc.tuple(fc.constantFrom(0, 1, 2 ** 32 - 1), fc.nat(2), fc.constant(0), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(
        fc.array(id, { maxLength: 120 }),
        fc.array(id, { maxLength: 20 }),
        fc.nat(200),
        (added, asked, expected) => {
          const table = createIdTable(expected);
          const set = new Set<string>();
          for (const words of added) {
            expect(table.add(Uint32Array.from(words))).toBe(!set.has(words.join()));
            set.add(words.join());
          }
          expect(table.size).toBe(set.size);
          for (const words of [...added, ...asked])
            expect(table.has(Uint32Array.from(words))).toBe(set.has(words.join()));
          const all = table.all();
          const listed = Array.from({ length: all.length / 4 }, (_, id) => all.slice(id * 4, id * 4 + 4).join());
          expect(new Set(listed)).toEqual(set);
          expect(listed).toHaveLength(set.size);
        },
      ),
    );
  });
});

type Step =
  | { readonly do: 'add'; readonly project: string; readonly batch: number; readonly hours: number }
  | { readonly do: 'sync'; readonly fate: 'done' | 'fails' | 'half' }
  | { readonly do: 'crash'; readonly power: boolean };

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
        fate: fc.constantFrom('done' as const, 'done' as const, 'fails' as const, 'half' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), power: fc.boolean() }) },
  ),
  { maxLength: 60 },
);

async function play(plan: readonly Step[], seed: number, isSynced = true): Promise<void> {
  const chance = chanceFrom(seed);
  let disk = createSimulatedDisk();
  let seen = await openOn(disk);
  const durable = new Set<string>();
  let noted = new Set<string>();
  const all = new Set<string>();
  for (const step of plan) {
    if (step.do === 'add') {
      seen.add(step.project, String(step.batch), START - step.hours * HOUR_MS);
      noted.add(`${step.project} ${step.batch}`);
      all.add(`${step.project} ${step.batch}`);
    } else if (step.do === 'sync') {
      let left = 1;
      disk.fate = ({ what }) => (what === 'datasync' && left-- > 0 ? step.fate : 'done');
      const isDone = await (isSynced ? seen.sync() : Promise.resolve()).then(
        () => true,
        () => false,
      );
      disk.fate = () => 'done';
      if (isDone) for (const id of noted) durable.add(id);
    } else {
      disk = step.power ? disk.crash(chance) : disk.kill();
      seen = await openOn(disk);
      noted = new Set(durable);
    }
    for (const id of noted) expect(seen.has(...(id.split(' ') as [string, string]))).toBe(true);
    for (const project of ['shop', 'shop2', 'demo']) {
      for (let batch = 0; batch <= 40; batch += 8) {
        if (!all.has(`${project} ${batch}`)) expect(seen.has(project, String(batch))).toBe(false);
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

  test('the property finds it when nothing is synced', async () => {
    const { failed } = await fc.check(
      fc.asyncProperty(steps, fc.nat(), (plan, seed) => play(plan, seed, false)),
      { numRuns: 1_000, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });

  test('projects have batches of their own, whatever they are called', async () => {
    const seen = await openOn(createSimulatedDisk());
    seen.add('a', 'bc', START);
    expect([seen.has('a', 'bc'), seen.has('ab', 'c'), seen.has('', 'abc')]).toEqual([true, false, false]);
  });

  test('forgets after 7 days, on the disk as well', async () => {
    const disk = createSimulatedDisk();
    let at = START;
    const seen = await openOn(disk, { now: () => at });
    seen.add('shop', 'old', START);
    await seen.sync();
    at = START + 6.9 * 24 * HOUR_MS;
    seen.add('shop', 'new', at);
    await seen.sync();
    expect(seen.has('shop', 'old')).toBe(true);
    at = START + 7.1 * 24 * HOUR_MS;
    await seen.sync();
    expect([seen.has('shop', 'old'), seen.has('shop', 'new')]).toEqual([false, true]);
    expect(disk.paths()).toHaveLength(1);
  });

  test('keeps the newest of too many', async () => {
    const seen = await openOn(createSimulatedDisk(), { maxIds: 160 });
    for (let batch = 0; batch < 1_000; batch += 1) seen.add('shop', String(batch), START + batch * 1_000);
    const known = Array.from({ length: 1_000 }, (_, batch) => batch).filter((batch) => seen.has('shop', String(batch)));
    expect(known.length).toBeGreaterThan(140);
    expect(known.length).toBeLessThanOrEqual(160);
    expect(known).toEqual(Array.from({ length: known.length }, (_, index) => 1_000 - known.length + index));
  });
});
