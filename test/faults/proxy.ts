/**
 * A proxy between pages and a collector that does to requests what networks, servers and boxes between them do: refuse,
 * delay, reset, hang, answer in the collector's place, or lose its answer. It remembers every request.
 */
import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { Batch } from '@watchglass/contract';

/** What happens to a request; it is passed on when nothing of this is asked for. */
export interface Fault {
  /** Nothing happens for so long first. */
  readonly delayMs?: number;
  /** It is accepted, and never answered. */
  readonly hangs?: boolean;
  /** Answered instead of the collector, and not passed on. */
  readonly answer?: { readonly status: number; readonly headers?: OutgoingHttpHeaders; readonly body?: string };
  /** Passed on; of the collector's answer so many bytes come through, then the connection is reset; 0: nothing of it. */
  readonly cutAnswerAt?: number;
  /** Passed on; of the collector's answer one byte comes through each so many ms. */
  readonly byteEveryMs?: number;
}

/** What a page of the stand puts behind the address of a request that outlives it. */
export const EXIT = '?exit';

/** A request as the proxy saw it. */
export interface Seen {
  /** Epoch ms. */
  readonly at: number;
  readonly method: string;
  readonly headers: http.IncomingHttpHeaders;
  /** Bytes of the body on the wire. */
  bytes: number;
  /** What it carries; empty while the body has not come, or never does. */
  batches: readonly Batch[];
  /** Whether it is what a page says that may be gone at once: a page of the stand says so in the query. */
  readonly isExit: boolean;
  /** Epoch ms of the moment when it was answered or given up; undefined while it is open. */
  overAt: number | undefined;
}

/** What happens to a request, asked once when its body has come. */
export type Script = (seen: Seen) => Fault | undefined;

/** A proxy. */
export interface FaultProxy {
  readonly origin: string;
  /** Every request, oldest first. */
  readonly seen: readonly Seen[];
  /** Most requests that were open at the same moment: not answered, and not given up. */
  mostOpen(): number;
  /** What happens to requests from now on; undefined passes all of them on. */
  script: Script | undefined;
  /** While it is set, connections are reset when so many bytes of a body have come. */
  resetAfterBytes: number | undefined;
  close(): Promise<void>;
}

/** Answers that are the proxy's own, as the collector would send them to a page of another origin. */
const ownHeaders = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' };

function batchesOf(body: Buffer): readonly Batch[] {
  try {
    const plain = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
    return (JSON.parse(plain.toString('utf8')) as { batches: Batch[] }).batches;
  } catch {
    return [];
  }
}

/** The body; undefined when the connection was reset on the way. */
async function bodyOf(req: IncomingMessage, seen: Seen, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of req) {
      chunks.push(chunk as Buffer);
      seen.bytes += (chunk as Buffer).length;
      if (seen.bytes >= mostBytes) {
        req.socket.resetAndDestroy();
        return undefined;
      }
    }
  } catch {
    // the page went away
    return undefined;
  }
  return Buffer.concat(chunks);
}

/** Starts a proxy on a free port of 127.0.0.1; `target` is asked for the collector's origin with each request. */
export async function startFaultProxy(target: () => string): Promise<FaultProxy> {
  const all: Seen[] = [];
  const ended = new AbortController();
  let most = 0;

  /** A page may send the next request as soon as it has the answer, before this process hears that the answer is out. */
  const end = (seen: Seen): void => {
    seen.overAt ??= Date.now();
  };

  async function passOn(
    req: IncomingMessage,
    res: ServerResponse,
    body: Buffer,
    fault: Fault,
    seen: Seen,
  ): Promise<void> {
    const { hostname, port } = new URL(target());
    const { method, url, headers } = req;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      http
        .request({ hostname, port, method, path: url, headers, agent: false }, resolve)
        .once('error', reject)
        .end(body);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    const whole = Buffer.concat(chunks);
    const { cutAnswerAt, byteEveryMs } = fault;
    if (cutAnswerAt === 0) {
      req.socket.resetAndDestroy();
      return;
    }
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    if (cutAnswerAt !== undefined) {
      res.write(whole.subarray(0, cutAnswerAt), () => req.socket.resetAndDestroy());
      return;
    }
    for (let at = 0; byteEveryMs !== undefined && at < whole.length && !res.destroyed; at++) {
      res.write(whole.subarray(at, at + 1));
      await sleep(byteEveryMs, undefined, { signal: ended.signal });
    }
    end(seen);
    res.end(byteEveryMs === undefined ? whole : undefined);
  }

  async function handle(req: IncomingMessage, res: ServerResponse, seen: Seen): Promise<void> {
    const body = await bodyOf(req, seen, proxy.resetAfterBytes ?? Infinity);
    if (!body) return;
    seen.batches = batchesOf(body);
    const fault = proxy.script?.(seen) ?? {};
    if (fault.delayMs) await sleep(fault.delayMs, undefined, { signal: ended.signal });
    if (fault.hangs) return;
    const { answer } = fault;
    if (!answer) {
      await passOn(req, res, body, fault, seen);
      return;
    }
    end(seen);
    res.writeHead(answer.status, { ...ownHeaders, ...answer.headers }).end(answer.body ?? '');
  }

  const server = http.createServer((req, res) => {
    const seen: Seen = {
      at: Date.now(),
      method: req.method ?? '',
      headers: req.headers,
      bytes: 0,
      batches: [],
      isExit: req.url?.endsWith(EXIT) ?? false,
      overAt: undefined,
    };
    all.push(seen);
    most = Math.max(most, all.filter(({ overAt }) => overAt === undefined).length);
    res.once('close', () => end(seen));
    // a collector that is not there, as after a crash
    handle(req, res, seen).catch(() => req.socket.resetAndDestroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultProxy = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: all,
    mostOpen: () => most,
    script: undefined,
    resetAfterBytes: undefined,
    async close() {
      ended.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
