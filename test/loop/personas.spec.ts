/**
 * What the demo's visitors were made to do, found again as numbers on the dashboard's pages: in the sample that comes
 * with the demo, and in visits made right now with the tag as it is built.
 */
import { chromium } from '@playwright/test';
import { runTraffic } from '../../demo/traffic/traffic.ts';
import { findBrowser, launchOptions } from '../../scripts/browsers.mjs';
import { expect, test } from '../fixture.ts';
import { checkAll, checkSample, sum } from './personas.ts';

test('the sample: each planted truth is a number on a page', { tag: '@long-in-firefox' }, async ({ page, server }) => {
  // some hundred places of the dashboard, one after another
  test.setTimeout(360_000);
  const base = `${server.origin}/dist/demo/`;
  await page.goto(`${base}dashboard/?sample=1#/?range=all`);
  await checkSample(page, base);
});

// a minute of visits: a row of `npm run test:long`
test('visits made right now: the page shows what their driver counted', { tag: '@long' }, async ({ page, server }) => {
  const visitors = Number(process.env['WATCHGLASS_VISITORS'] ?? 12);
  // a visit takes two seconds or three, more on a machine that has other things to do
  test.setTimeout(120_000 + visitors * 10_000);
  const found = await findBrowser('chromium');
  if (!found) throw new Error('the visitors need Chromium, whichever browser reads the dashboard');
  const base = `${server.origin}/dist/demo/`;
  const browser = await chromium.launch(launchOptions('chromium', found));
  try {
    const { events, truth } = await runTraffic({
      browser,
      base,
      visitors,
      seed: Number(process.env['WATCHGLASS_SEED'] ?? 20),
      endsAt: Date.UTC(2026, 0, 15, 20),
      parallel: 2,
    });
    await page.goto(`${base}dashboard/#/?range=all`);
    await page
      .getByTestId('open-file')
      .first()
      .setInputFiles({
        name: 'visits.ndjson',
        mimeType: 'application/x-ndjson',
        buffer: Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join('')),
      });
    await checkAll(page, truth, base);
    // the fixed seed brings every fault along, so that none of the checks above is about nothing
    expect(
      Math.min(truth.coupon.count, truth.shipping.count, truth.orders, truth.dead.count, truth.rage.count),
    ).toBeGreaterThan(0);
    expect(sum(truth, 'shop', (known) => known.reachedEnd)).toBeGreaterThan(0);
  } finally {
    await browser.close();
  }
});
