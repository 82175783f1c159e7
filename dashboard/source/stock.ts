/** The events of a shelf in memory, read as they come; and files brought onto it. */
import { timeOf } from '@watchglass/analysis';
import type { LocalRecord, StoredEvent } from '@watchglass/contract';
import { eventsOfRecord, mergedRecord, recordsOfEvents } from './record.ts';
import { createMemoryShelf, type Shelf } from './shelf.ts';
import type { DataState, LoadReport } from './source.ts';

/** Records in one transaction: small enough that a sink that writes meanwhile waits for milliseconds. */
const CHUNK = 200;

const BLOCKED =
  'This browser does not let this page use its storage, so clicks made here cannot be shown. Sample data and files ' +
  'still work until you close this tab. To change that, allow site data for this address and reload.';

/** Events in memory. */
export interface Stock {
  /** Reads what is new and drops what is gone; true when anything changed. Never rejects. */
  readonly refresh: () => Promise<boolean>;
  /** All events, in no order. */
  readonly events: () => Iterable<StoredEvent>;
  readonly state: () => DataState;
  /** Adds events to shelf and memory, all or none. */
  readonly add: (events: readonly StoredEvent[]) => Promise<LoadReport>;
  readonly clear: () => Promise<void>;
  /** Forgets what was read, so that the next refresh reads all: somebody rewrote records. */
  forget(): void;
}

/** The stock of a shelf; of memory, when that shelf cannot even be opened. */
export function createStock(browser: Shelf): Stock {
  let shelf = browser;
  let blocked = '';
  let hasRead = false;
  let read = new Map<string, StoredEvent[]>();
  const foreign = new Set<string>();
  /** Whether what was told of is forgotten: the next look has news even where it finds nothing. */
  let isForgotten = false;

  async function load(fresh: readonly string[]): Promise<void> {
    for (let from = 0; from < fresh.length; from += CHUNK) {
      const wanted = fresh.slice(from, from + CHUNK);
      const values = await shelf.read(wanted);
      wanted.forEach((key, at) => {
        // deleted since its key was listed
        if (values[at] === undefined) return;
        const events = eventsOfRecord(key, values[at]);
        if (events) read.set(key, events);
        else foreign.add(key);
      });
    }
  }

  async function refresh(): Promise<boolean> {
    try {
      const present = await shelf.keys();
      hasRead = true;
      const here = new Set(present);
      const gone = [...read.keys(), ...foreign].filter((key) => !here.has(key));
      for (const key of gone) {
        read.delete(key);
        foreign.delete(key);
      }
      const fresh = present.filter((key) => !read.has(key) && !foreign.has(key));
      await load(fresh);
      const isNew = isForgotten || gone.length > 0 || fresh.length > 0;
      isForgotten = false;
      return isNew;
    } catch {
      // what worked once is worth another try (browsers close databases of hidden tabs); what never did is blocked
      if (hasRead) return false;
      shelf = createMemoryShelf();
      blocked = BLOCKED;
      hasRead = true;
      return true;
    }
  }

  function state(): DataState {
    let events = 0;
    let firstAt = Number.POSITIVE_INFINITY;
    let lastAt = Number.NEGATIVE_INFINITY;
    for (const batch of read.values()) {
      events += batch.length;
      for (const event of batch) {
        firstAt = Math.min(firstAt, timeOf(event));
        lastAt = Math.max(lastAt, timeOf(event));
      }
    }
    return {
      events,
      skipped: foreign.size,
      firstAt: events === 0 ? 0 : firstAt,
      lastAt: events === 0 ? 0 : lastAt,
      blocked,
    };
  }

  /** What lies under the keys now: to merge with, and to go back to. */
  async function present(keys: readonly string[]): Promise<Map<string, unknown>> {
    const found = new Map<string, unknown>();
    for (let from = 0; from < keys.length; from += CHUNK) {
      const wanted = keys.slice(from, from + CHUNK);
      const values = await shelf.read(wanted);
      wanted.forEach((key, at) => values[at] !== undefined && found.set(key, values[at]));
    }
    return found;
  }

  async function write(entries: readonly (readonly [string, unknown])[]): Promise<void> {
    for (let from = 0; from < entries.length; from += CHUNK) await shelf.write(entries.slice(from, from + CHUNK));
  }

  async function add(given: readonly StoredEvent[]): Promise<LoadReport> {
    const events = [...new Map(given.map((event) => [event.id, event])).values()];
    const records = recordsOfEvents(events);
    const keys = [...records.keys()];
    const before = await present(keys);
    let known = 0;
    const entries = keys.map((key): [string, unknown] => {
      const newer = records.get(key) as LocalRecord;
      const older = before.get(key);
      if (eventsOfRecord(key, older) === undefined) return [key, newer];
      const ids = new Set((older as LocalRecord).batch.events.map((event) => event.id));
      known += newer.batch.events.filter((event) => ids.has(event.id)).length;
      return [key, mergedRecord(older as LocalRecord, newer)];
    });
    try {
      await write(entries);
    } catch {
      // all or none: what was here stays, what was not is taken away again
      await shelf.remove(keys.filter((key) => !before.has(key))).catch(() => {});
      await write([...before]).catch(() => {});
      throw new Error(
        'The browser’s storage is full, so nothing was added. Delete data in this browser and try again.',
      );
    } finally {
      for (const key of keys) {
        read.delete(key);
        foreign.delete(key);
      }
      await refresh();
    }
    return { events: events.length, known, sessions: new Set(events.map((event) => event.session)).size };
  }

  return {
    refresh,
    *events() {
      for (const batch of read.values()) yield* batch;
    },
    state,
    add,
    clear: async () => {
      await shelf.clear();
      read.clear();
      foreign.clear();
    },
    forget: () => {
      read = new Map();
      foreign.clear();
      isForgotten = true;
    },
  };
}
