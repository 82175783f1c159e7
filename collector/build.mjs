// Builds the published collector into collector/dist/: the program, the engine's child, and what it serves (SDK,
// dashboard, demo shop and sample visits). contract and analysis are built in; npm packages stay dependencies.
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildCollectorDemo } from '../demo/build.mjs';
import { copySdk } from '../scripts/kit.mjs';
import { modulesOf, noticesIn, noticesOf, writeNotices } from '../scripts/notices.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Entries that run as programs of their own. */
const programs = ['bin.ts', 'store/engineChild.ts'];

/**
 * Bundles the programs into a folder below this one; `failpoints`: with the moments at which tests end them; `plugins`
 * of esbuild break them on purpose. Gives the modules that are in them.
 */
export async function buildPrograms({ out, failpoints = false, plugins = [] }) {
  const { version, dependencies, optionalDependencies } = JSON.parse(
    await readFile(join(here, 'package.json'), 'utf8'),
  );
  const { metafile } = await build({
    entryPoints: programs.map((entry) => join(here, entry)),
    outdir: out,
    outbase: here,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    external: [...Object.keys(dependencies), ...Object.keys(optionalDependencies)],
    define: { __VERSION__: JSON.stringify(version) },
    dropLabels: failpoints ? [] : ['FAILPOINT'],
    plugins,
    logLevel: 'warning',
    metafile: true,
  });
  return modulesOf(metafile);
}

/** Writes collector/dist/; needs `dist/watchglass.js` and `dist/dashboard/` to be built. */
export async function buildCollector({ root }) {
  const out = join(here, 'dist');
  await rm(out, { recursive: true, force: true });
  const bundled = await buildPrograms({ out });
  const served = join(out, 'public');
  await mkdir(served, { recursive: true });
  await cp(join(root, 'dist/dashboard'), join(served, 'dashboard'), { recursive: true });
  await copySdk(root, served);
  const demo = await buildCollectorDemo({ root, out: served });
  const built = [join(root, 'dist'), join(root, 'dist/dashboard')].flatMap(noticesIn);
  writeNotices(out, [...built, ...noticesOf([...bundled, ...demo])]);
}
