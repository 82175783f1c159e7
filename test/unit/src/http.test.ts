import type { Batch, BatchRequest } from '@watchglass/contract';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gzip } from '../../../src/page/pack.ts';
import { createHttpSink } from '../../../src/sinks/http.ts';
import { receiptOf, type Sink, type Trouble } from '../../../src/sinks/sink.ts';

interface Sent {
  url: string;
  init: RequestInit;
  body: BatchRequest;
  isPacked: boolean;
  bytes: number;
}

let sent: Sent[];
let answer: (body: BatchRequest) => Response | Promise<Response>;
const reply = (body: unknown, status = 202, headers: Record<string, string> = {}): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
const receipts = ({ batches }: BatchRequest): Response => reply({ receipts: batches.map((batch) => receiptOf(batch)) });

beforeEach(() => {
  vi.spyOn(Date, 'now').mockReturnValue(1_800_000_000_000);
  sent = [];
  answer = receipts;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const isPacked = typeof init.body !== 'string';
    const text = isPacked
      ? gunzipSync(Buffer.from(await (init.body as Blob).arrayBuffer())).toString()
      : (init.body as string);
    const body = JSON.parse(text) as BatchRequest;
    sent.push({ url, init, body, isPacked, bytes: Buffer.byteLength(text) });
    return answer(body);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const open = (): Sink => createHttpSink({ endpoint: 'https://c.example', key: 'pk_test', pack: gzip });
const batch = (id: string, size = 10): Batch =>
  ({ contract: 1, batch: id, lane: 'core', doc: 'd', events: [{ kind: 'custom', name: '€'.repeat(size) }] }) as never;
const trouble = async (work: Promise<unknown>): Promise<Trouble> =>
  work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: Trouble) => error,
  );

test('posts what the contract asks for, packed when there is time, plain when there is none', async () => {
  const sink = open();
  expect(await sink.send([batch('b1'), batch('b2')], 'idle')).toHaveLength(2);
  expect(await sink.send([batch('b3')], 'leaving')).toHaveLength(1);
  expect(sent.map(({ url }) => url)).toEqual(Array(2).fill('https://c.example/v1/batch'));
  expect(sent.map(({ isPacked }) => isPacked)).toEqual([true, false]);
  expect(sent[0]?.body).toMatchObject({ key: 'pk_test', sentAt: 1_800_000_000_000 });
  for (const { init } of sent) {
    expect(init).toMatchObject({ method: 'POST', credentials: 'omit', redirect: 'error' });
    // no CORS preflight
    expect(new Request('https://c.test', init).headers.get('content-type')).toMatch(/^text\/plain(;|$)/);
  }
  expect(sent.map(({ init }) => init.keepalive)).toEqual([false, true]);
});

test('a request at the time that the collector asked for says so where it costs no preflight', async () => {
  await open().send([batch('b1')], 'again');
  expect(sent).toMatchObject([{ url: 'https://c.example/v1/batch?again', isPacked: true, init: { keepalive: false } }]);
});

test('before the idle chunk is there, bodies are plain', async () => {
  await createHttpSink({ endpoint: 'https://c.example', key: 'pk_test' }).send([batch('b1')], 'idle');
  expect(sent[0]?.isPacked).toBe(false);
});

test('while somebody watches live, batches wait no longer than the collector wishes', async () => {
  const sink = open();
  answer = ({ batches }) => reply({ receipts: batches.map((one) => receiptOf(one)), wants: { flushMs: 250 } });
  await sink.send([batch('b1')], 'idle');
  expect(sink.withinMs).toBe(250);
  answer = receipts;
  await sink.send([batch('b2')], 'idle');
  expect(sink.withinMs).toBeUndefined();
});

test('without CompressionStream the body is plain', async () => {
  vi.stubGlobal('CompressionStream', undefined);
  await open().send([batch('b1', 3_000)], 'idle');
  expect(sent[0]?.isPacked).toBe(false);
});

test('the exit send stays below 48 KiB in all requests that fly together, counted in bytes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 12 }), { maxLength: 5 }),
      async (sends) => {
        sent = [];
        const waiting: (() => void)[] = [];
        answer = (body) => new Promise((resolve) => waiting.push(() => resolve(receipts(body))));
        const sink = open();
        const work = sends.map((sizes, i) =>
          sink.send(
            sizes.map((size, j) => batch(`b${i}-${j}`, size)),
            'leaving',
          ),
        );
        await Promise.resolve();
        expect(sent.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(49_152);
        for (const go of waiting) go();
        const got = (await Promise.all(work)).flat().length;
        expect(got).toBe(sent.reduce((sum, { body }) => sum + body.batches.length, 0));
        // their share is given back
        answer = receipts;
        expect(await sink.send([batch('after', 15_000)], 'leaving')).toHaveLength(1);
      },
    ),
    { numRuns: 50 },
  );
});

test('a success is a 2xx with receipts: a captive portal is none', async () => {
  answer = () => reply('<html>Welcome to our Wi-Fi</html>', 200);
  await trouble(open().send([batch('b1')], 'idle'));
  answer = () => reply({}, 200);
  expect((await open().send([batch('b1')], 'idle')) ?? 'no receipts').toBe('no receipts');
});

test('statuses tell when to come back', async () => {
  const met = async (status: number, headers?: Record<string, string>): Promise<unknown> => {
    answer = () => reply('no', status, headers);
    const { message, retryMs, tooLarge } = await trouble(open().send([batch('b1')], 'idle'));
    return { message, retryMs, tooLarge };
  };
  expect(await met(503)).toEqual({ message: 'HTTP 503', retryMs: NaN, tooLarge: false });
  expect(await met(429, { 'retry-after': '7' })).toMatchObject({ retryMs: 7_000 });
  expect(await met(503, { 'retry-after': '-7' })).toMatchObject({ retryMs: 1_000 });
  expect(await met(401)).toMatchObject({ retryMs: 3_600_000 });
  expect(await met(403)).toMatchObject({ retryMs: 3_600_000 });
  expect(await met(410)).toMatchObject({ retryMs: Infinity });
  expect(await met(413)).toMatchObject({ tooLarge: true });
  expect(await met(413, { 'retry-after': '7' })).toMatchObject({ tooLarge: true, retryMs: 7_000 });
});

test('an unreachable endpoint is a rejection with a reason', async () => {
  answer = () => {
    throw new TypeError('Failed to fetch');
  };
  expect((await trouble(open().send([batch('b1')], 'idle'))).message).toBe('Failed to fetch');
});

test('the fetch of the page is the one that was there at the start', async () => {
  const sink = open();
  vi.stubGlobal('fetch', () => {
    throw new Error('wrapped by the page');
  });
  expect(await sink.send([batch('b1')], 'idle')).toHaveLength(1);
});

test.each([
  ['is missing', undefined],
  [
    'throws',
    function () {
      throw new Error('not here');
    },
  ],
  [
    'fails on its way',
    class {
      readable = new ReadableStream({ start: (controller) => controller.error(new Error('not now')) });
      writable = new WritableStream();
    },
  ],
])('a compression that %s: the same, plain', async (_, made) => {
  vi.stubGlobal('CompressionStream', made);
  expect(await open().send([batch('b1')], 'idle')).toHaveLength(1);
  expect(sent.map(({ isPacked, body }) => [isPacked, body.batches.length])).toEqual([[false, 1]]);
});

test('an empty answer is no receipt; for a browser that says Sec-GPC it asks to come back in a day at the earliest', async () => {
  answer = () => new Response(null, { status: 204 });
  expect(await trouble(open().send([batch('b1')], 'idle'))).toMatchObject({ message: 'HTTP 204', retryMs: Infinity });
  answer = () => reply('');
  expect(await trouble(open().send([batch('b1')], 'idle'))).toMatchObject({ message: 'HTTP 202', retryMs: NaN });
});
