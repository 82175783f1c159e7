/** The spool: a log of segments between ingest and store. What is acknowledged is synced; what is read is durable. */
import { failpoint } from '../failpoint.ts';
import type { Log, Place, Spool } from '../types.ts';
import type { FileSystem } from './fileSystem.ts';
import { createGroupCommit } from './groupCommit.ts';
import type { Quarantine } from './quarantine.ts';
import { createReader } from './reader.ts';
import { isBefore } from './record.ts';
import { recoverSegments } from './recover.ts';
import { spoolRefusal } from './refusal.ts';
import { createSpoolRoom } from './room.ts';
import { HEADER_BYTES, type Segment } from './segment.ts';
import { createWriter, sizeOf } from './writer.ts';

/** Large enough that names and headers cost nothing, small enough that drained ones give the disk back soon. */
const SEGMENT_BYTES = 64 * 1024 * 1024;
/** Ten hours of 20,000 events a minute at 800 bytes each. */
const MAX_BYTES = 10 * 1024 * 1024 * 1024;
/** What stays free on the disk: the engine needs room to merge, and the system to live. One segment. */
const MIN_FREE_BYTES = 64 * 1024 * 1024;

/** What may wait in memory for a disk that has stopped to answer: some seconds of traffic. One segment. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** Parts and limits of a spool. */
export interface SpoolOptions {
  readonly files: FileSystem;
  /** Made when it is missing. */
  readonly directory: string;
  readonly quarantine: Quarantine;
  readonly log: Log;
  /** Records that are not freed come to at most so many bytes: 10 GiB. */
  readonly maxBytes?: number;
  /** Size at which a segment is left for the next one: 64 MiB. Also the largest append. */
  readonly segmentBytes?: number;
  /** Appends are refused while the disk has less: 64 MiB. */
  readonly minFreeBytes?: number;
  /** Up to here all is stored already; numbers of segments go on from there, also when their files are gone. */
  readonly freed?: Place | undefined;
}

/** The spool of one data directory. */
export interface SegmentedSpool extends Spool {
  /** Bytes of the records at and after a place. */
  bytesAfter(place: Place): number;
  /** As in {@link Spool}; `quarantined` counts damaged stretches and files, since the start. */
  stats(): { readonly bytes: number; readonly segments: number; readonly quarantined: number };
  /** Why the disk takes no record now, as a sentence; '' while it does. */
  fullDisk(): Promise<string>;
}

/** Opens the spool of a directory, after a crash too; what another version wrote is set aside. */
export async function openSpool(options: SpoolOptions): Promise<SegmentedSpool> {
  const { files, directory, quarantine, log, maxBytes = MAX_BYTES, segmentBytes = SEGMENT_BYTES } = options;
  const room = createSpoolRoom({ files, directory, maxBytes, minFreeBytes: options.minFreeBytes ?? MIN_FREE_BYTES });
  await files.makeDirectory(directory);
  const recovered = await recoverSegments({ files, directory, quarantine, log });
  const { segments } = recovered;
  const reader = createReader({ files, segments, quarantine, log });
  const firstNumber = Math.max(options.freed?.segment ?? 0, recovered.lastNumber) + 1;
  const writer = createWriter({ files, directory, segments, segmentBytes, firstNumber });

  let freed: Place = options.freed ?? { segment: 0, offset: 0 };
  let closed = false;
  let refusing = false;
  const watchers = new Set<() => void>();

  const isDrained = (segment: Segment): boolean => !isBefore(freed, { segment: segment.number, offset: segment.end });
  const heldBytes = (): number =>
    segments.reduce((bytes, segment) => bytes + (isDrained(segment) ? 0 : segment.end), groups.waitingBytes());

  async function sweep(): Promise<void> {
    // the newest stays: its number says where to go on
    for (let oldest = segments[0]; oldest && segments.length > 1 && isDrained(oldest); oldest = segments[0]) {
      FAILPOINT: failpoint('free: before a removal');
      await files.remove(oldest.path);
      FAILPOINT: failpoint('free: removed');
      if (segments[0] === oldest) segments.shift();
    }
  }

  async function write(payloads: readonly Uint8Array[], bytes: number): Promise<void> {
    await room.before(bytes);
    const newest = segments.at(-1);
    // otherwise a small spool could be full of what is stored long ago
    if (newest && isDrained(newest) && newest.end > segmentBytes / 4) await writer.seal();
    await writer.write(payloads);
  }

  const groups = createGroupCommit(async (payloads, bytes) => {
    try {
      await write(payloads, bytes);
    } catch (error) {
      room.lookNext();
      const isOurs = error instanceof Error && 'code' in error && error.code === 'SPOOL_FULL';
      const refusal = isOurs ? error : spoolRefusal('SPOOL_BROKEN', `The spool in ${directory} cannot write:`, error);
      if (!refusing) log.error('spool refuses records', { reason: refusal.message });
      refusing = true;
      throw refusal;
    }
    if (refusing) log.info('spool takes records again');
    refusing = false;
    for (const tell of watchers) tell();
  });

  return {
    append(payloads, share = 1) {
      if (closed) return Promise.reject(spoolRefusal('SPOOL_BROKEN', `The spool in ${directory} is closed.`));
      if (payloads.length === 0) return Promise.resolve();
      const bytes = sizeOf(payloads);
      if (bytes + HEADER_BYTES > segmentBytes || payloads.some(({ length }) => length === 0)) {
        return Promise.reject(
          new RangeError(
            `An append has records of at least 1 byte, ${segmentBytes} bytes in all; this one has ${bytes}.`,
          ),
        );
      }
      const full = room.refusal(heldBytes(), bytes, share);
      if (full !== '') return Promise.reject(spoolRefusal('SPOOL_FULL', full));
      const waiting = groups.waitingBytes();
      if (waiting > 0 && waiting + bytes > MAX_WAITING_BYTES) {
        return Promise.reject(
          spoolRefusal('SPOOL_BROKEN', `The disk of ${directory} is too slow: ${waiting} bytes wait for it.`),
        );
      }
      return groups.push(payloads, bytes);
    },

    read: reader.read,

    waitFor(from, signal) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (signal.aborted) reject(signal.reason);
          else if (reader.find(from)) resolve();
          else return;
          watchers.delete(look);
          signal.removeEventListener('abort', look);
        };
        watchers.add(look);
        signal.addEventListener('abort', look);
        look();
      });
    },

    first() {
      const oldest = { segment: segments[0]?.number ?? writer.nextNumber(), offset: HEADER_BYTES };
      return isBefore(freed, oldest) ? oldest : freed;
    },

    async free(place) {
      if (isBefore(freed, place)) freed = place;
      await sweep();
    },

    bytesAfter(place) {
      return segments.reduce((bytes, { number, end }) => {
        if (number < place.segment) return bytes;
        return (
          bytes + Math.max(0, end - (number === place.segment ? Math.max(place.offset, HEADER_BYTES) : HEADER_BYTES))
        );
      }, 0);
    },

    fullDisk: room.fullDisk,

    stats: () => ({
      bytes: segments.reduce((bytes, { end }) => bytes + end, 0),
      segments: segments.length,
      quarantined: recovered.quarantined + reader.quarantined(),
    }),

    async close() {
      closed = true;
      await groups.idle();
      await writer.seal();
      await reader.close();
    },
  };
}
