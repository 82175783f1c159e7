/** Requests that nobody would write: whatever comes, the collector answers, says why, and stays as it was. */
import { gzipSync } from 'node:zlib';
import type { Receipt } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvent } from '@watchglass/contract/parse';
import { golden } from '../contract/golden.ts';
import { batchOf, collectorParts, requestOf } from './parts.ts';

type Parts = Awaited<ReturnType<typeof collectorParts>>;

/** 2,000 in `npm test`; `npm run test:long` sets 200,000. */
const runs = Number(process.env['WATCHGLASS_FUZZ'] ?? 2_000);
/** Growth of the heap that is no leak: what is compiled, cached and not collected yet, bytes. */
const GROWTH = 64 * 1_048_576;

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    2 ** 53,
    '',
    'x',
    '\u0000',
    '\ud800',
    "'; DROP TABLE events; --",
    '../../x',
  ),
  fc.constantFrom<unknown>('__proto__', 'constructor', [], {}, [[]], 'x'.repeat(10_000), '🙂'.repeat(3_000)),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.jsonValue({ maxDepth: 6 }),
);

/** A value with some of its parts replaced, removed or added. */
const broken = (whole: object): fc.Arbitrary<unknown> =>
  fc
    .array(fc.tuple(fc.constantFrom(...Object.keys(whole), '__proto__', 'extra'), nasty, fc.nat(4)), { maxLength: 3 })
    .map((changes) => {
      const copy = structuredClone(whole) as Record<string, unknown>;
      for (const [key, value, how] of changes) {
        if (how === 0) delete copy[key];
        else Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
      }
      return copy;
    });

const event = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Object.values(golden)).chain(broken) },
  { weight: 1, arbitrary: nasty },
);
const batch = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .array(event, { minLength: 1, maxLength: 6 })
      .chain((events) =>
        fc.oneof(
          { weight: 3, arbitrary: fc.constant(batchOf(events)) },
          { weight: 1, arbitrary: broken(batchOf(events)) },
        ),
      ),
  },
  { weight: 1, arbitrary: nasty },
);
const request = fc.oneof(
  { weight: 8, arbitrary: fc.array(batch, { minLength: 1, maxLength: 4 }).map((batches) => requestOf(batches)) },
  { weight: 2, arbitrary: fc.array(batch, { maxLength: 2 }).chain((batches) => broken(requestOf(batches))) },
  { weight: 1, arbitrary: nasty },
);
/** Bytes of a request, sometimes packed, sometimes damaged. */
const body = fc.tuple(request, fc.nat(9), fc.nat(), fc.nat(255)).map(([value, how, at, byte]) => {
  const text = Buffer.from(JSON.stringify(value) ?? '');
  const bytes = how < 3 ? gzipSync(text, { level: 1 }) : text;
  if (how === 2 || how === 9) bytes[at % Math.max(1, bytes.length)] = byte;
  return how === 8 ? bytes.subarray(0, at % (bytes.length + 1)) : bytes;
});

/** Sends generated requests and judges each answer; rejects at the first that is wrong. */
async function survey({ post, entries, deadLetter }: Parts, runs: number): Promise<{ growth: number; seen: object }> {
  const seen = { total: 0, accepted: 0, rejected: 0, refused: 0 };
  let before = 0;
  const heap = async (): Promise<number> => {
    await deadLetter.idle();
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  await fc.assert(
    fc.asyncProperty(body, async (bytes) => {
      const response = await post(bytes);
      seen.total += 1;
      if (response.statusCode === 202) {
        const { receipts } = response.json<{ receipts: Receipt[] }>();
        expect(receipts.length).toBeGreaterThan(0);
        for (const { accepted, duplicates, rejected } of receipts) {
          seen.accepted += accepted + duplicates;
          seen.rejected += rejected.length;
          for (const { reason } of rejected) expect(reason).toMatch(/^[\w.*]+: .{3,}/);
        }
      } else {
        seen.refused += 1;
        expect([400, 401, 413]).toContain(response.statusCode);
        expect(response.json<{ error: string }>().error).toMatch(/^[\w.*]+: .{3,}/);
      }
      // kept by the tests' spool alone
      for (const { batch } of entries.splice(0))
        for (const one of batch.events) expect(parseEvent(structuredClone(one))).toMatchObject({ ok: true });
      if (seen.total === Math.floor(runs / 2)) before = await heap();
    }),
    { numRuns: runs, endOnFailure: true },
  );
  return { growth: (await heap()) - before, seen };
}

test(`${runs} generated requests: an answer with a reason each, nothing wrong is stored, memory stays flat`, async () => {
  const parts = await collectorParts();
  const { growth, seen } = await survey(parts, runs);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(parts.lines).toEqual([]);
  // each kind of answer was among them: what generates only rubbish tests nothing
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(runs / 20);
  expect(growth).toBeLessThan(GROWTH);
}, 3_600_000);

describe('the survey notices', () => {
  test('a collector that stores what it does not judge', async () => {
    const parts = await collectorParts();
    const lax: Parts['post'] = async (bytes) => {
      const response = await parts.post(bytes);
      for (const one of response.statusCode === 202 ? response.json<{ receipts: Receipt[] }>().receipts : [])
        if (one.rejected.length > 0)
          parts.entries.push({ batch: { events: [{ kind: 'unjudged' }] } } as unknown as Parts['entries'][number]);
      return response;
    };
    await expect(survey({ ...parts, post: lax }, 500)).rejects.toThrow('Property failed');
  });

  test('one that fails', async () => {
    const parts = await collectorParts();
    parts.ingest.accept = () => Promise.reject(new Error('a mistake of ours'));
    await expect(survey(parts, 500)).rejects.toThrow('Property failed');
  });
});
