/**
 * Power cuts and kills at any operation of the disk, under the shipped spool, block log, memory of batches and inserter,
 * with browsers that send again what was not acknowledged, and sometimes what was: stored once, whatever happens.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeeper, type Keeper } from '../../../collector/ingest/keep.ts';
import type { Entry } from '../../../collector/types.ts';
import { createSimulatedDisk } from './simulatedDisk.ts';
import { createEngine, entryOf, idsOf, start, until, type Wiring } from './smallCollector.ts';
import { chanceFrom, stillness } from './smallSpool.ts';

/** Runs, each with a power cut at least; `npm run test:long -- --only powerLoss` makes 1,000. */
const RUNS = Number(process.env['WATCHGLASS_POWER_LOSSES'] ?? 120);

interface Life {
  /** Operations of the disk until the process dies. */
  readonly after: number;
  readonly power: boolean;
  /** New batches, by their number of events; those of one group are sent at the same time. */
  readonly groups: readonly (readonly number[])[];
  /** Acknowledged batches that are sent once more: their answer was lost on its way. */
  readonly again: readonly number[];
  readonly fates: readonly ('stored' | 'answer lost' | 'down')[];
}

const life = (power: fc.Arbitrary<boolean>): fc.Arbitrary<Life> =>
  fc.record({
    after: fc.nat(120),
    power,
    groups: fc.array(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
    again: fc.array(fc.nat(), { maxLength: 3 }),
    fates: fc.array(fc.constantFrom('stored', 'answer lost', 'down'), { maxLength: 8 }),
  });

/** Several lives; the first ends by a power cut. */
const lives = fc
  .tuple(life(fc.constant(true)), fc.array(life(fc.boolean()), { maxLength: 4 }))
  .map(([first, others]) => [first, ...others]);

interface Breakage extends Wiring {
  /** Takes each batch for a new one. */
  readonly knowsNothing?: boolean;
}

/** What a run made. */
interface Tally {
  powerCuts: number;
  acked: number;
  sentAgain: number;
}

/** Plays lives, then lets a last one finish, and holds what is stored against what was acknowledged. */
async function play(plan: readonly Life[], seed: number, wiring: Breakage = {}): Promise<Tally> {
  const chance = chanceFrom(seed);
  const engine = createEngine();
  const tally: Tally = { powerCuts: 0, acked: 0, sentAgain: 0 };
  let disk = createSimulatedDisk();
  let made = 0;
  const acked = new Set<Entry>();
  let unanswered: Entry[] = [];

  const send = async (keeper: Keeper, entry: Entry): Promise<void> => {
    const known = wiring.knowsNothing ? undefined : keeper.known(entry.project, entry.batch.batch);
    await (known ?? keeper.put(entry.project, [entry]).get(entry.batch.batch) ?? Promise.resolve());
    acked.add(entry);
    unanswered = unanswered.filter((one) => one !== entry);
  };

  for (const { after, power, groups, again, fates } of plan) {
    const queue = [...fates];
    let left = after;
    engine.fate = () => queue.shift() ?? 'stored';
    disk.fate = () => (left-- > 0 ? 'done' : 'crash');
    const live = async (): Promise<void> => {
      const keeper = createKeeper(await start(disk, engine, { ...wiring, isDead: () => left < 0 }));
      tally.sentAgain += unanswered.length + again.length;
      for (const entry of unanswered) await send(keeper, entry);
      for (const group of groups) {
        const entries = group.map((events) => entryOf(made++, events));
        unanswered.push(...entries);
        await Promise.all(entries.map((entry) => send(keeper, entry)));
      }
      for (const number of again) {
        const entry = [...acked][number % acked.size];
        if (entry) await send(keeper, entry);
      }
    };
    await Promise.race([live(), stillness()]);
    await until(() => left < 0);
    // a process that had nothing left to do dies as well
    left = -1;
    disk.fate = () => 'crash';
    disk = power ? disk.crash(chance) : disk.kill();
    if (power) tally.powerCuts += 1;
  }
  engine.fate = () => 'stored';
  const last = await start(disk, engine, wiring);
  const keeper = createKeeper(last);
  const before = [...acked].flatMap(idsOf);
  for (const entry of [...unanswered, ...acked]) await send(keeper, entry);
  let isDrained = false;
  void last.inserter.stop(1_000_000).then(() => {
    isDrained = true;
  });
  // behind a record that a broken disk lost, an inserter waits for ever
  await until(() => isDrained);
  tally.acked = before.length;
  expect(last.inserter.stats()).toMatchObject({ behindBytes: 0, lastError: '' });
  // acknowledged before the last start, and not there although they were sent again: called duplicates of what is lost
  expect(before.filter((id) => !engine.rows.includes(id))).toEqual([]);
  expect([...engine.rows].sort()).toEqual([...acked].flatMap(idsOf).sort());
  return tally;
}

describe('power cuts and kills at any moment', () => {
  test(
    'what was acknowledged is stored exactly once, and what was not is stored once when it is sent again',
    async () => {
      const sum: Tally = { powerCuts: 0, acked: 0, sentAgain: 0 };
      await fc.assert(
        fc.asyncProperty(lives, fc.nat(), async (plan, seed) => {
          const tally = await play(plan, seed);
          for (const name of ['powerCuts', 'acked', 'sentAgain'] as const) sum[name] += tally[name];
        }),
        { numRuns: RUNS },
      );
      console.log(
        `${RUNS} runs, ${sum.powerCuts} power cuts: ${sum.acked} events acknowledged, 0 lost, 0 doubled; ` +
          `${sum.sentAgain} batches sent again`,
      );
    },
    30_000 + RUNS * 100,
  );

  const noSync: Breakage['broken'] = (disk) => ({
    ...disk,
    open: async (path, how) => ({ ...(await disk.open(path, how)), datasync: () => Promise.resolve() }),
  });
  const broken: [string, Breakage][] = [
    ['bytes are not synced', { broken: noSync }],
    ['names are not synced', { broken: (disk) => ({ ...disk, syncDirectory: () => Promise.resolve() }) }],
    ['batches are not known again', { knowsNothing: true }],
    ['blocks are not written down', { noBlockLog: true }],
    ['each attempt has a token of its own', { freshTokens: true }],
  ];
  test.each(broken)('the property finds it when %s', async (_, wiring) => {
    const { failed } = await fc.check(
      fc.asyncProperty(lives, fc.nat(), async (plan, seed) => void (await play(plan, seed, wiring))),
      { numRuns: 1_000, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });
});
