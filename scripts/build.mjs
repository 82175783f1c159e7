// Builds what is missing or older than its sources (`--force` builds all): the SDK (script tag, npm module, types),
// the dashboard, and the self-contained demo. `--only sdk,dashboard,demo` picks targets.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const newest = (path) => {
  const file = join(root, path);
  if (!existsSync(file)) return 0;
  const stat = statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    0,
    ...readdirSync(file)
      .filter((name) => name !== 'node_modules' && name !== 'dist')
      .map((name) => newest(join(path, name))),
  );
};

const tooling = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs', 'scripts/notices.mjs'];

function run(command, args) {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', command), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout}${done.stderr}`);
    throw new Error(`${command} ${args.join(' ')} failed`);
  }
}

function script(name, ...args) {
  run(join('..', name), args);
}

const targets = {
  sdk: {
    sources: [
      'contract',
      'src',
      'rollup.config.mjs',
      'api-extractor.json',
      'scripts/contractTypes.mjs',
      'scripts/kit.mjs',
      'scripts/shortNames.json',
      ...tooling,
    ],
    outputs: [
      'dist/watchglass.js',
      `dist/signals-${version}.js`,
      `dist/detail-${version}.js`,
      `dist/inspector-${version}.js`,
      `dist/extra-${version}.js`,
      'dist/index.js',
      'dist/index.d.ts',
      'dist/openfeature.js',
      'dist/openfeature.d.ts',
      'dist/third-party-notices.txt',
    ],
    build() {
      script('scripts/contractTypes.mjs', '--check');
      run('rollup/dist/bin/rollup', ['-c', '--silent']);
      run('typescript/bin/tsc', ['-b', 'src']);
      // imports nothing: its declarations are whole
      copyFileSync(join(root, '.cache/types/src/openfeature.d.ts'), join(root, 'dist/openfeature.d.ts'));
      // CI and `npm test` fail when the public API differs from the committed report; a local build rewrites it
      run('@microsoft/api-extractor/bin/api-extractor', ['run', ...(process.env.CI ? [] : ['--local'])]);
    },
  },
  dashboard: {
    sources: ['contract', 'analysis', 'dashboard', ...tooling],
    outputs: ['dist/dashboard/index.html', 'dist/dashboard/third-party-notices.txt'],
    build: () => run('vite/bin/vite.js', ['build', '--config', 'dashboard/vite.config.mjs', '--logLevel', 'warn']),
  },
  collector: {
    sources: [
      'contract',
      'analysis',
      'collector',
      'demo',
      'src/stub.js',
      'dist/watchglass.js',
      'dist/dashboard',
      ...tooling,
    ],
    outputs: ['collector/dist/bin.js', 'collector/dist/third-party-notices.txt'],
    async build() {
      const { buildCollector } = await import(pathToFileURL(join(root, 'collector/build.mjs')).href);
      await buildCollector({ root });
    },
  },
  demo: {
    sources: ['demo', 'src/stub.js', 'dist/watchglass.js', 'dist/dashboard', ...tooling],
    outputs: ['dist/demo/index.html', 'dist/demo/third-party-notices.txt'],
    async build() {
      const { buildDemo } = await import(pathToFileURL(join(root, 'demo/build.mjs')).href);
      await buildDemo({ root, out: join(root, 'dist/demo') });
    },
  },
};

/** Builds what is missing or stale; returns the names of what it built. */
export async function buildAll({ only = Object.keys(targets), force = false, log = console.log } = {}) {
  const built = [];
  for (const name of only) {
    const { sources, outputs, build } = targets[name];
    const oldestOutput = Math.min(
      ...outputs.map((file) => (existsSync(join(root, file)) ? statSync(join(root, file)).mtimeMs : 0)),
    );
    if (!force && oldestOutput > Math.max(...sources.map(newest))) continue;
    const started = Date.now();
    await build();
    // a tool that found nothing to change leaves an old date behind
    for (const file of outputs) utimesSync(join(root, file), new Date(), new Date());
    log(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    built.push(name);
  }
  return built;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--only');
  try {
    await buildAll({
      force: process.argv.includes('--force'),
      ...(at > 0 ? { only: (process.argv[at + 1] ?? '').split(',') } : {}),
    });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
