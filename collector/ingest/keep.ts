/**
 * Entries into the spool, each lane on its own: as the spool fills, replay is refused first, then detail, core last, and
 * a request gets receipts for what was kept. What is on its way is known, so that a second copy waits for the first.
 */
import type { Lane } from '@watchglass/contract';
import { markIn, writeEntry } from '../spool/entry.ts';
import type { Entry, SeenBatches, Spool } from '../types.ts';

/** Lanes in the order of refusal, with the share of the spool that each may fill: what is left is for those after it. */
const LANE_SHARES: readonly (readonly [Lane, number])[] = [
  ['replay', 0.8],
  ['detail', 0.9],
  ['core', 1],
];

/** What a keeper works with. */
export interface KeepOptions {
  readonly spool: Pick<Spool, 'append'>;
  readonly seen: Pick<SeenBatches, 'has' | 'add'>;
}

/** Batches that were kept, and those that will be. */
export interface Keeper {
  /** Undefined for a batch that nobody has brought; else settles as its first copy does: at once when it is kept. */
  known(project: string, batch: string): Promise<void> | undefined;
  /** Gives, by id of the batch, what settles with it: when it is durable, or when the spool refuses its lane. */
  put(project: string, entries: readonly Entry[]): ReadonlyMap<string, Promise<void>>;
}

const kept = Promise.resolve();

/** A keeper over a spool. */
export function createKeeper({ spool, seen }: KeepOptions): Keeper {
  /** By project and id. */
  const underway = new Map<string, Promise<void>>();

  const append = async (project: string, entries: readonly Entry[], share: number): Promise<void> => {
    try {
      const payloads = entries.map(writeEntry);
      await spool.append(payloads, share);
      for (const [index, { batch, receivedAt }] of entries.entries())
        seen.add(project, batch.batch, receivedAt, markIn(payloads[index] ?? new Uint8Array()));
    } finally {
      for (const { batch } of entries) underway.delete(`${project}\n${batch.batch}`);
    }
  };

  return {
    known: (project, batch) => underway.get(`${project}\n${batch}`) ?? (seen.has(project, batch) ? kept : undefined),
    put(project, entries) {
      const ends = new Map<string, Promise<void>>();
      for (const [lane, share] of LANE_SHARES) {
        const some = entries.filter(({ batch }) => batch.lane === lane);
        if (some.length === 0) continue;
        const end = append(project, some, share);
        for (const { batch } of some) {
          ends.set(batch.batch, end);
          underway.set(`${project}\n${batch.batch}`, end);
        }
      }
      return ends;
    },
  };
}
