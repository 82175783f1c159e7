/**
 * Sealed batches between memory and the last receipt. Deleting takes a receipt of every sink, or the byte budget;
 * what happens to batches of this document goes to its ledger, whoever did it.
 */
import type { Batch } from '@watchglass/contract';
import { type Entry, entryOf, keyOf, type Sealed } from './batch.ts';
import type { Ledger, Place } from './ledger.ts';
import type { Change, DurableShelf } from './shelf.ts';

/** Own byte budget: the host's storage must never starve because of us. Memory is dearer. */
const DISK_BYTES = 20 * 1024 * 1024;
const MEMORY_BYTES = 4 * 1024 * 1024;
/** What a record costs besides its content, so that a million tiny batches are not free. */
const RECORD_BYTES = 512;
/** Contents kept at hand for the exit send, which has no time to read: as much as it may send. */
const AT_HAND_BYTES = 49_152;
/** Lost batches of other documents that we keep word of, for their ledgers. */
const MOST_GONE = 200;
const GONE = 'gone';

/** How many events of a batch were lost, and why. */
type Loss = readonly [lost: number, reason: string];

/** A batch that a sink is done with. */
export interface Outcome {
  id: string;
  loss?: Loss;
}

interface Stored {
  batch: Batch;
  /** Sinks that are done with it, when there are several. */
  done?: Record<string, Loss>;
}

/** A batch of this document; its events may be partly on the shelf while its view lives. */
interface Mine extends Record<'inMemory' | 'waiting', number> {
  sealed?: Sealed | undefined;
  isDraft: boolean;
}

/** The outbox of one document on the shelf that all documents share. */
export interface Outbox {
  /** Notes events of a batch that has yet to be sealed. */
  expect(id: string, count: number): void;
  /** Notes that one of the expected events was lost. */
  lose(id: string, reason: string): void;
  /** Writes drafts under `key` unless another document has promoted them; tells whether they are still ours. */
  draft(key: string, batches: readonly Sealed[], draft: object, wasWritten: boolean): Promise<boolean>;
  /** Persists sealed batches and removes the draft that they replace. */
  put(batches: readonly Sealed[], draftKey?: string): Promise<void>;
  /** What is waiting for a sink, oldest first, also of other documents. */
  list(sink: string): Promise<Entry[]>;
  /** The batches behind entries, without those that a sink turns out to be done with. */
  read(sink: string, entries: readonly Entry[]): Promise<Batch[]>;
  /** Notes that a sink is done with batches. */
  settle(sink: string, outcomes: readonly Outcome[]): Promise<void>;
  /** Own batches that a sink has not receipted, newest first, as far as they are at hand. */
  atHand(sink: string): Batch[];
}

const NO_LOSS: Loss = [0, ''];
const worse = (a: Loss, b: Loss): Loss => (b[0] > a[0] ? b : a);

/** An outbox for the sinks of these names. */
export function createOutbox(shelf: DurableShelf, ledger: Ledger, sinks: readonly string[]): Outbox {
  const mine = new Map<string, Mine>();
  const done = new Map<string, Record<string, Loss>>();
  const keys = new Map<string, Set<string>>();

  /** The entry of a batch of this document, with `count` events in memory when it is new. */
  const own = (id: string, count = 0): Mine => {
    const known = mine.get(id) ?? { inMemory: count, waiting: 0, isDraft: true };
    mine.set(id, known);
    return known;
  };
  const remember = (id: string, key: string): void => {
    keys.set(id, (keys.get(id) ?? new Set()).add(key));
  };
  /** All events of an own batch are where they will stay. */
  const close = (id: string, [lost, reason]: Loss): void => {
    const batch = mine.get(id);
    mine.delete(id);
    if (!batch) return;
    let left = lost;
    for (const place of ['inMemory', 'waiting'] satisfies Place[]) {
      const gone = Math.min(left, batch[place]);
      left -= gone;
      if (gone > 0) ledger.drop(reason, gone, place);
      ledger.move(place, 'receipted', batch[place] - gone);
    }
  };
  const persisted = (id: string, count: number): void => {
    const batch = mine.get(id);
    if (!batch) return;
    const moved = Math.min(count, batch.inMemory);
    batch.inMemory -= moved;
    batch.waiting += moved;
    ledger.move('inMemory', 'waiting', moved);
  };
  const doneWith = (id: string, sink: string): boolean => Object.hasOwn(done.get(id) ?? {}, sink);

  /** Deletes batches, and leaves word of the losses in those of other documents. */
  const remove = async (ids: readonly string[], losses: ReadonlyMap<string, Loss>): Promise<void> => {
    const del = ids.flatMap((id) => [...(keys.get(id) ?? [])]);
    const foreign = [...losses].filter(([id, [lost]]) => lost > 0 && !mine.has(id));
    for (const id of ids) {
      close(id, losses.get(id) ?? NO_LOSS);
      keys.delete(id);
      done.delete(id);
    }
    await shelf.change(GONE, (old): Change => {
      if (foreign.length === 0) return { del };
      const word = [...Object.entries((old ?? {}) as Record<string, Loss>), ...foreign].slice(-MOST_GONE);
      return { put: [[GONE, Object.fromEntries(word)]], del };
    });
  };

  const evict = async (entries: Entry[]): Promise<Entry[]> => {
    let bytes = entries.reduce((sum, entry) => sum + entry.bytes + RECORD_BYTES, 0);
    const budget = shelf.hasDisk() ? DISK_BYTES : MEMORY_BYTES;
    if (bytes <= budget) return entries;
    const victims = new Map<string, Loss>();
    // the sort is stable: oldest first within a lane
    for (const entry of [...entries].sort((a, b) => a.rank - b.rank)) {
      if (bytes <= budget) break;
      bytes -= entry.bytes + RECORD_BYTES;
      victims.set(entry.id, [entry.events, 'evicted']);
    }
    await remove([...victims.keys()], victims);
    return entries.filter((entry) => !victims.has(entry.id));
  };

  return {
    expect(id, count) {
      own(id).inMemory += count;
    },
    lose(id, reason) {
      const batch = own(id);
      const place = batch.inMemory > 0 ? 'inMemory' : 'waiting';
      batch[place]--;
      ledger.drop(reason, 1, place);
    },
    async draft(key, batches, draft, wasWritten) {
      const counts = batches.map(({ batch }) => [batch.batch, own(batch.batch).inMemory] as const);
      let isOurs = true;
      await shelf.change(key, (old) => {
        isOurs = !wasWritten || old !== undefined;
        return isOurs ? { put: [[key, draft]] } : {};
      });
      for (const [id, count] of counts) {
        if (isOurs) persisted(id, count);
        else own(id).isDraft = false;
      }
      return isOurs;
    },
    async put(batches, draftKey) {
      let atHand = 0;
      for (const sealed of batches) {
        own(sealed.batch.batch, sealed.batch.events.length).sealed = sealed;
        remember(sealed.batch.batch, keyOf(sealed));
      }
      for (const batch of [...mine.values()].reverse()) {
        atHand += batch.sealed?.bytes ?? 0;
        if (atHand > AT_HAND_BYTES) batch.sealed = undefined;
      }
      await shelf.change('', () => ({
        put: batches.map((sealed) => [keyOf(sealed), { batch: sealed.batch }]),
        ...(draftKey ? { del: [draftKey] } : {}),
      }));
      const late: string[] = [];
      for (const sealed of batches) {
        const batch = mine.get(sealed.batch.batch);
        if (batch) batch.isDraft = false;
        // the receipt of the exit send was faster than the disk
        else late.push(keyOf(sealed));
        persisted(sealed.batch.batch, sealed.batch.events.length);
      }
      if (late.length > 0) await shelf.change('', () => ({ del: late }));
    },
    async list(sink) {
      // asked before the keys are read: a batch that is put meanwhile is not missing
      const known = [...mine].filter(([, batch]) => batch.waiting > 0 && !batch.isDraft).map(([id]) => id);
      const entries = (await shelf.keys()).flatMap(entryOf);
      const there = new Set(entries.map(({ id }) => id));
      for (const { id, key } of entries) remember(id, key);
      const missing = known.filter((id) => !there.has(id));
      // another tab has sent them, or evicted them and left word; a disk that we cannot read proves nothing
      if (missing.length > 0 && shelf.isWhole()) {
        const word = ((await shelf.read([GONE]))[0] ?? {}) as Record<string, Loss>;
        for (const id of missing) close(id, word[id] ?? NO_LOSS);
      }
      return (await evict(entries)).filter(({ id }) => !doneWith(id, sink));
    },
    async read(sink, entries) {
      const found = (await shelf.read(entries.map(({ key }) => key))) as (Stored | undefined)[];
      return found.flatMap((stored) => {
        if (!stored) return [];
        const { batch } = stored;
        if (stored.done) done.set(batch.batch, { ...stored.done, ...done.get(batch.batch) });
        return doneWith(batch.batch, sink) ? [] : [batch];
      });
    },
    async settle(sink, outcomes) {
      const finished = new Map<string, Loss>();
      for (const { id, loss = NO_LOSS } of outcomes) {
        const by = { ...done.get(id), [sink]: loss };
        done.set(id, by);
        if (sinks.every((name) => Object.hasOwn(by, name))) {
          finished.set(id, Object.values(by).reduce(worse, NO_LOSS));
          continue;
        }
        for (const key of keys.get(id) ?? [])
          await shelf.change(key, (old) =>
            old ? { put: [[key, { ...old, done: { ...(old as Stored).done, ...by } }]] } : {},
          );
      }
      if (finished.size > 0) await remove([...finished.keys()], finished);
    },
    atHand: (sink) =>
      [...mine].reverse().flatMap(([id, { sealed }]) => (sealed && !doneWith(id, sink) ? [sealed.batch] : [])),
  };
}
