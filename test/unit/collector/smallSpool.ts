/** What the tests of the spool share: a small spool on a simulated disk, and records that name themselves. */
import { expect } from 'vitest';
import type { FileSystem } from '../../../collector/spool/fileSystem.ts';
import { openSpool, type SegmentedSpool, type SpoolOptions } from '../../../collector/spool/log.ts';
import { openQuarantine } from '../../../collector/spool/quarantine.ts';
import type { Log, Place } from '../../../collector/types.ts';
import type { Chance } from './simulatedDisk.ts';

/** A log that nobody reads. */
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Where the spool is. */
export const DIRECTORY = '/data/spool';
/** Small, so that a few records take several. */
export const SEGMENT_BYTES = 400;

/** A spool of small segments. */
export async function open(files: FileSystem, options: Partial<SpoolOptions> = {}): Promise<SegmentedSpool> {
  const quarantine = await openQuarantine(files, '/data/quarantine');
  return openSpool({
    files,
    directory: DIRECTORY,
    quarantine,
    log: silent,
    segmentBytes: SEGMENT_BYTES,
    minFreeBytes: 0,
    ...options,
  });
}

/** A payload that names itself: `<id>:` and filler. */
export const payloadOf = (id: number, size: number): Buffer => Buffer.from(`${id}:${'x'.repeat(size)}`);

/** What was read. */
export interface Read {
  readonly ids: number[];
  readonly to: Place;
}

/** Ids of the records from a place on, and the place after them. */
export async function readAll(
  spool: SegmentedSpool,
  from = spool.first(),
  most = Number.POSITIVE_INFINITY,
): Promise<Read> {
  const ids: number[] = [];
  let to = from;
  for (;;) {
    const records = await spool.read(to, 64);
    if (records.length === 0) return { ids, to };
    for (const { payload, next } of records) {
      if (ids.length >= most) return { ids, to };
      const text = Buffer.from(payload).toString();
      expect(text).toMatch(/^\d+:x*$/);
      ids.push(Number.parseInt(text, 10));
      to = next;
    }
  }
}

/** A small generator of numbers, so that a failing run can be repeated. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Resolves when a simulated disk has nothing more to do. */
export async function stillness(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise(setImmediate);
}
