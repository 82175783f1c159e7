import { gunzipSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '@watchglass/contract';
import { mostUnpacked, unpack } from '../../../collector/ingest/unpack.ts';
import { batchOf, collectorParts, eventOf, requestOf } from './parts.ts';
import { golden } from '../contract/golden.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const refusal = async (body: Uint8Array): Promise<[number, string]> => {
  const found = await unpack(body);
  return found.ok ? [200, ''] : [found.status, found.reason];
};
const MB = 1_048_576;

test('JSON comes out as JSON.parse reads it, packed or not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.boolean(), async (value, isPacked) => {
      const text = bytes(JSON.stringify(value));
      const found = await unpack(isPacked ? gzipSync(text) : text);
      expect(found).toEqual({ ok: true, value: JSON.parse(text.toString()), bytes: text.length });
    }),
  );
});

describe('bombs', () => {
  test.each([
    ['zeros', gzipSync(Buffer.alloc(200 * MB)), 413],
    ['blanks', gzipSync(Buffer.alloc(64 * MB, 0x20)), 413],
    ['gzip in gzip', gzipSync(gzipSync(bytes('{}'))), 400],
    ['cut off', gzipSync(bytes(JSON.stringify({ a: 'x'.repeat(10_000) }))).subarray(0, 30), 400],
    ['something behind it', Buffer.concat([gzipSync(bytes('{}')), bytes('{}')]), 400],
    ['zeros behind it', Buffer.concat([gzipSync(bytes('{}')), Buffer.alloc(64)]), 400],
    ['a header and nothing else', Buffer.from([0x1f, 0x8b]), 400],
    ['a wrong method', Buffer.from([0x1f, 0x8b, 0x07, 0, 0, 0, 0, 0, 0, 0]), 400],
  ])('%s', async (_, body, status) => {
    const [found, reason] = await refusal(body);
    expect(found).toBe(status);
    expect(reason).toMatch(/^body: /);
  });

  test('thirty of them leave the memory as it was', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MB));
    await unpack(bomb);
    const before = process.memoryUsage();
    let most = 0;
    for (let at = 0; at < 30; at += 1) {
      expect((await unpack(bomb)).ok).toBe(false);
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }
    expect(most - before.arrayBuffers).toBeLessThan(64 * MB);
    // without the limit it is noticed
    const whole = gunzipSync(bomb);
    expect(process.memoryUsage().arrayBuffers - before.arrayBuffers).toBeGreaterThan(64 * MB);
    expect(whole.length).toBe(200 * MB);
  });
});

describe('JSON that is made to hurt', () => {
  test.each([
    [
      'a million arrays in each other',
      '['.repeat(1_000_000) + ']'.repeat(1_000_000),
      'body: must not nest deeper than 64',
    ],
    ['never closed', '['.repeat(8_000_000), 'body: must not nest deeper than 64'],
    ['objects in each other', '{"a":'.repeat(100_000), 'body: must not nest deeper than 64'],
    [
      'a million keys',
      `{${Array.from({ length: 700_000 }, (_, at) => `"${at}":1`).join()}}`,
      'body: an object must not hold more than 2000 keys',
    ],
    ['millions of values', `[${'1,'.repeat(3_000_000)}1]`, 'body: must not hold more than 1000000 values'],
    ['nothing', '', 'body: is empty'],
    ['NaN', '{"a":NaN}', 'body: must be JSON'],
    ['two values', '{} {}', 'body: must be JSON'],
    ['too long', ' '.repeat(9 * MB), 'body: must not be larger than 8388608 bytes'],
  ])('%s', async (_, text, reason) => {
    const started = performance.now();
    expect((await refusal(bytes(text)))[1]).toBe(reason);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('brackets and escapes in strings are text', async () => {
    const value = { a: '['.repeat(500), b: '\\"[{'.repeat(100), c: '}]",:'.repeat(3_000) };
    expect(await unpack(bytes(JSON.stringify(value)))).toMatchObject({ ok: true, value });
  });

  test('invalid UTF-8 is refused, a byte order mark is not', async () => {
    expect(await refusal(Buffer.from([0x22, 0xff, 0x22]))).toEqual([400, 'body: must be UTF-8']);
    expect(await refusal(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toEqual([400, 'body: must be UTF-8']);
    expect(await unpack(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes('[1]')]))).toMatchObject({ value: [1] });
  });
});

describe('events that are made to hurt', () => {
  const send = async (text: string) => {
    const parts = await collectorParts();
    const response = await parts.post(text);
    return { ...parts, response };
  };
  const withProperties = (json: string): string =>
    JSON.stringify(requestOf([batchOf([eventOf('custom', { properties: 'HERE' })])])).replace('"HERE"', json);

  test('an event that is too deep is rejected alone', async () => {
    const deep = `{"a":${'['.repeat(20)}${']'.repeat(20)}}`;
    const { response, entries } = await send(
      withProperties(deep).replace(/"events":\[/, `"events":[${JSON.stringify(golden.click)},`),
    );
    expect(response.json()).toMatchObject({
      receipts: [{ accepted: 1, rejected: [{ index: 1, reason: 'event: must not nest deeper than 12' }] }],
    });
    expect(entries[0]?.batch.events.length).toBe(1);
  });

  test('__proto__ and constructor are names like any other, and change nothing', async () => {
    const { entries, response } = await send(
      withProperties('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":1,"a":2}').replace(
        '"kind":"custom"',
        '"kind":"custom","__proto__":{"polluted":1}',
      ),
    );
    expect(response.statusCode).toBe(202);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    const event = entries[0]?.batch.events[0] as unknown as Record<string, unknown>;
    expect(Object.hasOwn(event, '__proto__')).toBe(false);
    expect(JSON.stringify(event['properties'])).toBe(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":2}',
    );
  });

  test('halves of characters, NUL and controls are taken out; what is whole stays', async () => {
    const { entries } = await send(
      withProperties(String.raw`{"a":"x\ud800y\u0000z\u001b[31m","ke\u0000y":"🙂‮ü\n","__pro\u0000to__":1,"n":1e400}`),
    );
    const event = entries[0]?.batch.events[0];
    expect(JSON.stringify(event && 'properties' in event && event.properties)).toBe(
      '{"a":"xyz[31m","n":null,"key":"🙂‮ü\\n","__proto__":1}',
    );
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });
});

test('empty objects and arrays count as values: they take memory without a comma', async () => {
  const nested = (count: number): Buffer => Buffer.from(`[${Array<string>(count).fill('[[[]]]').join(',')}]`);
  expect((await unpack(nested(200_000))).ok).toBe(true);
  expect(await unpack(nested(300_000))).toMatchObject({ ok: false, status: 400 });
});

test('how large a body can become is known before it is unpacked', () => {
  const zeros = gzipSync(Buffer.alloc(5_000_000));
  expect(mostUnpacked(zeros)).toBeGreaterThanOrEqual(5_000_000);
  expect([mostUnpacked(gzipSync(Buffer.alloc(1e8))), mostUnpacked(Buffer.from('{}'))]).toEqual([
    limits.requestBytes,
    2,
  ]);
});
