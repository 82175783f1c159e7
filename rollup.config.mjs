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
 * Members of what the parts of a client hand each other. They never leave the bundle, so their names are shortened,
 * which saves 200 bytes; `test/bundle/names.test.ts` keeps them apart from the names that do. None of them may be used of
 * an object of the platform's: `after`, `drop`, `element`, `last`, `list`, `read` and `write` could be.
 */
export const inner =
  'after beforeEmit beginView calls captureEarly ctx disk drop element emit endView finish free fresh guard identity isDurable isHidden isOpen last leave list listen lost lying navigated newId pack poke read refine roots say scan settings sizes slots spent start stops touch until visible ways where write'.split(
    ' ',
  );

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_';
/** Short for each name: one letter, then two. The idle chunk is a bundle of its own and calls things the same. */
const short = (index) => (letters[Math.floor(index / letters.length) - 1] ?? '') + letters[index % letters.length];
const nameCache = () => ({ props: { props: Object.fromEntries(inner.map((name, at) => [`$${name}`, short(at)])) } });

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

/** An idle chunk; `next` is the file that it loads. */
const chunk = (name, start, next) => ({
  input: kitEntry,
  external: /detail-/,
  makeAbsoluteExternalsRelative: false,
  plugins: [
    kitPlugin({ module: fileURLToPath(new URL(`src/${name}.ts`, import.meta.url)), start, next }),
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
  chunk('signals', 'startSignals', `detail-${version}.js`),
  chunk('detail', 'startDetail'),
];
