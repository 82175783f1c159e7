/**
 * The built dashboard as a collector serves it: `collector.html` at `/`, the routes it asks, and a login. Answers come
 * from analysis over events that a test planted, so that every number on the page is known.
 */
import { readFile } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { StoredEvent } from '@watchglass/contract';
import { root } from './server.ts';
import { type Answer, type Asked, collectorAnswer } from './unit/dashboard/collector.ts';

/** The admin token. */
export const siteToken = 'right-token';

/** A site. */
export interface CollectorSite {
  readonly origin: string;
  /** Every request to a route. */
  readonly asked: Asked[];
  /** Events of each project; changing one is news. */
  readonly events: Map<string, readonly StoredEvent[]>;
  /** Zone of all projects. Default: that of the machine, as of a fresh collector. */
  timeZone: string;
  /** Whether the visitor is logged in. */
  isIn: boolean;
  /** Answers instead; undefined leaves it to the site. */
  script: ((asked: Asked) => Answer | Promise<Answer | undefined> | undefined) | undefined;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A page of the same origin, for the heatmap to draw over. */
const SHOP = '<!doctype html><title>Shop</title><button data-testid="add-to-cart">Add to cart</button>';

/** Policy of the collector's own pages. */
const policy =
  "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types watchglass";

async function serveFile(res: ServerResponse, path: string): Promise<void> {
  const file = join(root, 'dist/dashboard', normalize(path === '/' ? '/collector.html' : path));
  const body = await readFile(file).catch(() => undefined);
  res.writeHead(body ? 200 : 404, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'cache-control': 'no-store',
  });
  res.end(body ?? 'not found');
}

async function askedBy(req: IncomingMessage): Promise<Asked> {
  let body = '';
  for await (const chunk of req) body += String(chunk);
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://x');
  return { method: req.method ?? '', path: pathname, params: Object.fromEntries(searchParams), body };
}

/** Starts a site on a free loopback port; projects are named by their ids. */
export async function startCollectorSite(
  planted: Readonly<Record<string, readonly StoredEvent[]>>,
): Promise<CollectorSite> {
  const events = new Map(Object.entries(planted));

  function answerOf(asked: Asked): Answer {
    const name = asked.path.replace('/api/', '');
    if (name === 'login') {
      site.isIn = (JSON.parse(asked.body) as { token: string }).token === siteToken;
      return site.isIn ? { status: 204, body: '' } : { status: 401, body: { message: 'This is not the admin token.' } };
    }
    if (!site.isIn) return { status: 401, body: { message: 'Log in first.' } };
    if (name === 'logout') {
      site.isIn = false;
      return { status: 204, body: '' };
    }
    if (name === 'me') return { body: { rows: [{ actor: 'session' }] } };
    if (name === 'projects')
      return {
        body: {
          rows: [...events.keys()].map((id) => ({
            id,
            name: `Project ${id}`,
            keys: [`pk_${id}`],
            timeZone: site.timeZone,
          })),
        },
      };
    return collectorAnswer(events.get(asked.params['project'] ?? '') ?? [], asked);
  }

  const server = http.createServer((req, res) => {
    void (async () => {
      const asked = await askedBy(req);
      if (asked.path === '/favicon.ico') {
        res.writeHead(204).end();
        return;
      }
      if (asked.path === '/shop/') {
        res.writeHead(200, { 'content-type': types['.html'] }).end(SHOP);
        return;
      }
      if (!asked.path.startsWith('/api/')) {
        await serveFile(res, asked.path);
        return;
      }
      site.asked.push(asked);
      const { status = 200, body } = (await site.script?.(asked)) ?? answerOf(asked);
      res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      res.end(typeof body === 'string' ? body : JSON.stringify(body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site: CollectorSite = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    events,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    isIn: true,
    script: undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return site;
}
