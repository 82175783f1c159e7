// `npm test`: everything that has to hold before a change lands, in at most 12 minutes on two cores. Finds or
// installs browsers, says which engines it did not run, and ends with `N passed, N failed`.
// `--only check,unit,browser,package,webkit` picks parts; `--require chromium,firefox,webkit` makes engines mandatory.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineNames, ensureBrowsers } from './browsers.mjs';
import { buildAll } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const option = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? (process.argv[at + 1] ?? '').split(',') : undefined;
};
const only = option('only');
const required = option('require') ?? [];
const wanted = (part) => !only || only.includes(part);
const reports = join(root, '.cache', 'reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

let passed = 0;
let failed = 0;

const bin = (path) => join(root, 'node_modules', path);

function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function step(name, args, env) {
  const started = Date.now();
  const code = await run(args, env);
  console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${name}  (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  return code;
}

/** A step that counts as one test. */
async function check(name, args, env) {
  if ((await step(name, args, env)) === 0) passed += 1;
  else failed += 1;
}

/** A step with a report of its own; a runner that failed without a failed test still counts as one. */
async function suite(name, args, env, counts) {
  const code = await step(name, args, env);
  const found = counts();
  passed += found.passed;
  failed += found.failed + (code !== 0 && found.failed === 0 ? 1 : 0);
  if (found.passed + found.failed === 0 && code === 0) {
    console.log(`FAILED  ${name}: no test ran`);
    failed += 1;
  }
}

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

const started = Date.now();
const needsBrowsers = wanted('browser') || wanted('webkit');
const found = needsBrowsers ? await ensureBrowsers(engineNames) : {};
const missing = needsBrowsers ? engineNames.filter((name) => !found[name]) : [];
for (const name of missing) {
  console.log(
    `${required.includes(name) ? 'FAILED' : 'NOT RUN'}  ${name}: not installed and could not be installed here`,
  );
  if (required.includes(name)) failed += 1;
}
if (needsBrowsers && !found.chromium && !found.firefox) {
  console.log('FAILED  no browser: install Chromium or Firefox, or name one in CHROMIUM or FIREFOX');
  failed += 1;
}

try {
  await buildAll({ force: Boolean(process.env.CI) });
  passed += 1;
} catch (error) {
  console.error(error.message);
  failed += 1;
}

if (wanted('check')) {
  await check('format', [bin('@biomejs/biome/bin/biome'), 'format', '.']);
  await check('types', [bin('typescript/bin/tsc'), '-b']);
  await check('lint', [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']);
  await check('dead code', [bin('knip/bin/knip.js'), '--no-progress']);
}
if (wanted('unit')) {
  const file = join(reports, 'vitest.json');
  await suite(
    'unit and property tests',
    [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    {},
    () => {
      const report = read(file);
      return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
    },
  );
}
if (wanted('package')) {
  await check('package: publint', [bin('publint/src/cli.js'), '--strict']);
  await check('package of the collector: publint', [bin('publint/src/cli.js'), 'collector', '--strict']);
  await check('package: types', [
    bin('@arethetypeswrong/cli/dist/index.js'),
    '--pack',
    '.',
    '--profile',
    'esm-only',
    '--exclude-entrypoints',
    'watchglass.js',
  ]);
}
if (wanted('browser') && (found.chromium || found.firefox)) {
  const file = join(reports, 'playwright.json');
  await suite('browser tests', [bin('@playwright/test/cli.js'), 'test'], { WATCHGLASS_REPORT: file }, () => {
    const stats = read(file)?.stats;
    if (stats?.flaky) console.log(`${stats.flaky} passed only when repeated`);
    return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
  });
}
if (wanted('webkit') && found.webkit) {
  await check('WebKitGTK', [join(root, 'test/webkit/run.mjs')]);
  const file = join(reports, 'webkit.json');
  await suite(
    'pages of signals in WebKitGTK',
    [join(root, 'test/webkit/pages.mjs'), '--report', file],
    {},
    () => read(file) ?? { passed: 0, failed: 0 },
  );
}

console.log(
  `\n${((Date.now() - started) / 60_000).toFixed(1)} min; engines: ${Object.keys(found).join(', ') || 'none'}${missing.length > 0 ? `; not run: ${missing.join(', ')}` : ''}`,
);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
