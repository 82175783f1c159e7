// Serves the tag and its peers to a page that is measured, each from an origin of its own, as a vendor's would be.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { peers } from './peers.mjs';

const bench = fileURLToPath(new URL('..', import.meta.url));

/** Our own tag, in the shape of a peer: it is served as built, and configured by its attributes. */
export const tag = {
  name: 'watchglass',
  attributes: (origin) => `data-key="pk_bench" data-endpoint="${origin}"`,
  files: '../../dist',
  isFile: (path) => /^\/(signals|detail|extra)-[\d.]+\.js$/.test(path),
  // a tag whose idle chunks do not come captures half and would be cheap
  parts: 2,
  answer: (_path, text) => ({
    receipts: JSON.parse(text).batches.map(({ batch, events }) => ({
      batch,
      accepted: events.length,
      duplicates: 0,
      rejected: [],
    })),
  }),
  clicksIn: (text) =>
    JSON.parse(text)
      .batches.flatMap(({ events }) => events)
      .filter(({ kind }) => kind === 'click').length,
};

/** The peers' packages, outside of the workspaces: who runs no bench does not install them. */
function install() {
  if (existsSync(join(bench, 'node_modules/.package-lock.json'))) return;
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: bench,
    stdio: 'inherit',
  });
  if (done.status !== 0) throw new Error('the packages in bench/package.json could not be installed');
}

async function bundled(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: bench },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0].contents;
}

const bodyOf = async (req) => {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const packed = Buffer.concat(chunks);
  return (packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed).toString('utf8');
};

/**
 * Serves one of them; `head` is what a page has in its head to load it, `clicks()` how many arrived so far, `files()` how
 * many parts were loaded, of which a visit has to load `parts`.
 */
async function serve(one) {
  let code = '';
  let clicks = 0;
  let files = 0;
  const isFile = one.isFile ?? ((path) => path.startsWith('/static/'));
  const respond = async (req) => {
    const { pathname } = new URL(req.url, 'http://localhost');
    if (pathname === '/script.js') return code;
    if (isFile(pathname)) {
      files++;
      // a version may stand before the name
      return readFile(join(bench, 'node_modules', one.files, pathname.slice(pathname.lastIndexOf('/') + 1)));
    }
    const text = await bodyOf(req);
    if (text) clicks += one.clicksIn(text);
    return one.answer(pathname, text);
  };
  const server = http.createServer((req, res) => {
    const headers = {
      'access-control-allow-origin': req.headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': req.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '600',
    };
    respond(req).then(
      (body) => {
        const isFile = body instanceof Uint8Array;
        res.writeHead(200, { ...headers, 'content-type': isFile ? 'text/javascript' : 'application/json' });
        res.end(isFile || body === '' ? body : JSON.stringify(body));
      },
      (error) => {
        console.error(`${one.name}: ${req.method} ${req.url}: ${error.message}`);
        res.writeHead(500, headers).end();
      },
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  code = one.script ? await bundled(one.script(origin)) : await readFile(join(bench, '../dist/watchglass.js'));
  const script = `${origin}/script.js`;
  return {
    name: one.name,
    isShown: one.isShown ?? false,
    script,
    head: `<script async src="${script}"${one.attributes ? ` ${one.attributes(origin)}` : ''}></script>`,
    clicks: () => clicks,
    files: () => files,
    parts: one.parts ?? 0,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Starts the tag, and the peers of these names. */
export async function startContenders(names = peers.map(({ name }) => name)) {
  const wanted = peers.filter(({ name }) => names.includes(name));
  if (wanted.length > 0) install();
  return Promise.all([tag, ...wanted].map(serve));
}
