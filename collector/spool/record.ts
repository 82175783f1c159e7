/**
 * One record in a segment: length, checksum of the payload, checksum of these two, payload. The checksum of the head is
 * bound to the place, so that a record is valid only where it was written: a length can be trusted when its head is
 * valid, and after damage the next record is found without reading payloads.
 */
import { crc32 } from 'node:zlib';
import type { Place, SpoolRecord } from '../types.ts';

/** Bytes of a record before its payload: three little-endian u32. */
export const HEAD_BYTES = 12;

/** A stretch of a segment, offsets in bytes. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What was found in a piece of a segment. */
export interface Scan {
  readonly records: readonly SpoolRecord[];
  /** What is not a record, in order. */
  readonly bad: readonly Span[];
  /** Offset up to which everything is in `records` or `bad`. */
  readonly end: number;
  /** Bytes from `end` on that it takes to go on; 0 when the scan came to the end of the segment or to `maxBytes`. */
  readonly needs: number;
}

/** Whether a place comes before another one. */
export const isBefore = (a: Place, b: Place): boolean =>
  a.segment < b.segment || (a.segment === b.segment && a.offset < b.offset);

// CRCs of equal lengths that start from different values never agree; the factor spreads segments over the 32 bits (2^32 / golden ratio)
const seedOf = (segment: number, offset: number): number => (Math.imul(segment, 0x9e3779b1) ^ offset) >>> 0;

/** Writes a record into a buffer; answers the position after it. */
export function writeRecord(target: Buffer, at: number, place: Place, payload: Uint8Array): number {
  target.writeUInt32LE(payload.length, at);
  target.writeUInt32LE(crc32(payload), at + 4);
  target.writeUInt32LE(crc32(target.subarray(at, at + 8), seedOf(place.segment, place.offset)), at + 8);
  target.set(payload, at + HEAD_BYTES);
  return at + HEAD_BYTES + payload.length;
}

/** Length of the payload, or 0 when there is no valid head at this position. */
function headAt(bytes: Buffer, at: number, segment: number, offset: number): number {
  const length = bytes.readUInt32LE(at);
  if (length === 0) return 0;
  return crc32(bytes.subarray(at, at + 8), seedOf(segment, offset)) === bytes.readUInt32LE(at + 8) ? length : 0;
}

/** Position of the next valid head, or the end. Lengths that do not fit are most of what there is, and cheap to see. */
function nextHead(bytes: Buffer, from: number, start: Place): number {
  for (let at = from; at + HEAD_BYTES < bytes.length; at += 1) {
    if (bytes.readUInt32LE(at) > bytes.length - at - HEAD_BYTES) continue;
    if (headAt(bytes, at, start.segment, start.offset + at) > 0) return at;
  }
  return bytes.length;
}

/**
 * Records in a piece of a segment that begins at `start`, until their payloads come to `maxBytes` (at least one).
 * `last`: the piece reaches to the end of the segment, so that what is incomplete will never be complete.
 */
export function scan(bytes: Buffer, start: Place, maxBytes: number, last: boolean): Scan {
  const records: SpoolRecord[] = [];
  const bad: Span[] = [];
  const { segment } = start;
  const offsetOf = (at: number): number => start.offset + at;
  let taken = 0;
  let at = 0;
  const found = (needs: number): Scan => ({ records, bad, end: offsetOf(at), needs });
  const skipTo = (to: number): void => {
    bad.push({ from: offsetOf(at), to: offsetOf(to) });
    at = to;
  };

  while (at < bytes.length && (taken < maxBytes || records.length === 0)) {
    const left = bytes.length - at;
    const length = left < HEAD_BYTES ? 0 : headAt(bytes, at, segment, offsetOf(at));
    if (length > 0 && left >= HEAD_BYTES + length) {
      const next = at + HEAD_BYTES + length;
      const payload = bytes.subarray(at + HEAD_BYTES, next);
      if (crc32(payload) === bytes.readUInt32LE(at + 4)) {
        const place = { segment, offset: offsetOf(at) };
        records.push({ place, next: { segment, offset: offsetOf(next) }, payload });
        taken += length;
        at = next;
      } else skipTo(next);
    } else if (!last) {
      // a head that is not valid takes the whole rest of the segment to be sure of
      return found(length > 0 ? HEAD_BYTES + length : left < HEAD_BYTES ? HEAD_BYTES : Number.POSITIVE_INFINITY);
    } else {
      skipTo(length > 0 ? bytes.length : nextHead(bytes, at + 1, start));
    }
  }
  return found(0);
}
