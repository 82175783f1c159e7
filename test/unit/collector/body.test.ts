/** Bodies while they come: what bounds one, and what bounds all of them. */
import { PassThrough } from 'node:stream';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRoom } from '../../../collector/ingest/room.ts';
import { noRoom, readBody } from '../../../collector/routes/body.ts';

const limits = (roomBytes = 100) => ({ maxBytes: 1_000, freeBytes: 10, room: createRoom(roomBytes) });

test('a body comes out as it was sent, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 15 }), async (pieces) => {
      const body = new PassThrough();
      const read = readBody(body, Number.NaN, limits(1_000));
      for (const piece of pieces) body.write(piece);
      body.end();
      expect(await read).toEqual(Buffer.concat(pieces));
    }),
  );
});

test('too large by its header or by what comes: 413; broken off: 400', async () => {
  await expect(readBody(new PassThrough(), 1_001, limits())).rejects.toMatchObject({ statusCode: 413 });
  const long = new PassThrough();
  const read = readBody(long, Number.NaN, limits(5_000));
  long.write(Buffer.alloc(1_001));
  await expect(read).rejects.toMatchObject({ statusCode: 413 });
  const broken = new PassThrough();
  const none = readBody(broken, 5, limits());
  broken.destroy();
  await expect(none).rejects.toMatchObject({ statusCode: 400 });
});

test('large bodies share their room, small ones always have some, and room comes back in every way a body ends', async () => {
  const shared = limits();
  const open = (bytes: number) => {
    const body = new PassThrough();
    const read = readBody(body, Number.NaN, shared);
    body.write(Buffer.alloc(bytes));
    return { body, read };
  };
  const first = open(110);
  await new Promise(setImmediate);
  expect(await open(11).read).toBe(noRoom);
  const small = open(10);
  small.body.end();
  expect(await small.read).toHaveLength(10);
  first.body.destroy();
  await expect(first.read).rejects.toThrow();
  const second = open(110);
  second.body.end();
  expect(await second.read).toHaveLength(110);
  const third = open(1_001);
  await expect(third.read).rejects.toThrow();
  const last = open(110);
  last.body.end();
  expect(await last.read).toHaveLength(110);
});

test('who waits for room gets it in order, and never more than there is is lent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 30 }), async (asked) => {
      const room = createRoom(100);
      let lent = 0;
      const order: number[] = [];
      await Promise.all(
        asked.map(async (bytes, at) => {
          await room.take(bytes);
          order.push(at);
          lent += Math.min(100, bytes);
          expect(lent).toBeLessThanOrEqual(100);
          await new Promise(setImmediate);
          lent -= Math.min(100, bytes);
          room.free(Math.min(100, bytes));
        }),
      );
      expect(order).toEqual(asked.map((_, at) => at));
      expect(room.tryTake(100)).toBe(true);
    }),
  );
});
