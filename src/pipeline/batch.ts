/** Sealing: events of one lane and document become one immutable batch. */
import { type Batch, type Lane, laneOf, type WatchglassEvent } from '@watchglass/contract';

/** A request goes out at 16 KiB, and so no batch is larger. An event has 400 bytes at least: 50 of them never fit. */
export const BATCH_BYTES = 16_384;

/** In the order of writing: a page that is leaving may not come to the last. */
const lanes: readonly Lane[] = ['core', 'detail'];

/** Makes one batch per lane of events, under the ids that `idOf` gives. */
export type Seal = (events: readonly WatchglassEvent[], idOf: (lane: Lane) => string) => Batch[];

/** `head` gives what batches of the document share. */
export const createSeal =
  (head: () => Omit<Batch, 'batch' | 'lane' | 'events'>): Seal =>
  (all, idOf) =>
    lanes.flatMap((lane) => {
      const events = all.filter(({ kind }) => laneOf(kind) === lane);
      return events[0] ? { ...head(), batch: idOf(lane), lane, events } : [];
    });
