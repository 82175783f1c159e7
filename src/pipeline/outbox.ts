/**
 * Batches between memory and the last receipt: one entry per sink, so that each has its own progress. A batch may be
 * held, which is how last states are written ahead: it can be rewritten, and others send it only when its document is
 * dead. Deleting takes a receipt, or the byte budget; what happens to batches of this document goes to its ledger,
 * whoever did it.
 */
import type { Batch } from '@watchglass/contract';
import type { Sink } from '../sinks/sink.ts';
import { now } from '../page/clock.ts';
import type { Ledger } from './ledger.ts';
import type { Change, Shelf } from './shelf.ts';

/** Own byte budget: the host's storage must never starve because of us. */
const BUDGET_BYTES = 20 * 1024 * 1024;
/** Batches kept at hand for the exit send, which has no time to read: more than it may send. */
const AT_HAND = 50;
/** Longest hold: that of a hidden document, which may sleep for as long as a session lasts. */
export const HOLD_HIDDEN_MS = 1_800_000;

/** The key of a parcel that is done with, how many of its events are lost, and why. */
export type Freed = readonly [key: string, lost: number, reason: string];

/** A batch as one sink waits for it, and its key on the shelf. */
export type Parcel = readonly [key: string, batch: Batch];

/** What a key of the shelf says, and the key. */
type Entry = [id: string, sink: string, lane: string, bytes: string, until: string, key: string];

/** A batch of this document; counts are events. */
interface Mine {
  /** On their way to the shelf. */
  fresh: number;
  /** On the shelf, and not receipted by every sink. */
  lying: number;
  /** End of its hold, epoch ms; 0 when it is not held. */
  until: number;
  /** Sinks that have not receipted it, and its key for each. */
  ways: Record<string, string>;
  /** As it was persisted last, and where: a database may be deleted while it waits. */
  batch?: Batch;
  disk?: unknown;
}

/** The outbox of one document on the shelf that all documents share. */
export interface Outbox {
  /**
   * Persists a batch, in place of what was held under its id. With `until` it is held itself; false then, when another
   * document has sent it meanwhile: that version stands.
   */
  put(batch: Batch, bytes: number, until?: number): Promise<unknown>;
  /**
   * Those that are picked of the parcels that wait for a sink, given core first and oldest first, also of other documents.
   */
  list(sink: string, pick: (keys: string[]) => string[]): Promise<Parcel[]>;
  /** Sinks are done with parcels, of which they lost some events. */
  free(parcels: readonly Freed[]): Promise<unknown>;
  /** Own batches, as far as they are at hand, newest first, with their keys by sink that has not receipted them: once each. */
  leave(): (readonly [batch: Batch, keys: Readonly<Record<string, string>>])[];
  /** Events of this document that are persisted and wait. */
  lying(): number;
}

/** Core, detail, replay. */
const byLane = (a: Entry, b: Entry): number => a[2].localeCompare(b[2]);

/** An outbox for these sinks. */
export function createOutbox(shelf: Shelf, ledger: Ledger, sinks: readonly Pick<Sink, 'name'>[]): Outbox {
  const mine: Record<string, Mine> = {};
  const recent: ReturnType<Outbox['leave']> = [];

  const persisted = (batch: Mine): void => {
    batch.lying += batch.fresh;
    batch.fresh = 0;
  };
  const free: Outbox['free'] = (parcels) => {
    for (const [key, lost, reason] of parcels) {
      const [id, sink] = key.split('|') as [string, string];
      const batch = mine[id];
      if (!batch?.ways[sink]) continue;
      delete batch.ways[sink];
      persisted(batch);
      const gone = Math.min(lost, batch.lying);
      batch.lying -= gone;
      ledger.drop(reason, gone);
      // after the last sink its events are where they will stay
      if (Object.keys(batch.ways)[0]) continue;
      delete mine[id];
      ledger.receipted += batch.lying;
    }
    return shelf.write(parcels.map(([key]) => [key]));
  };

  const list: Outbox['list'] = async (sink, pick) => {
    // asked before the keys are read: a batch that is put meanwhile is not missing
    const put = Object.entries(mine).filter(([, { lying, until }]) => lying && !until);
    const there: Record<string, boolean> = {};
    const [keys, disk] = await shelf.scan();
    let bytes = -BUDGET_BYTES;
    const loose: Entry[] = [];
    for (const key of keys) {
      const entry = [...key.split('|'), key] as Entry;
      const [id, of, , size, until] = entry;
      bytes += +size;
      const left = +until - now();
      // a longer hold is from before the clock was set back
      if (!(mine[id]?.until ?? (left <= HOLD_HIDDEN_MS && left > 0))) loose.unshift(entry);
      // by its id: the key of what was held changes while it is sealed
      there[id] ||= of === sink;
    }
    const gone: Freed[] = [];
    let isBack: unknown;
    // another tab has sent what this connection took; what another one took may be gone with its database, and what no
    // connection could list is there or not
    for (const [id, known] of put)
      if (there[id]) continue;
      else if (known.disk !== disk) {
        known.disk = disk;
        isBack = shelf.write(Object.values(known.ways).map((key) => [key, known.batch]));
      } else if (disk) gone.push([`${id}|${sink}`, 0, '']);
    if (isBack) return list(sink, pick);
    // replay goes first, then detail, then core; the sort is stable: newest first within a lane
    loose.sort(byLane);
    while (bytes > 0 && loose[0]) {
      const [, , , size, , key] = loose.pop() as Entry;
      bytes -= +size;
      gone.push([key, Infinity, 'evicted']);
    }
    if (gone[0]) await free(gone);
    const wanted = loose
      .reverse()
      .sort(byLane)
      .flatMap(([, of, , , , key]) => (of === sink ? key : []));
    return (await shelf.read(pick(wanted))).filter(([, batch]) => batch) as Parcel[];
  };

  return {
    free,
    async put(batch, bytes, until = 0) {
      const id = batch.batch;
      const known: Mine = (mine[id] ??= {
        fresh: 0,
        lying: 0,
        until: 0,
        ways: { __proto__: null } as unknown as Mine['ways'],
      });
      known.fresh = batch.events.length - known.lying;
      const before = Object.values(known.ways);
      // nobody else may have sent what was held until now
      const isSafe = !before[0] || known.until > now();
      known.until = until;
      // at the end of a page there is no time to look: what was held stands
      let taken: unknown = isSafe || until > 0;
      if (taken) {
        if (!until) recent.splice(AT_HAND, recent.unshift([batch, known.ways]));
        const changes = before.map((key): Change => [key]);
        for (const { name } of sinks) {
          const key = [id, name, batch.lane, bytes, until].join('|');
          known.ways[name] = key;
          changes.push([key, batch]);
        }
        taken = await shelf.write(changes, isSafe ? [] : before);
      }
      if (taken) {
        known.batch = batch;
        known.disk = taken;
      } else {
        known.until = 0;
        // appended since the version that was sent
        ledger.drop('late', known.fresh);
        known.fresh = 0;
      }
      persisted(known);
      return taken;
    },
    list,
    leave: () => recent.splice(0),
    lying() {
      let sum = 0;
      for (const { lying } of Object.values(mine)) sum += lying;
      return sum;
    },
  };
}
