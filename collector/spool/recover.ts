/** What a start finds on the disk: which segments there are, where each ends, and what a crash or a fault left in them. */
import type { Log } from '../types.ts';
import type { FileSystem } from './fileSystem.ts';
import type { Quarantine } from './quarantine.ts';
import { scan } from './record.ts';
import { FORMAT, type FoundSegment, findSegments, HEADER_BYTES, type Segment } from './segment.ts';

/** Parts and place of a spool. */
export interface RecoverOptions {
  readonly files: FileSystem;
  readonly directory: string;
  readonly quarantine: Quarantine;
  readonly log: Log;
}

/** What was found. */
export interface Recovered {
  /** Oldest first. */
  readonly segments: Segment[];
  /** The highest number of a file, also of one that was set aside: none is used twice. 0 when there was none. */
  readonly lastNumber: number;
  /** Faults that were counted: files that are none of the spool's, damaged headers, missing ends. */
  readonly quarantined: number;
}

/** Finds the segments of a directory, moves away what is none, and cuts the torn end off the newest. */
export async function recoverSegments(options: RecoverOptions): Promise<Recovered> {
  const { files, directory, quarantine, log } = options;
  const found: FoundSegment[] = [];
  let quarantined = 0;
  let lastNumber = 0;
  for (const file of await findSegments(files, directory)) {
    lastNumber = Math.max(lastNumber, file.number);
    if (file.header && file.header.format !== FORMAT) {
      // read by the wrong rules it would be damage
      log.error('spool segment of another version: set aside; the version that wrote it takes it in again', {
        path: file.path,
        format: file.header.format,
        readFormat: FORMAT,
      });
      await quarantine.move(file.path);
      quarantined += 1;
      continue;
    }
    if (file.header && file.header.number !== file.number) {
      log.warn('spool segment is a copy of another one: moved to the quarantine', {
        path: file.path,
        segment: file.header.number,
      });
      await quarantine.move(file.path);
      quarantined += 1;
      continue;
    }
    if (!file.header) {
      log.warn('spool segment has a damaged header: its records are still read', { path: file.path });
      quarantined += 1;
    }
    found.push(file);
  }

  const segments: Segment[] = [];
  for (const [index, { number, path, bytes }] of found.entries()) {
    const after = found[index + 1];
    const segment: Segment = { number, path, end: Math.max(bytes, HEADER_BYTES), bad: [] };
    segments.push(segment);
    if (!after) {
      await settleNewest(segment, options);
    } else if (after.number === number + 1 && after.header) {
      const { endBefore } = after.header;
      if (bytes < endBefore) {
        log.warn('spool segment is shorter than it was', { path, bytes, expectedBytes: endBefore });
        quarantined += 1;
      }
      segment.end = Math.min(segment.end, endBefore);
    }
  }
  return { segments, quarantined, lastNumber };
}

/**
 * A crash leaves the end of what was being written: nobody was told that it is stored, so it is cut off. Its bytes go
 * to the quarantine all the same, since damage to the very last record looks alike. What stays is made durable: after
 * a kill it may be in the cache alone, and from now on it counts.
 */
async function settleNewest(segment: Segment, { files, directory, quarantine, log }: RecoverOptions): Promise<void> {
  const file = await files.open(segment.path, 'edit');
  try {
    const bytes = await file.read(0, segment.end);
    const start = { segment: segment.number, offset: HEADER_BYTES };
    const torn = scan(bytes.subarray(HEADER_BYTES), start, Number.POSITIVE_INFINITY, true).bad.at(-1);
    if (torn && torn.to === bytes.length) {
      log.info('spool: what a crash left half written is cut off', { path: segment.path, bytes: torn.to - torn.from });
      segment.end = torn.from;
      // should either fail: the next segment's header says where this one ends
      await quarantine
        .keep({ segment: segment.number, offset: torn.from }, 'torn', bytes.subarray(torn.from))
        .then(() => file.truncate(torn.from))
        .catch((error: unknown) => {
          log.warn('spool: the torn end stays on the disk', { path: segment.path, reason: String(error) });
        });
    }
    await file.datasync();
    await files.syncDirectory(directory);
  } finally {
    await file.close();
  }
}
