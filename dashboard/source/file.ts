/** A file as events: plain or packed, read in pieces, so that a large file that is not ours is refused at its first bytes. */
import type { StoredEvent } from '@watchglass/contract';
import { createLineReader, refusal } from './ndjson.ts';

/** More text than this (1 GB, over a million events) is more than a browser tab can hold. */
const TEXT_BYTES = 1_000_000_000;

async function isPacked(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

/**
 * The events of an NDJSON file, gzip told by its first bytes.
 *
 * @throws a sentence for people: what was wrong, in which line, and what was expected.
 */
export async function readEvents(file: Blob, mostBytes: number = TEXT_BYTES): Promise<StoredEvent[]> {
  const packed = await isPacked(file);
  const bytes: ReadableStream<Uint8Array> = file.stream();
  const reader = (
    packed ? bytes.pipeThrough(new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>) : bytes
  ).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lines = createLineReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await read(reader, packed);
      if (done) break;
      size += value.byteLength;
      if (size > mostBytes) throw refusal(`it is larger than ${mostBytes / 1000} kB`);
      lines.push(decode(decoder, value));
    }
    lines.push(decode(decoder));
    return lines.end();
  } finally {
    // a refused file is not read to its end; what the stream says to that changes nothing
    await reader.cancel().catch(() => {});
  }
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw refusal('it is not text');
  }
}

async function read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  packed: boolean,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read();
  } catch {
    throw refusal(packed ? 'its gzip packing is damaged' : 'it could not be read');
  }
}
