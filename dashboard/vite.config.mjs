// The dashboard as static files: any server, any folder (`base: './'`), a strict CSP (no inline script or style, no
// data: URL), one script, one style sheet, a worker. `index.html` reads the data of the browser it runs in,
// `collector.html`, which a collector serves as its first page, that collector's.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { noticesPlugin } from '../scripts/notices.mjs';

const LOCAL = '<meta name="watchglass-source" content="local" />';

/** Writes the page that a collector serves: the same but for one word. */
const collectorPage = {
  name: 'collector-page',
  enforce: 'post',
  generateBundle(_, bundle) {
    const { source } = bundle['index.html'];
    if (!source.includes(LOCAL)) throw new Error(`dashboard/index.html: expected ${LOCAL}`);
    this.emitFile({
      type: 'asset',
      fileName: 'collector.html',
      source: source.replace(LOCAL, LOCAL.replace('local', 'http')),
    });
  },
};

const notices = noticesPlugin();

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [collectorPage, notices],
  build: {
    target: 'es2022',
    outDir: fileURLToPath(new URL('../dist/dashboard', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: { format: 'es', plugins: () => [notices] },
});
