/** Names that the build shortens must be nobody else's: not of events, options or the public API, nor of the platform. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { inner } from '../../rollup.config.mjs';
import { root } from '../server.ts';

const words = (path: string): Set<string> => new Set(readFileSync(path, 'utf8').match(/\w+/g));

/** The minifier's list of what browsers call their own. */
const platform = join(
  dirname(
    createRequire(createRequire(import.meta.url).resolve('@rollup/plugin-terser')).resolve('terser/package.json'),
  ),
  'tools/domprops.js',
);

for (const path of [join(root, 'contract/types.ts'), join(root, 'docs/api/watchglass.api.md'), platform])
  test(`no shortened name is in ${path.slice(root.length)}`, () => {
    const theirs = words(path);
    expect(theirs.size).toBeGreaterThan(50);
    expect(inner.filter((name) => theirs.has(name))).toEqual([]);
  });
