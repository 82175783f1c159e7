import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { asNobody } from '../../nobody.ts';
import { type DataDirectory, lockDataDirectory } from '../../../collector/store/dataDirectory.ts';
import { processIdentity } from '../../../collector/store/processIdentity.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0).reverse()) end();
});

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'watchglass-data-'));
  ended.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function lock(path: string): Promise<DataDirectory> {
  const held = await lockDataDirectory(path);
  ended.push(() => held.release());
  return held;
}

/** Another process that runs. */
function other(): ChildProcess & { readonly pid: number } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  ended.push(() => child.kill('SIGKILL'));
  return child as ChildProcess & { readonly pid: number };
}

/** Names in a directory without the sockets on which owners are heard. */
const ofLock = (path: string): string[] => readdirSync(path).filter((name) => !/^collector\.[0-9a-f]{16}$/.test(name));

const noteOf = (pid: number, began = processIdentity(pid)?.began ?? ''): string => JSON.stringify({ pid, began });

test('a data directory is made for its owner alone, and given back whole', async () => {
  const path = join(directory(), 'a/b');
  const held = await lock(path);
  expect(held.path).toBe(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(ofLock(path)).toEqual(['collector.lock']);
  expect(statSync(join(path, 'collector.lock')).mode & 0o777).toBe(0o600);
  held.release();
  held.release();
  expect(readdirSync(path)).toEqual([]);
  await lock(path);
});

test('a second collector is refused and told who the first is', async () => {
  const path = directory();
  const child = other();
  writeFileSync(join(path, 'collector.lock'), noteOf(child.pid));
  await expect(lock(path)).rejects.toThrow(
    `The data directory ${path} is used by another collector (process ${child.pid}): stop it, or choose another with --data.`,
  );
  expect(readdirSync(path)).toEqual(['collector.lock']);
});

test('two in one process are two', async () => {
  const path = directory();
  const first = await lock(path);
  await expect(lock(path)).rejects.toThrow(`process ${process.pid}`);
  first.release();
  const second = await lock(path);
  // the first has nothing left to give back
  first.release();
  await expect(lock(path)).rejects.toThrow('another collector');
  second.release();
});

test.each([
  ['of a process that has ended', () => JSON.stringify({ pid: 2 ** 22 + 1, began: 'then' })],
  ['whose number another process has', () => noteOf(other().pid, 'long ago')],
  ['that a power cut emptied', () => ''],
  ['that is damaged', () => '{"pid":'],
])('a lock %s is taken over at once', async (_, text) => {
  const path = directory();
  writeFileSync(join(path, 'collector.lock'), text());
  const begun = performance.now();
  await lock(path);
  expect(performance.now() - begun).toBeLessThan(500);
  expect(ofLock(path)).toEqual(['collector.lock']);
});

test('a process that has ended and was not collected yet holds nothing', async () => {
  const child = other();
  const { began = '' } = processIdentity(child.pid) ?? {};
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  const path = directory();
  writeFileSync(join(path, 'collector.lock'), noteOf(child.pid, began));
  await lock(path);
});

/** A lock as it was written in another container: numbers of its processes are others' here. */
const noteOfContainer = (pid: number, began: string, key: string): string =>
  JSON.stringify({ pid, began, namespace: 'pid:[1]', key });

/** A process that is heard in a directory. */
async function heardIn(path: string, key: string): Promise<ChildProcess> {
  const listen = `require('net').createServer().listen('collector.${key}', () => console.log('heard'))`;
  const child = spawn(process.execPath, ['-e', listen], { cwd: path, stdio: ['ignore', 'pipe', 'ignore'] });
  ended.push(() => child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

test.runIf(process.platform === 'linux')(
  'a collector of another container is heard as long as it lives, in a directory of any length',
  async () => {
    const path = join(directory(), 'x'.repeat(120));
    mkdirSync(path);
    const key = '0123456789abcdef';
    const child = await heardIn(path, key);
    writeFileSync(join(path, 'collector.lock'), noteOfContainer(1, 'then', key));
    await expect(lock(path)).rejects.toThrow(
      `The data directory ${path} is used by another collector (in another container): stop it, or choose another with --data.`,
    );
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    await lock(path);
    expect(readdirSync(path)).not.toContain(`collector.${key}`);
  },
);

test.runIf(process.platform === 'linux')('a number of another container is not looked up in this one', async () => {
  const path = directory();
  const { pid } = other();
  const { began = '' } = processIdentity(pid) ?? {};
  writeFileSync(join(path, 'collector.lock'), noteOfContainer(pid, began, '0123456789abcdef'));
  await lock(path);
});

test('a path that cannot be a directory is one sentence', async () => {
  const path = directory();
  writeFileSync(join(path, 'file'), '');
  const at = (name: string): string => join(path, name);
  await expect(lock(at('file'))).rejects.toThrow(
    `The data directory ${at('file')} cannot be used: there is a file of that name. Choose another with --data.`,
  );
  await expect(lock(at('file/below'))).rejects.toThrow('part of the path is a file');
});

test('a directory that may not be written is one sentence', async () => {
  const path = join(directory(), 'closed');
  mkdirSync(path, { mode: 0o500 });
  chmodSync(dirname(path), 0o755);
  await asNobody(() =>
    expect(lock(path)).rejects.toThrow(`The data directory ${path} cannot be used: this user may not write there.`),
  );
});

/** A small file system of its own, where this user may mount one. */
function mounted(options: string): string | undefined {
  const path = directory();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  ended.push(() => execFileSync('umount', ['-l', path]));
  return path;
}

test.each([
  ['full', 'size=64k,nr_inodes=1', 'no space is left on its disk'],
  ['read-only', 'size=64k,ro', 'its file system is read-only'],
])('a %s disk is one sentence', async (_, options, why) => {
  const path = mounted(options);
  // only root may mount; the sentences themselves are the same table that the tests above read
  if (path === undefined) return;
  await expect(lock(path)).rejects.toThrow(
    `The data directory ${path} cannot be used: ${why}. Choose another with --data.`,
  );
  expect(readdirSync(path)).toEqual([]);
});
