// What the script tag costs a page: 1,000 controls, a script that keeps changing them, and a visitor who moves, clicks
// and scrolls; without any tag, with ours, and with each of its peers (`bench/peers/`), in turns (ABC, CBA ...), all of
// them sending to this machine.
//
//   node bench/pageCost.mjs [--rounds 9]
//
// Times are those of the page's main thread on its core (the Performance domain's thread ticks, a trace's `tdur`), so
// that a machine with more to do than cores changes little. What a click waits for is a clock's time, also when the
// browser has other things to do: on a busy machine that bound may break where a quiet one holds it. Exit 1 when
//
// - the tag adds no less to a visit than one of the peers that capture what it captures (median of the rounds);
// - the 99th percentile of the clicks' times is 1 ms or more above that of the page without a tag;
// - a task in which the tag took part is over 50 ms, the limit of the Long Tasks API, the page's share and all; or the
//   tag's own share of a task, with what it made the browser do, when the page runs at a quarter of the speed, where
//   frames of the page alone come near that limit. A task is the tag's when the trace shows its script in it, or
//   microtasks, of which the page itself has none. Each of three traced visits has a longest such task, and the bound is
//   on the median of the three: a garbage collection or an interrupt hits one of them, code that takes too long hits all.
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { ensureBrowsers, launchOptions } from '../scripts/browsers.mjs';
import { buildAll } from '../scripts/build.mjs';
import { median, quantile } from './measure/numbers.mjs';
import { startSite } from './pageCost/site.mjs';
import { tracedTasks } from './pageCost/tasks.mjs';
import { cost } from './pageCost/visit.mjs';
import { startContenders } from './peers/contenders.mjs';

const MOST_TASK_MS = 50;
const MOST_CLICK_MS = 1;
/** What is measured of tasks, by how much the page is slowed down. */
const SLOWDOWNS = [
  { slowdown: 1, part: 'wholeMs', says: 'longest task with the tag in it' },
  { slowdown: 4, part: 'shareMs', says: 'longest share of the tag at 1/4 speed' },
];
const TRACES = 3;

/** With 9 rounds 2,070 clicks a script, 20 of them above the 99th percentile. */
const CLICKS = 230;

/** Longest wait for what a script sends when its page is left. */
const ARRIVAL_MS = 10_000;

/** One visit with a script; it fails when no click of it arrived: a script that captured nothing would be cheap. */
async function measured(browser, url, contender) {
  const before = contender?.clicks();
  const files = contender?.files();
  const { leave, ...spent } = await cost(browser, url, CLICKS);
  // ours promises every click
  const least = contender?.name === 'watchglass' ? CLICKS : 1;
  for (const until = Date.now() + ARRIVAL_MS; contender && contender.clicks() - before < least; await wait(50)) {
    if (Date.now() > until)
      throw new Error(`${contender.clicks() - before} of ${CLICKS} clicks arrived from ${contender.name}`);
  }
  await leave();
  if (contender && contender.files() - files < contender.parts)
    throw new Error(`${contender.name} loaded ${contender.files() - files} of its ${contender.parts} parts`);
  return { ...spent, arrived: contender ? contender.clicks() - before : 0 };
}

/** What one script did to the page, against the visits without any in the same rounds. */
function compared({ name, isShown, visits }, bare) {
  const ratios = visits.map(({ taskMs }, round) => taskMs / bare[round].taskMs).sort((a, b) => a - b);
  const p99 = (all) =>
    quantile(
      all.flatMap(({ clickMs }) => clickMs),
      0.99,
    );
  return {
    name,
    isShown,
    ratios,
    taskMs: median(visits.map(({ taskMs }) => taskMs)),
    addedMs: median(visits.map(({ taskMs }, round) => taskMs - bare[round].taskMs)),
    scriptMs: median(visits.map(({ scriptMs }, round) => scriptMs - bare[round].scriptMs)),
    clickMs: p99(visits) - p99(bare),
    halfMs: median(visits.flatMap(({ clickMs }) => clickMs)) - median(bare.flatMap(({ clickMs }) => clickMs)),
    arrived: median(visits.map(({ arrived }) => arrived)),
  };
}

/** Runs the bench; `broken` says which bounds broke. */
export async function run({ rounds = 9 } = {}) {
  await buildAll({ only: ['sdk'] });
  const { chromium: found } = await ensureBrowsers(['chromium']);
  if (!found) throw new Error('Chromium is not installed and could not be installed here');
  const contenders = await startContenders();
  const site = await startSite(contenders);
  const browser = await chromium.launch(launchOptions('chromium', found));
  try {
    const bare = { url: `${site.origin}/bare`, visits: [] };
    const all = contenders.map((contender, at) => ({ contender, url: `${site.origin}/${at}`, visits: [] }));
    const [ours] = all;
    // the first visits of a browser warm its caches
    for (const { url, contender } of [bare, ours]) await measured(browser, url, contender);
    for (let round = 0; round < rounds; round++) {
      const order = [bare, ...all];
      if (round % 2 === 1) order.reverse();
      for (const { url, contender, visits } of order) visits.push(await measured(browser, url, contender));
    }
    const [tag, ...peers] = all.map(({ contender, visits }) => compared({ ...contender, visits }, bare.visits));
    const slow = [];
    for (const { slowdown, part, says } of SLOWDOWNS) {
      const traces = [];
      for (let n = 0; n < TRACES; n++)
        traces.push(await tracedTasks(browser, ours.url, ours.contender.script, slowdown));
      slow.push({ says, traces, part, longestMs: median(traces.map((one) => one[part])) });
    }
    const broken = [
      ...peers
        .filter(({ isShown, addedMs }) => !isShown && tag.addedMs >= addedMs)
        .map(({ name }) => `the tag adds no less to a visit than ${name}`),
      ...(tag.clickMs < MOST_CLICK_MS
        ? []
        : [`the tag adds ${MOST_CLICK_MS} ms or more to the 99th percentile of clicks`]),
      ...slow
        .filter(({ longestMs }) => longestMs > MOST_TASK_MS)
        .map(({ says, longestMs }) => `${says}: ${longestMs.toFixed(1)} ms, more than ${MOST_TASK_MS} ms`),
    ];
    return { rounds, bareMs: median(bare.visits.map(({ taskMs }) => taskMs)), tag, peers, slow, broken };
  } finally {
    await browser.close();
    for (const one of [site, ...contenders]) one.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--rounds');
  const result = await run(at > 0 ? { rounds: Number(process.argv[at + 1]) } : {});
  const ms = (value) => `${value.toFixed(1)} ms`;
  const fine = (value) => `${value.toFixed(2)} ms`;
  const line = (label, value) => console.log(`  ${label.padEnd(34)}  ${value}`);
  console.log(`pageCost: ${result.rounds} rounds of visits with ${CLICKS} clicks; ${ms(result.bareMs)} without a tag`);
  for (const { name, isShown, ratios, addedMs, scriptMs, arrived } of [result.tag, ...result.peers]) {
    const range = `${ratios[0].toFixed(3)} to ${ratios.at(-1).toFixed(3)}`;
    line(
      `page with ${name}`,
      `${median(ratios).toFixed(3)} times (${range}): ${ms(addedMs)} more, ${ms(scriptMs)} of it in scripts; ` +
        `${arrived} clicks arrived${isShown ? ' (shown, no bound)' : ''}`,
    );
  }
  for (const { name, clickMs, halfMs } of [result.tag, ...result.peers]) {
    const bound = name === result.tag.name ? ` (less than ${MOST_CLICK_MS} ms)` : '';
    line(`click with ${name}`, `${fine(clickMs)} more at the 99th percentile${bound}, ${fine(halfMs)} at the median`);
  }
  for (const { says, part, traces, longestMs } of result.slow) {
    const each = traces.map((one) => `${ms(one[part])} of ${one.count} tasks`).join(', ');
    line(says, `${ms(longestMs)} on its core (at most ${MOST_TASK_MS} ms); of each traced visit ${each}`);
  }
  for (const one of result.broken) console.error(`pageCost: ${one}`);
  if (result.broken.length > 0) process.exitCode = 1;
}
