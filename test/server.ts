/**
 * The world around a page under test: a site (static files and pages made on the spot) and, on another origin, a
 * scripted collector that keeps what it was sent. Nothing of the product runs here but `contract/`.
 */
import { readFile, stat } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Batch, Receipt, WatchglassEvent } from '@watchglass/contract';
import { createStore } from './store.ts';

/** Root of the repository. */
export const root: string = fileURLToPath(new URL('..', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
  '.gz': 'application/gzip',
};

/** A page or file made on the spot. */
export interface Page {
  body: string | Buffer;
  headers?: Record<string, string>;
  status?: number;
  /** Keeps the answer open after the body, as an event stream does. Default false. */
  isOpen?: boolean;
}

/** What one request to the collector looked like. */
export interface SeenRequest {
  at: number;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: unknown;
  bytes: number;
}

/** Answers instead of the collector; `store` keeps the batches as the collector would and gives the receipts. */
export type Script = (seen: SeenRequest, res: ServerResponse, store: () => Receipt[]) => void | Promise<void>;

/** A collector that keeps everything and folds batches by their id. */
export interface TestCollector {
  readonly origin: string;
  /** Every request, also those that a script refused. */
  readonly requests: SeenRequest[];
  /** Batches stored, each once. */
  readonly batches: Map<string, Batch>;
  /** Events stored, by document and seq. */
  events(): WatchglassEvent[];
  /** Events rejected by the contract, with the reason: a correct SDK makes none. */
  readonly rejected: { event: unknown; reason: string }[];
  /** Replaces the answer; undefined restores it. */
  script: Script | undefined;
}

/** Site and collector. */
export interface TestServer {
  readonly origin: string;
  readonly collector: TestCollector;
  /** Serves `page` at `path` of the site. */
  page(path: string, page: Page | string): void;
  /** Serves the files of a folder below a path of the site. */
  folder(path: string, folder: string): void;
  close(): Promise<void>;
}

const listen = (server: http.Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function createCollector(): { collector: TestCollector; handle: http.RequestListener } {
  const { batches, rejected, store } = createStore();
  const collector: TestCollector = {
    origin: '',
    requests: [],
    batches,
    rejected,
    script: undefined,
    events: () =>
      [...batches.values()]
        .flatMap((batch) => batch.events)
        .sort((a, b) => (a.doc === b.doc ? a.seq - b.seq : a.doc < b.doc ? -1 : 1)),
  };
  const handle: http.RequestListener = (req, res) => {
    void (async () => {
      res.setHeader('access-control-allow-origin', '*');
      if (req.method !== 'POST') return serveFile(res, join(root, 'dist'), req.url ?? '/');
      const packed = await bodyOf(req);
      const plain = packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed;
      let body: unknown;
      try {
        body = JSON.parse(plain.toString('utf8'));
      } catch {
        body = undefined;
      }
      const seen = { at: Date.now(), path: req.url ?? '', headers: req.headers, body, bytes: packed.length };
      collector.requests.push(seen);
      if (collector.script) return collector.script(seen, res, () => store(body));
      res.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ receipts: store(body) }));
    })().catch((error: unknown) => {
      console.error(error);
      res.destroy();
    });
  };
  return { collector, handle };
}

async function serveFile(res: ServerResponse, folder: string, url: string): Promise<void> {
  const path = normalize(decodeURIComponent(new URL(url, 'http://x').pathname)).replace(/^(\.\.[/\\])+/, '');
  let file = join(folder, path);
  try {
    if ((await stat(file)).isDirectory()) {
      if (!path.endsWith('/')) {
        res
          .writeHead(301, { location: `${new URL(url, 'http://x').pathname}/${new URL(url, 'http://x').search}` })
          .end();
        return;
      }
      file = join(file, 'index.html');
    }
    const body = await readFile(file);
    res.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
      // as a collector serves the SDK: frames without an origin load its chunks too
      'access-control-allow-origin': '*',
    });
    res.end(body);
  } catch {
    res.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  }
}

/** Starts site and collector on free loopback ports. `dist/` is at `/dist/`, the pages of the loop at `/loop/`. */
export async function startServer(): Promise<TestServer> {
  const pages = new Map<string, Page>();
  const folders = new Map<string, string>([
    ['/dist/', join(root, 'dist')],
    ['/loop/', join(root, 'test', 'loop', 'site')],
  ]);
  const site = http.createServer((req, res) => {
    const url = req.url ?? '/';
    const path = url.split('?')[0] ?? '/';
    const page = pages.get(path);
    if (page) {
      res.writeHead(page.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
      if (page.isOpen) res.write(page.body);
      else res.end(page.body);
      return;
    }
    if (path === '/favicon.ico') {
      res.writeHead(204).end();
      return;
    }
    const folder = [...folders].sort((a, b) => b[0].length - a[0].length).find(([prefix]) => path.startsWith(prefix));
    if (folder) void serveFile(res, folder[1], url.slice(folder[0].length - 1));
    else res.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  });
  const { collector, handle } = createCollector();
  const receiver = http.createServer(handle);
  const origin = await listen(site);
  (collector as { origin: string }).origin = await listen(receiver);
  return {
    origin,
    collector,
    page: (path, page) => void pages.set(path, typeof page === 'string' ? { body: page } : page),
    folder: (path, folder) => void folders.set(path, folder),
    close: async () => {
      for (const server of [site, receiver]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
