/**
 * The eight faults under which delivery is compared with that of other products: the same scripted clicks under each.
 * A fault gives what became of its clicks; whether that is good is for the specs to say.
 */
import type { Browser, Page } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stats } from '../../src/api.ts';
import { eventually } from '../collector.ts';
import { flush, stats } from '../pageClient.ts';
import { inOwnBrowser } from './ownBrowser.ts';
import type { Fault } from './proxy.ts';
import { clickButtons, followLink, settledVerdict, type Stand, type Verdict, visit } from './stand.ts';

/** What a fault came to. */
export interface Outcome extends Verdict {
  readonly clicks: number;
  /** From the first click until all were stored and the last document was at rest. */
  readonly tookMs: number;
  /** Of the last document, at rest. */
  readonly stats: Stats;
  /** Events of that document that were stored then. */
  readonly stored: number;
}

/** A fault at work on a stand. */
export interface FaultRun {
  readonly name: string;
  /** Whether it kills the browser, which then has to be one of its own. */
  readonly kills?: boolean;
  run(stand: Stand, browser: Browser): Promise<Outcome>;
}

/** Backoff doubles up to 32 s while a fault of 20 s lasts; the rest is for a machine that is busy. */
const SETTLE_MS = 90_000;

/** How long the server's faults last in the comparison. */
const FAULT_MS = 20_000;
const HANG_MS = 15_000;

/** Waits until the clicks are stored and the document has nothing more to say about itself than last states. */
async function outcomeOf(
  page: Page,
  stand: Stand,
  clicked: readonly string[],
  from: number,
  settleMs = SETTLE_MS,
): Promise<Outcome> {
  const verdict = await settledVerdict(stand, clicked, settleMs);
  await flush(page);
  let last = await stats(page);
  let stored = 0;
  // a receipt means durable, and the store has it a moment later; verdicts on the last clicks come while this looks
  await eventually(async () => {
    last = await stats(page);
    stored = (await stand.events()).filter(({ doc }) => doc === last.ids.doc).length;
    return stored === last.receipted || undefined;
  }).catch(() => undefined);
  return { ...verdict, clicks: clicked.length, tookMs: performance.now() - from, stats: last, stored };
}

/** Runs with a page of a visitor of its own. */
async function inContext<T>(browser: Browser, run: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await run(await context.newPage());
  } finally {
    await context.close();
  }
}

/** 22 clicks on two pages, the link between them among them, while the proxy does something for a while. */
export const underFault =
  (fault: Fault, lastsMs: number, settleMs?: number) =>
  (stand: Stand, browser: Browser): Promise<Outcome> =>
    inContext(browser, async (page) => {
      // a page that opens slowly must not outlast the fault
      let from = Infinity;
      stand.proxy.script = () => (performance.now() < from + lastsMs ? fault : undefined);
      await visit(page, stand);
      from = performance.now();
      const clicked = [
        ...(await clickButtons(page, 0, 0, 10)),
        await followLink(page, 0),
        ...(await clickButtons(page, 1, 0, 11)),
      ];
      return outcomeOf(page, stand, clicked, from, settleMs);
    });

async function offlineFirst(stand: Stand, browser: Browser): Promise<Outcome> {
  return inContext(browser, async (page) => {
    const from = performance.now();
    await visit(page, stand);
    await page.context().setOffline(true);
    const clicked = await clickButtons(page, 0, 0, 5);
    // long enough for requests to fail
    await sleep(3_000);
    await page.context().setOffline(false);
    clicked.push(await followLink(page, 0), ...(await clickButtons(page, 1, 0, 6)));
    return outcomeOf(page, stand, clicked, from);
  });
}

async function linksAtOnce(stand: Stand, browser: Browser): Promise<Outcome> {
  return inContext(browser, async (page) => {
    const from = performance.now();
    await visit(page, stand);
    const clicked: string[] = [];
    for (let n = 0; n < 10; n++) clicked.push(await followLink(page, n));
    return outcomeOf(page, stand, clicked, from);
  });
}

/** SIGKILL so long after the last click, and the profile opened again on the site. */
export async function killAfter(stand: Stand, afterMs: number, settleMs?: number): Promise<Outcome> {
  return inOwnBrowser(async (own) => {
    const from = performance.now();
    const page = await own.context().newPage();
    await visit(page, stand);
    const clicked = [
      ...(await clickButtons(page, 0, 0, 10)),
      await followLink(page, 0),
      ...(await clickButtons(page, 1, 0, 11)),
    ];
    await sleep(afterMs);
    await own.kill();
    await own.start();
    const again = await own.context().newPage();
    await visit(again, stand, 2);
    return outcomeOf(again, stand, clicked, from, settleMs);
  });
}

/** The faults of the comparison. */
export const eightFaults: readonly FaultRun[] = [
  { name: 'none', run: underFault({}, 0) },
  { name: 'server 503 for 20 s', run: underFault({ answer: { status: 503 } }, FAULT_MS) },
  { name: 'offline during the first page', run: offlineFirst },
  { name: 'browser SIGKILL 300 ms after the last click', kills: true, run: (stand) => killAfter(stand, 300) },
  { name: 'link followed 0 ms after the click', run: linksAtOnce },
  {
    name: '429 with Retry-After',
    run: underFault({ answer: { status: 429, headers: { 'retry-after': '2' } } }, FAULT_MS),
  },
  { name: 'server hangs 15 s', run: underFault({ hangs: true }, HANG_MS) },
  { name: 'stored, but the answer is lost', run: underFault({ cutAnswerAt: 0 }, FAULT_MS) },
];
