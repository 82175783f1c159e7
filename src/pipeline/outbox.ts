/**
 * Batches between memory and the last receipt: one entry per sink, so that each has its own progress. A batch may be
 * held, which is how last states are written ahead: it can be rewritten, and others send it only when its document is
 * dead. Deleting takes a receipt, or the byte budget; what happens to batches of this document goes to its ledger,
 * whoever did it.
 */
import type { Batch } from '@watchglass/contract';
import type { Core } from '../core.ts';
import type { Ledger } from './ledger.ts';
import type { Change, Shelf } from './shelf.ts';

/** Own byte budget: the host's storage must never starve because of us. */
const BUDGET_BYTES = 20 * 1024 * 1024;
/** Batches kept at hand for the exit send, which has no time to read: more than it may send. */
const AT_HAND = 50;
/** Longest hold: that of a hidden document, which may sleep for as long as a session lasts. */
export const HOLD_HIDDEN_MS = 1_800_000;

/** A batch as one sink waits for it, and its key on the shelf. */
export type Parcel = readonly [key: string, batch: Batch];

/** A batch of this document; counts are events. */
interface Mine {
  /** On their way to the shelf. */
  fresh: number;
  /** On the shelf, and not receipted by every sink. */
  waiting: number;
  /** End of its hold, epoch ms; 0 when it is not held. */
  until: number;
  /** Sinks that have not receipted it, and its key for each. */
  keys: Map<string, string>;
}

/** The outbox of one document on the shelf that all documents share. */
export interface Outbox {
  /**
   * Persists a batch, in place of what was held under its id. With `until` it is held itself; false then, when another
   * document has sent it meanwhile: that version stands.
   */
  put(batch: Batch, bytes: number, until?: number): Promise<boolean>;
  /** Up to `most` parcels that wait for a sink, oldest first, also of other documents. */
  list(sink: string, most: number): Promise<Parcel[]>;
  /** A sink is done with a batch of which it lost some events. */
  done(sink: string, id: string, lost: number, reason: string): void;
  /** Own parcels that a sink has not receipted, as far as they are at hand, newest first. */
  atHand(sink: string): Parcel[];
  /** Events of this document that are persisted and wait. */
  waiting(): number;
}

/** An outbox for the sinks of these names. */
export function createOutbox(
  { now }: Pick<Core, 'now'>,
  shelf: Shelf,
  ledger: Ledger,
  sinks: readonly string[],
  budgetBytes = BUDGET_BYTES,
): Outbox {
  const mine = new Map<string, Mine>();
  let recent: Batch[] = [];

  const persisted = (batch: Mine): void => {
    batch.waiting += batch.fresh;
    batch.fresh = 0;
  };
  const done: Outbox['done'] = (sink, id, lost, reason) => {
    const batch = mine.get(id);
    if (!batch?.keys.delete(sink)) return;
    persisted(batch);
    const gone = Math.min(lost, batch.waiting);
    batch.waiting -= gone;
    ledger.drop(reason, gone);
    // after the last sink its events are where they will stay
    if (batch.keys.size === 0 && mine.delete(id)) ledger.receipted += batch.waiting;
  };

  return {
    done,
    async put(batch, bytes, until = 0) {
      const id = batch.batch;
      const known = mine.get(id) ?? { fresh: 0, waiting: 0, until: 0, keys: new Map() };
      mine.set(id, known);
      known.fresh = batch.events.length - known.waiting;
      // nobody else may have sent what was held until now
      const isSafe = known.until > now();
      known.until = until;
      if (!until) recent = [batch, ...recent].slice(0, AT_HAND);
      const changes = [...known.keys.values()].map((key): Change => [key]);
      const [before] = changes[0] ?? [];
      for (const sink of sinks) {
        const key = [id, sink, batch.lane, bytes, until].join('|');
        known.keys.set(sink, key);
        changes.push([key, batch]);
      }
      const isOurs = await shelf.write(changes, until && !isSafe ? before : '', Boolean);
      if (!isOurs) {
        known.until = 0;
        // appended since the version that was sent
        ledger.drop('late', known.fresh);
        known.fresh = 0;
      }
      persisted(known);
      return isOurs;
    },
    async list(sink, most) {
      // asked before the keys are read: a batch that is put meanwhile is not missing
      const missing = new Set([...mine].flatMap(([id, { waiting, until }]) => (waiting && !until ? id : [])));
      const [keys, isWhole] = await shelf.keys();
      let bytes = -budgetBytes;
      const wanted = new Set<string>();
      const free: string[][] = [];
      for (const key of keys) {
        const entry = [...key.split('|'), key];
        const [id = '', of = '', , size, until] = entry;
        bytes += Number(size);
        const left = Number(until) - now();
        // a longer hold is from before the clock was set back
        const isHeld = mine.get(id)?.until ?? (left > 0 && left <= HOLD_HIDDEN_MS);
        if (!isHeld) free.push(entry);
        if (of === sink) {
          missing.delete(id);
          if (!isHeld) wanted.add(key);
        }
      }
      // another tab has sent what is missing; a disk that failed proves nothing
      if (isWhole) for (const id of missing) done(sink, id, 0, '');
      const victims: Change[] = [];
      // replay goes first, then detail, then core; the sort is stable: oldest first within a lane
      for (const [id = '', of = '', , size, , key = ''] of free.sort(([, , a = ''], [, , b = '']) =>
        a < b ? 1 : a > b ? -1 : 0,
      )) {
        if (bytes <= 0) break;
        bytes -= Number(size);
        victims.push([key]);
        wanted.delete(key);
        done(of, id, Infinity, 'evicted');
      }
      if (victims[0]) await shelf.write(victims);
      const next = [...wanted].slice(0, most);
      const found = await shelf.read(next);
      return next.map((key, index): Parcel => [key, found[index] as Batch]).filter(([, batch]) => batch);
    },
    atHand: (sink) =>
      recent.flatMap((batch): Parcel[] => {
        const key = mine.get(batch.batch)?.keys.get(sink);
        return key ? [[key, batch]] : [];
      }),
    waiting: () => [...mine.values()].reduce((sum, one) => sum + one.waiting, 0),
  };
}
