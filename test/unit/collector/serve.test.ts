/** The program as it is started: built, in a process of its own, with the real engine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { golden } from '../contract/golden.ts';
import { agent, batchOf, requestOf, tempFolder } from './parts.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
// inside the repository, so that packages are found
const out = join(root, '.cache', 'collector-test', String(process.pid));

beforeAll(async () => {
  await build({
    entryPoints: ['bin.ts', 'store/engineChild.ts'].map((entry) => join(root, 'collector', entry)),
    outdir: out,
    outbase: join(root, 'collector'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: {
      '@watchglass/contract': join(root, 'contract'),
      '@watchglass/analysis': join(root, 'analysis'),
    },
    define: { __VERSION__: '"0.0.0-test"' },
    logLevel: 'error',
  });
  mkdirSync(join(out, 'public', 'dashboard'), { recursive: true });
  writeFileSync(join(out, 'public', 'dashboard', 'collector.html'), '<title>Dashboard</title>');
  writeFileSync(join(out, 'public', 'sample.ndjson.gz'), readFileSync(join(root, 'demo', 'sample.ndjson.gz')));
}, 30_000);

interface Run {
  readonly child: ChildProcess;
  readonly folder: string;
  /** Everything printed so far. */
  text(): string;
  /** The one line of a start, or the end of the process. */
  begun(): Promise<{ origin: string; link: string }>;
  ended(): Promise<number | null>;
}

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

function run(args: readonly string[], { folder = tempFolder(), config = '' } = {}): Run {
  if (config !== '') writeFileSync(join(folder, 'watchglass.yaml'), config);
  const child = spawn(process.execPath, [join(out, 'bin.js'), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
  });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const line =
    /^Watchglass: ((http:\/\/[^/\s]+)\/login\/\S+) {2}\((?:shop and )?dashboard; logs you in once, within 10 minutes; later: .+\)$/m;
  return {
    child,
    folder,
    text: () => text,
    begun: async () => {
      const until = Date.now() + 20_000;
      for (;;) {
        const found = line.exec(text);
        if (found) return { origin: found[2] ?? '', link: found[1] ?? '' };
        if (child.exitCode !== null || Date.now() > until) throw new Error(`did not start: ${text}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    ended: () => ended,
  };
}

const until = async <T>(what: () => Promise<T | undefined>, ms = 20_000): Promise<T> => {
  const end = Date.now() + ms;
  for (;;) {
    const found = await what().catch(() => undefined);
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const token = 'the-admin-token-of-this-test';
const config = (more = ''): string =>
  `token: ${token}\nlog: all\nprojects:\n  - id: site\n    keys: [pk_site, pk_second]\n    timeZone: UTC\n${more}`;
const send = (origin: string, batch: unknown, headers = {}) =>
  fetch(`${origin}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': agent, ...headers },
    body: JSON.stringify({ ...requestOf([batch]), sentAt: Date.now() }),
  });
const ask = async (origin: string, path: string) =>
  fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
const stored = async (origin: string, count: number): Promise<string[]> =>
  until(async () => {
    const response = await ask(origin, `/api/events?project=site&from=0&to=${Date.now() + 1e9}`);
    const lines = response.ok ? (await response.text()).trim().split('\n').filter(Boolean) : [];
    return lines.length >= count ? lines : undefined;
  });

describe('from nothing to an answer', () => {
  test('a batch is in ClickHouse; after a restart it is there once; secrets are never printed', async () => {
    const first = run(['serve', '--port', '0', '--data', 'data'], { config: config() });
    const { origin, link } = await first.begun();
    const batch = batchOf([golden.click]);
    expect((await send(origin, batch)).status).toBe(202);
    const [line = '{}'] = await stored(origin, 1);
    expect(JSON.parse(line)).toMatchObject({ ...golden.click, batch: batch.batch });
    // whatever is said of these must not hold what they hold
    await send(origin, { key: 'pk_site', batch: token }, { authorization: `Bearer ${token}` });
    await fetch(`${origin}/api/me?token=${token}`, { headers: { host: 'evil.example' } });
    await fetch(`${origin}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"token":"${token}`,
    });
    expect((await fetch(`${origin}/metrics`)).status).toBe(200);
    expect(await (await fetch(`${origin}/metrics`)).text()).not.toMatch(/pk_|the-admin/);
    first.child.kill('SIGTERM');
    expect(await first.ended()).toBe(0);

    const second = run(['serve', '--port', '0', '--data', 'data'], { folder: first.folder });
    const again = await second.begun();
    const answer = (await (await send(again.origin, batch)).json()) as { receipts: unknown[] };
    expect(answer.receipts).toMatchObject([{ accepted: 0, duplicates: 1 }]);
    expect((await stored(again.origin, 1)).length).toBe(1);
    const login = await fetch(again.link, { redirect: 'manual' });
    expect([login.status, login.headers.get('location')]).toEqual([303, '/']);
    second.child.kill('SIGTERM');
    expect(await second.ended()).toBe(0);

    const printed = first.text() + second.text();
    for (const secret of [token, 'pk_site', 'pk_second']) expect(printed).not.toContain(secret);
    // the link is printed once, and is no use after that
    expect(first.text().split(link).length).toBe(2);
    expect(
      printed
        .trim()
        .split('\n')
        .filter((one) => !one.startsWith('{')).length,
    ).toBe(2);
    expect(statSync(join(first.folder, 'data')).mode & 0o077).toBe(0);
  }, 60_000);

  test('a dashboard that waits for news is answered at the end, and neither it nor one that has left is a fault', async () => {
    const one = run(['serve', '--port', '0'], { config: config() });
    const { origin } = await one.begun();
    const state = (more = '') => `/api/state?project=site${more}`;
    await until(async () => ((await ask(origin, state())).ok ? true : undefined));
    const left = new AbortController();
    const headers = { authorization: `Bearer ${token}` };
    const leaving = fetch(origin + state('&seen=0&waitMs=20000'), { headers, signal: left.signal });
    const waiting = ask(origin, state('&seen=0&waitMs=20000'));
    // both wait by then: an answer without waiting takes as long
    await ask(origin, state());
    left.abort();
    await expect(leaving).rejects.toThrow();
    one.child.kill('SIGTERM');
    expect((await waiting).status).toBe(200);
    expect(await one.ended()).toBe(0);
    expect(one.text()).not.toContain('A request failed');
  }, 60_000);

  test('without anything: a configuration, a token, and the sample visits once', async () => {
    const first = run(['--port', '0']);
    const { origin } = await first.begun();
    const made = readFileSync(join(first.folder, 'data', 'token'), 'utf8').trim();
    const headers = { authorization: `Bearer ${made}` };
    const overview = `/api/overview?project=demo&from=${Date.now() - 3e9}&to=${Date.now() + 1e6}&timeZone=UTC`;
    const visitors = (from: string): Promise<number> =>
      until(async () => {
        const { rows } = (await (await fetch(from + overview, { headers })).json()) as {
          rows: { visitors?: number }[];
        };
        return rows[0]?.visitors === 0 ? undefined : rows[0]?.visitors;
      });
    // they come in several blocks
    await until(async () => ((await visitors(origin)) === 100 ? true : undefined));
    expect(existsSync(join(first.folder, 'watchglass.yaml'))).toBe(true);
    first.child.kill('SIGINT');
    expect(await first.ended()).toBe(0);
    const second = run(['--port', '0'], { folder: first.folder });
    expect(await visitors((await second.begun()).origin)).toBe(100);
    expect(first.text() + second.text()).not.toContain(made);
    second.child.kill('SIGTERM');
    expect(await second.ended()).toBe(0);
    // the sample is of several days
    appendFileSync(
      join(first.folder, 'watchglass.yaml'),
      '  - id: demo\n    keys: [pk_demo]\n    bots: include\n    retentionDays: 1\n',
    );
    const third = run(['--port', '0'], { folder: first.folder });
    const from = (await third.begun()).origin;
    await until(async () => ((await visitors(from)) < 100 ? true : undefined));
  }, 60_000);
});

describe('one clear sentence', () => {
  const refused = async (
    args: readonly string[],
    options: Parameters<typeof run>[1],
  ): Promise<[number | null, string]> => {
    const one = run(args, options);
    return [await one.ended(), one.text().trim()];
  };

  test('port taken, and nothing is left running', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await refused(['serve', '--port', String(port)], { config: config().replace('log: all\n', '') })).toEqual([
      1,
      expect.stringContaining(
        `Cannot listen on 127.0.0.1:${port}: another program uses that port; choose one with --port.`,
      ),
    ]);
    other.close();
  }, 30_000);

  test('a wrong configuration, an unknown option, a data directory that is a file', async () => {
    expect(await refused(['serve'], { config: 'port: x\n' })).toEqual([
      1,
      'watchglass.yaml, line 1: port: expected a port number from 0 to 65535.'.replace(/^/, './'),
    ]);
    expect(await refused(['serve', '--bogus'], {})).toEqual([1, expect.stringMatching(/^Unknown option --bogus; /)]);
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    const [code, text] = await refused(['serve', '--data', 'file'], { folder, config: config() });
    expect([code, text]).toEqual([1, expect.stringMatching(/^The data directory \S+ cannot be used: .*--data\.$/)]);
  }, 30_000);

  test('a data directory in use; ClickHouse unreachable: ingest works and readiness says why', async () => {
    const first = run(['serve', '--port', '0'], {
      config: config('store:\n  url: http://someone:hunter2@127.0.0.1:9/watchglass\n'),
    });
    const { origin } = await first.begun();
    expect((await send(origin, batchOf([golden.click]))).status).toBe(202);
    const ready = await fetch(`${origin}/readyz`);
    const { store } = (await ready.json()) as { store: { ready: boolean; reason: string } };
    expect([ready.status, store.ready]).toEqual([503, false]);
    expect(store.reason).toMatch(/^.{20,}\.$/);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    const asked = await ask(origin, `/api/overview?project=site&from=0&to=1&timeZone=UTC`);
    expect(asked.status).toBe(503);
    const [code, text] = await refused(['serve', '--port', '0'], { folder: first.folder });
    expect([code, text]).toEqual([1, expect.stringMatching(/is used by another collector \(process \d+\)/)]);
    const started = Date.now();
    first.child.kill('SIGTERM');
    expect(await first.ended()).toBe(0);
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(first.text()).not.toContain('hunter2');
  }, 40_000);
});
