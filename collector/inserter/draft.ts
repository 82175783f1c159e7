/** Rows of neighbouring records, built a few hundred at a time, so that ingest is answered meanwhile. */
import { readEntry } from '../spool/entry.ts';
import type { Entry, Place, SpoolRecord } from '../types.ts';

/** About 2 ms of work; the event loop has a turn after each. */
const ROWS_PER_TURN = 500;

/** What one insert carries. */
export interface Draft {
  readonly from: Place;
  /** Where the record after the last one begins. */
  readonly to: Place;
  readonly rows: number;
  /** NDJSON. */
  readonly lines: Uint8Array;
  /** The records, in order. */
  readonly records: readonly SpoolRecord[];
  /** `receivedAt` of the first entry, epoch ms; 0 when there is none. */
  readonly oldestAt: number;
}

/** Collects records into a draft. */
export interface Drafter {
  /** Adds a record; a record that is no entry, or gives no rows, goes to `unreadable`. */
  add(record: SpoolRecord): Promise<void>;
  rows(): number;
  records(): number;
  /** Bytes of the payloads. */
  bytes(): number;
  finish(to: Place): Draft;
}

/** Parts of a drafter. */
export interface DrafterOptions {
  readonly from: Place;
  /** Lines of NDJSON without their ends, one per event. */
  readonly rowsOf: (entry: Entry) => readonly string[];
  /** Takes what cannot be read as an entry. */
  readonly unreadable: (record: SpoolRecord, error: unknown) => Promise<void>;
}

/** A drafter that begins at a place. */
export function createDrafter({ from, rowsOf, unreadable }: DrafterOptions): Drafter {
  const records: SpoolRecord[] = [];
  const pieces: Buffer[] = [];
  let lines: string[] = [];
  let rows = 0;
  let bytes = 0;
  let oldestAt = 0;

  function pack(): void {
    if (lines.length > 0) pieces.push(Buffer.from(`${lines.join('\n')}\n`));
    lines = [];
  }

  return {
    async add(record) {
      records.push(record);
      bytes += record.payload.length;
      try {
        const entry = readEntry(record.payload);
        const added = rowsOf(entry);
        for (const line of added) lines.push(line);
        rows += added.length;
        oldestAt ||= entry.receivedAt;
      } catch (error) {
        await unreadable(record, error);
      }
      if (lines.length < ROWS_PER_TURN) return;
      pack();
      await new Promise(setImmediate);
    },
    rows: () => rows,
    records: () => records.length,
    bytes: () => bytes,
    finish(to) {
      pack();
      return { from, to, rows, lines: Buffer.concat(pieces), records, oldestAt };
    },
  };
}
