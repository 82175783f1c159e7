/** An entry as the spool holds it: JSON in UTF-8. */
import type { Entry } from '../types.ts';

/** Bytes of an entry. */
export const writeEntry = (entry: Entry): Uint8Array => Buffer.from(JSON.stringify(entry));

/** An entry from its bytes. Throws on what is no JSON; that it is an entry is the word of whoever wrote it. */
export const readEntry = (payload: Uint8Array): Entry =>
  JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString()) as Entry;
