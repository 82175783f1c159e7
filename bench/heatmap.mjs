// Drawing 1,000,000 random clicks over 300 elements: no task in the page may be longer than 50 ms, whatever scrolls or
// arrives. The painter is compared with the usual way, one stamped radial gradient per point, in the same run.
//
//   node bench/heatmap.mjs
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { ensureBrowsers, launchOptions } from '../scripts/browsers.mjs';

const ELEMENTS = 300;
const CLICKS = 1_000_000;
/** The control is linear in points: a tenth of them, times ten, spares a minute. */
const CONTROL_POINTS = CLICKS / 10;
/** A longer task is felt: the limit of the Long Tasks API. */
const MOST_MS = 50;

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [file(entry)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
  });
  return outputFiles[0].text;
}

async function serve() {
  const html = '<!doctype html><title>Bench</title><script type="module" src="/page.js"></script>';
  const files = new Map([
    ['/', ['text/html', html]],
    ['/page.js', ['text/javascript', await bundle('./heatmap/page.ts')]],
    // where the bundle looks for its worker: beside itself
    ['/heat.worker.ts', ['text/javascript', await bundle('../dashboard/heatmap/heat.worker.ts')]],
  ]);
  const server = http.createServer((req, res) => {
    const [type, body] = files.get(req.url) ?? ['text/plain', ''];
    res.writeHead(files.has(req.url) ? 200 : 204, { 'content-type': type }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/**
 * Longest tasks of the page's main thread in a trace, ms: on its core, and by the clock. The bound is on the first: on a
 * machine with more to do than cores, a task of nothing waits 100 ms for its turn.
 */
function longestTask(trace) {
  const { traceEvents } = JSON.parse(trace.toString('utf8'));
  const isMain = ({ pid, tid }) =>
    traceEvents.some((one) => one.pid === pid && one.tid === tid && one.name === 'FireAnimationFrame');
  const main = traceEvents.find((one) => one.args?.name === 'CrRendererMain' && isMain(one));
  const tasks = traceEvents.filter(
    (one) => one.pid === main?.pid && one.tid === main.tid && one.name.endsWith('RunTask') && one.dur,
  );
  if (tasks.length === 0) throw new Error('the trace holds no task of the main thread');
  const most = (read) => tasks.reduce((longest, task) => Math.max(longest, read(task)), 0) / 1000;
  return { coreMs: most((task) => task.tdur ?? task.dur), clockMs: most((task) => task.dur) };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs the bench; `ok` is false when the bound broke. */
export async function run() {
  const { chromium: found } = await ensureBrowsers(['chromium']);
  if (!found) throw new Error('Chromium is not installed and could not be installed here');
  const server = await serve();
  const browser = await chromium.launch(launchOptions('chromium', found));
  try {
    const page = await browser.newPage({ viewport: { width: 1500, height: 1000 } });
    page.on('pageerror', (error) => console.error(error.message));
    await page.goto(server.url);
    await page.waitForFunction(() => 'bench' in globalThis);
    await page.evaluate(([elements, clicks]) => globalThis.bench.prepare(elements, clicks), [ELEMENTS, CLICKS]);
    await browser.startTracing(page, {
      categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'],
    });
    const { longTasks, workMs } = await page.evaluate(() => globalThis.bench.draw());
    const { coreMs, clockMs } = longestTask(await browser.stopTracing());
    const controlMs =
      (await page.evaluate((points) => globalThis.bench.control(points), CONTROL_POINTS)) * (CLICKS / CONTROL_POINTS);
    const workerMs = median(workMs);
    return {
      clicks: CLICKS,
      elements: ELEMENTS,
      pictures: workMs.length,
      coreMs,
      clockMs,
      longTasks: longTasks.length,
      workerMs,
      controlMs,
      timesFaster: controlMs / workerMs,
      ok: coreMs <= MOST_MS,
    };
  } finally {
    await browser.close();
    server.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await run();
  const ms = (value) => `${value.toFixed(1)} ms`;
  console.log(
    `heatmap: ${result.clicks.toLocaleString('en')} clicks over ${result.elements} elements, ${result.pictures} pictures`,
  );
  console.log(`  longest task in the page  ${ms(result.coreMs)} on its core (at most ${MOST_MS} ms)`);
  console.log(
    `  ... by the clock          ${ms(result.clockMs)}, ${result.longTasks} over ${MOST_MS} ms by the Long Tasks API`,
  );
  console.log(`  one picture, in a worker  ${ms(result.workerMs)} (median)`);
  console.log(`  one gradient per click    ${ms(result.controlMs)}: ${result.timesFaster.toFixed(0)} times as long`);
  if (!result.ok) {
    console.error(`heatmap: a task in the page took longer than ${MOST_MS} ms`);
    process.exitCode = 1;
  }
}
