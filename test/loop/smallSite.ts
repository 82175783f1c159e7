/** What is done on the small site of `test/loop/site/`, and what the dashboard has to show of it, wherever it is kept. */
import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import type { WatchglassEvent } from '@watchglass/contract';
import { hottest } from '../browser/heatmapSite.ts';
import { expectContextConserved, flush } from '../pageClient.ts';

type OnPage = Window & {
  watchglass: { stats(): { ids: { doc: string } }; reset(): void };
};

/** Opens a page and waits for its tag. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => typeof (window as unknown as OnPage).watchglass?.stats === 'function');
}

/** A place on the small site, and how to get there. */
export interface Target {
  readonly name: string;
  readonly selector: string;
  /** Fractions of the element's box that are clicked. */
  readonly ex: number;
  readonly ey: number;
}

/** Everything that is clicked. */
export const targets: readonly Target[] = [
  { name: 'a wide button', selector: '[data-testid=hero]', ex: 0.31, ey: 0.72 },
  { name: 'a fixed header', selector: '#menu', ex: 0.8, ey: 0.2 },
  { name: 'a scrolled pane', selector: '#pane-list li:nth-child(33) button', ex: 0.25, ey: 0.5 },
  { name: 'the second of three alike', selector: 'li:nth-child(2) [data-testid=add]', ex: 0.5, ey: 0.5 },
  { name: 'an element without a name', selector: '.wide', ex: 0.93, ey: 0.1 },
  { name: 'the bottom of a long page', selector: '#bottom', ex: 0.1, ey: 0.9 },
];

async function clickAt(page: Page, { selector, ex, ey }: Target): Promise<void> {
  const target = page.locator(selector);
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error(`${selector} has no box`);
  await page.mouse.click(box.x + ex * box.width, box.y + ey * box.height);
}

const context = (width: number): BrowserContextOptions => ({ viewport: { width, height: width < 600 ? 844 : 900 } });

/** Runs with a page of a browser of its own, so wide. */
export async function inContext(browser: Browser, width: number, run: (page: Page) => Promise<void>): Promise<void> {
  const opened = await browser.newContext(context(width));
  try {
    await run(await opened.newPage());
    await expectContextConserved(opened);
  } finally {
    await opened.close();
  }
}

/** Clicks all targets once, this one three times, and looks for the hottest pixel of the map: at most 2 px from it. */
export async function expectHottest(page: Page, target: Target, home: string, map: string): Promise<void> {
  await open(page, home);
  const others = targets.filter((other) => other !== target);
  for (let times = 0; times < 3; times++) await clickAt(page, target);
  for (const other of others) await clickAt(page, other);
  await flush(page);

  await page.setViewportSize({ width: 1600, height: 1300 });
  await page.goto(map);
  const rows = page.getByTestId('heatmap-row');
  await expect(rows).toHaveCount(targets.length);
  await expect(rows.first().getByTestId('row-clicks')).toHaveText('3');
  await page.locator('[data-testid=heatmap-canvas][data-state=painted]').waitFor({ state: 'attached' });
  await rows.first().getByTestId('heatmap-show').click();
  const inFrame = page.frameLocator('[data-testid=heatmap-frame]').locator(target.selector);
  await expect(inFrame).toBeInViewport();
  await expect(async () => {
    const wanted = await inFrame.evaluate(
      (element, { ex, ey }) => {
        const box = element.getBoundingClientRect();
        return { x: box.left + ex * box.width, y: box.top + ey * box.height };
      },
      { ex: target.ex, ey: target.ey },
    );
    const found = await hottest(page);
    expect(found.alpha).toBeGreaterThan(0);
    expect(Math.hypot(found.x + 0.5 - wanted.x, found.y + 0.5 - wanted.y)).toBeLessThanOrEqual(2);
  }).toPass({ timeout: 15_000 });
}

/** Pages of the way, in its order. */
export const files: readonly string[] = ['home', 'product', 'checkout', 'done'];

/** Visitors of the script: how far each goes on the way, and how often it clicks on its first page. */
const visits = [
  { steps: 4, clicks: 5 },
  { steps: 4, clicks: 1 },
  { steps: 3, clicks: 2 },
  { steps: 2, clicks: 0 },
  { steps: 1, clicks: 3 },
];

/** What the script did. */
export interface Walked {
  readonly clicks: number;
  /** With that of the last visitor, who only looks at the last page. */
  readonly views: number;
  readonly visitors: number;
  /** Visitors that got to each page. */
  readonly funnel: readonly number[];
  /** Views and clicks of each session, the latest first. */
  readonly sessions: readonly { readonly views: number; readonly clicks: number }[];
}

/** Walks the script, one visitor after the other, and leaves one more behind on the last page. */
export async function walk(page: Page, folder: string): Promise<Walked> {
  const sessions: { views: number; clicks: number }[] = [];
  for (const { steps, clicks } of visits) {
    await open(page, `${folder}home.html`);
    for (const target of targets.slice(0, clicks)) await clickAt(page, target);
    for (const [step, file] of files.slice(1, steps).entries()) {
      // the click that leaves the page counts too
      await page.locator(step === 0 ? '#to-product' : '#next').click();
      await page.waitForURL(`**/${file}.html`);
      await page.waitForFunction(() => typeof (window as unknown as OnPage).watchglass?.stats === 'function');
      await page.locator('#note').click();
    }
    sessions.unshift({ views: steps, clicks: clicks + 2 * (steps - 1) });
    await flush(page);
    // a new visitor next time; what the dashboard reads stays
    await page.evaluate(() => (window as unknown as OnPage).watchglass.reset());
  }
  await page.goto(`${folder}style.css`);
  await open(page, `${folder}done.html`);
  sessions.unshift({ views: 1, clicks: 0 });
  const sum = (of: 'views' | 'clicks'): number => sessions.reduce((total, session) => total + session[of], 0);
  return {
    clicks: sum('clicks'),
    views: sum('views'),
    visitors: sessions.length,
    funnel: files.map((_, step) => visits.filter(({ steps }) => steps > step).length),
    sessions,
  };
}

/** Waits until everything that was done is stored, each event once and every document without a gap. */
export async function expectStored(
  page: Page,
  { clicks, views }: Walked,
  stored: () => Promise<readonly WatchglassEvent[]>,
): Promise<void> {
  // what a document could not seal in its last moment is held for it a while, and then sent by the next one
  await expect(async () => {
    await flush(page);
    const events = await stored();
    const ids = new Set(events.map(({ id }) => id));
    expect(ids.size).toBe(events.length);
    expect(events.filter(({ kind }) => kind === 'click')).toHaveLength(clicks);
    expect(events.filter(({ kind }) => kind === 'page_view')).toHaveLength(views);
    const byDoc = new Map<string, number[]>();
    for (const { doc, seq } of events) byDoc.set(doc, [...(byDoc.get(doc) ?? []), seq]);
    // the document that is open now has last states that are still to come
    const here = await page.evaluate(() => (window as unknown as OnPage).watchglass.stats().ids.doc);
    for (const [doc, list] of byDoc) {
      if (doc !== here) expect(list.toSorted((a, b) => a - b)).toEqual(list.map((_, index) => index));
    }
  }).toPass({ timeout: 40_000 });
}

/** Reads the script's counts from the overview and the funnel. `at` makes the address of a place of the dashboard. */
export async function expectCounted(
  page: Page,
  { clicks, views, visitors, funnel }: Walked,
  pages: readonly string[],
  at: (path: string, params?: readonly (readonly [string, string])[]) => string,
): Promise<void> {
  await page.goto(at('/'));
  await expect(page.getByTestId('overview-visitors')).toHaveText(String(visitors));
  await expect(page.getByTestId('overview-page-views')).toHaveText(String(views));
  await expect(page.getByTestId('overview-clicks')).toHaveText(String(clicks));
  await expect(page.getByTestId('overview-errors')).toHaveText('0');

  await page.goto(
    at(
      '/funnel',
      pages.map((one) => ['step', `page:${one}`]),
    ),
  );
  await expect(page.getByTestId('funnel-step-count')).toHaveText(funnel.map(String));
  await expect(page.getByTestId('funnel-conversion')).toContainText('40');
}
