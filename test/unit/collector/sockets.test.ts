/** What only a real socket can do: stand still, lie about lengths, come in pieces. */
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchOf, collectorParts, requestOf } from './parts.ts';
import { golden } from '../contract/golden.ts';

let port = 0;
let entries: unknown[] = [];
let lines: string[] = [];
beforeAll(async () => {
  const parts = await collectorParts({ patience: { headMs: 400, stallMs: 400, requestMs: 1_500 } });
  ({ entries, lines } = parts);
  await parts.app.listen({ host: '127.0.0.1', port: 0 });
  port = (parts.app.server.address() as AddressInfo).port;
});

/** Sends pieces with pauses; gives what came back, and when the collector ended it. */
const talk = (pieces: readonly string[], pauseMs = 0, isEnded = false): Promise<{ text: string; ms: number }> =>
  new Promise((resolve) => {
    const started = performance.now();
    let text = '';
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      pieces.forEach((piece, at) => setTimeout(() => !socket.destroyed && socket.write(piece), at * pauseMs));
      if (isEnded) socket.end();
    });
    const done = (): void => resolve({ text, ms: performance.now() - started });
    socket.on('data', (data) => {
      text += data.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', done);
    setTimeout(() => socket.destroy(), 5_000).unref();
  });

const head = (length: number, more = ''): string =>
  `POST /v1/batch HTTP/1.1\r\nHost: x\r\nUser-Agent: Firefox\r\nContent-Type: text/plain\r\nContent-Length: ${length}\r\n${more}\r\n`;
const body = (): string => JSON.stringify(requestOf([batchOf([golden.click])]));

test('a request that comes in small pieces is a request', async () => {
  const text = body();
  const half = Math.floor(text.length / 2);
  const { text: answer } = await talk(
    [head(text.length, 'Connection: close\r\n'), text.slice(0, half), text.slice(half)],
    50,
  );
  expect(answer).toMatch(/^HTTP\/1.1 202 /);
});

describe('who stands still is let go, and others do not notice', () => {
  test.each<[string, string[], number]>([
    ['before the first letter', [], 0],
    ['in the head', ['POST /v1/batch HTTP/1.1\r\nHost: x\r\n'], 0],
    ['in the head, a letter at a time', Array.from('POST /v1/batch HTTP/1.1\r\nHost: x\r\nX-A: aaaaaaaaaaaaaaaa'), 100],
    ['in the body', [head(1_000), '{'], 0],
    ['in the body, a letter at a time', [head(1_000), ...Array<string>(40).fill('x')], 100],
  ])('%s', async (_, pieces, pauseMs) => {
    const slow = Array.from({ length: 20 }, () => talk(pieces, pauseMs));
    const text = body();
    const started = performance.now();
    const good = await talk([head(text.length, 'Connection: close\r\n') + text]);
    expect(good.text).toMatch(/^HTTP\/1.1 202 /);
    expect(performance.now() - started).toBeLessThan(1_000);
    for (const { text: answer, ms } of await Promise.all(slow)) {
      expect(answer === '' || /^HTTP\/1.1 4\d\d /.test(answer)).toBe(true);
      expect(ms).toBeLessThan(4_000);
    }
  });
});

test.each([
  ['two lengths', `POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}}`],
  [
    'length and chunks',
    `POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG`,
  ],
  ['a length that is none', `POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n`],
  ['a head of 100 kB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
  ['a broken chunk', `POST /v1/batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ['no HTTP', '\u0016\u0003\u0001 hello\r\n\r\n'],
])('%s: refused and closed', async (_, text) => {
  const { text: answer } = await talk([text]);
  expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
  expect(answer).not.toContain('202');
});

test('a question that is too long for an address is answered with a sentence, one of ten long pages is read', async () => {
  const ask = (steps: number): Promise<{ text: string }> => {
    const all = Array.from({ length: steps }, () => ({ kind: 'page', page: `shop.example/${'p'.repeat(2_035)}` }));
    return talk([
      `GET /api/funnel?steps=${encodeURIComponent(JSON.stringify(all))} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    ]);
  };
  expect((await ask(10)).text).toMatch(/^HTTP\/1.1 404 /);
  const { text } = await ask(16);
  expect(text).toMatch(/^HTTP\/1.1 431 /);
  const sentence = "This request's address and headers are longer than 32768 bytes: ask about less at once.";
  expect(text.split('\r\n\r\n')[1]).toBe(JSON.stringify({ error: sentence }));
});

test('a body beyond the limit is refused by its length, before it is sent', async () => {
  const { text, ms } = await talk([head(500_000_000)]);
  expect(text).toMatch(/^HTTP\/1.1 413 /);
  expect(ms).toBeLessThan(3_000);
});

test('requests that follow each other on one connection are answered in order', async () => {
  const text = body();
  const { text: answer } = await talk([
    head(text.length) + text + head(2) + '{}' + head(text.length, 'Connection: close\r\n') + text,
  ]);
  expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['202', '400', '202']);
});

test('a client that leaves in the middle leaves nothing behind', async () => {
  const before = entries.length;
  const text = body();
  await talk([head(text.length) + text.slice(0, 100)], 0, true);
  expect(entries.length).toBe(before);
});

test('whoever leaves before a request is looked at has no address, and nothing fails', async () => {
  const text = body();
  const request = head(Buffer.byteLength(text)) + text;
  for (let at = 0; at < 10; at += 1) {
    await new Promise<void>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' }, () =>
        socket.write(request.repeat(100), () => {
          socket.resetAndDestroy();
          resolve();
        }),
      );
      socket.on('error', () => undefined);
    });
  }
  const after = await talk([head(Buffer.byteLength(text), 'Connection: close\r\n') + text]);
  expect(after.text).toContain(' 202 ');
  expect(lines.filter((line) => line.includes('A request failed'))).toEqual([]);
});
