/** Blocks out of the spool: the next one as it fills, and one that was begun exactly as it was. */
import type { Block } from '../spool/blocks.ts';
import type { SegmentedSpool } from '../spool/log.ts';
import { isBefore } from '../spool/record.ts';
import type { Clock, Place, SpoolRecord } from '../types.ts';
import { createDrafter, type Draft, type DrafterOptions } from './draft.ts';
import type { Pause, Persist } from './persist.ts';

/** Payloads of a block: 10,000 events of 1.6 kB; more would only cost memory. */
const BLOCK_BYTES = 16 * 1024 * 1024;
/**
 * From one block to the next unless they are full: a site costs one part a second at most. What comes after a rest goes
 * at once: two seconds of the way from a click to the map are the SDK's already.
 */
const BLOCK_MS = 1_000;
/** Between two looks at the spool while a block fills: a look per group commit would be a thousand a second. */
const LOOK_MS = 100;
const READ_BYTES = 1024 * 1024;

/** Parts of {@link createGather}. */
export interface GatherOptions extends Omit<DrafterOptions, 'from'> {
  readonly spool: Pick<SegmentedSpool, 'read' | 'waitFor'>;
  readonly persist: Persist;
  readonly now: Clock;
  readonly pause: Pause;
  /** Ends waiting for more. */
  readonly drain: AbortSignal;
  readonly blockRows: number;
}

/** Gathers the rows of blocks. */
export interface Gather {
  /**
   * The next block's rows; waits for a first record, then until a second has gone by since the block before. Undefined
   * when it drains and there are none.
   */
  next(from: Place): Promise<Draft | undefined>;
  /** The rows of a block that was begun. */
  again(block: Block): Promise<Draft>;
}

/** Gathers from a spool. */
export function createGather(options: GatherOptions): Gather {
  const { spool, persist, now, pause, drain, blockRows } = options;
  const read = (from: Place): Promise<readonly SpoolRecord[]> =>
    persist.until('reading the spool', () => spool.read(from, READ_BYTES));
  let lastAt = Number.NEGATIVE_INFINITY;

  return {
    async next(from) {
      const drafter = createDrafter({ ...options, from });
      let to = from;
      let firstAt: number | undefined;
      for (;;) {
        const records = await read(to);
        for (const record of records) {
          firstAt ??= now();
          await drafter.add(record);
          to = record.next;
          if (drafter.rows() >= blockRows || drafter.bytes() >= BLOCK_BYTES) {
            lastAt = now();
            return drafter.finish(to);
          }
        }
        if (records.length > 0) continue;
        if (firstAt === undefined) {
          if (drain.aborted) return undefined;
          await spool.waitFor(to, drain).catch(() => undefined);
          continue;
        }
        const at = now();
        const restMs = Math.max(firstAt + LOOK_MS, lastAt + BLOCK_MS) - at;
        // a clock that was set back must not make a block wait for hours
        if (drain.aborted || restMs <= 0 || restMs > BLOCK_MS) {
          lastAt = at;
          return drafter.finish(to);
        }
        await pause(Math.min(LOOK_MS, restMs), drain);
      }
    },
    async again({ from, to }) {
      const drafter = createDrafter({ ...options, from });
      let at = from;
      while (isBefore(at, to)) {
        const records = await read(at);
        // damaged meanwhile, and set aside
        if (records.length === 0) break;
        for (const record of records) {
          at = record.next;
          if (isBefore(record.place, to)) await drafter.add(record);
        }
      }
      return drafter.finish(to);
    },
  };
}
