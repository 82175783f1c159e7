/**
 * A small site and the collector behind one origin, as a proxy puts them: the dashboard may draw over the site's pages
 * then, and the tag finds the collector where it came from.
 */
import { readFile } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import type { RunningCollector } from '../collector.ts';
import { root } from '../server.ts';

/** The proxy. */
export interface OneOrigin {
  readonly origin: string;
  /** Folder of the site, with its slash. */
  readonly folder: string;
  close(): Promise<void>;
}

const FOLDER = '/loop/';
const types: Readonly<Record<string, string>> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };

async function sendFile(res: ServerResponse, name: string, key: string): Promise<void> {
  const text = await readFile(join(root, 'test', 'loop', 'site', name), 'utf8').catch(() => undefined);
  const type = types[name.split('.').at(-1) ?? ''] ?? 'text/plain';
  // the site's pages carry the tag of the other loop, which stores in the browser
  const tagged = text?.replace(
    '/dist/watchglass.js" data-key="pk_loop" data-sinks="local"',
    () => `/watchglass.js" data-key="${key}"`,
  );
  res.writeHead(text === undefined ? 404 : 200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
  });
  res.end(tagged ?? 'There is nothing here.');
}

function passOn(req: IncomingMessage, res: ServerResponse, { hostname, port }: URL): void {
  const { method, url, headers } = req;
  const asked = http.request({ hostname, port, method, path: url, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  asked.on('error', () => res.destroy());
  res.on('close', () => asked.destroy());
  req.pipe(asked);
}

/** Starts the proxy; pages of the site carry the collector's tag with this write key. */
export async function startOneOrigin(collector: RunningCollector, key: string): Promise<OneOrigin> {
  const server = http.createServer((req, res) => {
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith(FOLDER)) void sendFile(res, basename(path), key);
    else passOn(req, res, new URL(collector.origin()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    folder: `${origin}${FOLDER}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
