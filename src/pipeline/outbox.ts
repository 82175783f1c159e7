/**
 * Batches between memory and the last receipt: one entry per sink, so that each has its own progress. A batch may be
 * held, which is how last states are written ahead: it can be rewritten, and others send it only when its document is
 * dead. Deleting takes a receipt, or the byte budget; what happens to batches of this document goes to its ledger,
 * whoever did it.
 */
import type { Batch } from '@watchglass/contract';
import type { Core } from '../core.ts';
import { lanes, type Sealed } from './batch.ts';
import type { Ledger } from './ledger.ts';
import type { Shelf } from './shelf.ts';

/** Own byte budget: the host's storage must never starve because of us. */
const BUDGET_BYTES = 20 * 1024 * 1024;
/** Batches kept at hand for the exit send, which has no time to read: more than it may send. */
const AT_HAND = 50;
/** Longest hold: that of a hidden document, which may sleep for as long as a session lasts. */
export const HOLD_HIDDEN_MS = 1_800_000;

/** A batch as one sink waits for it. */
export interface Parcel {
  key: string;
  batch: Batch;
}

/** A parcel that a sink is done with, and how many of its events were lost. */
export type Outcome = readonly [parcel: Parcel, lost: number, reason: string];

/** A batch of this document. */
interface Mine {
  inMemory: number;
  waiting: number;
  isHeld: boolean;
  /** Sinks that have not receipted it, and its entry for each on the shelf. */
  keys: Map<string, string>;
}

/** The outbox of one document on the shelf that all documents share. */
export interface Outbox {
  /**
   * Persists a batch, in place of what was held under its id. With `until` it is held itself; false then, when another
   * document has sent it meanwhile: that version stands.
   */
  put(sealed: Sealed, until?: number): Promise<boolean>;
  /** Parcels that wait for a sink, oldest first, also of other documents; `most` of those that `isFree` lets through. */
  list(sink: string, most: number, isFree: (id: string) => boolean): Promise<Parcel[]>;
  /** Notes that a sink is done with parcels. */
  settle(sink: string, outcomes: readonly Outcome[]): Promise<unknown>;
  /** Own parcels that a sink has not receipted, as far as they are at hand, newest first. */
  atHand(sink: string): Parcel[];
}

/** An outbox for the sinks of these names. */
export function createOutbox(
  { now, tab, isTop }: Pick<Core, 'now' | 'tab' | 'isTop'>,
  shelf: Shelf,
  ledger: Ledger,
  sinks: readonly string[],
  budgetBytes = BUDGET_BYTES,
): Outbox {
  const mine = new Map<string, Mine>();
  let recent: Batch[] = [];

  const persisted = (batch: Mine): void => {
    ledger.move('inMemory', 'waiting', batch.inMemory);
    batch.waiting += batch.inMemory;
    batch.inMemory = 0;
  };
  /** A sink is done with a batch; after the last one its events are where they will stay. */
  const done = (sink: string, id: string, lost = 0, reason = ''): void => {
    const batch = mine.get(id);
    if (!batch?.keys.delete(sink)) return;
    persisted(batch);
    const gone = Math.min(lost, batch.waiting);
    batch.waiting -= gone;
    ledger.drop(reason, gone, 'waiting');
    if (batch.keys.size > 0) return;
    mine.delete(id);
    ledger.move('waiting', 'receipted', batch.waiting);
  };

  return {
    async put({ batch, bytes }, until = 0) {
      const id = batch.batch;
      const known = mine.get(id) ?? { inMemory: 0, waiting: 0, isHeld: true, keys: new Map() };
      mine.set(id, known);
      known.inMemory = batch.events.length - known.waiting;
      if (!until) recent = [batch, ...recent].slice(0, AT_HAND);
      const before = [...known.keys.values()];
      // only a document that fills its tab tells the tab: a frame shares it with living documents
      for (const sink of sinks)
        known.keys.set(sink, [sink, id, lanes.indexOf(batch.lane), bytes, until, isTop ? tab : ''].join('|'));
      const keys = [...known.keys.values()];
      const isOurs = await shelf.write(
        before,
        keys.map((key) => [key, batch]),
        until ? before[0] : '',
        Boolean,
      );
      if (isOurs) persisted(known);
      // appended since the version that was sent
      else ledger.drop('late', known.inMemory, 'inMemory');
      known.inMemory = 0;
      known.isHeld = isOurs && until > 0;
      return isOurs;
    },
    async list(sink, most, isFree) {
      // asked before the keys are read: a batch that is put meanwhile is not missing
      const missing = new Set([...mine].flatMap(([id, { waiting, isHeld }]) => (waiting > 0 && !isHeld ? id : [])));
      const wanted: string[] = [];
      const all: [rank: string, bytes: number, key: string, sink: string, id: string][] = [];
      const [stored, isWhole] = await shelf.keys();
      let bytes = -budgetBytes;
      for (const key of stored) {
        const [of = '', id = '', rank = '', size, until, from] = key.split('|');
        if (from === undefined) continue;
        // what a record costs besides its content counts, so that a million tiny batches are not free
        bytes += Number(size) + 512;
        all.push([rank, Number(size) + 512, key, of, id]);
        if (of !== sink) continue;
        missing.delete(id);
        const left = Number(until) - now();
        // a longer hold is from before the clock was set back
        const isHeld = mine.get(id)?.isHeld ?? (left > 0 && left <= HOLD_HIDDEN_MS && !(isTop && from === tab));
        if (!isHeld && isFree(id)) wanted.push(key);
      }
      // another tab has sent what is missing; a disk that failed proves nothing
      if (isWhole) for (const id of missing) done(sink, id);
      const victims: string[] = [];
      // the sort is stable: oldest first within a lane
      for (const [, size, key, of, id] of all.sort(([a], [b]) => Number(a) - Number(b))) {
        if (bytes <= 0) break;
        bytes -= size;
        victims.push(key);
        done(of, id, Infinity, 'evicted');
      }
      if (victims[0]) await shelf.write(victims, []);
      const keys = wanted.slice(0, most);
      const found = (await shelf.read(keys)) as Batch[];
      return keys.map((key, index) => ({ key, batch: found[index] as Batch })).filter(({ batch }) => batch);
    },
    settle(sink, outcomes) {
      for (const [{ batch }, lost, reason] of outcomes) done(sink, batch.batch, lost, reason);
      return shelf.write(
        outcomes.map(([{ key }]) => key),
        [],
      );
    },
    atHand: (sink) =>
      recent.flatMap((batch) => {
        const key = mine.get(batch.batch)?.keys.get(sink);
        return key ? { key, batch } : [];
      }),
  };
}
