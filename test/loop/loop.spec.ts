/**
 * The whole loop on the built bundle: known clicks and a known path in real pages, stored once each, and read back
 * from the dashboard's own pages. Walks the path that docs/architecture.md names.
 */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { defaultUrlRules, localStore, pageOf, type WatchglassEvent } from '@watchglass/contract';
import { hottest } from '../browser/heatmapSite.ts';
import { expect, test } from '../fixture.ts';
import type { TestServer } from '../server.ts';

type OnPage = Window & { watchglass: { stats(): { ids: { doc: string } }; flush(): Promise<unknown> } };

const open = async (page: Page, url: string): Promise<void> => {
  await page.goto(url);
  await page.waitForFunction(() => typeof (window as unknown as OnPage).watchglass?.stats === 'function');
};

/** Everything that the `local` sink stored, each event as often as it is there. */
const storedEvents = (page: Page): Promise<WatchglassEvent[]> =>
  page.evaluate(async ({ database, store }) => {
    const opened = indexedDB.open(database);
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.addEventListener('success', () => resolve(opened.result));
      opened.addEventListener('error', () => reject(opened.error ?? new Error('no database')));
    });
    if (!db.objectStoreNames.contains(store)) return [];
    const all = db.transaction(store).objectStore(store).getAll();
    await new Promise((resolve) => all.addEventListener('success', resolve));
    db.close();
    return (all.result as { batch: { events: WatchglassEvent[] } }[]).flatMap(({ batch }) => batch.events);
  }, localStore);

const flush = (page: Page): Promise<unknown> => page.evaluate(() => (window as unknown as OnPage).watchglass.flush());

/** A place on the small site, and how to get there. */
interface Target {
  name: string;
  selector: string;
  /** Fractions of the element's box that are clicked. */
  ex: number;
  ey: number;
}

const targets: Target[] = [
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

const mapOf = (server: TestServer, viewport: string): string =>
  `${server.origin}/dist/dashboard/#/heatmap?${new URLSearchParams({
    range: 'all',
    page: pageOf(`${server.origin}/pages/loop/home.html`, defaultUrlRules),
    viewport,
    scale: '1',
  })}`;

async function inContext(browser: Browser, width: number, run: (page: Page) => Promise<void>): Promise<void> {
  const opened = await browser.newContext(context(width));
  try {
    await run(await opened.newPage());
  } finally {
    await opened.close();
  }
}

for (const [viewport, width] of [
  ['phone', 390],
  ['tablet', 820],
  ['desktop', 1440],
] as const) {
  for (const target of targets) {
    test(`at ${width} px, clicks on ${target.name} are hottest where they were`, async ({ browser, server }) => {
      await inContext(browser, width, async (page) => {
        await open(page, `${server.origin}/pages/loop/home.html`);
        const others = targets.filter((other) => other !== target);
        for (let times = 0; times < 3; times++) await clickAt(page, target);
        for (const other of others) await clickAt(page, other);
        await flush(page);

        await page.setViewportSize({ width: 1600, height: 1300 });
        await page.goto(mapOf(server, viewport));
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
      });
    });
  }
}

test('a scripted visit is stored once and counted by every page of the dashboard', async ({ browser, server }) => {
  // visitors of the script: how far each goes on home -> product -> checkout -> done, and how often it clicks
  const visits = [
    { steps: 4, clicks: 5 },
    { steps: 4, clicks: 1 },
    { steps: 3, clicks: 2 },
    { steps: 2, clicks: 0 },
    { steps: 1, clicks: 3 },
  ];
  const files = ['home', 'product', 'checkout', 'done'];
  const pages = files.map((file) => pageOf(`${server.origin}/pages/loop/${file}.html`, defaultUrlRules));
  let clicks = 0;
  const opened = await browser.newContext(context(1440));
  const page = await opened.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  for (const visit of visits) {
    for (const [step, file] of files.slice(0, visit.steps).entries()) {
      if (step === 0) {
        await open(page, `${server.origin}/pages/loop/home.html`);
        for (let times = 0; times < visit.clicks; times++) await clickAt(page, targets[times] as Target);
        clicks += visit.clicks;
        continue;
      }
      // the click that leaves the page counts too
      await page.locator(step === 1 ? '#to-product' : '#next').click();
      clicks += 1;
      await page.waitForURL(`**/${file}.html`);
      await page.waitForFunction(() => typeof (window as unknown as OnPage).watchglass?.stats === 'function');
      await page.locator('#note').click();
      clicks += 1;
    }
    await flush(page);
    // a new visitor next time; what the dashboard reads stays
    await page.evaluate(() => (window as unknown as { watchglass: { reset(): void } }).watchglass.reset());
  }
  const views = visits.reduce((sum, { steps }) => sum + steps, 0);
  await page.goto(`${server.origin}/pages/loop/style.css`);
  await open(page, `${server.origin}/pages/loop/done.html`);

  // what a document could not seal in its last moment is held for it a while, and then sent by the next one
  await expect(async () => {
    await flush(page);
    const events = await storedEvents(page);
    const ids = new Set(events.map(({ id }) => id));
    expect(ids.size).toBe(events.length);
    expect(events.filter(({ kind }) => kind === 'click')).toHaveLength(clicks);
    expect(events.filter(({ kind }) => kind === 'page_view')).toHaveLength(views + 1);
    const byDoc = new Map<string, number[]>();
    for (const { doc, seq } of events) byDoc.set(doc, [...(byDoc.get(doc) ?? []), seq]);
    // the document that is open now has last states that are still to come
    const here = await page.evaluate(() => (window as unknown as OnPage).watchglass.stats().ids.doc);
    for (const [doc, list] of byDoc) {
      if (doc !== here) expect(list.toSorted((a, b) => a - b)).toEqual(list.map((_, index) => index));
    }
  }).toPass({ timeout: 40_000 });

  await page.goto(`${server.origin}/dist/dashboard/#/?range=all`);
  await expect(page.getByTestId('overview-visitors')).toHaveText(String(visits.length + 1));
  await expect(page.getByTestId('overview-page-views')).toHaveText(String(views + 1));
  await expect(page.getByTestId('overview-clicks')).toHaveText(String(clicks));
  await expect(page.getByTestId('overview-errors')).toHaveText('0');

  const steps = pages.map((one) => ['step', `page:${one}`]);
  await page.goto(`${server.origin}/dist/dashboard/#/funnel?${new URLSearchParams([['range', 'all'], ...steps])}`);
  await expect(page.getByTestId('funnel-step-count')).toHaveText(
    pages.map((_, step) => String(visits.filter((visit) => visit.steps > step).length)),
  );
  await expect(page.getByTestId('funnel-conversion')).toContainText('40');
  expect(errors).toEqual([]);
  await opened.close();
});
