import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { collectorParts, tempFolder } from './parts.ts';

const secret = 'root:x:0:0';
let inject: (
  url: string,
  headers?: Record<string, string>,
) => Promise<{ statusCode: number; body: string; rawPayload: Buffer; headers: Record<string, unknown> }>;

beforeAll(async () => {
  const folder = tempFolder();
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('secret.txt', secret);
  write('public/token', secret);
  write('public/dashboard/collector.html', '<title>Dashboard</title>');
  write('public/dashboard/assets/index-a1.js', 'dashboard()');
  write('public/shop/index.html', '<script>stub()</script>');
  write('public/shop/cart/index.html', 'cart');
  write('public/watchglass.js', 'sdk()');
  write('public/signals-0.1.0.js', 'signals()'.repeat(1_000));
  const { app } = await collectorParts({ publicFolder: join(folder, 'public') });
  inject = (url, headers = {}) => app.inject({ url, headers: { host: 'localhost', ...headers } });
});

test('the SDK is for every site; its chunks are as fresh as the tag that loads them', async () => {
  const tag = await inject('/watchglass.js', { host: 'cdn.example' });
  expect([tag.statusCode, tag.body]).toEqual([200, 'sdk()']);
  expect(tag.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=3600',
  });
  expect((await inject('/signals-0.1.0.js')).headers['cache-control']).toBe('public, max-age=3600');
  const again = await inject('/watchglass.js', { 'if-none-match': String(tag.headers['etag']) });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});

test('what is large is packed as the browser takes it, and unpacks to the same', async () => {
  for (const [accepts, encoding, unpack] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
  ] as const) {
    const { headers, rawPayload } = await inject('/signals-0.1.0.js', { 'accept-encoding': accepts });
    expect([headers['content-encoding'], headers['vary']]).toEqual([encoding, 'accept-encoding']);
    expect(unpack(rawPayload).toString()).toBe('signals()'.repeat(1_000));
  }
  expect((await inject('/watchglass.js', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
});

test('dashboard and shop are for this origin', async () => {
  expect((await inject('/')).body).toContain('Dashboard');
  expect((await inject('/assets/index-a1.js')).headers['cache-control']).toContain('immutable');
  expect((await inject('/shop/cart')).headers['location']).toBe('/shop/cart/');
  expect((await inject('/shop/cart/')).body).toBe('cart');
  const shop = await inject('/shop/');
  // the one script that stands in the page, by its digest
  expect(shop.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[\w+/=]{44}'/);
  expect(shop.headers['access-control-allow-origin']).toBeUndefined();
  expect((await inject('/', { host: 'evil.example' })).statusCode).toBe(403);
});

const climbs = [
  '../secret.txt',
  '../../secret.txt',
  '../token',
  '..\\secret.txt',
  'x/../../../secret.txt',
  '/etc/passwd',
  '//etc/passwd',
];
const encodings: [string, (text: string) => string][] = [
  ['plain', (text) => text],
  ['percent', (text) => text.replaceAll('.', '%2e').replaceAll('/', '%2f')],
  ['twice', (text) => text.replaceAll('.', '%252e').replaceAll('/', '%252f')],
  ['overlong', (text) => text.replaceAll('/', '%c0%af')],
  ['with a null byte', (text) => `${text}%00.js`],
  ['behind a null byte', (text) => `index.html%00${text}`],
  ['backslashes', (text) => text.replaceAll('/', '%5c')],
  ['dots doubled', (text) => text.replaceAll('../', '....//')],
];
describe.each(['/', '/assets/', '/shop/', '/demo/'])('below %s', (root) => {
  test.each(encodings)('no way out: %s', async (_, encode) => {
    for (const climb of climbs) {
      const { statusCode, body } = await inject(root + encode(climb));
      expect(body).not.toContain(secret);
      expect([301, 400, 403, 404, 414]).toContain(statusCode);
    }
  });
});

test('these paths do lead out of a folder, for a server that puts paths together', () => {
  const naive = (url: string): string => join('/srv/public/shop', decodeURIComponent(url));
  const out = encodings
    .flatMap(([, encode]) => climbs.map(encode))
    .filter((url) => {
      try {
        return !naive(url).startsWith('/srv/public/shop');
      } catch {
        return false;
      }
    });
  expect(out.length).toBeGreaterThan(5);
});

test('what lies in the folder but is not a script is not served', async () => {
  for (const path of [
    '/token',
    '/dashboard/index.html',
    '/__proto__',
    '/constructor',
    '/assets/__proto__',
    '/assets/',
  ]) {
    expect([path, (await inject(path)).statusCode]).toEqual([path, 404]);
  }
});
