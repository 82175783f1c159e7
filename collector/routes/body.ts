/** The bytes of a request's body, while it comes: bounded for each request, and for all that come at the same time. */
import type { Readable } from 'node:stream';
import type { Room } from '../ingest/room.ts';

/** Given instead of a body when others on their way have taken all room: the request is answered 503 with Retry-After. */
export const noRoom = Symbol('no room');

/** What bounds a body. */
export interface BodyLimits {
  readonly maxBytes: number;
  /** Bytes that need no room: connections are counted, so that all of these together are bounded too. */
  readonly freeBytes: number;
  /** For what a body has beyond them. */
  readonly room: Room;
}

/** Fastify's own code, so that there is one sentence for it. */
const tooLarge = (): Error =>
  Object.assign(new Error('too large'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 });

const brokenOff = (): Error => Object.assign(new Error('broken off'), { statusCode: 400 });

/**
 * Reads a body. Its room is given back when it is there: who works with it bounds that.
 *
 * @param length of the body as its header says; NaN when it does not
 * @throws Error with the status to answer: 413 above `maxBytes`, 400 when the body breaks off
 */
export function readBody(body: Readable, length: number, limits: BodyLimits): Promise<Buffer | typeof noRoom> {
  const { maxBytes, freeBytes, room } = limits;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let taken = 0;
    const end = (settle: () => void): void => {
      body.off('data', take).off('end', whole).off('error', broken).off('close', broken);
      room.free(taken);
      // what still comes is nobody's
      if (!body.readableEnded) body.on('error', () => undefined).resume();
      settle();
    };
    const whole = (): void => end(() => resolve(Buffer.concat(chunks, bytes)));
    const broken = (): void => end(() => reject(brokenOff()));
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > maxBytes) return end(() => reject(tooLarge()));
      const more = Math.max(0, bytes - freeBytes) - taken;
      if (more > 0) {
        if (!room.tryTake(more)) return end(() => resolve(noRoom));
        taken += more;
      }
      chunks.push(chunk);
    };
    if (length > maxBytes) return end(() => reject(tooLarge()));
    body.on('data', take).on('end', whole).on('error', broken).on('close', broken);
  });
}
