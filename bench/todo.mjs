// What the script tag costs apps that others published (TodoMVC, in the frameworks of `bench/todo/apps.mjs`) while a
// script adds, completes, filters and removes their items as fast as they draw: without a tag and with it, in turns.
// Every fifth round also has peers in it, to be shown.
//
//   node bench/todo.mjs [--rounds 15]
//
// Times are those of the page's main thread on its core, of the whole visit: the load of the page and of the tag, a rest
// in which its idle chunks come, the work, and what is sent meanwhile. The bound: the geometric mean over the apps of the
// median of the rounds' ratios is at most 1.03.
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { ensureBrowsers, launchOptions } from '../scripts/browsers.mjs';
import { buildAll } from '../scripts/build.mjs';
import { geometricMean, median } from './measure/numbers.mjs';
import { threadTime } from './measure/threadTime.mjs';
import { startContenders } from './peers/contenders.mjs';
import { apps, startApps } from './todo/apps.mjs';
import { work } from './todo/work.mjs';

const MOST_RATIO = 1.03;
const SHOWN = ['@sentry/browser', 'posthog-js'];
const SHOWN_EVERY = 5;

const ITEMS = 100;
const CYCLES = 3;

/** Before the work begins, so that all parts of a script are there for it. */
const REST_MS = 1_500;

/** Longest wait for what a script sends when its page is left. */
const ARRIVAL_MS = 10_000;

/** Main-thread time of one visit in a fresh profile; it fails when a script sent no click of it or lacked a part. */
async function visit(browser, url, { taking }, contender) {
  const before = contender?.clicks();
  const files = contender?.files();
  const context = await browser.newContext();
  const page = await context.newPage();
  const { taskMs } = await threadTime(page, async () => {
    await page.goto(url);
    await page.waitForSelector('#new-todo, .new-todo');
    await wait(REST_MS);
    for (
      const until = Date.now() + ARRIVAL_MS;
      contender && contender.files() - files < contender.parts;
      await wait(50)
    )
      if (Date.now() > until) throw new Error(`${contender.name} did not load all its parts at ${url}`);
    await page.evaluate(work, { taking, items: ITEMS, cycles: CYCLES });
  });
  await page.goto('about:blank');
  for (const until = Date.now() + ARRIVAL_MS; contender && contender.clicks() === before; await wait(50))
    if (Date.now() > until) throw new Error(`no click arrived from ${contender.name} at ${url}`);
  await context.close();
  return taskMs;
}

/** Runs the bench; `ok` is false when the bound broke. */
export async function run({ rounds = 15 } = {}) {
  await buildAll({ only: ['sdk'] });
  const { chromium: found } = await ensureBrowsers(['chromium']);
  if (!found) throw new Error('Chromium is not installed and could not be installed here');
  const contenders = await startContenders(SHOWN);
  const site = await startApps(contenders);
  const options = launchOptions('chromium', found);
  const browser = await chromium.launch({
    ...options,
    // some of the apps ask for fonts and counters of others
    args: [...options.args, '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
  });
  try {
    const measured = apps.map((app) => ({ app, ratios: contenders.map(() => []), bareMs: [] }));
    // the first visit of a browser warms its caches
    await visit(browser, site.urlOf('bare', apps[0]), apps[0]);
    for (let round = 0; round < rounds; round++) {
      const present = [...contenders.keys()].filter((at) => at === 0 || round % SHOWN_EVERY === 0);
      for (const { app, ratios, bareMs } of measured) {
        const order = round % 2 === 0 ? ['bare', ...present] : [...present, 'bare'];
        const spent = new Map();
        for (const which of order) {
          spent.set(which, await visit(browser, site.urlOf(which, app), app, contenders[which]));
        }
        bareMs.push(spent.get('bare'));
        for (const at of present) ratios[at].push(spent.get(at) / spent.get('bare'));
      }
    }
    const means = contenders.map(({ name }, at) => ({
      name,
      mean: geometricMean(measured.map(({ ratios }) => median(ratios[at]))),
    }));
    return { rounds, measured, means, ok: means[0].mean <= MOST_RATIO };
  } finally {
    await browser.close();
    for (const one of [site, ...contenders]) one.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--rounds');
  const { rounds, measured, means, ok } = await run(at > 0 ? { rounds: Number(process.argv[at + 1]) } : {});
  const line = (label, value) => console.log(`  ${label.padEnd(34)}  ${value}`);
  const ratio = (value) => value.toFixed(3);
  console.log(`todo: ${rounds} rounds over ${apps.length} apps, ${CYCLES} times ${ITEMS} items each`);
  for (const [place, { name, mean }] of means.entries()) {
    const bound = place === 0 ? `at most ${MOST_RATIO}` : 'shown, no bound';
    line(`apps with ${name}`, `${ratio(mean)} times the main-thread time, geometric mean (${bound})`);
  }
  for (const { app, ratios, bareMs } of measured) {
    const [ours, ...others] = ratios.map((all) => [...all].sort((a, b) => a - b));
    line(
      app.name,
      `${ratio(median(ours))} (${ratio(ours[0])} to ${ratio(ours.at(-1))}) of ${median(bareMs).toFixed(0)} ms; ` +
        others.map((all, n) => `${means[n + 1].name} ${ratio(median(all))}`).join(', '),
    );
  }
  if (!ok) {
    console.error(`todo: with the tag the apps take more than ${MOST_RATIO} times the main-thread time`);
    process.exitCode = 1;
  }
}
