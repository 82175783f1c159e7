// The main-thread tasks in which a script took part, read from a trace of a visit.
import { openPage, visit } from './visit.mjs';

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'v8'];

/** Clicks of a traced visit. */
const CLICKS = 40;

/** Time of the outermost of some calls, with what they made the browser do; they are of one thread and one task. */
function shareOf(calls) {
  let end = -Infinity;
  let share = 0;
  for (const { ts, dur = 0, tdur = dur } of calls.sort((a, b) => a.ts - b.ts)) {
    if (ts < end) continue;
    end = ts + dur;
    share += tdur;
  }
  return share / 1000;
}

/**
 * The tasks of the main thread in which the script took part: how many, the longest of them, and the most that one held
 * of the script and of what it made the browser do.
 */
function ownTasks(trace, script) {
  const { traceEvents } = JSON.parse(trace.toString('utf8'));
  const { origin } = new URL(script);
  // its parts come from where it came from, and nothing else does
  const isFrom = (url) => url?.startsWith(`${origin}/`);
  const isOurs = ({ name, args, dur }) =>
    isFrom(args?.data?.url) || isFrom(args?.data?.fileName) || (name === 'RunMicrotasks' && dur > 0);
  const ours = traceEvents.filter(isOurs);
  const threads = new Set(
    traceEvents.filter(({ args }) => args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const found = traceEvents
    .filter(({ name, dur, pid, tid }) => name.endsWith('RunTask') && dur && threads.has(`${pid} ${tid}`))
    .map(({ ts, dur, tdur = dur, pid, tid }) => ({
      wholeMs: tdur / 1000,
      calls: ours.filter((one) => one.pid === pid && one.tid === tid && one.ts >= ts && one.ts < ts + dur),
    }))
    .filter(({ calls }) => calls.length > 0);
  if (found.length === 0) throw new Error(`the trace shows no task of ${script}`);
  return {
    count: found.length,
    wholeMs: Math.max(...found.map(({ wholeMs }) => wholeMs)),
    shareMs: Math.max(...found.map(({ calls }) => shareOf(calls))),
  };
}

/**
 * The tasks of a script in one visit, in a browser that runs the page `slowdown` times slower. Chromium does that by
 * keeping the main thread busy, so that its time on its core grows with it.
 */
export async function tracedTasks(browser, url, script, slowdown) {
  const page = await openPage(browser);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await browser.startTracing(page, { categories: CATEGORIES });
  await visit(page, url, CLICKS);
  const trace = await browser.stopTracing();
  await page.context().close();
  return ownTasks(trace, script);
}
