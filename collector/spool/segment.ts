/** A segment of the spool as a file: its name, its header, and what is known of those that are found at a start. */
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { FileSystem } from './fileSystem.ts';

/** Bytes of the header: 8 of magic, then format, number, end of the segment before, checksum (little-endian u32). */
export const HEADER_BYTES = 24;
/** Format of headers and records. The first 24 bytes keep their layout in every format, so that any version can say which it met. */
export const FORMAT = 1;
const MAGIC = Buffer.from('wgspool\n', 'latin1');
const NAME = /^\d{10}\.log$/;
/** Ending of a file that is not yet a segment. */
const DRAFT = '.new';

/** A segment. */
export interface Segment {
  readonly number: number;
  readonly path: string;
  /** Offset after its last durable record. */
  end: number;
  /** What is known not to be a record. */
  readonly bad: { readonly from: number; readonly to: number }[];
}

/** What a header says. */
export interface Header {
  readonly format: number;
  readonly number: number;
  /** Where the segment before ends: what lies behind was refused, even if it looks like a record. 0: there was none. */
  readonly endBefore: number;
}

/** Path of a segment: numbers sort as names do. */
export const segmentPath = (directory: string, number: number): string =>
  join(directory, `${String(number).padStart(10, '0')}.log`);

/** Path of a segment until its first records are durable. */
export const draftPath = (directory: string, number: number): string => segmentPath(directory, number) + DRAFT;

/** Writes a header into the first bytes of a buffer. */
export function writeHeader(target: Buffer, { format, number, endBefore }: Header): void {
  target.set(MAGIC, 0);
  target.writeUInt32LE(format, 8);
  target.writeUInt32LE(number, 12);
  target.writeUInt32LE(endBefore, 16);
  target.writeUInt32LE(crc32(target.subarray(0, 20)), 20);
}

/** Undefined when it is damaged. */
function readHeader(bytes: Buffer): Header | undefined {
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, 8).equals(MAGIC)) return undefined;
  if (crc32(bytes.subarray(0, 20)) !== bytes.readUInt32LE(20)) return undefined;
  return { format: bytes.readUInt32LE(8), number: bytes.readUInt32LE(12), endBefore: bytes.readUInt32LE(16) };
}

/** A segment's file as it was found. */
export interface FoundSegment {
  readonly number: number;
  readonly path: string;
  readonly bytes: number;
  /** Undefined when it is damaged. */
  readonly header: Header | undefined;
}

/**
 * Segments in a directory, oldest first, of whatever format; drafts that a crash left behind are removed.
 */
export async function findSegments(files: FileSystem, directory: string): Promise<FoundSegment[]> {
  const found: FoundSegment[] = [];
  for (const name of (await files.list(directory)).sort()) {
    const path = join(directory, name);
    if (name.endsWith(`.log${DRAFT}`)) await files.remove(path);
    if (!NAME.test(name)) continue;
    const header = readHeader(await readStart(files, path));
    found.push({ number: Number(name.slice(0, 10)), path, bytes: await files.size(path), header });
  }
  return found;
}

async function readStart(files: FileSystem, path: string): Promise<Buffer> {
  const file = await files.open(path, 'read');
  try {
    return await file.read(0, HEADER_BYTES);
  } finally {
    await file.close();
  }
}
