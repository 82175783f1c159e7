// Whose work is inside what we publish, and under which licence: written by each build from the modules that its bundler
// has put in, so that a package that comes along later is named without anybody thinking of it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FILE = 'third-party-notices.txt';

const HEAD = 'Watchglass is under the MIT licence, and contains the work of others under theirs:';
const RULE = `\n\n${'='.repeat(80)}\n\n`;

/** Folders of the packages that modules are of; what bundlers make up (`\0runtime`) and what is ours is of none. */
const packagesOf = (modules) =>
  new Set(
    modules.flatMap((id) => /^[^\0].*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id.replaceAll('\\', '/')) ?? []),
  );

/** Dedications to the public: they ask for no notice, and wouter-preact, under the first, comes without a file. */
const needsNoFile = ['Unlicense', 'CC0-1.0', '0BSD'];

function noticeOf(folder) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)(\.|-|$)/i.test(file));
  if (files.length === 0 && !needsNoFile.includes(license))
    throw new Error(`${name}: expected a licence file in ${folder}, there is none`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim().replaceAll('\r\n', '\n'));
  return [`${name} ${version} (${license})${homepage ? `, ${homepage}` : ''}`, ...texts].join('\n\n');
}

/** Notices of the packages that some modules are of. */
export const noticesOf = (modules) => [...packagesOf(modules)].map(noticeOf);

/** Notices that were written into a folder by its own build. */
export const noticesIn = (folder) => readFileSync(join(folder, FILE), 'utf8').trimEnd().split(RULE).slice(1);

const textOf = (notices) => `${[HEAD, ...[...new Set(notices)].sort()].join(RULE)}\n`;

/** Writes them into a folder, each once. */
export const writeNotices = (folder, notices) => writeFileSync(join(folder, FILE), textOf(notices));

/** Modules of which something is in esbuild's output; needs `metafile`. */
export const modulesOf = ({ outputs }) =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.keys(inputs)
      .filter((input) => inputs[input].bytesInOutput > 0)
      .map((input) => resolve(input)),
  );

/** For Rollup and Vite: given to several builds and their workers, it writes what is in any of them. */
export function noticesPlugin() {
  const modules = [];
  return {
    name: 'third-party-notices',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        for (const [id, { renderedLength }] of Object.entries(chunk.modules ?? {}))
          if (renderedLength > 0) modules.push(id);
      this.emitFile({ type: 'asset', fileName: FILE, source: textOf(noticesOf(modules)) });
    },
  };
}
