// `npm run bench`: runs every bench as a process of its own, prints what they measured as one table, and exits 1 when
// one of them broke its bound. `--only name,name` picks benches.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'bench');

/** A line in which a bench states a measure: indented, its name, two blanks or more, its value. */
const MEASURE = /^ {2}(\S.*?) {2,}(\S.*)$/;

function run(name) {
  return new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(process.execPath, [join(folder, `${name}.mjs`)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      said += text;
    });
    child.on('close', (code) => {
      const measures = said.split('\n').flatMap((line) => {
        const [, measure, value] = MEASURE.exec(line) ?? [];
        return measure ? [{ measure, value }] : [];
      });
      resolve({ name, ok: code === 0, seconds: Math.round((Date.now() - started) / 1000), measures });
    });
  });
}

const benches = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => basename(file, '.mjs'));
const at = process.argv.indexOf('--only');
const wanted = at > 0 ? (process.argv[at + 1] ?? '').split(',') : benches;
const unknown = wanted.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  console.error(`no bench called ${unknown.join(', ')}; there are ${benches.join(', ')}`);
  process.exit(1);
}

// one after the other: two at a time would measure each other
const results = [];
for (const name of wanted) results.push(await run(name));

const rows = results.flatMap(({ name, ok, seconds, measures }) => [
  [name, ok ? 'ok' : 'FAILED', `${seconds} s`],
  ...measures.map(({ measure, value }) => ['', measure, value]),
]);
const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
console.log();
for (const [name, measure, value] of rows) {
  console.log(`${name.padEnd(widths[0])}  ${measure.padEnd(widths[1])}  ${value}`);
}
process.exit(results.every(({ ok }) => ok) ? 0 : 1);
