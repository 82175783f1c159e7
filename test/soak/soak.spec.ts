/**
 * An hour in a busy single-page app: what the tag holds in memory does not grow. The same app runs beside it without the
 * tag, in the hands of the same visitor, so that what the app or the browser keeps can be told from what the tag keeps.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, LaunchOptions } from '@playwright/test';
import { kinds } from '@watchglass/contract/schema';
import { expect, test as base } from '../fixture.ts';
import { expectConserved, stats } from '../pageClient.ts';
import { startServer, type TestServer } from '../server.ts';
import { growth, memoryOf, type Quantity, type Reading } from './memory.ts';
import { serveBusy, tagOf } from './site.ts';
import { type Act, type Hand, inOrder, perform, rest } from './visitor.ts';

/** `npm run test:long` sets 60. */
const MINUTES = Number(process.env['WATCHGLASS_SOAK_MINUTES'] ?? 6);
const SEED = Number(process.env['WATCHGLASS_SEED'] ?? Date.now() % 1_000_000_000);

/** The promise, bytes an hour. */
const MOST_GROWTH = 100_000;
/** What is no growth of nodes and listeners, an hour: less than one for two rounds of all that the visitor does. */
const MOST_OBJECTS = 25;
/** Part of a run in which code is compiled and caches fill: 10 minutes of an hour. */
const WARM_UP = 1 / 6;
/** A dead click is judged after 10.5 s at most, and its element is held until then. */
const REST_MS = 12_000;
/** Of what a minute leaves beside the rest, somebody uses the app. */
const USE_MS = 60_000 - REST_MS;
/** A plugin that keeps is found in this time. */
const LEAK_MINUTES = 3;

/**
 * V8 goes on compiling what gets hotter for more than an hour at a visitor's pace, and the machine code lies on the heap:
 * without its compilers the heap is what page and tag keep.
 */
const test = base.extend<object, { launchOptions: LaunchOptions }>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--js-flags=--jitless'] });
    },
    { scope: 'worker' },
  ],
});

/** A plugin that keeps whatever was clicked: with it each list that was drawn and dropped stays. */
const keeping = `[({ listen }) => { const kept = []; listen(window, 'click', ({ target }) => kept.push(target)); }]`;

/** What a run came to; the first reading is at the end of the first minute. */
interface Run {
  readonly withTag: readonly Reading[];
  readonly without: readonly Reading[];
  /** Events stored, by kind. */
  readonly told: ReadonlyMap<string, number>;
  /** Clicks stored of the last minute. */
  readonly lastClicks: number;
}

/** Empties the collector, which would keep an hour of events otherwise, and counts what it had. */
function count({ collector }: TestServer, told: Map<string, number>): number {
  const events = collector.events();
  for (const { kind } of events) told.set(kind, (told.get(kind) ?? 0) + 1);
  collector.batches.clear();
  collector.requests.length = 0;
  return events.filter(({ kind }) => kind === 'click').length;
}

/** Opens the app in a context of its own, and so in a process of its own. */
async function open(browser: Browser, server: TestServer): Promise<Hand> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const page = await context.newPage();
  await page.goto(`${server.origin}/list`);
  return { page, cdp: await context.newCDPSession(page) };
}

/** Uses both apps for so many minutes, and reads their memory at the end of each. */
async function soak(browser: Browser, server: TestServer, bare: TestServer, minutes: number): Promise<Run> {
  const hands = [await open(browser, server), await open(browser, bare)];
  const meters = await Promise.all(hands.map(({ page }) => memoryOf(page)));
  const told = new Map<string, number>();
  const readings: Reading[][] = [[], []];
  let lastClicks = 0;
  const begun = Date.now();
  // a round takes more than half a minute
  const left: Act[] = inOrder(SEED, 2 * minutes);
  for (let minute = 1; minute <= minutes; minute++) {
    for (const until = Date.now() + USE_MS; Date.now() < until; ) {
      const act = left.shift();
      if (act) await perform(hands, act);
      else await sleep(until - Date.now());
    }
    await rest(hands, REST_MS);
    lastClicks = count(server, told);
    const hours = (Date.now() - begun) / 3_600_000;
    for (const [at, read] of meters.entries()) readings[at]?.push(await read(hours));
    const [first, second] = readings.map((all) => all.at(-1));
    console.log(`${minute} min: ${said(first)}; without the tag ${said(second)}`);
  }
  const [withTag = [], without = []] = readings;
  const last = await stats(hands[0]?.page as never);
  expectConserved(last);
  console.log(`main thread ${(last.mainThreadMs / 1_000).toFixed(1)} s; ${JSON.stringify(last.dropped)}`);
  for (const { page } of hands) await page.context().close();
  return { withTag, without, told, lastClicks };
}

const said = (reading: Reading | undefined): string =>
  reading === undefined
    ? 'nothing'
    : `${(reading.heapBytes / 1_000).toFixed(0)} kB (and ${(reading.browserBytes / 1_000).toFixed(0)}), ${reading.nodes} nodes, ${reading.listeners} listeners`;

/** Growth of an hour once it is warm. */
const grown = (readings: readonly Reading[], of: Quantity): number =>
  growth(readings.slice(Math.floor(readings.length * WARM_UP)), of);

/** What a run of so many minutes may grow by in an hour: as much in all as an hour may, so that a shorter one says less. */
const allowed = (anHour: number, minutes: number): number => (anHour * 60) / minutes;

test.describe('memory', () => {
  let bare: TestServer;
  test.beforeEach(async ({ server }) => {
    bare = await startServer();
    serveBusy(bare, '');
    serveBusy(server, tagOf(server));
  });
  test.afterEach(() => bare.close());

  test(`${MINUTES} minutes in a busy app: the heap grows by less than 100 kB an hour, nodes and listeners not at all`, {
    tag: ['@long', '@chromium'],
  }, async ({ browser, server }) => {
    test.setTimeout((2 * MINUTES + 5) * 60_000);
    const { withTag, without, told, lastClicks } = await soak(browser, server, bare, MINUTES);
    const kB = (readings: readonly Reading[]): string => (grown(readings, 'heapBytes') / 1_000).toFixed(1);
    console.log(`seed ${SEED}: ${kB(withTag)} kB an hour with the tag, ${kB(without)} without`);
    console.log(JSON.stringify(Object.fromEntries(told)));
    // the app gives reason for every kind, again and again: all are told, or the hour proved nothing
    expect(kinds.filter((kind) => !told.has(kind))).toEqual([]);
    expect(lastClicks).toBeGreaterThan(0);
    expect(server.collector.rejected).toEqual([]);
    expect(grown(withTag, 'heapBytes')).toBeLessThan(allowed(MOST_GROWTH, MINUTES));
    for (const of of ['nodes', 'listeners', 'documents'] as const)
      expect(grown(withTag, of), of).toBeLessThan(allowed(MOST_OBJECTS, MINUTES));
  });

  test('a plugin that keeps what was clicked is found by heap and by nodes', { tag: ['@long', '@chromium'] }, async ({
    browser,
    server,
  }) => {
    test.setTimeout((2 * LEAK_MINUTES + 5) * 60_000);
    serveBusy(server, tagOf(server, keeping));
    const { withTag } = await soak(browser, server, bare, LEAK_MINUTES);
    expect(grown(withTag, 'heapBytes')).toBeGreaterThan(allowed(MOST_GROWTH, LEAK_MINUTES));
    expect(grown(withTag, 'nodes')).toBeGreaterThan(allowed(MOST_OBJECTS, LEAK_MINUTES));
  });
});
