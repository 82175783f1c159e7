/** Sealing: events of one lane and document become one immutable batch. */
import type { Batch, Lane, WatchglassEvent } from '@watchglass/contract';
import type { Made } from './stamp.ts';

/** A request goes out at 16 KiB, and so no batch is larger. An event has 400 bytes at least: 50 of them never fit. */
export const BATCH_BYTES = 16_384;

/** A sealed batch and about its size. */
export interface Sealed {
  batch: Batch;
  bytes: number;
}

/** Lanes in the order of eviction. */
export const lanes: readonly Lane[] = ['replay', 'detail', 'core'];

/** Makes one batch per lane of events, under the ids that `idOf` gives. */
export type Seal = (made: readonly Made[], idOf: (lane: Lane) => string) => Sealed[];

/** `head` gives what batches of the document share. */
export const createSeal =
  (head: () => Omit<Batch, 'batch' | 'lane' | 'events'>): Seal =>
  (made, idOf) =>
    lanes.flatMap((lane) => {
      const list = made.filter((one) => one.lane === lane).sort((a, b) => a.event.seq - b.event.seq);
      return list[0]
        ? {
            batch: {
              ...head(),
              batch: idOf(lane),
              lane,
              // listeners and `beforeSend` have seen the event objects and may keep them: what was stamped is the text
              events: list.map((one) => JSON.parse(one.text) as WatchglassEvent),
            },
            bytes: list.reduce((sum, one) => sum + one.bytes, 0),
          }
        : [];
    });
