/** Sealing: events of one lane and document become one immutable batch. */
import type { Batch, Lane, WatchglassEvent } from '@watchglass/contract';
import type { Made } from './stamp.ts';

/** A request goes out at 16 KiB, and so no batch is larger. An event has 400 bytes at least: 50 of them never fit. */
export const BATCH_BYTES = 16_384;

/** About what a batch takes besides its events. */
const HEAD_BYTES = 512;

/** A sealed batch and its size. */
export interface Sealed {
  batch: Batch;
  bytes: number;
}

/** Lanes in the order of eviction. */
export const lanes: readonly Lane[] = ['replay', 'detail', 'core'];

/** Makes a batch of events of one lane. */
export type Seal = (made: readonly Made[], id?: string) => Sealed;

/** `head` gives what batches of the document share, with a new id. */
export const createSeal =
  (head: () => Omit<Batch, 'lane' | 'events'>): Seal =>
  (made, id) => {
    const common = head();
    return {
      batch: {
        ...common,
        batch: id ?? common.batch,
        lane: made[0]?.lane ?? 'core',
        // listeners and `beforeSend` have seen the event objects and may keep them: what was stamped is the text
        events: made.map((one) => JSON.parse(one.text) as WatchglassEvent),
      },
      bytes: made.reduce((sum, one) => sum + one.bytes, HEAD_BYTES),
    };
  };

/** Cuts a stream of events into lists that each fit into one batch of one lane. */
export function cut(made: readonly Made[]): Made[][] {
  const lists: Made[][] = [];
  for (const lane of lanes) {
    let bytes = BATCH_BYTES;
    for (const one of made) {
      if (one.lane !== lane) continue;
      bytes += one.bytes;
      if (bytes > BATCH_BYTES) {
        lists.push([]);
        bytes = HEAD_BYTES + one.bytes;
      }
      lists.at(-1)?.push(one);
    }
  }
  return lists;
}
