/** An entry as the spool holds it: JSON in UTF-8. */
import { crc32 } from 'node:zlib';
import type { Batch } from '@watchglass/contract';
import type { Entry } from '../types.ts';

/** Bytes of an entry. */
export const writeEntry = (entry: Entry): Uint8Array => Buffer.from(JSON.stringify(entry));

/** An entry from its bytes. Throws on what is no JSON; that it is an entry is the word of whoever wrote it. */
export const readEntry = (payload: Uint8Array): Entry =>
  JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString()) as Entry;

/** 32 bits of a batch as ingest left it: equal for equal batches, whenever they came. */
export const markOf = (batch: Batch): number => crc32(JSON.stringify(batch));

const BATCH = '"batch":';

/** {@link markOf} the batch in an entry's bytes: it is the entry's last field, and none before it holds a text of others. */
export const markIn = (payload: Uint8Array): number => {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  return crc32(bytes.subarray(bytes.indexOf(BATCH) + BATCH.length, -1));
};
