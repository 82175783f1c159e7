/** What an operator meets: each fault of the surroundings is one sentence and the right end. The built program, as it is started. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../../collector/config/load.ts';
import { readOptions } from '../../../collector/config/options.ts';
import { root } from '../../server.ts';
import { tempFolder } from './parts.ts';
import { ask, isRoot, readiness, run, send, site } from './program.ts';

/** Starts what follows as process 1 of a container; what it starts ends with it. */
const container = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];

/** Only root may make one, and only on Linux. */
const hasContainers = ((): boolean => {
  try {
    execFileSync('unshare', [...container.slice(1), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe('does not start, says one sentence, and ends with 1', () => {
  const locked = (): string => {
    const folder = join(tempFolder(), 'locked');
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    return folder;
  };
  const cases: readonly (readonly [string, readonly string[], string, RegExp])[] = [
    ['an option without its value', ['serve', '--port'], site, /^--port expects a value; see watchglass --help\.$/],
    ['an option with a value too many', ['--demo=yes'], site, /^--demo expects no value; see watchglass --help\.$/],
    [
      'a configuration that is not there',
      ['--config', 'no.yaml'],
      '',
      /^The configuration no\.yaml cannot be read: there is no such file\.$/,
    ],
    [
      'a password that breaks the address',
      [],
      `${site}store: { url: "http://u:a#b@db:8123" }\n`,
      /^store\.url .*%23.*\.$/,
    ],
    [
      'a password that is not encoded',
      [],
      `${site}store: { url: "http://u:%zz@db:8123" }\n`,
      /^store\.url \(db:8123\) .*%25.*\.$/,
    ],
    [
      'an address of nobody',
      ['--host', '192.0.2.1'],
      `${site}allowPlainHttp: true\n`,
      /^Cannot listen on 192\.0\.2\.1:\d+: this machine has no such address; choose one with --host\.$/,
    ],
    ...(process.platform === 'linux'
      ? ([
          // Node's own way of making directories never comes back from there
          [
            'a data directory that cannot be made',
            ['--data', '/proc/watchglass'],
            site,
            /^The data directory \/proc\/watchglass cannot be used: it is not there and cannot be made\. Choose another with --data\.$/,
          ],
          [
            'a data directory of others',
            ['--data', isRoot ? '/sys/watchglass' : locked()],
            site,
            /^The data directory \S+ cannot be used: this user may not write there\. Choose another with --data\.$/,
          ],
        ] as const)
      : []),
  ];
  test.each(cases)('%s', async (_, args, config, sentence) => {
    const one = run([...(args[0] === 'serve' ? [] : ['serve']), '--port', '0', ...args], { config });
    const late = setTimeout(() => process.kill(one.pid, 'SIGKILL'), 10_000);
    expect(await one.ended).toBe(1);
    clearTimeout(late);
    expect(one.text().trim()).toMatch(sentence);
  });
});

test.runIf(hasContainers)('two containers do not share a data directory, and the next one takes over', async () => {
  const folder = tempFolder();
  const args = ['serve', '--port', '0'];
  const first = run(args, { folder, by: container });
  await first.origin();
  const second = run(args, { folder, by: container });
  expect(await second.ended).toBe(1);
  expect(second.text().trim()).toMatch(/^The data directory \S+ is used by another collector \(in another container\)/);
  process.kill(first.pid, 'SIGKILL');
  await first.ended;
  const third = run(args, { folder, by: container });
  expect((await send(await third.origin())).status).toBe(202);
  process.kill(third.pid, 'SIGKILL');
  await third.ended;
});

describe('starts, takes what is sent, and says what is missing', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });

  test('ClickHouse refuses the password', async () => {
    const refusing = createServer((request, response) => {
      request.resume();
      response.writeHead(403, { 'x-clickhouse-exception-code': '516' });
      response.end(
        'Code: 516. DB::Exception: someone: Authentication failed: password is incorrect. (AUTHENTICATION_FAILED)',
      );
    });
    servers.push(refusing);
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    const { port } = refusing.address() as AddressInfo;
    const one = run(['serve', '--port', '0'], {
      config: `${site}store:\n  url: http://someone:hunter2@127.0.0.1:${port}/watchglass\n`,
    });
    const origin = await one.origin();
    expect((await send(origin)).status).toBe(202);
    await expect
      .poll(() => readiness(origin))
      .toEqual({
        ready: false,
        spool: '',
        store: `The store at 127.0.0.1:${port} refused the account or its rights (AUTHENTICATION_FAILED, code 516).`,
      });
    expect((await ask(origin)).status).toBe(503);
    process.kill(one.pid, 'SIGTERM');
    expect(await one.ended).toBe(0);
    expect(one.text()).not.toContain('hunter2');
  });
});

test('Ctrl-C reaches it twice, from the terminal and from npm: it ends as if asked once, with its engine', async () => {
  const one = run(['serve', '--port', '0']);
  const origin = await one.origin();
  await expect.poll(async () => (await readiness(origin)).ready, { timeout: 20_000 }).toBe(true);
  const engine = (JSON.parse(readFileSync(join(one.folder, 'data', 'engine.pid'), 'utf8')) as { pid: number }).pid;
  const from = performance.now();
  process.kill(-one.pid, 'SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 30));
  try {
    process.kill(-one.pid, 'SIGINT');
  } catch {
    // it was quicker
  }
  expect(await one.ended).toBe(0);
  expect(performance.now() - from).toBeLessThan(10_000);
  for (const pid of [one.pid, engine]) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
}, 40_000);

test("compose's collector starts with the file that comes with it, beside the ClickHouse that comes with it", async () => {
  const compose = parse(readFileSync(join(root, 'compose.yaml'), 'utf8')) as {
    services: Record<'collector' | 'clickhouse', { environment: Record<string, string>; ports?: string[] }>;
  };
  const docker = readFileSync(join(root, 'Dockerfile'), 'utf8');
  const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(docker) ?? [];
  const file = join(root, 'docker/watchglass.yaml');
  const args = (JSON.parse(command) as string[]).map((one) => (one === '/config/watchglass.yaml' ? file : one));
  const environment = { CLICKHOUSE_PASSWORD: 'secret' };
  const config = await loadConfig(readOptions(args, environment), environment);
  const url = new URL(config.store.url ?? '');
  const { collector, clickhouse } = compose.services;
  expect([config.host, config.data]).toEqual(['0.0.0.0', '/data']);
  expect(Object.keys(collector.environment)).toContain('CLICKHOUSE_PASSWORD');
  expect([url.hostname, url.username, url.pathname.slice(1)]).toEqual([
    'clickhouse',
    clickhouse.environment['CLICKHOUSE_USER'],
    clickhouse.environment['CLICKHOUSE_DB'],
  ]);
  // plain HTTP is allowed for a port that only this machine reaches
  expect(collector.ports?.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
});
