import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileSystem } from '../../../collector/spool/fileSystem.ts';
import type { Place } from '../../../collector/types.ts';
import { createSimulatedDisk, type Fate, type Operation, type SimulatedDisk } from './simulatedDisk.ts';
import { chanceFrom, open, payloadOf, readAll, stillness } from './smallSpool.ts';

type Step =
  | { readonly do: 'append'; readonly sizes: readonly (readonly number[])[] }
  | { readonly do: 'read'; readonly most: number }
  | { readonly do: 'fault'; readonly what: Operation['what']; readonly fate: Exclude<Fate, 'done' | 'crash'> }
  | { readonly do: 'full' }
  | { readonly do: 'crash'; readonly after: number; readonly power: boolean }
  | { readonly do: 'close' };

const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('append' as const),
        sizes: fc.array(fc.array(fc.nat(90), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('read' as const), most: fc.nat(8) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('fault' as const),
        what: fc.constantFrom<Operation['what']>(
          'write',
          'datasync',
          'datasync',
          'open',
          'rename',
          'syncDirectory',
          'truncate',
          'remove',
        ),
        fate: fc.constantFrom('fails' as const, 'half' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('full' as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('crash' as const), after: fc.nat(14), power: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const) }) },
  ),
  { minLength: 1, maxLength: 25 },
);

/** Runs steps against a spool and a model of it; `wrap` breaks the file system on purpose. */
async function play(
  plan: readonly Step[],
  seed: number,
  wrap: (disk: SimulatedDisk) => FileSystem = (disk) => disk,
): Promise<{ acked: number; refused: number }> {
  const chance = chanceFrom(seed);
  let disk = createSimulatedDisk();
  let spool = await open(wrap(disk));
  let nextId = 0;
  /** In the log for certain, in order, and not yet freed. */
  let held: number[] = [];
  /** Refused, or not answered: may turn up after the next start, but not once something was acknowledged after them. */
  let doubtful: number[] = [];
  let freed: Place | undefined;
  const count = { acked: 0, refused: 0 };

  const startAgain = async (next: SimulatedDisk): Promise<void> => {
    disk = next;
    spool = await open(wrap(disk), freed ? { freed } : {});
    const { ids } = await readAll(spool);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => held.includes(id))).toEqual(held);
    expect(ids.filter((id) => !held.includes(id) && !doubtful.includes(id))).toEqual([]);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    // what turned up counts from now on
    held = ids;
    doubtful = [];
  };

  const append = async (sizes: readonly (readonly number[])[]): Promise<void> => {
    const groups = sizes.map((group) => group.map((size) => ({ id: nextId++, size })));
    const ids = groups.map((group) => group.map(({ id }) => id));
    const answers = groups.map((group) => spool.append(group.map(({ id, size }) => payloadOf(id, size))));
    const waiting = new Set(ids.keys());
    const settled = Promise.all(
      answers.map(async (answer, index) => {
        try {
          await answer;
          held.push(...(ids[index] ?? []));
          doubtful = doubtful.filter((id) => ids.flat().includes(id));
          count.acked += 1;
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^SPOOL_(FULL|BROKEN)$/) });
          doubtful.push(...(ids[index] ?? []));
          count.refused += 1;
        }
        waiting.delete(index);
      }),
    );
    await Promise.race([settled, stillness()]);
    // those that the crash left without an answer
    for (const index of waiting) doubtful.push(...(ids[index] ?? []));
  };

  for (const step of plan) {
    if (step.do === 'append') {
      await append(step.sizes);
      disk.capacity = Number.POSITIVE_INFINITY;
    } else if (step.do === 'read') {
      const from = freed ?? spool.first();
      // a read may meet the fault, too: it says so, and works the next time
      const { ids, to } = await readAll(spool, from, step.most).catch(() => readAll(spool, from, step.most));
      expect(ids).toEqual(held.slice(0, ids.length));
      expect(ids.length).toBe(Math.min(step.most, held.length));
      await spool.free(to).catch(() => undefined);
      freed = to;
      held = held.slice(ids.length);
    } else if (step.do === 'fault') {
      let left = 1;
      disk.fate = ({ what }) => (what === step.what && left-- > 0 ? step.fate : 'done');
    } else if (step.do === 'full') {
      disk.capacity = 100 + Math.floor(chance() * 600);
    } else if (step.do === 'crash') {
      let left = step.after;
      disk.fate = () => (left-- > 0 ? 'done' : 'crash');
      await append([[20, 90], [5]]);
      await startAgain(step.power ? disk.crash(chance) : disk.kill());
    } else {
      disk.fate = () => 'done';
      await spool.close();
      await startAgain(disk.kill());
    }
  }
  disk.fate = () => 'done';
  disk.capacity = Number.POSITIVE_INFINITY;
  // works again when the disk does, without a restart
  await append([[1], [2]]);
  expect((await readAll(spool, freed ?? spool.first())).ids).toEqual(held);
  await startAgain(disk.crash(chance));
  await spool.close();
  return count;
}

describe('on a disk that fails and crashes', () => {
  test('every acknowledged record is there once and in order, and none that was never appended', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), async (plan, seed) => {
        await play(plan, seed);
      }),
      { numRuns: 500 },
    );
  });

  const broken: [string, (disk: SimulatedDisk) => FileSystem][] = [
    [
      'fdatasync is skipped',
      (disk) => ({
        ...disk,
        open: async (path, how) => ({ ...(await disk.open(path, how)), datasync: () => Promise.resolve() }),
      }),
    ],
    ['names are not synced', (disk) => ({ ...disk, syncDirectory: () => Promise.resolve() })],
    [
      'a failed fdatasync is ignored',
      (disk) => ({
        ...disk,
        open: async (path, how) => {
          const file = await disk.open(path, how);
          return { ...file, datasync: () => file.datasync().catch(() => undefined) };
        },
      }),
    ],
  ];
  test.each(broken)('the property finds it when %s', async (_, wrap) => {
    const { failed } = await fc.check(
      fc.asyncProperty(steps, fc.nat(), async (plan, seed) => {
        await play(plan, seed, wrap);
      }),
      { numRuns: 2_000, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });
});
