/** Runs a page of signals in a browser: serves it with the built tag, visits it, and judges what the server received. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventOf, Kind, WatchglassEvent } from '@watchglass/contract';
import { kinds } from '@watchglass/contract/schema';
import type { Stats } from '../../src/api.ts';
import type { TestServer } from '../server.ts';
import type { Driver } from './driver.ts';
import { isLacking, isRarelyLacking } from './lacks.ts';
import type { SignalPage, Told } from './page.ts';
import { visitorOf } from './visitor.ts';

/** For what another page has to send first, on a machine that is busy. */
const LATE_MS = 10_000;

/** What any page may give reason for: how it was left, measured and looked at, and frames that a busy machine made long. */
const always: readonly Kind[] = [
  'page_view',
  'page_leave',
  'click',
  'sdk',
  'vital',
  'scroll',
  'attention',
  'exposure',
  'long_frame',
];

/** The page writes down what goes wrong in it. */
const listening = `var noise = [];
addEventListener('error', (event) => event.message && noise.push('error ' + event.message));
addEventListener('unhandledrejection', ({ reason }) => noise.push('rejection ' + (reason?.message ?? reason)));
addEventListener('securitypolicyviolation', (event) => noise.push('violation ' + event.violatedDirective + ' ' + event.blockedURI));
for (const level of ['debug', 'log', 'info', 'warn', 'error']) console[level] = (...words) => noise.push('console ' + words.join(' '));`;

/** Serves the page with the tag; what the client captures is written down by kind. Without a budget: a busy machine makes all dear. */
function serve(
  { origin, collector, page }: TestServer,
  { head = '', body, paths = ['/'], headers, site, plugins = '[]' }: SignalPage,
  options: string,
): void {
  const served = {
    ...(headers ? { headers: { ...headers } } : {}),
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Signals</title><style>* { margin: 0 }</style>
<script>${listening}</script><script src="${origin}/dist/watchglass.js"></script><script>
watchglass.init({ key: 'pk_pages', endpoint: '${collector.origin}', overheadBudgetMs: 0, plugins: ${plugins}, ${options} });
var heard = [];
for (const kind of ${JSON.stringify(kinds)}) watchglass.on(kind, (event) => heard.push(event));
</script>${head}</head><body>${body}</body></html>`,
  };
  for (const path of paths) page(path, served);
  for (const [path, other] of Object.entries(site ?? {})) page(path, other);
}

/** One line for each thing that is not as it has to be. */
const differences = (pairs: Readonly<Record<string, readonly [found: unknown, expected: unknown]>>): string[] =>
  Object.entries(pairs).flatMap(([name, pair]) => {
    const [found, expected] = pair.map((one) => JSON.stringify(one));
    return found === expected ? [] : [`${name}: ${found}, expected ${expected}`];
  });

/** Visits the page, with more options of the tag as a script; gives what was told and should not have been, or the other way round. */
export async function runPage(page: SignalPage, driver: Driver, server: TestServer, options = ''): Promise<string[]> {
  serve(server, page, options);
  await driver.open(`${server.origin}/`);
  const visitor = visitorOf(driver);
  // the first byte, or else the first paint, is told once both idle chunks have begun
  await visitor.hears('vital');
  await page.visit(visitor);
  const noise = await driver.evaluate<string[]>('noise');
  const stats = await driver.evaluate<Stats>('watchglass.shutdown().then(() => watchglass.stats())');

  const { rejected, events: stored } = server.collector;
  // of pages that were left before, what they sent last may wait until it is sure that they do not come back
  const ofLast = (): WatchglassEvent[] => stored().filter(({ doc }) => doc === stats.ids.doc);
  for (const end = Date.now() + LATE_MS; Date.now() < end && ofLast().length < stats.captured; ) await sleep(50);
  const viewsOf = (kind: 'page_view' | 'page_leave'): string[] =>
    ofLast().flatMap((event) => (event.kind === kind ? [event.view] : []));
  const events = stored();
  const told: Told = <K extends Kind>(kind: K) => events.filter((event): event is EventOf<K> => event.kind === kind);
  const parts = Object.entries(page.parts);
  const due = [...always, ...(page.also ?? []), ...parts.map(([name]) => name.split(':')[0])];
  const { noise: loud = [], caught = 0 } = page;
  return differences({
    ...Object.fromEntries(
      parts.map(([name, part]) => {
        const found = part.found(told);
        const isMissed = isRarelyLacking(driver.engine, name) && found.length === 0;
        return [name, [found, isMissed || isLacking(driver.engine, name) ? [] : part.expected]];
      }),
    ),
    rejected: [rejected, []],
    'other kinds': [events.flatMap(({ kind }) => (due.includes(kind) ? [] : [kind])), []],
    'gaps of seq': [events.filter(({ doc, seq }, at) => seq !== at - events.findIndex((one) => one.doc === doc)), []],
    'views left': [viewsOf('page_leave'), viewsOf('page_view')],
    'said by the page': [noise.filter((line) => !loud.some((part) => line.includes(part))), []],
    'not said by the page': [loud.filter((part) => !noise.some((line) => line.includes(part))), []],
    caught: [stats.caught, caught],
    'captured and not stored': [stats.captured - ofLast().length, 0],
  });
}
