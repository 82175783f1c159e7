// Two builds of the SDK: the script tag (one classic script) and the npm module. Both carry idb-keyval inside, so
// that the published package has no dependency.
import { readFileSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const banner = `/*! Watchglass ${version}, MIT; with idb-keyval, Apache-2.0 */`;

const plugins = () => [
  nodeResolve({ browser: true, extensions: ['.ts', '.mjs', '.js'] }),
  esbuild({ target: 'es2022', tsconfig: false, define: { __VERSION__: JSON.stringify(version) } }),
];

/** Two declarators would cost the tag 80 bytes: `const` has done its work when the compiler has read it. */
const oneDeclarator = { name: 'one-declarator', renderChunk: (code) => code.replace(/\bconst(?=[ {[])/g, 'let') };

const smallest = (module) => [
  oneDeclarator,
  terser({
    module,
    toplevel: true,
    ecma: 2020,
    // the host may depend on nothing of ours but the documented names; `_` marks what never leaves a bundle
    mangle: { properties: { regex: /^_[a-z]/ } },
    compress: { passes: 5, pure_getters: true, unsafe_arrows: true },
    format: { comments: /^!/ },
  }),
];

export default [
  {
    input: 'src/auto.ts',
    plugins: plugins(),
    output: { file: 'dist/watchglass.js', format: 'iife', sourcemap: true, banner, plugins: smallest(false) },
  },
  {
    input: 'src/index.ts',
    plugins: plugins(),
    output: { file: 'dist/index.js', format: 'es', sourcemap: true, banner, plugins: smallest(true) },
  },
];
