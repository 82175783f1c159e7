// Starts the traffic: bundles the TypeScript beside it, since Node 20 runs none, and finds a browser.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ensureBrowsers, launchOptions } from '../../scripts/browsers.mjs';
import { buildAll } from '../../scripts/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

try {
  const { chromium } = await ensureBrowsers(['chromium']);
  if (!chromium) throw new Error('Chromium is not installed and could not be installed here');
  await buildAll();
  const outfile = join(root, '.cache/traffic/main.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('main.ts', import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['playwright', 'vite'],
    logLevel: 'warning',
  });
  const { main } = await import(pathToFileURL(outfile).href);
  await main({ root, args: process.argv.slice(2), launch: launchOptions('chromium', chromium) });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
