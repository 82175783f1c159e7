/** Whoever gets what we publish is told whose work is inside, and under which licence. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { noticesIn, noticesOf } from '../../scripts/notices.mjs';
import { root } from '../server.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchglass-notices-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesBelow = (below: string, name: RegExp): string[] =>
  readdirSync(join(root, below), { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file) && !/(^|\/)(node_modules|dist)\//.test(file))
    .map((file) => join(root, below, file));

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** Packages that source maps of a built folder name. */
const mapped = (below: string, name = /\.map$/): string[] =>
  unique(
    filesBelow(below, name).flatMap((file) =>
      (JSON.parse(readFileSync(file, 'utf8')) as { sources: string[] }).sources.flatMap(
        (source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? [],
      ),
    ),
  );

/** Packages that the dashboard's sources import, and those that these need: its build writes no maps. */
function imported(): string[] {
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name) || name.startsWith('@watchglass/')) return;
    found.add(name);
    const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
    for (const one of Object.keys((JSON.parse(text) as { dependencies?: object }).dependencies ?? {})) add(one);
  };
  for (const file of filesBelow('dashboard', /\.tsx?$/))
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|\}).* from '((?:@[^/']+\/)?[^./'][^/']*)/gm,
    ))
      add(name);
  return unique([...found]);
}

const named = (below: string): string[] =>
  noticesIn(join(root, below)).map((notice) => /^(\S+) \d/.exec(notice)?.[1] ?? notice);

test('every package that was bundled is named beside the bundle', () => {
  // beside the SDK lie dashboard and demo, which have notices of their own
  const sdk = mapped('dist', /^[^/]+\.map$/);
  expect(sdk).toEqual([]);
  expect(named('dist')).toEqual(sdk);
  const dashboard = imported();
  expect(dashboard).toContain('preact');
  expect(named('dist/dashboard')).toEqual(expect.arrayContaining(dashboard));
  const all = unique([...sdk, ...dashboard, ...mapped('collector/dist')]);
  for (const below of ['collector/dist', 'dist/demo']) expect(named(below)).toEqual(expect.arrayContaining(all));
});

test('a notice is the text of the licence, and each is there once', () => {
  for (const below of ['dist/dashboard', 'dist/demo', 'collector/dist']) {
    expect(named(below)).toEqual(unique(named(below)));
    const idb = noticesIn(join(root, below)).find((notice) => notice.startsWith('idb-keyval '));
    expect(idb).toContain(readFileSync(join(root, 'node_modules/idb-keyval/LICENCE'), 'utf8').trim());
  }
});

test('a package without a licence file fails the build, unless it asks for no notice', () => {
  const moduleOf = (license: string): string => {
    const at = join(folder, 'node_modules', license);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'package.json'), JSON.stringify({ name: license, version: '1.0.0', license }));
    return join(at, 'index.js');
  };
  expect(() => noticesOf([moduleOf('MIT')])).toThrow('MIT: expected a licence file in');
  expect(noticesOf([moduleOf('Unlicense'), '/clone/src/client.ts', '\0runtime'])).toEqual([
    'Unlicense 1.0.0 (Unlicense)',
  ]);
});
