/**
 * The built dashboard, shop and SDK. What can be asked for is what was found when the collector started: a path is
 * looked up in that list and never put together, so there is nothing to climb out of.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where the built files lie: `dashboard/`, `shop/`, `demo/`, `watchglass.js`; what is missing is not served. */
export interface FilesDeps {
  readonly folder: string;
  /** Whether the shop and its first page are served. */
  readonly demo: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
  '.map': 'application/json; charset=utf-8',
};

interface Served {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  /** Digests of the scripts that stand in a page, as its policy names them. */
  readonly scripts: string;
  /** By encoding. */
  readonly packed: Map<string, Buffer>;
}

/** A year: for what has a hash in its name. */
const FOREVER = 'public, max-age=31536000, immutable';
/**
 * A site gets a new SDK within the hour after its collector did. The chunks too, although a version is in their names: what
 * is built anew at the same version is another tag with other chunks, and the one does not start the other.
 */
const HOURLY = 'public, max-age=3600';
const ALWAYS_ASK = 'no-cache';

const sha = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('base64');

function scriptsOf(html: string): string {
  const found = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => ` 'sha256-${sha(text)}'`);
  return found.join('');
}

function load(file: string): Served {
  const body = readFileSync(file);
  const type = types[extname(file)] ?? 'application/octet-stream';
  return {
    body,
    type,
    etag: `W/"${sha(body).slice(0, 22)}"`,
    scripts: extname(file) === '.html' ? scriptsOf(body.toString('utf8')) : '',
    packed: new Map(),
  };
}

/** Files below a folder by their path with slashes; none when there is no such folder. */
function listed(folder: string): Map<string, Served> {
  const found = new Map<string, Served>();
  let names: string[] = [];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    // not built: not served
  }
  for (const name of names) {
    const file = join(folder, name);
    if (statSync(file).isFile()) found.set(relative(folder, file).split(sep).join('/'), load(file));
  }
  return found;
}

/** Below it, packing saves no packet. */
const PACKED_BYTES = 1_024;
/** Slowest and smallest up to here, in some 100 ms; the largest file takes as long at the next quality. */
const BEST_BYTES = 65_536;

/** A body as the browser takes it: packed once, when it is first asked for. */
function packed(file: Served, accepts: string): { readonly body: Buffer; readonly encoding?: string } {
  const { body, type } = file;
  if (body.length < PACKED_BYTES || !/^text|json|svg/.test(type)) return { body };
  // browsers offer brotli where it cannot be mangled on the way: over TLS and on this machine
  const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : undefined;
  if (encoding === undefined) return { body };
  const known = file.packed.get(encoding);
  if (known) return { body: known, encoding };
  const quality = body.length <= BEST_BYTES ? constants.BROTLI_MAX_QUALITY : 9;
  const made =
    encoding === 'br'
      ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
      : gzipSync(body, { level: 9 });
  file.packed.set(encoding, made);
  return { body: made, encoding };
}

function send(request: FastifyRequest, reply: FastifyReply, file: Served, cache: string): FastifyReply {
  void reply.header('etag', file.etag).header('cache-control', cache).type(file.type);
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const { body, encoding } = packed(file, request.headers['accept-encoding'] ?? '');
  void reply.header('vary', 'accept-encoding');
  if (encoding !== undefined) void reply.header('content-encoding', encoding);
  return reply.send(body);
}

const notFound = (reply: FastifyReply): FastifyReply =>
  reply.code(404).type('text/plain; charset=utf-8').send('There is nothing here.');

/** The shop's pages hold the stub that queues calls until the SDK is there; nothing else in them may run. */
const shopPolicy = (scripts: string): string =>
  `default-src 'self'; script-src 'self'${scripts}; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; object-src 'none'`;

/** Served with `--demo` alone. */
const demoFolders = ['shop', 'demo'];

/** Registers everything that is a file. */
export function registerFiles(app: FastifyInstance, { folder, demo }: FilesDeps): void {
  const dashboard = listed(join(folder, 'dashboard'));
  const sdk = new Map([...listedFlat(folder)].filter(([name]) => name.endsWith('.js') || name.endsWith('.js.map')));
  // the same pages over this collector's data
  const page = dashboard.get('collector.html');

  app.get('/', (request, reply) => {
    if (page) return send(request, reply, page, ALWAYS_ASK);
    return reply.code(503).type('text/plain; charset=utf-8').send('The dashboard has not been built: npm run build.');
  });
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    const file = dashboard.get(`assets/${request.params['*']}`);
    return file ? send(request, reply, file, FOREVER) : notFound(reply);
  });

  const sendSdk = (request: FastifyRequest, reply: FastifyReply, name: string): FastifyReply => {
    const file = sdk.get(name);
    if (!file) return notFound(reply);
    void reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
    return send(request, reply, file, HOURLY);
  };
  app.get('/watchglass.js', (request, reply) => sendSdk(request, reply, 'watchglass.js'));
  app.get<{ Params: { file: string } }>('/:file', (request, reply) => {
    const { file } = request.params;
    // a page is named without its slash in events, and is asked for so by the heatmap
    if (demo && demoFolders.includes(file)) return reply.redirect(`/${file}/`, 301);
    return sendSdk(request, reply, file);
  });

  if (!demo) return;
  for (const name of demoFolders) {
    const files = listed(join(folder, name));
    app.get<{ Params: { '*': string } }>(`/${name}/*`, (request, reply) => {
      const path = request.params['*'];
      const found = files.get(path === '' || path.endsWith('/') ? `${path}index.html` : path);
      if (!found) {
        if (files.has(`${path}/index.html`)) return reply.redirect(`/${name}/${path}/`, 301);
        return notFound(reply);
      }
      void reply.header('content-security-policy', shopPolicy(found.scripts));
      return send(request, reply, found, ALWAYS_ASK);
    });
  }
}

/** Files of a folder itself, not of those in it. */
function listedFlat(folder: string): Map<string, Served> {
  const found = new Map<string, Served>();
  try {
    for (const one of readdirSync(folder, { withFileTypes: true }))
      if (one.isFile()) found.set(one.name, load(join(folder, one.name)));
  } catch {
    // not built: not served
  }
  return found;
}
