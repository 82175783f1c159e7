/** Sealing: events of one lane and document become one immutable batch, and a key that tells its size unread. */
import type { Batch, Lane, WatchglassEvent } from '@watchglass/contract';
import type { NewId } from '../page/ids.ts';
import type { Made } from './stamp.ts';

/** A request goes out at 16 KiB or 50 events, and so no batch is larger. */
export const BATCH_BYTES = 16_384;
export const BATCH_EVENTS = 50;

/** About what a batch takes besides its events. */
const HEAD_BYTES = 512;

/** A sealed batch and its size. */
export interface Sealed {
  batch: Batch;
  bytes: number;
}

/** What the key of a batch on the shelf says. */
export interface Entry {
  key: string;
  id: string;
  /** Position of its lane in the order of eviction. */
  rank: number;
  events: number;
  bytes: number;
}

const lanes: readonly Lane[] = ['replay', 'detail', 'core'];

/** Key of a batch on the shelf; keys sort by the time of the batch. */
export const keyOf = ({ batch, bytes }: Sealed): string =>
  `b.${batch.batch}.${lanes.indexOf(batch.lane)}.${batch.events.length}.${bytes}`;

/** The entry behind a key, or none when the key is not of a batch. */
export function entryOf(key: string): Entry[] {
  const [, id, rank, events, bytes] = /^b\.([\w-]+)\.(\d)\.(\d+)\.(\d+)$/.exec(key) ?? [];
  return id ? [{ key, id, rank: Number(rank), events: Number(events), bytes: Number(bytes) }] : [];
}

/** Makes a batch of events of one lane. */
export type Seal = (made: readonly Made[], id?: string) => Sealed;

/** `head` is what all batches of the document share, `drops` the drops so far. */
export const createSeal =
  (head: Omit<Batch, 'batch' | 'lane' | 'drops' | 'events'>, drops: () => Record<string, number>, newId: NewId): Seal =>
  (made, id = newId()) => ({
    batch: {
      ...head,
      batch: id,
      lane: made[0]?.lane ?? 'core',
      drops: drops(),
      // listeners and `beforeSend` have seen the event objects and may keep them: what was stamped is the text
      events: made.map((one) => JSON.parse(one.text) as WatchglassEvent),
    },
    bytes: made.reduce((sum, one) => sum + one.bytes, HEAD_BYTES),
  });

/** Cuts a stream of events into lists that each fit into one batch of one lane. */
export function cut(made: readonly Made[]): Made[][] {
  const lists: Made[][] = [];
  for (const lane of lanes) {
    let bytes = BATCH_BYTES;
    let list: Made[] = [];
    for (const one of made) {
      if (one.lane !== lane) continue;
      if (bytes + one.bytes > BATCH_BYTES || list.length === BATCH_EVENTS) {
        list = [];
        lists.push(list);
        bytes = HEAD_BYTES;
      }
      list.push(one);
      bytes += one.bytes;
    }
  }
  return lists;
}
