/** A request body as JSON, or why it is none: sizes, gzip, UTF-8, depth and number of keys are judged before anything is built from it. */
import { isUtf8 } from 'node:buffer';
import { gunzip, type Gunzip } from 'node:zlib';
import { limits } from '@watchglass/contract';

/** JSON of a body with its size, or the HTTP status and sentence to refuse it with. */
export type Unpacked =
  | { readonly ok: true; readonly value: unknown; readonly bytes: number }
  | { readonly ok: false; readonly status: 400 | 413; readonly reason: string };

const refuse = (status: 400 | 413, reason: string): Unpacked => ({ ok: false, status, reason });

/**
 * Far above the 18 levels of a sound request, so that one event that is too deep is rejected alone; far below what a
 * recursive reader can bear.
 */
const MAX_DEPTH = 64;

/** Keys of one object. The widest event has some 30 and 200 of properties. */
const MAX_KEYS = 2_000;

/** Keys, elements, objects and arrays of a whole body: 8 MiB of sound events have a third of it. */
const MAX_VALUES = 1_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Why the bytes must not be given to a JSON parser; '' when they may. Reads each byte once and builds nothing. */
function shapeProblem(bytes: Uint8Array): string {
  const keys = new Int32Array(MAX_DEPTH + 2);
  let depth = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at += 1;
      while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      // an empty one takes as much memory as it takes bytes ten times
      values += 1;
      if (depth > MAX_DEPTH) return `body: must not nest deeper than ${MAX_DEPTH}`;
      keys[depth] = 0;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (depth > 0) depth -= 1;
    } else if (byte === 0x3a) {
      const count = (keys[depth] ?? 0) + 1;
      keys[depth] = count;
      if (count > MAX_KEYS) return `body: an object must not hold more than ${MAX_KEYS} keys`;
    } else if (byte === 0x2c) values += 1;
    if (values > MAX_VALUES) return `body: must not hold more than ${MAX_VALUES} values`;
  }
  return '';
}

/** Whether the bytes begin as gzip does. A header may lie; these do not. */
const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Deflate makes at most so many bytes of one (RFC 1951: 258 bytes from two bits, and what the tables cost). */
const MOST_RATIO = 1_032;

/** How large a body can be unpacked, as far as can be told before; never more than `maxBytes`. */
export const mostUnpacked = (body: Uint8Array, maxBytes: number = limits.requestBytes): number =>
  Math.min(maxBytes, isGzip(body) ? body.length * MOST_RATIO : body.length);

type Inflated = { readonly ok: true; readonly bytes: Uint8Array } | Extract<Unpacked, { ok: false }>;

function inflate(packed: Uint8Array, maxBytes: number): Promise<Inflated> {
  return new Promise((resolve) => {
    // off the event loop; stops as soon as the limit is passed
    gunzip(packed, { maxOutputLength: maxBytes, info: true }, (error, result) => {
      if (error) {
        const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
        resolve(
          isLarge
            ? { ok: false, status: 413, reason: `body: must not be larger than ${maxBytes} bytes unpacked` }
            : { ok: false, status: 400, reason: 'body: begins as gzip but is damaged or cut off' },
        );
        return;
      }
      // with `info` the answer is not a buffer, which the types do not know
      const { buffer, engine } = result as unknown as { buffer: Uint8Array; engine: Gunzip };
      resolve(
        engine.bytesWritten === packed.length
          ? { ok: true, bytes: buffer }
          : { ok: false, status: 400, reason: 'body: something follows the gzip data' },
      );
    });
  });
}

/** Body -> JSON. Never throws. */
export async function unpack(body: Uint8Array, maxBytes: number = limits.requestBytes): Promise<Unpacked> {
  let bytes = body;
  if (isGzip(body)) {
    const inflated = await inflate(body, maxBytes);
    if (!inflated.ok) return inflated;
    bytes = inflated.bytes;
  }
  if (bytes.length > maxBytes) return refuse(413, `body: must not be larger than ${maxBytes} bytes`);
  if (bytes.length === 0) return refuse(400, 'body: is empty');
  if (!isUtf8(bytes)) return refuse(400, 'body: must be UTF-8');
  const problem = shapeProblem(bytes);
  if (problem !== '') return refuse(400, problem);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  try {
    // some editors and proxies put a byte order mark first
    return { ok: true, value: JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text), bytes: bytes.length };
  } catch {
    return refuse(400, 'body: must be JSON');
  }
}
