/** The collector as it is published: packed, unpacked elsewhere, and started there by its bin. Packages come from this clone. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Unpacked, unpackCollector } from '../collectorPackage.ts';
import { root } from '../server.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchglass-package-'));
let unpacked: Unpacked;

beforeAll(() => {
  unpacked = unpackCollector(folder);
}, 30_000);

const pids: number[] = [];
afterAll(() => {
  for (const pid of pids)
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it has ended, as it should
    }
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the bin without a command in `where`; resolves with what it printed when it serves, or has ended. */
async function start(where: string) {
  mkdirSync(where, { recursive: true });
  const child = spawn(process.execPath, [unpacked.program, '--port', '0'], {
    cwd: where,
    env: { PATH: process.env['PATH'] },
  });
  pids.push(child.pid ?? 0);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const link = await Promise.race([
    ended.then(() => ''),
    (async () => {
      for (;;) {
        const found = /^Watchglass: (http\S+) .*\n/m.exec(text)?.[1];
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })(),
  ]);
  return {
    link,
    origin: link.replace(/\/login\/.*/, ''),
    text: () => text,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}

test('what is needed is in the package or on the registry', () => {
  const names = Object.keys({ ...unpacked.manifest.dependencies, ...unpacked.manifest.optionalDependencies });
  expect(names.filter((name) => name.startsWith('@watchglass/') || name === 'watchglass')).toEqual([]);
  const files = [
    'LICENSE',
    'README.md',
    'dist/bin.js',
    'dist/third-party-notices.txt',
    'dist/public/dashboard/collector.html',
    'dist/public/watchglass.js',
  ];
  expect(files.filter((file) => !existsSync(join(unpacked.installed, file)))).toEqual([]);
  expect(readFileSync(join(unpacked.installed, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
});

test('in an empty folder: one line, logged in by its first address, sample visits, and the same after a restart', async () => {
  unpacked.link();
  const where = join(folder, 'empty');
  let visitors = 0;
  for (const _ of ['first', 'second']) {
    const { link, origin, text, stop } = await start(where);
    expect(text().match(/^Watchglass: /gm)).toHaveLength(1);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    const login = await fetch(link, { redirect: 'manual' });
    expect([login.status, login.headers.get('location')]).toEqual([303, '/demo/']);
    for (const path of ['/', '/demo/', '/shop/', '/watchglass.js'])
      expect([path, (await fetch(origin + path)).status]).toEqual([path, 200]);
    const headers = { authorization: `Bearer ${readFileSync(join(where, 'data', 'token'), 'utf8').trim()}` };
    expect((await fetch(`${origin}/api/me`, { headers })).status).toBe(200);
    const asked = `${origin}/api/overview?project=demo&from=${Date.now() - 3e9}&to=${Date.now() + 1e6}&timeZone=UTC`;
    await expect
      .poll(
        async () => {
          const { rows = [] } = (await (await fetch(asked, { headers })).json()) as { rows?: { visitors?: number }[] };
          return (visitors = rows[0]?.visitors ?? 0);
        },
        { timeout: 20_000 },
      )
      .toBe(100);
    expect(await stop()).toBe(0);
  }
  expect(visitors).toBe(100);
}, 60_000);

test('without the engine of this platform it keeps what is sent, and says what to set', async () => {
  unpacked.link(['chdb']);
  const where = join(folder, 'no-engine');
  const { origin, text, stop } = await start(where);
  const sentence = /The embedded engine for \S+ is not installed .*store\.url.*\./;
  expect(text()).toMatch(sentence);
  const ready = await fetch(`${origin}/readyz`);
  const { store } = (await ready.json()) as { store: { reason: string } };
  expect([ready.status, store.reason]).toEqual([503, expect.stringMatching(sentence)]);
  const headers = { authorization: `Bearer ${readFileSync(join(where, 'data', 'token'), 'utf8').trim()}` };
  const asked = await fetch(`${origin}/api/overview?project=demo&from=0&to=1&timeZone=UTC`, { headers });
  expect([asked.status, await asked.text()]).toEqual([503, expect.stringMatching(sentence)]);
  expect(await stop()).toBe(0);
}, 20_000);
