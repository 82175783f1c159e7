// Finds letters for the names that the build shortens, so that script tag and module pack smallest, and writes them to
// `scripts/shortNames.json`: `node scripts/shortNames.mjs [seconds]`. Which letter stands where moves brotli by 40 bytes.
// Two letters change places; what is worse is kept now and then, ever more rarely (simulated annealing).
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = join(root, 'scripts/shortNames.json');
const seconds = Number(process.argv[2] ?? 120);
/** The tag is what every visitor loads; the module goes through a bundler of the site's. */
const MODULE_SHARE = 0.05;
/** Bytes that a worse try may be worse by, on average, at first and at last; and how fast that cools. */
const [WARM, COLD, COOLING] = [1.5, 0.2, 0.9985];

const build = (mode) =>
  execFileSync(process.execPath, [join(root, 'node_modules/rollup/dist/bin/rollup'), '-c', '--silent'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, WATCHGLASS_SHORT_NAMES: mode },
  });

build('marked');
const texts = ['dist/watchglass.js', 'dist/index.js'].map((path) =>
  readFileSync(join(root, path), 'utf8').split(/_q(\d+)_/),
);
const weigh = (parts, letters) =>
  brotliCompressSync(parts.map((part, at) => (at % 2 ? letters[Number(part)] : part)).join(''), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
  }).length;
const costOf = (letters) => weigh(texts[0], letters) + MODULE_SHARE * weigh(texts[1], letters);

const names = JSON.parse(readFileSync(file, 'utf8'));
const count = Object.keys(names).length;
const all = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_';
const given = Object.values(names);
let letters = [...given, ...all.split('').filter((letter) => !given.includes(letter))];
let cost = costOf(letters);
let best = { letters, cost };
const was = cost;
const any = (below) => Math.floor(Math.random() * below);
const end = Date.now() + seconds * 1000;
for (let heat = WARM; Date.now() < end; heat = Math.max(COLD, heat * COOLING)) {
  const [one, other] = [any(count), any(letters.length)];
  const next = letters.with(one, letters[other]).with(other, letters[one]);
  const nextCost = costOf(next);
  if (nextCost <= cost || Math.random() < Math.exp((cost - nextCost) / heat)) [letters, cost] = [next, nextCost];
  if (cost < best.cost) best = { letters, cost };
}
writeFileSync(
  file,
  `${JSON.stringify(Object.fromEntries(Object.keys(names).map((name, at) => [name, best.letters[at]])), undefined, 2)}\n`,
);
console.log(`${was.toFixed(2)} -> ${best.cost.toFixed(2)} (bytes of the tag, and ${MODULE_SHARE} of the module's)`);
build('');
