// What the script tag costs a page: 1,000 controls, a script that keeps changing them, and a visitor who moves, clicks
// and scrolls, with and without the tag, in turns (ABBA...), sending to a collector on this machine.
//
//   node bench/pageCost.mjs [--rounds 9]
//
// Times are those of the page's main thread on its core (the Performance domain's thread ticks, a trace's `tdur`), so
// that a machine with more to do than cores changes little. Printed: the ratio of whole pages, pair by pair.
//
// The bound is on single tasks: exit 1 when a task in which the tag took part is over 50 ms, the limit of the Long Tasks
// API. A task is the tag's when the trace shows its script in it, or microtasks, of which the page itself has none. The
// whole task counts, the page's share too. Each of three traced visits has a longest such task, and the bound is on the
// median of the three: a garbage collection or an interrupt hits one of them, code that takes too long hits all.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { ensureBrowsers, launchOptions } from '../scripts/browsers.mjs';
import { buildAll } from '../scripts/build.mjs';
import { startServers } from './pageCost/collector.mjs';

const MOST_MS = 50;
const TRACES = 3;
const CLICKS = 40;
/** Longer than the 2 s after which the tag sends, so that a visit holds at least one request. */
const REST_MS = 2500;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Moves, clicks and scrolls, the same in every visit. */
async function visit(page, url) {
  await page.goto(url);
  for (let n = 0; n < CLICKS; n++) {
    const x = 60 + ((n * 97) % 500);
    const y = 40 + ((n * 61) % 600);
    await page.mouse.move(x, y, { steps: 3 });
    await page.mouse.click(x, y);
    if (n % 5 === 4) await page.mouse.wheel(0, n % 10 === 4 ? 400 : -200);
  }
  await page.waitForSelector('html[data-done]', { state: 'attached' });
  await page.waitForTimeout(REST_MS);
}

/** Main-thread time of one visit in a fresh profile, ms. */
async function cost(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (name) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
  };
  const before = await read();
  await visit(page, url);
  const after = await read();
  await context.close();
  const spent = (name) => after(name) - before(name);
  return { taskMs: spent('TaskDuration'), scriptMs: spent('ScriptDuration') };
}

/** Longest task of the main thread in which the tag took part, and how many there were. */
function ownTasks(trace, script) {
  const { traceEvents } = JSON.parse(trace.toString('utf8'));
  const isOurs = ({ name, args, dur }) =>
    args?.data?.url === script || args?.data?.fileName === script || (name === 'RunMicrotasks' && dur > 0);
  const ours = traceEvents.filter(isOurs);
  const threads = new Set(
    traceEvents.filter(({ args }) => args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, dur, pid, tid }) => name.endsWith('RunTask') && dur && threads.has(`${pid} ${tid}`),
  );
  const found = tasks.filter(({ ts, dur, pid, tid }) =>
    ours.some((one) => one.pid === pid && one.tid === tid && one.ts >= ts && one.ts < ts + dur),
  );
  if (found.length === 0) throw new Error('the trace shows no task of the tag');
  return { count: found.length, longestMs: Math.max(...found.map(({ tdur, dur }) => tdur ?? dur)) / 1000 };
}

async function traced(browser, url, script) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'v8'],
  });
  await visit(page, url);
  const trace = await browser.stopTracing();
  await context.close();
  return ownTasks(trace, script);
}

/** Runs the bench; `ok` is false when the bound broke. */
export async function run({ rounds = 9 } = {}) {
  await buildAll({ only: ['sdk'] });
  const { chromium: found } = await ensureBrowsers(['chromium']);
  if (!found) throw new Error('Chromium is not installed and could not be installed here');
  const servers = await startServers();
  const browser = await chromium.launch(launchOptions('chromium', found));
  try {
    const bare = `${servers.origin}/bare`;
    const tagged = `${servers.origin}/tagged`;
    // the first visits of a browser warm its caches
    await cost(browser, bare);
    await cost(browser, tagged);
    const before = servers.clicks();
    const pairs = [];
    for (let round = 0; round < rounds; round++) {
      const order = round % 2 === 0 ? [bare, tagged] : [tagged, bare];
      const measured = {};
      for (const url of order) measured[url] = await cost(browser, url);
      pairs.push({ bare: measured[bare], tagged: measured[tagged] });
    }
    // a tag that captured nothing would be cheap
    const captured = servers.clicks() - before;
    if (captured !== rounds * CLICKS) throw new Error(`${captured} clicks captured of ${rounds * CLICKS}`);
    const traces = [];
    for (let n = 0; n < TRACES; n++) traces.push(await traced(browser, tagged, servers.script));
    const longestMs = median(traces.map((one) => one.longestMs));
    return { pairs, captured, traces, longestMs, ok: longestMs <= MOST_MS };
  } finally {
    await browser.close();
    servers.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--rounds');
  const { pairs, captured, traces, longestMs, ok } = await run(at > 0 ? { rounds: Number(process.argv[at + 1]) } : {});
  const ms = (value) => `${value.toFixed(1)} ms`;
  const line = (label, value) => console.log(`  ${label.padEnd(34)}  ${value}`);
  const compare = (label, name) => {
    const ratios = pairs.map(({ bare, tagged }) => tagged[name] / bare[name]).sort((a, b) => a - b);
    const [with_, without] = ['tagged', 'bare'].map((one) => median(pairs.map((pair) => pair[one][name])));
    const range = `${ratios[0].toFixed(3)} to ${ratios[ratios.length - 1].toFixed(3)}`;
    line(label, `${median(ratios).toFixed(3)} times (${range}): ${ms(with_)} against ${ms(without)}`);
  };
  console.log(`pageCost: ${pairs.length} pairs of visits, ${captured} clicks, each captured once`);
  compare('page with the tag, all tasks', 'taskMs');
  compare('page with the tag, scripts', 'scriptMs');
  line('longest task with the tag in it', `${ms(longestMs)} on its core (at most ${MOST_MS} ms)`);
  line('... of every traced visit', traces.map((one) => `${ms(one.longestMs)} of ${one.count} tasks`).join(', '));
  if (!ok) {
    console.error(`pageCost: a task in which the tag took part was longer than ${MOST_MS} ms`);
    process.exitCode = 1;
  }
}
