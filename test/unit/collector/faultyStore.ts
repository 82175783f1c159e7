/** A ClickHouse with a proxy before it, whose inserts fail in the ways that ClickHouse and networks know. */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happens to an insert. */
export type InsertFate =
  | 'stored'
  /** The connection breaks before the engine has heard of it. */
  | 'reset before'
  /** It is stored, and the connection breaks. */
  | 'reset after'
  /** It is stored, and the answer breaks off in its head. */
  | 'half an answer'
  /** It is stored after some seconds. */
  | 'slow'
  | 'too many parts'
  | 'memory limit'
  | 'read-only'
  | 'no space';

/** ClickHouse's codes and names of what it refuses for a while. */
const refusals: Partial<Record<InsertFate, readonly [number, string]>> = {
  'too many parts': [252, 'TOO_MANY_PARTS'],
  'memory limit': [241, 'MEMORY_LIMIT_EXCEEDED'],
  'read-only': [242, 'TABLE_IS_READ_ONLY'],
  'no space': [243, 'NOT_ENOUGH_SPACE'],
};

/** Long enough for the next block to fill behind it. */
const SLOW_MS = 2_000;

/** The proxy. */
export interface FaultyStore {
  readonly port: number;
  /** Decides on each insert from now on. */
  fate: () => InsertFate;
  /** Breaks exactly-once on purpose: each attempt gets a token of its own. */
  freshTokens: boolean;
  /** Inserts met so far, by fate. */
  readonly met: Map<InsertFate, number>;
  close(): Promise<void>;
}

/** Starts a proxy to a ClickHouse. */
export async function startFaultyStore(engineUrl: string): Promise<FaultyStore> {
  const { hostname, port } = new URL(engineUrl);

  /** Hands a request on; gives the answer when it is whole. */
  const forward = (from: IncomingMessage, path: string): Promise<readonly [IncomingMessage, Buffer]> =>
    new Promise((resolve, reject) => {
      const { method, headers } = from;
      const onward = ask({ hostname, port, method, path, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve([answer, Buffer.concat(chunks)]));
        answer.on('error', reject);
      });
      onward.on('error', reject);
      from.pipe(onward);
    });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', engineUrl);
    const isInsert = url.searchParams.get('query')?.startsWith('INSERT INTO `events`') === true;
    const fate = isInsert ? proxy.fate() : 'stored';
    if (isInsert) proxy.met.set(fate, (proxy.met.get(fate) ?? 0) + 1);
    if (isInsert && proxy.freshTokens) url.searchParams.set('insert_deduplication_token', String(Math.random()));
    if (fate === 'reset before') return void request.socket.destroy();
    const refusal = refusals[fate];
    if (refusal) {
      const [code, name] = refusal;
      request.resume();
      response.writeHead(500, { 'x-clickhouse-exception-code': String(code) });
      return void response.end(`Code: ${code}. DB::Exception: It cannot be done now. (${name})\n`);
    }
    if (fate === 'slow') await sleep(SLOW_MS);
    const [answer, body] = await forward(request, `${url.pathname}${url.search}`);
    if (fate === 'reset after') return void request.socket.destroy();
    if (fate === 'half an answer') {
      request.socket.write('HTTP/1.1 200 OK\r\ncontent-le');
      return request.socket.destroySoon();
    }
    const { 'transfer-encoding': _, ...headers } = answer.headers;
    response.writeHead(answer.statusCode ?? 500, { ...headers, 'content-length': body.length });
    response.end(body);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultyStore = {
    port: (server.address() as AddressInfo).port,
    fate: () => 'stored',
    freshTokens: false,
    met: new Map(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}
