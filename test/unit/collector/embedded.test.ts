import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { createStore, type WritableStore } from '../../../collector/store/client.ts';
import { StoreError } from '../../../collector/store/storeError.ts';
import type { Engine } from '../../../collector/store/embedded.ts';
import { engineLibrary } from '../../../collector/store/engineLibrary.ts';
import { processIdentity } from '../../../collector/store/processIdentity.ts';
import { engineProgram, engineStarter, silentLog, startEngine } from '../../engine.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
}, 30_000);

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'watchglass-embedded-'));
  ended.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function engineIn(data: string, options: Partial<Parameters<typeof startEngine>[0]> = {}): Promise<Engine> {
  const engine = await startEngine({ data, ...options });
  ended.push(() => engine.stop());
  return engine;
}

function storeOf({ url, writer, reader }: Engine): WritableStore {
  const store = createStore({ url, writer, reader, database: 'watchglass', log: silentLog });
  ended.push(() => store.close());
  return store;
}

const within = async (ms: number, check: () => boolean | Promise<boolean>): Promise<number> => {
  const begun = performance.now();
  while (!(await check())) {
    if (performance.now() - begun > ms) throw new Error(`not within ${ms} ms`);
    await sleep(20);
  }
  return performance.now() - begun;
};

const runs = (pid: number | undefined): boolean => pid !== undefined && processIdentity(pid) !== undefined;
const pidOf = (engine: Engine): number => engine.pid() ?? 0;

/** A process of ours that has nothing to do with engines. */
function bystander(script = 'setInterval(() => {}, 1000)'): ChildProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  ended.push(() => child.kill('SIGKILL'));
  return child;
}

/** A program in place of the engine's. */
function program(text: string): string {
  const file = join(directory(), 'program.mjs');
  writeFileSync(file, text);
  return file;
}

test('an engine answers, keeps its data over a restart, and ends when it is told to', async () => {
  const data = directory();
  const first = await startEngine({ data });
  const store = storeOf(first);
  await store.ready();
  await store.run({ sql: 'CREATE TABLE t (n Int64) ENGINE = MergeTree ORDER BY n', params: {} });
  await store.insert('t', Buffer.from('{"n":1}'), 'a');
  expect(await store.ask({ sql: 'SELECT timezone() AS zone, count() AS rows FROM t', params: {} })).toEqual([
    { zone: 'UTC', rows: 1 },
  ]);
  const pid = pidOf(first);
  await store.close();
  await first.stop();
  expect(runs(pid)).toBe(false);
  expect(first.state().state).toBe('down');
  expect(() => first.url()).toThrow('The engine is being stopped.');
  const second = storeOf(await engineIn(data));
  await second.ready();
  expect(await second.ask({ sql: 'SELECT n FROM t', params: {} })).toEqual([{ n: 1 }]);
});

test('told to end while it starts or is tested, it ends', async () => {
  const data = mkdtempSync(join(tmpdir(), 'watchglass-early-'));
  try {
    // the start takes some 200 ms and the self-test as long again: a look into each of their steps
    for (let waitMs = 100; waitMs <= 600; waitMs += 50) {
      const engine = await startEngine({ data });
      await sleep(waitMs);
      const from = performance.now();
      await engine.stop();
      expect(performance.now() - from, `told after ${waitMs} ms`).toBeLessThan(5_000);
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}, 30_000);

test('nobody else reads its files, and nobody reads its passwords on the command line', async () => {
  const data = directory();
  const engine = await engineIn(data);
  const store = storeOf(engine);
  await store.ready();
  for (const name of ['engine', 'engine-config']) expect(statSync(join(data, name)).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(join(data, 'engine-config'))) {
    const file = join(data, 'engine-config', name);
    expect(statSync(file).mode & 0o077).toBe(0);
    for (const { password } of [engine.writer, engine.reader])
      expect(readFileSync(file, 'utf8')).not.toContain(password);
  }
  const seen = execFileSync('ps', ['-o', 'args=', '-p', String(pidOf(engine))], { encoding: 'utf8' });
  expect(seen).toContain('--http_port');
  for (const { password } of [engine.writer, engine.reader]) expect(seen).not.toContain(password);
});

test('what people typed is in no log, whatever goes wrong', async () => {
  const data = directory();
  const store = storeOf(await engineIn(data));
  await store.ready();
  await store.run({ sql: 'CREATE TABLE t (n Int64) ENGINE = MergeTree ORDER BY n', params: {} });
  await store.insert('t', Buffer.from('{"n":1}'), 'canary-token');
  await expect(store.insert('t', Buffer.from('{"n":"canary-row"}'), 'b')).rejects.toThrow('do not fit');
  await expect(store.ask({ sql: "SELECT 'canary-sql' FROM nowhere", params: {} })).rejects.toThrow('UNKNOWN_TABLE');
  const statement = { sql: 'SELECT throwIf({text:String} != {no:String})', params: { text: 'canary-value', no: '' } };
  await expect(store.ask(statement)).rejects.toThrow('refused');
  const files = readdirSync(join(data, 'engine-config'));
  expect(files).toContain('engine.log');
  for (const name of files) expect(readFileSync(join(data, 'engine-config', name), 'utf8')).not.toContain('canary');
});

test('the account that starts the engine is of no use to anybody else', async () => {
  const engine = await engineIn(directory());
  const store = storeOf(engine);
  await store.ready();
  const post = async (user: string, sql: string, password = ''): Promise<number> =>
    (
      await fetch(engine.url(), {
        method: 'POST',
        body: sql,
        headers: { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password, connection: 'close' },
      })
    ).status;
  expect(await post('reader', 'SELECT 1', engine.reader.password)).toBe(200);
  expect(await post('reader', 'SELECT 1')).not.toBe(200);
  for (const sql of [
    'SELECT count() FROM numbers(9)',
    'SYSTEM STOP LISTEN HTTP',
    "SELECT * FROM file('/etc/passwd', 'LineAsString')",
  ]) {
    expect([sql, await post('default', sql)]).not.toEqual([sql, 200]);
    expect([sql, await post('', sql)]).not.toEqual([sql, 200]);
  }
  expect(await store.ask({ sql: 'SELECT 1 AS n', params: {} })).toEqual([{ n: 1 }]);
});

test('an engine that is killed while rows come in is back within 3 s, and nothing is lost or doubled', async () => {
  const engine = await engineIn(directory());
  const store = storeOf(engine);
  await store.ready();
  await store.run({
    sql: 'CREATE TABLE t (n Int64) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 1000',
    params: {},
  });
  let next = 0;
  let stop = false;
  const insertAll = async (): Promise<void> => {
    while (!stop) {
      const block = next++;
      const lines = Buffer.from(Array.from({ length: 200 }, (_, i) => `{"n":${block * 200 + i}}`).join('\n'));
      for (;;) {
        try {
          await store.insert('t', lines, `block-${block}`);
          break;
        } catch (error) {
          if (!(error instanceof StoreError) || error.kind !== 'unreachable') throw error;
          await store.ready();
        }
      }
    }
  };
  const writers = [insertAll(), insertAll()];
  for (let kill = 0; kill < 3; kill += 1) {
    await sleep(400 + kill * 137);
    const pid = pidOf(engine);
    process.kill(pid, 'SIGKILL');
    await within(1_000, () => !runs(pid));
    const answers = (): Promise<boolean> =>
      store.ask({ sql: 'SELECT 1', params: {} }).then(
        () => true,
        () => false,
      );
    const backMs = await within(3_000, answers);
    expect(backMs).toBeLessThan(3_000);
    expect(pidOf(engine)).not.toBe(pid);
  }
  stop = true;
  await Promise.all(writers);
  expect(
    await store.ask({ sql: 'SELECT count() AS rows, uniqExact(n) AS once, max(n) AS last FROM t', params: {} }),
  ).toEqual([{ rows: next * 200, once: next * 200, last: next * 200 - 1 }]);
});

test('a hung engine is ended and started again', async () => {
  const engine = await engineIn(directory(), { hang: { everyMs: 100, timeoutMs: 1_000, misses: 2 } });
  const store = storeOf(engine);
  await store.ready();
  const pid = pidOf(engine);
  process.kill(pid, 'SIGSTOP');
  await within(10_000, () => !runs(pid));
  await store.ready();
  await within(5_000, () => runs(engine.pid()));
  expect(await store.ask({ sql: 'SELECT 1 AS n', params: {} })).toEqual([{ n: 1 }]);
});

describe('an earlier collector', () => {
  /** A collector in a process of its own, and its engine's pid, once that answers. */
  async function collector(data: string): Promise<{ readonly child: ChildProcess; readonly pid: number }> {
    const options = JSON.stringify({ data, program: engineProgram() });
    const ready = join(data, 'ready');
    const child = bystander(
      `import { writeFileSync } from 'node:fs';
       const { startEmbedded } = await import(${JSON.stringify(engineStarter())});
       const log = { info() {}, warn() {}, error() {} };
       const engine = await startEmbedded({ ...${options}, log });
       setInterval(() => engine.state().state === 'ready' && writeFileSync(${JSON.stringify(ready)}, ''), 20);`,
    );
    await within(10_000, () => existsSync(ready));
    const { pid } = JSON.parse(readFileSync(join(data, 'engine.pid'), 'utf8')) as { pid: number };
    expect(runs(pid)).toBe(true);
    return { child, pid };
  }

  test('that is killed takes its engine with it', async () => {
    const { child, pid } = await collector(directory());
    child.kill('SIGKILL');
    await within(10_000, () => !runs(pid));
  });

  test('that left an engine behind: it is ended and the next one answers within 8 s', async () => {
    const data = directory();
    const { child, pid } = await collector(data);
    // deaf, as one that merges for long: it does not hear that its collector is gone, nor SIGTERM
    process.kill(pid, 'SIGSTOP');
    child.kill('SIGKILL');
    const begun = performance.now();
    const store = storeOf(await engineIn(data));
    await store.ready();
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect(runs(pid)).toBe(false);
  });

  test('whose number another process has now: that process is left alone', async () => {
    const data = directory();
    const other = bystander();
    writeFileSync(join(data, 'engine.pid'), JSON.stringify({ pid: other.pid, began: 'long ago' }));
    const engine = await engineIn(data);
    await within(5_000, () => engine.state().state === 'ready');
    expect(runs(other.pid)).toBe(true);
  });
});

test('platforms without an engine, and installs without one, are told what to do', () => {
  expect(() => engineLibrary({ platform: 'win32-x64' })).toThrow(
    'There is no embedded engine for win32-x64: set store.url to the address of a ClickHouse server instead.',
  );
  expect(() => engineLibrary({ platform: 'linux-x64-musl' })).toThrow('no embedded engine for linux-x64-musl');
  const missing = (): string => {
    throw new Error('Cannot find module');
  };
  expect(() => engineLibrary({ platform: 'darwin-arm64', resolve: missing })).toThrow(
    /^The embedded engine for darwin-arm64 is not installed .* store\.url/,
  );
  expect(engineLibrary().library).toMatch(/libchdb\.so$/);
});

test.each([
  ['ends at once', 'process.exit(3)', 'The engine ended (exit code 3).'],
  [
    'cannot lock its directory',
    "console.error('Cannot lock file x'); process.exit(1)",
    'The engine could not open its directory: another engine uses it.',
  ],
  [
    'finds the disk full',
    "console.error('Code: 243 (NOT_ENOUGH_SPACE)'); process.exit(1)",
    'The engine ended: no space is left on the disk.',
  ],
])('an engine that %s is tried again and again, and says why', async (_, text, reason) => {
  const engine = await engineIn(directory(), { program: program(text) });
  await within(3_000, () => engine.state().state === 'down');
  expect(engine.state()).toEqual({ state: 'down', reason });
  expect(() => engine.url()).toThrow(reason);
  const store = storeOf(engine);
  await within(3_000, () => store.state().state === 'down');
  expect(store.state().reason).toBe(reason);
});

test('an engine that is another program fails its self-test', async () => {
  const other = program(`
    import { createServer } from 'node:http';
    const port = Number(process.argv[process.argv.indexOf('--http_port') + 1]);
    createServer((request, answer) => answer.end('Ok.')).listen(port, '127.0.0.1');
    process.stdin.on('end', () => process.exit(0)).resume();`);
  const engine = await engineIn(directory(), { program: other });
  await within(15_000, () => engine.state().state === 'down');
  expect(engine.state().reason).toMatch(/^The engine failed its self-test: it did not answer .*store\.url\.$/);
});
