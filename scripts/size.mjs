// Sizes of what visitors and teams download, against their budgets. Prints the table; `--write` puts it into the
// README, where `test/bundle/size.test.ts` checks it. kB = 1,000 bytes.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const packers = {
  brotli: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  gzip: (bytes) => gzipSync(bytes, { level: 9 }).length,
};

const filesBelow = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });

/**
 * Every budget: what it is, its files, how it is packed, and the most it may weigh in bytes. They are only ever lowered
 * (docs/adr/0007).
 */
const budgets = [
  { name: 'script tag', path: 'dist/watchglass.js', packing: 'brotli', maxBytes: 10_000 },
  { name: 'npm module', path: 'dist/index.js', packing: 'brotli', maxBytes: 9_950 },
  { name: 'first idle chunk', path: `dist/signals-${version}.js`, packing: 'brotli', maxBytes: 8_000 },
  { name: 'second idle chunk', path: `dist/detail-${version}.js`, packing: 'brotli', maxBytes: 8_000 },
  { name: 'chunk of what a site asks for', path: `dist/extra-${version}.js`, packing: 'brotli', maxBytes: 1_000 },
  { name: 'inspector', path: `dist/inspector-${version}.js`, packing: 'brotli', maxBytes: 8_000 },
  { name: 'dashboard, all files', path: 'dist/dashboard', packing: 'gzip', maxBytes: 200_000 },
];

/** Measured budgets; bytes is undefined when something is not built. */
export function sizes() {
  return budgets.map((budget) => {
    const path = join(root, budget.path);
    if (!existsSync(path)) return { ...budget, bytes: undefined };
    const files = statSync(path).isDirectory() ? filesBelow(path).filter((file) => !/\.(map|txt)$/.test(file)) : [path];
    return { ...budget, bytes: files.reduce((sum, file) => sum + packers[budget.packing](readFileSync(file)), 0) };
  });
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** The table as Markdown. */
export const sizeTable = () =>
  [
    '| file | size | packing | budget |',
    '| --- | ---: | --- | ---: |',
    ...sizes().map(({ name, path, packing, bytes, maxBytes }) => {
      const size = bytes === undefined ? 'not built' : kB(bytes);
      return `| ${name} (\`${path}\`) | ${size} | ${packing} | ${kB(maxBytes)} |`;
    }),
  ].join('\n');

const START = '<!-- sizes: written by scripts/size.mjs -->';
const END = '<!-- /sizes -->';

/** The table that stands in the README. */
export function tableInReadme() {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return readme.slice(readme.indexOf(START) + START.length, readme.indexOf(END)).trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(sizeTable());
  if (process.argv.includes('--write')) {
    const file = join(root, 'README.md');
    const readme = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      `${readme.slice(0, readme.indexOf(START) + START.length)}\n${sizeTable()}\n${readme.slice(readme.indexOf(END))}`,
    );
  }
}
