/** A spool that fills: replay is refused first, then detail, core last, by the bound and by the disk. */
import type { Batch, Lane } from '@watchglass/contract';
import { expect, test } from 'vitest';
import { createKeeper } from '../../../collector/ingest/keep.ts';
import type { Entry } from '../../../collector/types.ts';
import { golden } from '../contract/golden.ts';
import { batchOf, collectorParts, requestOf } from './parts.ts';
import { createSimulatedDisk } from './simulatedDisk.ts';
import { open, readAll, stillness } from './smallSpool.ts';

const lanes: readonly Lane[] = ['replay', 'detail', 'core'];
const entryOf = (lane: Lane, batch: string): Entry => ({
  project: 'site',
  receivedAt: 1,
  skewMs: 0,
  bot: false,
  batch: { lane, batch, filler: 'x'.repeat(300) } as unknown as Batch,
});

/** Offers all lanes in one go until none is taken; bytes of the spool when each was refused first. */
async function fill(limits: { maxBytes?: number; capacity?: number }) {
  const disk = createSimulatedDisk();
  disk.capacity = limits.capacity ?? Number.POSITIVE_INFINITY;
  const known = new Set<string>();
  const seen = {
    has: (_: string, batch: string) => known.has(batch),
    add: (_: string, batch: string) => void known.add(batch),
  };
  const spool = await open(disk, {
    segmentBytes: 4_000,
    minFreeBytes: limits.capacity === undefined ? 0 : 5_000,
    ...(limits.maxBytes === undefined ? {} : { maxBytes: limits.maxBytes }),
  });
  const keeper = createKeeper({ spool, seen });
  let made = 0;
  const offer = async (): Promise<Lane[]> => {
    const entries = lanes.map((lane) => entryOf(lane, `${lane}-${(made += 1)}`));
    const ends = keeper.put('site', entries);
    const settled = await Promise.allSettled(
      entries.map(({ batch }) => ends.get(batch.batch) ?? Promise.reject(new Error('it settles with nothing'))),
    );
    await stillness();
    const taken = lanes.filter((_, index) => settled[index]?.status === 'fulfilled');
    // what has no place is not remembered, or the next copy of it would be called stored
    for (const [index, { batch }] of entries.entries())
      expect(keeper.known('site', batch.batch) !== undefined).toBe(settled[index]?.status === 'fulfilled');
    return taken;
  };
  const refusedAt = new Map<Lane, number>();
  for (let taken = lanes; taken.length > 0; ) {
    const { bytes } = spool.stats();
    taken = await offer();
    for (const lane of lanes) if (!taken.includes(lane) && !refusedAt.has(lane)) refusedAt.set(lane, bytes);
  }
  return { spool, offer, disk, refusedAt: lanes.map((lane) => refusedAt.get(lane) ?? 0) };
}

test('by its bound: replay above 80 %, detail above 90 %, core when it is full', async () => {
  const { refusedAt, spool, offer } = await fill({ maxBytes: 100_000 });
  // an offer is 1 % of it
  for (const [index, share] of [0.8, 0.9, 1].entries())
    expect(Math.abs((refusedAt[index] ?? 0) / 100_000 - share)).toBeLessThan(0.015);
  // the store catches up: all are taken again
  await spool.free({ segment: 15, offset: 0 });
  expect(await offer()).toEqual(lanes);
});

test('by what the disk has left, and again when it has more', async () => {
  const { refusedAt, offer, disk } = await fill({ capacity: 100_000 });
  const [replay = 0, detail = 0, core = 0] = refusedAt;
  expect(replay).toBeLessThan(detail);
  expect(detail).toBeLessThan(core);
  // what the engine and the system need is left alone
  expect(core).toBeLessThan(95_500);
  disk.capacity = 1_000_000;
  // the first refusal has looked at the disk
  await offer();
  expect(await offer()).toEqual(lanes);
});

test('one request: what had room has receipts, the rest is sent again later; 503 when nothing had', async () => {
  const { post, disk, entries } = await collectorParts();
  const batches = [
    batchOf([golden.scroll], { lane: 'detail', batch: 'a-detail' }),
    batchOf([golden.click], { batch: 'b-core' }),
  ];
  const answer = async () => {
    const { statusCode, headers, body } = await post(requestOf(batches));
    const receipts = statusCode === 202 ? (JSON.parse(body) as { receipts: { batch: string }[] }).receipts : [];
    return [statusCode, receipts.map(({ batch }) => batch), headers['retry-after']];
  };
  disk.filled = 0.95;
  expect(await answer()).toEqual([202, ['b-core'], undefined]);
  expect(entries.map(({ batch }) => batch.batch)).toEqual(['b-core']);
  disk.filled = 1;
  expect(await answer()).toEqual([202, ['b-core'], undefined]);
  const alone = await post(requestOf([batches[0]]));
  expect([alone.statusCode, Number(alone.headers['retry-after'])]).toEqual([503, expect.toSatisfy((s) => s > 0)]);
  disk.filled = 0;
  expect(await answer()).toEqual([202, ['a-detail', 'b-core'], undefined]);
  expect(entries.map(({ batch }) => batch.batch)).toEqual(['b-core', 'a-detail']);
});

test('what a smaller share refuses reaches the disk in no part', async () => {
  const spool = await open(createSimulatedDisk(), { maxBytes: 1_000 });
  await spool.append([Buffer.from(`1:${'x'.repeat(300)}`)]);
  await expect(spool.append([Buffer.from(`2:${'x'.repeat(100)}`)], 0.4)).rejects.toMatchObject({ code: 'SPOOL_FULL' });
  expect((await readAll(spool)).ids).toEqual([1]);
});
