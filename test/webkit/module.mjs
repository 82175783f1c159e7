// Modules of the tests that are TypeScript, for scripts that Node runs as they are.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Bundles a module named relative to this folder, and loads it. */
export async function loadModule(path) {
  // one folder below the root, as the source of the server is: it finds `dist/` from where it lies
  const name = path.replace(/^.*\/|\.ts$/g, '');
  const outfile = fileURLToPath(new URL(`../../.cache/${name}.webkit.mjs`, import.meta.url));
  await build({
    entryPoints: [fileURLToPath(new URL(path, import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  return import(pathToFileURL(outfile).href);
}
