/**
 * The writing end of the spool: one group of records at a time, durable or refused. A segment gets its name only when
 * its first group is durable, and its header says where the one before ends; so what was refused stays refused, even
 * when its bytes reached the disk and could not be taken back.
 */
import { failpoint } from '../failpoint.ts';
import type { FileSystem, OpenFile } from './fileSystem.ts';
import { HEAD_BYTES, writeRecord } from './record.ts';
import { draftPath, FORMAT, HEADER_BYTES, type Segment, segmentPath, writeHeader } from './segment.ts';

/** Parts of a writer. */
export interface WriterOptions {
  readonly files: FileSystem;
  readonly directory: string;
  /** Shared with the reader; the writer appends to it. */
  readonly segments: Segment[];
  /** Size at which a segment is left for the next one. */
  readonly segmentBytes: number;
  /** The first segment to write has at least this number. */
  readonly firstNumber: number;
}

/** Writes groups of records, one after the other. */
export interface Writer {
  /** Resolves when all of the group is durable. After a rejection none of it will ever be read, unless the process dies next. */
  write(payloads: readonly Uint8Array[]): Promise<void>;
  /** The next group begins a new segment. */
  seal(): Promise<void>;
  /** Where the next segment begins. */
  nextNumber(): number;
}

/** Bytes that these payloads take in a segment. */
export const sizeOf = (payloads: readonly Uint8Array[]): number =>
  payloads.reduce((bytes, payload) => bytes + HEAD_BYTES + payload.length, 0);

/** A writer that begins with a new segment: those that a start finds are never written again. */
export function createWriter({ files, directory, segments, segmentBytes, firstNumber }: WriterOptions): Writer {
  let open: { readonly segment: Segment; readonly file: OpenFile } | undefined;

  const nextNumber = (): number => Math.max(firstNumber, (segments.at(-1)?.number ?? 0) + 1);

  const lay = (target: Buffer, from: number, number: number, offset: number, payloads: readonly Uint8Array[]): void => {
    let at = from;
    for (const payload of payloads) {
      at = writeRecord(target, at, { segment: number, offset: offset + at - from }, payload);
    }
  };

  async function seal(): Promise<void> {
    const last = open;
    open = undefined;
    await last?.file.close().catch(() => undefined);
  }

  async function begin(payloads: readonly Uint8Array[]): Promise<void> {
    await seal();
    const number = nextNumber();
    const bytes = Buffer.allocUnsafe(HEADER_BYTES + sizeOf(payloads));
    writeHeader(bytes, { format: FORMAT, number, endBefore: segments.at(-1)?.end ?? 0 });
    lay(bytes, HEADER_BYTES, number, HEADER_BYTES, payloads);
    const draft = draftPath(directory, number);
    const path = segmentPath(directory, number);
    // a new file each time: what a failed sync left in the cache of the last one may never reach the disk
    await files.remove(draft);
    const file = await files.open(draft, 'create');
    try {
      await file.write(bytes, 0);
      await file.datasync();
      FAILPOINT: failpoint('segment: durable, without its name');
      await files.rename(draft, path);
      FAILPOINT: failpoint('segment: named, its directory not synced');
      await files.syncDirectory(directory);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    const segment: Segment = { number, path, end: bytes.length, bad: [] };
    segments.push(segment);
    open = { segment, file };
  }

  return {
    seal,
    nextNumber,
    async write(payloads) {
      const bytes = sizeOf(payloads);
      if (!open || open.segment.end + bytes > segmentBytes) return begin(payloads);
      const { segment, file } = open;
      const group = Buffer.allocUnsafe(bytes);
      lay(group, 0, segment.number, segment.end, payloads);
      try {
        FAILPOINT: failpoint('spool: before the write');
        await file.write(group, segment.end);
        FAILPOINT: failpoint('spool: written');
        await file.datasync();
        FAILPOINT: failpoint('spool: durable, not answered');
      } catch (error) {
        // gives the disk its bytes back; that it may fail too is why the next header names the end
        await file.truncate(segment.end).catch(() => undefined);
        await seal();
        throw error;
      }
      segment.end += bytes;
    },
  };
}
