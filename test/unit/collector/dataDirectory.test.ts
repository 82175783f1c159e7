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

function lock(path: string): DataDirectory {
  const held = lockDataDirectory(path);
  ended.push(() => held.release());
  return held;
}

/** Another process that runs. */
function other(): ChildProcess & { readonly pid: number } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  ended.push(() => child.kill('SIGKILL'));
  return child as ChildProcess & { readonly pid: number };
}

const noteOf = (pid: number, began = processIdentity(pid)?.began ?? ''): string => JSON.stringify({ pid, began });

test('a data directory is made for its owner alone, and given back whole', () => {
  const path = join(directory(), 'a/b');
  const held = lock(path);
  expect(held.path).toBe(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(readdirSync(path)).toEqual(['collector.lock']);
  expect(statSync(join(path, 'collector.lock')).mode & 0o777).toBe(0o600);
  held.release();
  held.release();
  expect(readdirSync(path)).toEqual([]);
  lock(path);
});

test('a second collector is refused and told who the first is', () => {
  const path = directory();
  const child = other();
  writeFileSync(join(path, 'collector.lock'), noteOf(child.pid));
  expect(() => lock(path)).toThrow(
    `The data directory ${path} is used by another collector (process ${child.pid}): stop it, or choose another with --data.`,
  );
  expect(readdirSync(path)).toEqual(['collector.lock']);
});

test('two in one process are two', () => {
  const path = directory();
  const first = lock(path);
  expect(() => lock(path)).toThrow(`process ${process.pid}`);
  first.release();
  const second = lock(path);
  // the first has nothing left to give back
  first.release();
  expect(() => lock(path)).toThrow('another collector');
  second.release();
});

test.each([
  ['of a process that has ended', () => JSON.stringify({ pid: 2 ** 22 + 1, began: 'then' })],
  ['whose number another process has', () => noteOf(other().pid, 'long ago')],
  ['that a power cut emptied', () => ''],
  ['that is damaged', () => '{"pid":'],
])('a lock %s is taken over at once', (_, text) => {
  const path = directory();
  writeFileSync(join(path, 'collector.lock'), text());
  const begun = performance.now();
  lock(path);
  expect(performance.now() - begun).toBeLessThan(500);
  expect(readdirSync(path)).toEqual(['collector.lock']);
});

test('a process that has ended and was not collected yet holds nothing', async () => {
  const child = other();
  const { began = '' } = processIdentity(child.pid) ?? {};
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  const path = directory();
  writeFileSync(join(path, 'collector.lock'), noteOf(child.pid, began));
  lock(path);
});

test('a path that cannot be a directory is one sentence', () => {
  const path = directory();
  writeFileSync(join(path, 'file'), '');
  const at = (name: string): string => join(path, name);
  expect(() => lock(at('file'))).toThrow(
    `The data directory ${at('file')} cannot be used: there is a file of that name. Choose another with --data.`,
  );
  expect(() => lock(at('file/below'))).toThrow('part of the path is a file');
});

test('a directory that may not be written is one sentence', async () => {
  const path = join(directory(), 'closed');
  mkdirSync(path, { mode: 0o500 });
  chmodSync(dirname(path), 0o755);
  await asNobody(() =>
    expect(() => lock(path)).toThrow(`The data directory ${path} cannot be used: this user may not write there.`),
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
])('a %s disk is one sentence', (_, options, why) => {
  const path = mounted(options);
  // only root may mount; the sentences themselves are the same table that the tests above read
  if (path === undefined) return;
  expect(() => lock(path)).toThrow(`The data directory ${path} cannot be used: ${why}. Choose another with --data.`);
  expect(readdirSync(path)).toEqual([]);
});
