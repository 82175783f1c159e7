// The SDK: the script tag (one classic script), the npm module, and the idle chunks of both. None has a dependency.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { kitEntry, kitPlugin } from './scripts/kit.mjs';
import { noticesPlugin } from './scripts/notices.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const notices = noticesPlugin();

const plugins = () => [
  nodeResolve({ browser: true, extensions: ['.ts', '.mjs', '.js'] }),
  esbuild({ target: 'es2022', tsconfig: false, define: { __VERSION__: JSON.stringify(version) } }),
  notices,
];

/**
 * Two declarators would cost the tag 80 bytes: `const` has done its work when the compiler has read it. The blanks keep
 * every place where it was, and so the source map true.
 */
const oneDeclarator = {
  name: 'one-declarator',
  renderChunk: (code) => ({ code: code.replace(/\bconst(?=[ {[])/g, 'let  '), map: null }),
};

/**
 * Members of what the parts of a client hand each other, and the letter of each: they never leave the bundle, so they are
 * shortened, which saves 240 bytes. `scripts/shortNames.mjs` finds the letters that pack best. `test/bundle/names.test.ts`
 * keeps the names apart from those that do leave; none of them may be used of an object of the platform's: `after`, `drop`,
 * `element`, `last`, `list`, `read` and `write` could be. The idle chunks are bundles of their own and call things the same.
 */
const shortNames = JSON.parse(readFileSync(new URL('scripts/shortNames.json', import.meta.url), 'utf8'));
export const inner = Object.keys(shortNames);
const asked = process.env['WATCHGLASS_SHORT_NAMES'];
const nameCache = () => ({
  props: {
    props: Object.fromEntries(
      inner.map((name, at) => [`$${name}`, asked === 'marked' ? `_q${at}_` : shortNames[name]]),
    ),
  },
});

const smallest = (module) => [
  oneDeclarator,
  terser({
    module,
    toplevel: true,
    ecma: 2020,
    mangle: { properties: { builtins: true, regex: new RegExp(`^(${inner.join('|')})$`) } },
    nameCache: nameCache(),
    compress: {
      passes: 5,
      pure_getters: true,
      unsafe_arrows: true,
      comparisons: false,
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- terser's types name no levels
      inline: 1,
      lhs_constants: false,
    },
  }),
];

/** An idle chunk; `next` are the files that it may load. */
const chunk = (name, start, ...next) => ({
  input: kitEntry,
  external: /(detail|extra|inspector)-/,
  makeAbsoluteExternalsRelative: false,
  plugins: [
    kitPlugin({
      module: fileURLToPath(new URL(`src/${name}.ts`, import.meta.url)),
      start,
      next,
      isSecond: name === 'detail',
    }),
    ...plugins(),
  ],
  output: { file: `dist/${name}-${version}.js`, format: 'es', sourcemap: 'hidden', plugins: smallest(true) },
});

export default [
  {
    input: 'src/auto.ts',
    plugins: plugins(),
    output: {
      file: 'dist/watchglass.js',
      format: 'iife',
      generatedCode: 'es2015',
      strict: false,
      sourcemap: 'hidden',
      plugins: smallest(false),
    },
  },
  {
    input: 'src/index.ts',
    plugins: plugins(),
    output: { file: 'dist/index.js', format: 'es', sourcemap: true, plugins: smallest(true) },
  },
  {
    input: 'src/openfeature.ts',
    plugins: plugins(),
    output: { file: 'dist/openfeature.js', format: 'es', sourcemap: true, plugins: smallest(true) },
  },
  chunk('signals', 'startSignals', `detail-${version}.js`, `inspector-${version}.js`, `extra-${version}.js`),
  chunk('detail', 'startDetail'),
  chunk('inspector', 'startInspector'),
  chunk('extra', 'startExtra'),
];
