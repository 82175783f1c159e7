/** When blocks are cut: at once after a rest, and one a second while events keep coming. */
import { expect, test } from 'vitest';
import { createGather } from '../../../collector/inserter/gather.ts';
import { createPersist } from '../../../collector/inserter/persist.ts';
import { writeEntry } from '../../../collector/spool/entry.ts';
import type { Entry, SpoolRecord } from '../../../collector/types.ts';
import { golden } from '../contract/golden.ts';
import { batchOf } from './parts.ts';
import { silent } from './smallSpool.ts';

const entry: Entry = { project: 'site', receivedAt: 0, skewMs: 0, bot: false, batch: batchOf([golden.click]) };

/** Blocks out of records that come at known times, ms: when each was cut, and how many records it holds. */
async function cut(arrivals: readonly number[], blockRows = 10_000): Promise<{ at: number; records: number }[]> {
  let clock = 0;
  const drain = new AbortController();
  const payload = writeEntry(entry);
  const all = arrivals.map(
    (_, n): SpoolRecord => ({ place: { segment: 1, offset: n }, next: { segment: 1, offset: n + 1 }, payload }),
  );
  const pause = async (ms: number): Promise<void> => {
    clock += ms;
  };
  const gather = createGather({
    spool: {
      read: async ({ offset }) => all.filter((_, n) => n >= offset && (arrivals[n] ?? 0) <= clock),
      waitFor: async ({ offset }) => {
        const next = arrivals[offset];
        if (next === undefined) drain.abort();
        else clock = next;
      },
    },
    persist: createPersist({
      store: { state: () => ({ state: 'ready', reason: '' }), ready: async () => undefined },
      pause,
      log: silent,
      signal: new AbortController().signal,
    }),
    now: () => clock,
    pause,
    drain: drain.signal,
    blockRows,
    rowsOf: () => ['{}'],
    unreadable: async () => undefined,
  });
  const blocks: { at: number; records: number }[] = [];
  for (let from = { segment: 1, offset: 0 }; ; ) {
    const draft = await gather.next(from);
    if (!draft) return blocks;
    blocks.push({ at: clock, records: draft.records.length });
    from = { ...draft.to };
  }
}

test('what comes after a rest is cut 100 ms later', async () => {
  expect(await cut([5_000, 20_000])).toEqual([
    { at: 5_100, records: 1 },
    { at: 20_100, records: 1 },
  ]);
});

test('while events keep coming, a block is cut a second, however many they are', async () => {
  const blocks = await cut(Array.from({ length: 1_000 }, (_, n) => 5_000 + 10 * n));
  expect(blocks.map(({ at }) => at)).toEqual(Array.from({ length: blocks.length }, (_, n) => 5_100 + 1_000 * n));
  expect(blocks.reduce((sum, { records }) => sum + records, 0)).toBe(1_000);
  expect(blocks.length).toBe(11);
});

test('a full block waits for nothing', async () => {
  expect(await cut([7, 7, 7, 7, 7], 2)).toEqual([
    { at: 7, records: 2 },
    { at: 7, records: 2 },
    { at: 1_007, records: 1 },
  ]);
});
