/** Names that the build shortens must be nobody else's: not of events, options or the public API. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inner } from '../../rollup.config.mjs';
import { root } from '../server.ts';

/** Members that a text of types declares. */
const members = (text: string): Set<string> =>
  new Set([...text.matchAll(/^\s+(?:readonly )?(\w+)(?:\??:|<|\()/gm)].map(([, name]) => name ?? ''));

/** What a plugin is given: pairs in `src/plugins.ts`, whose names are text that nothing shortens. */
const GIVEN = /^export interface PluginContext \{[^]*?^\}/m;

for (const path of ['contract/types.ts', 'docs/api/watchglass.api.md'])
  test(`no shortened name is in ${path}`, () => {
    const theirs = members(readFileSync(join(root, path), 'utf8').replace(GIVEN, ''));
    expect(theirs.size).toBeGreaterThan(40);
    expect(inner.filter((name) => theirs.has(name))).toEqual([]);
  });

test('a plugin is given what its types say, by names that are text', () => {
  const [given = ''] = GIVEN.exec(readFileSync(join(root, 'docs/api/watchglass.api.md'), 'utf8')) ?? [];
  const made = readFileSync(join(root, 'src/plugins.ts'), 'utf8');
  expect(members(given).size).toBeGreaterThan(5);
  expect([...members(given)].filter((name) => !made.includes(`['${name}', `))).toEqual([]);
});
