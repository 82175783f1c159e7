/** What the demo's visitors were made to do, as numbers on the pages of a dashboard, wherever its data come from. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type ViewportClass, viewportClasses } from '@watchglass/contract';
import { percent } from '../../dashboard/shell/format.ts';
import type { PageTruth, Truth } from '../../demo/traffic/tally.ts';
import { root } from '../server.ts';

const numberIn = (text: string): number => Number(/\d[\d,]*/.exec(text)?.[0]?.replaceAll(',', '') ?? Number.NaN);

const shown = async (page: Page, testid: string): Promise<number> =>
  numberIn(await page.getByTestId(testid).innerText());

/** Goes to a place of the dashboard without loading it again. */
async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => location.assign(next), hash);
}

/** Layers of the map that are read here. */
type MapLayer = 'click' | 'dead_click' | 'rage_click' | 'attention' | 'scroll';

/** The dashboard's hash of a page's map. */
const mapOf = (prefix: string, path: string, viewport: ViewportClass, layer: MapLayer): string =>
  `#/heatmap?range=all&page=${prefix}${path}&viewport=${viewport}&layer=${layer}`;

async function checkOverview(page: Page, truth: Truth): Promise<void> {
  await go(page, '#/?range=all');
  // the first question of a machine that has just stored all of it
  await expect.poll(() => shown(page, 'overview-sessions'), { timeout: 30_000 }).toBe(truth.sessions);
  expect(await shown(page, 'overview-visitors')).toBe(truth.visitors);
  expect(await shown(page, 'overview-page-views')).toBe(truth.pageViews);
  expect(await shown(page, 'overview-clicks')).toBe(truth.clicks);
  expect(await shown(page, 'overview-errors')).toBe(truth.coupon.count + truth.shipping.count);
  expect(await page.getByTestId('overview-arrived').innerText()).toBe('100 %');
}

/** The two faults that throw: how often, and how many sessions they hit. */
async function checkErrors(page: Page, truth: Truth): Promise<void> {
  const faults = [
    ['Cannot read properties of undefined', truth.coupon],
    ['Shipping rates unavailable', truth.shipping],
  ] as const;
  for (const [message, { count, sessions }] of faults) {
    if (count === 0) continue;
    const row = page.locator(`[data-testid=error-row][data-message^="${message}"]`);
    await expect(row).toHaveCount(1);
    expect(numberIn(await row.getByTestId('error-count').innerText()), message).toBe(count);
    expect(numberIn(await row.getByTestId('error-sessions').innerText()), message).toBe(sessions);
  }
  await expect(page.getByTestId('error-row')).toHaveCount(faults.filter(([, { count }]) => count > 0).length);
}

/** The carrier that is busy answers 404: as many requests that failed as errors, in the same sessions. */
async function checkRequests(page: Page, { shipping }: Truth): Promise<void> {
  if (shipping.count === 0) return;
  await go(page, '#/requests?range=all');
  const row = page.locator('[data-testid=request-row][data-target*="rates-of-a-busy-carrier"]');
  await expect(row.getByTestId('request-count')).toHaveText(shipping.count.toLocaleString('en'));
  await expect(row.getByTestId('request-sessions')).toHaveText(shipping.sessions.toLocaleString('en'));
}

/** Fields that were filled in, and buttons that were pressed after. */
async function checkForms(page: Page, truth: Truth, prefix: string): Promise<void> {
  await go(page, '#/forms?range=all');
  for (const [path, known] of Object.entries(truth.forms)) {
    const row = page.locator(`[data-testid=form-row][data-page="${prefix}${path}"]`);
    await expect(row.getByTestId('form-starts'), path).toHaveText(known.starts.toLocaleString('en'));
    await expect(row.getByTestId('form-submits'), path).toHaveText(known.submits.toLocaleString('en'));
  }
}

/** Rows of the list beside the map, by element key. */
const rowsOf = (page: Page): Promise<Record<string, number>> =>
  page
    .getByTestId('heatmap-row')
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [
          (row as HTMLElement).dataset['key'] ?? '',
          Number(row.querySelector('[data-testid=row-clicks]')?.textContent?.replaceAll(',', '')),
        ]),
      ),
    );

/** Clicks that did nothing, and clicks in a row: on the maps of the pages where they were, and in no other session. */
async function checkTrouble(page: Page, truth: Truth, prefix: string): Promise<void> {
  for (const [path, classes] of Object.entries(truth.pages))
    for (const [viewport, known] of Object.entries(classes) as [ViewportClass, PageTruth][])
      for (const [layer, elements] of [
        ['dead_click', known.dead],
        ['rage_click', known.rage],
      ] as const) {
        const clicks = Object.values(elements).reduce((total, some) => total + some, 0);
        if (clicks === 0) continue;
        const place = `${layer} of ${path} on a ${viewport}`;
        await go(page, mapOf(prefix, path, viewport, layer));
        const answer = page.getByTestId('heatmap-answer');
        await expect(answer, place).toContainText(new RegExp(`(?<![\\d,])${clicks} ${layer.replace('_', ' ')}`, 'i'));
        await expect.poll(() => rowsOf(page), place).toEqual(elements);
      }
  for (const [kind, { sessions }] of [
    ['dead_click', truth.dead],
    ['rage_click', truth.rage],
  ] as const) {
    if (sessions === 0) continue;
    await go(page, `#/sessions?range=all&event=${encodeURIComponent(JSON.stringify({ kind }))}`);
    await expect.poll(() => shown(page, 'sessions-headline'), kind).toBe(sessions);
  }
}

/** Every page in every class of screens: views, clicks, and the clicks of each element. */
async function checkMaps(page: Page, truth: Truth, prefix: string): Promise<void> {
  for (const [path, classes] of Object.entries(truth.pages)) {
    for (const [viewport, known] of Object.entries(classes) as [ViewportClass, PageTruth][]) {
      const place = `${path} on a ${viewport}`;
      await go(page, mapOf(prefix, path, viewport, 'click'));
      const answer = page.getByTestId('heatmap-answer');
      await expect(answer, place).toContainText(
        new RegExp(`(?<![\\d,])${known.views.toLocaleString('en')} views? on ${viewport}`, 'i'),
      );
      await expect.poll(() => rowsOf(page), place).toEqual(known.elements);
      expect(await shown(page, 'heatmap-clicks'), place).toBe(known.clicks);
    }
  }
}

/** The banner at the end of the home page: the share of views that saw the last percent. */
async function checkReach(page: Page, truth: Truth, prefix: string): Promise<void> {
  for (const { name } of viewportClasses) {
    const known = truth.pages['shop']?.[name];
    if (!known) continue;
    await go(page, mapOf(prefix, 'shop', name, 'scroll'));
    await expect(page.getByTestId('heatmap-answer'), name).toContainText(
      new RegExp(`(?<![\\d,])${known.views.toLocaleString('en')} views? that ended, on ${name}`, 'i'),
    );
    const share = page.locator('[data-testid=heatmap-reach-table] [data-depth="100"] [data-testid=reach-share]');
    await expect(share, name).toHaveText(percent(known.reachedEnd / known.views));
  }
}

async function checkFunnel(page: Page, truth: Truth, prefix: string): Promise<void> {
  const steps = truth.funnel.map(({ step }) => (step.includes('/') ? `page:${prefix}${step}` : `event:${step}`));
  await go(page, `#/funnel?range=all&window=14d&by=visitor${steps.map((step) => `&step=${step}`).join('')}`);
  const counts = page.getByTestId('funnel-step-count');
  await expect(counts).toHaveCount(steps.length);
  expect((await counts.allInnerTexts()).map(numberIn)).toEqual(truth.funnel.map(({ visitors }) => visitors));
}

/** Reads every number of a truth from the dashboard that `page` shows. `base`: of the demo, ends in a slash. */
export async function checkAll(page: Page, truth: Truth, base: string): Promise<void> {
  const prefix = base.replace(/^https?:\/\//, '');
  await checkOverview(page, truth);
  await checkErrors(page, truth);
  await checkRequests(page, truth);
  await checkForms(page, truth, prefix);
  await checkFunnel(page, truth, prefix);
  await checkReach(page, truth, prefix);
  await checkTrouble(page, truth, prefix);
  await checkMaps(page, truth, prefix);
}

/** Sum over the classes of screens that pass. */
export const sum = (truth: Truth, path: string, of: (known: PageTruth) => number, only?: ViewportClass): number =>
  Object.entries(truth.pages[path] ?? {})
    .filter(([name]) => only === undefined || name === only)
    .reduce((total, [, known]) => total + of(known), 0);

/** What the sample's visitors did. */
const sampleTruth = async (): Promise<Truth> =>
  JSON.parse(await readFile(join(root, 'demo/sample.truth.json'), 'utf8')) as Truth;

/** Reads every planted truth of the sample from the dashboard that `page` shows. */
export async function checkSample(page: Page, base: string): Promise<void> {
  const truth = await sampleTruth();
  const prefix = base.replace(/^https?:\/\//, '');
  await checkAll(page, truth, base);

  // the picture that does nothing: among the most clicked elements of its page, and marked as no control
  await go(page, mapOf(prefix, 'shop/product/ada-pot', 'phone', 'click'));
  const picture = page.locator('[data-testid=heatmap-row][data-key="testid:product-picture"]');
  await expect(picture.getByTestId('not-clickable')).toBeVisible();
  expect(numberIn(await picture.getByTestId('row-clicks').innerText())).toBeGreaterThan(10);

  // the button that phones do not see: far fewer presses per view than on a desktop
  const presses = async (viewport: ViewportClass): Promise<number> => {
    await go(page, mapOf(prefix, 'shop/checkout/address', viewport, 'click'));
    const row = page.locator('[data-testid=heatmap-row][data-key="testid:address-continue"]');
    const views = sum(truth, 'shop/checkout/address', (known) => known.views, viewport);
    await expect(page.getByTestId('heatmap-answer')).toContainText(
      new RegExp(`(?<![\\d,])${views} views? on ${viewport}`, 'i'),
    );
    return Number(await row.getByTestId('row-per-view').innerText());
  };
  expect(await presses('phone')).toBeLessThan(0.7 * (await presses('desktop')));

  // what pointers were on, and what was seen: for how long is nothing that a driver of pages knows
  await go(page, mapOf(prefix, 'shop', 'desktop', 'attention'));
  await expect(page.getByTestId('heatmap-dwell')).toHaveText(/[1-9]/);
  await expect(page.locator('[data-testid=heatmap-row][data-key="testid:hero-cta"]')).toBeVisible();
  await expect(page.locator('[data-testid=seen-row][data-key="testid:hero-cta"]')).toBeVisible();

  // the banner that nearly nobody sees
  expect(sum(truth, 'shop', (known) => known.reachedEnd)).toBeLessThan(
    0.2 * sum(truth, 'shop', (known) => known.views),
  );
}
