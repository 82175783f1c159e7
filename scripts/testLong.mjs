// `npm run test:long`: long schedules that `npm test` has no time for. Each row runs alone (`-- --only name`), prints
// its seed and the commit, and is skipped when it already passed on this commit (`--again` runs it all the same).
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build.mjs';
import { longInFirefox } from './longInFirefox.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (path) => join(root, 'node_modules', path);

const node = (args, env = {}) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

/** Runs spec files of `test/faults/` with what is too long for `npm test`. */
const faults = (specs, args = [], env = {}) =>
  node([bin('@playwright/test/cli.js'), 'test', ...specs.map((name) => `test/faults/${name}.spec.ts`), ...args], {
    WATCHGLASS_LONG: '1',
    ...env,
  });

/** Runs `test/hostile/` with what is too long for `npm test`. */
const hostile = (args, env = {}) =>
  node([bin('@playwright/test/cli.js'), 'test', 'test/hostile', ...args], { WATCHGLASS_LONG: '1', ...env });

/** Runs `run` with consecutive seeds until one fails. */
const seeds = (first, count, run) => Array.from({ length: count }, (_, i) => first + i).every((seed) => run(seed));

/** A soak that is shorter says less than its row, and does not count as it. */
const HOUR = '60';
const soakMinutes = process.env['WATCHGLASS_SOAK_MINUTES'] ?? HOUR;

const rows = {
  properties: {
    what: 'every unit and property test under 20 seeds',
    run: (seed) =>
      seeds(seed, 20, (one) => node([bin('vitest/vitest.mjs'), 'run', '--silent'], { WATCHGLASS_SEED: String(one) })),
  },
  fuzz: {
    what: '200,000 generated requests at the collector: an answer and a reason each, memory flat',
    run: (seed) =>
      node(
        [bin('vitest/vitest.mjs'), 'run', 'test/unit/collector/fuzz.test.ts', '--pool=forks', '--execArgv=--expose-gc'],
        {
          WATCHGLASS_FUZZ: '200000',
          WATCHGLASS_SEED: String(seed),
        },
      ),
  },
  spool: {
    what: 'a process that appends to the spool, killed 100 times',
    run: () =>
      node([bin('vitest/vitest.mjs'), 'run', 'test/unit/collector/spoolKill.test.ts'], {
        WATCHGLASS_SPOOL_KILLS: '100',
      }),
  },
  kill: {
    what: 'the collector killed 100 times under load: nothing acknowledged is lost or doubled, and how long it was away',
    run: () =>
      node([bin('vitest/vitest.mjs'), 'run', 'test/unit/collector/kill.test.ts'], {
        WATCHGLASS_KILLS: '100',
      }),
  },
  failpoints: {
    what: 'the collector killed 10 times at each of 12 named moments under load: nothing acknowledged is lost or doubled',
    run: () =>
      node([bin('vitest/vitest.mjs'), 'run', 'test/unit/collector/failpoints.test.ts'], {
        WATCHGLASS_FAILPOINT_ROUNDS: '10',
      }),
  },
  powerLoss: {
    what: '1,000 runs on a simulated disk, each with a power cut at least: 0 acknowledged events lost, 0 doubled',
    run: (seed) =>
      node([bin('vitest/vitest.mjs'), 'run', 'test/unit/collector/powerLoss.test.ts'], {
        WATCHGLASS_POWER_LOSSES: '1000',
        WATCHGLASS_SEED: String(seed),
      }),
  },
  schedules: {
    what: '1,000 random fault schedules over 200,000 events: nothing lost, nothing doubled, every ledger right',
    // ten times 100, each on a collector of its own: one has a project for each of its schedules
    run: (seed) =>
      seeds(seed, 10, (one) =>
        node([bin('vitest/vitest.mjs'), 'run', 'test/schedules/schedules.test.ts', '-t', 'schedules: '], {
          WATCHGLASS_SEED: String(one),
          WATCHGLASS_SCHEDULES: '100',
        }),
      ),
  },
  herd: {
    what: '10,000 pages after outages: spread over a minute, none refused twice',
    run: () =>
      node([bin('vitest/vitest.mjs'), 'run', 'test/schedules/herd.test.ts'], {
        WATCHGLASS_LONG: '1',
        WATCHGLASS_HERD: '10000',
      }),
  },
  queries: {
    what: '2,000 random streams per insight: rows of analysis and of SQL are equal',
    // ten times 200, so that a stream that fails can be run again alone with others of its seed
    run: (seed) =>
      seeds(seed, 10, (one) =>
        node([bin('vitest/vitest.mjs'), 'run', 'test/unit/collector/queries', '--silent'], {
          WATCHGLASS_SEED: String(one),
          // all planted mistakes
          WATCHGLASS_LONG: one === seed ? '1' : '',
        }),
      ),
  },
  loop: {
    what: 'the loop and hostile-input browser tests ten times over, both engines',
    run: () =>
      node([
        bin('@playwright/test/cli.js'),
        'test',
        'test/loop/loop.spec.ts',
        'test/loop/collector.spec.ts',
        'test/browser',
        '--repeat-each',
        '10',
      ]),
  },
  more: {
    what: 'what `npm test` has no time for in Chromium: eight more front-ends, each page in each theme at each width, pages of signals without their signal',
    run: () =>
      node(
        [
          bin('@playwright/test/cli.js'),
          'test',
          '--project=chromium',
          'test/loop/frontends.spec.ts',
          'test/browser',
          'test/pages',
          '--grep',
          '@long(?!-)',
        ],
        { WATCHGLASS_LONG: '1' },
      ),
  },
  firefox: {
    what: 'what takes Firefox too long for `npm test`: front-ends, examples, the map, pages of dashboard and demo, what is no engine’s affair',
    run: () =>
      [
        [...['loop', 'frontends'].map((name) => `test/loop/${name}.spec.ts`), '--grep', '@long'],
        [...['collector', 'personas'].map((name) => `test/loop/${name}.spec.ts`), '--grep', '@long-in-firefox'],
        [...['client', 'pageView'].map((name) => `test/browser/${name}.spec.ts`), '--grep', '@long-in-firefox'],
        longInFirefox.map((path) => `test/${path}`),
      ].every((which) =>
        node([bin('@playwright/test/cli.js'), 'test', '--project=firefox', ...which], { WATCHGLASS_LONG: '1' }),
      ),
  },
  faults: {
    what: 'the eight faults three times over, and what else network, storage and browser do, Chromium and Firefox',
    // a kill, a freeze and a crash are Chromium's alone
    run: () => faults(['delivery'], ['--repeat-each', '3']) && faults(['network', 'storage']),
  },
  browserKill: {
    what: '100 browsers killed at random moments: nothing persisted is lost, nothing captured waits longer than 250 ms',
    run: (seed) => faults(['browserKill'], [], { WATCHGLASS_BROWSER_KILLS: '100', WATCHGLASS_SEED: String(seed) }),
  },
  tabs: {
    what: '20 tabs, 20,000 events: one request at a time, each stored once, another tab goes on within 5 s',
    run: () => faults(['tabs'], [], { WATCHGLASS_TABS: '20', WATCHGLASS_TAB_EVENTS: '20000' }),
  },
  broken: {
    what: 'tags with a broken outbox, shelf or lease: each is noticed',
    run: () => faults(['broken']),
  },
  hostile: {
    what: 'every replacement alone in six ways, and 2,000 pairs of replacements: the page is as without the tag, the numbers are true; what is too long of the other hostile pages',
    // ten times 200, so that a pair that fails can be run again with others of its seed; what has passed is not run again
    run: (seed, once) =>
      once('alone', () => hostile(['--grep-invert', 'pairs'])) &&
      seeds(seed, 10, (one) =>
        once(`pairs ${one}`, () =>
          hostile(['--project=chromium', '--grep', 'pairs'], {
            WATCHGLASS_PAIRS: '200',
            WATCHGLASS_SEED: String(one),
          }),
        ),
      ),
  },
  corpus: {
    what: 'the labels of the corpus against quiet pages, and the published rules for rage and dead clicks on all of it',
    run: () =>
      node([bin('@playwright/test/cli.js'), 'test', 'test/corpus/corpus.spec.ts', '--project', 'chromium'], {
        WATCHGLASS_LONG: '1',
      }),
  },
  soak: {
    what: `${soakMinutes} minutes in a busy single-page app: the heap grows by less than 100 kB an hour, nodes and listeners not at all`,
    isPartial: soakMinutes !== HOUR,
    run: (seed) =>
      node(
        [
          bin('@playwright/test/cli.js'),
          'test',
          'test/soak',
          '--project',
          'chromium',
          '--workers',
          '1',
          '--retries',
          '0',
        ],
        { WATCHGLASS_LONG: '1', WATCHGLASS_SOAK_MINUTES: soakMinutes, WATCHGLASS_SEED: String(seed) },
      ),
  },
  personas: {
    what: '60 fresh visitors; every planted truth read from the dashboard',
    run: (seed) =>
      node([bin('@playwright/test/cli.js'), 'test', 'test/loop/personas.spec.ts', '--project', 'chromium'], {
        WATCHGLASS_LONG: '1',
        WATCHGLASS_VISITORS: '60',
        WATCHGLASS_SEED: String(seed),
      }),
  },
};

const option = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : undefined;
};
const only = option('only')?.split(',') ?? Object.keys(rows);
const unknown = only.filter((name) => !rows[name]);
if (unknown.length > 0) {
  console.error(`unknown row ${unknown.join(', ')}; rows are ${Object.keys(rows).join(', ')}`);
  process.exit(1);
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
const stateFile = join(root, '.cache', 'long.json');
const state = existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, 'utf8')) : {};
const freshSeed = Number(option('seed') ?? Date.now() % 1_000_000_000);
const isAgain = process.argv.includes('--again');

const note = (name, result) => {
  state[name] = { ...result, commit, at: new Date().toISOString() };
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stateFile, JSON.stringify(state, null, 2));
};

await buildAll();
let failed = 0;
for (const name of only) {
  const last = !isAgain && state[name]?.commit === commit ? state[name] : undefined;
  if (last?.passed) {
    console.log(`${name}: passed on ${commit} before (seed ${last.seed})`);
    continue;
  }
  // a row of several parts goes on where it ended, under its seed
  const parts = option('seed') ? [] : (last?.parts ?? []);
  const seed = parts.length > 0 ? last.seed : freshSeed;
  console.log(`${name}: ${rows[name].what}; seed ${seed}, commit ${commit}`);
  const started = Date.now();
  const passed = rows[name].run(seed, (part, run) => {
    if (parts.includes(part)) {
      console.log(`${name}, ${part}: passed on ${commit} before`);
      return true;
    }
    const isRight = run();
    if (isRight) {
      parts.push(part);
      note(name, { seed, passed: false, parts });
    }
    return isRight;
  });
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  console.log(`${passed ? 'ok' : 'FAILED'}  ${name}  ${minutes} min, seed ${seed}, commit ${commit}`);
  note(name, { seed, passed: passed && !rows[name].isPartial, minutes, parts });
  if (!passed) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
