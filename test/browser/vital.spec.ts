/** Web vitals: the values that the library of their authors gives in the same page, and what they are made of. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import type { TestServer } from '../server.ts';
import { capturesScript, seen } from './captures.ts';

type Body = Record<string, unknown> & { metric: string; value: number; attribution: Record<string, number> };

/** As we call the parts that the library calls otherwise. */
const parts: Record<string, string> = {
  ttfbMs: 'timeToFirstByte',
  loadDelayMs: 'resourceLoadDelay',
  loadMs: 'resourceLoadDuration',
  renderDelayMs: 'elementRenderDelay',
  inputDelayMs: 'inputDelay',
  processingMs: 'processingDuration',
  presentationMs: 'presentationDelay',
  largestShift: 'largestShiftValue',
  largestShiftMs: 'largestShiftTime',
};

const require = createRequire(import.meta.url);
const library = readFileSync(join(dirname(require.resolve('web-vitals')), 'web-vitals.attribution.iife.js'), 'utf8');

const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><rect width="900" height="300" fill="teal"/>
<circle cx="99" cy="99" r="80" fill="gold"/><!--${'so few bytes would make it no content '.repeat(200)}--></svg>`;

const busy = (ms: number): string => `for (const t = performance.now(); performance.now() < t + ${ms};);`;

/**
 * A page that is measured by the library from its head on, and by us from the head (`early`), or once it has come to
 * rest, as the idle chunk does.
 */
async function open(page: Page, server: TestServer, isEarly: boolean, body: string, options = '{}'): Promise<void> {
  server.page('/big.svg', { body: picture, headers: { 'content-type': 'image/svg+xml' } });
  const start = `window.captures = window.startCaptures({ only: ['pageView', 'vital'] });`;
  server.page(
    '/measured',
    `<!doctype html><html><head><title>Measured</title><link rel="icon" href="data:,"><script>${library}</script><script>
      window.theirs = {}; for (const name of ['LCP', 'INP', 'CLS', 'FCP', 'TTFB'])
        webVitals['on' + name]((one) => { window.theirs[one.navigationType + ' ' + name] =
          { value: one.value, rating: one.rating, attribution: JSON.parse(JSON.stringify({ ...one.attribution,
            processedEventEntries: 0, longAnimationFrameEntries: 0, longestScript: 0, lcpEntry: 0, largestShiftEntry: 0, largestShiftSource: 0 })) };
        }, { reportAllChanges: true, ...${options} });
    </script><script>${await capturesScript()}</script>
    <script>${isEarly ? start : `addEventListener('load', () => setTimeout(() => { ${start} }, 300))`}</script></head>
    <body>${body}</body></html>`,
  );
  await page.goto(`${server.origin}/measured`);
  await page.waitForFunction(() => Boolean(window.captures));
}

/** Latest of each measure: events that are final, and last states. */
const ours = async (page: Page): Promise<Body[]> => [
  ...(await seen(page, 'vital')).map(({ body }) => body as Body),
  ...((await page.evaluate(() => window.captures.read()['vital'])) as Body[]),
];

/** What we measured of a navigation, `besides` one measure, is what the library did, in value, rating and parts. */
async function expectEqual(
  page: Page,
  navigation: string,
  metrics: readonly string[],
  besides?: string,
): Promise<void> {
  await expect(async () => {
    expect(await page.evaluate(() => window.captures.caught)).toEqual([]);
    const theirs = (await page.evaluate(() => (window as unknown as { theirs: object }).theirs)) as Record<
      string,
      Body
    >;
    const measured = (await ours(page)).filter((one) => one['navigation'] === navigation && one.metric !== besides);
    expect(measured.map(({ metric }) => metric).sort()).toEqual([...metrics].sort());
    for (const { metric, value, rating, delta, attribution } of measured) {
      const their = theirs[`${navigation} ${metric}`];
      expect(their, metric).toBeDefined();
      expect(value, metric).toBeCloseTo(their?.value ?? NaN, 3);
      expect([rating, delta]).toEqual([their?.['rating'], value]);
      for (const [part, one] of Object.entries(attribution))
        expect(one, `${metric} ${part}`).toBeCloseTo(their?.attribution[parts[part] ?? ''] ?? NaN, 3);
    }
  }).toPass({ timeout: 15_000 });
}

/**
 * A page with a picture, what moves it, and what answers late: all in its upper part, as a headless Chromium tells of no
 * answer that is painted below 600 px.
 */
const moving = `<p id="intro">Some words</p><img id="hero" src="/big.svg?token=secret" width="900" height="300">
  <button id="slow" onclick="${busy(130)}">slow</button><input id="field" onkeydown="${busy(60)}">
  <script>
    const push = (height) => { const one = document.createElement('div'); one.style.height = height + 'px'; document.body.prepend(one); };
    const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    window.moved = (async () => { for (const height of [20, 60, 40]) { await after(100); push(height); } await after(100); })();
  </script>`;

for (const [when, isEarly] of [
  ['from the head on', true],
  ['once the page rests', false],
] as const)
  test(`a load and its interactions, measured ${when}, have the values of web-vitals`, async ({
    page,
    server,
    browserName,
    noise,
  }) => {
    await open(page, server, isEarly, moving);
    await page.evaluate(() => (window as unknown as { moved: Promise<void> }).moved);
    await page.click('#slow');
    await page.focus('#field');
    await page.keyboard.press('a');
    // Firefox tells of no layout shifts
    const expected = ['LCP', 'FCP', 'TTFB', 'INP', ...(browserName === 'chromium' ? ['CLS'] : [])];
    await expectEqual(page, 'navigate', expected);
    const measured = new Map((await ours(page)).map((one) => [one.metric, one]));
    expect(measured.get('LCP')).toMatchObject({ key: 'id:hero', index: 0, keyRule: 1 });
    expect(measured.get('INP')).toMatchObject({ key: 'id:slow' });
    expect(measured.get('INP')?.value).toBeGreaterThanOrEqual(128);
    expect(Object.keys(measured.get('LCP')?.attribution ?? {})).toHaveLength(4);
    if (browserName === 'chromium') {
      expect(measured.get('CLS')?.value).toBeGreaterThan(0);
      expect(measured.get('CLS')?.['key']).toMatch(/^(id:|root)/);
      // of the page's own script: an attribute of the button in the document
      expect(measured.get('INP')?.['source']).toMatch(new RegExp(`^${server.origin}/measured(:\\d+)?$`));
    } else expect(measured.has('CLS')).toBe(false);
    expect(JSON.stringify([...measured.values()])).not.toContain('secret');
    expect(await page.evaluate(() => window.captures.caught)).toEqual([]);
    expect(noise).toEqual({ errors: [], console: [], violations: [] });
  });

test('a page without shifts and inputs has a shift of 0 where the browser can tell, and no answer', async ({
  page,
  server,
  browserName,
}) => {
  await open(page, server, false, '<h1>Still</h1>');
  await expectEqual(page, 'navigate', ['LCP', 'FCP', 'TTFB', ...(browserName === 'chromium' ? ['CLS'] : [])]);
  const cls = (await ours(page)).filter(({ metric }) => metric === 'CLS');
  expect(cls.map(({ value, rating, key }) => [value, rating, key])).toEqual(
    browserName === 'chromium' ? [[0, 'good', '']] : [],
  );
});

test('measures of the load belong to its view, and end with it', async ({ page, server, browserName }) => {
  await open(page, server, true, moving);
  await page.evaluate(() => (window as unknown as { moved: Promise<void> }).moved);
  await page.click('#slow');
  await expect.poll(async () => (await ours(page)).some(({ metric }) => metric === 'INP')).toBe(true);
  await page.evaluate(() => history.pushState(null, '', '/next'));
  await expect
    .poll(async () =>
      (await seen(page, 'vital')).map(({ view, url, body }) => [view, new URL(url).pathname, body['metric']]),
    )
    .toEqual(
      expect.arrayContaining(
        ['LCP', 'FCP', 'TTFB', 'INP', ...(browserName === 'chromium' ? ['CLS'] : [])].map((one) => [
          1,
          '/measured',
          one,
        ]),
      ),
    );
  // nobody's interaction led to the second view
  await page.click('#slow');
  await page.waitForTimeout(100);
  expect(await page.evaluate(() => window.captures.read()['vital'])).toEqual([]);
});

test('a return from the back/forward cache is measured anew', async ({ page, server, browserName }) => {
  await open(page, server, true, moving);
  await page.evaluate(() => (window as unknown as { moved: Promise<void> }).moved);
  await expect.poll(async () => (await ours(page)).some(({ metric }) => metric === 'LCP')).toBe(true);
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await page.click('#slow');
  await expect(async () => {
    const restored = (await ours(page)).filter((one) => one['navigation'] === 'back-forward-cache');
    expect(restored.map(({ metric }) => metric).sort()).toEqual(
      [...(browserName === 'chromium' ? ['CLS'] : []), 'FCP', 'INP', 'LCP', 'TTFB'].sort(),
    );
    const { LCP, FCP, TTFB, INP } = Object.fromEntries(restored.map((one) => [one.metric, one.value]));
    expect([LCP, TTFB]).toEqual([FCP, 0]);
    expect(LCP).toBeGreaterThan(0);
    expect(INP).toBeGreaterThanOrEqual(128);
  }).toPass({ timeout: 15_000 });
  // those of the load are events of the view that was left
  expect(
    (await seen(page, 'vital')).filter(({ view }) => view === 1).map(({ body }) => body['navigation']),
  ).not.toContain('back-forward-cache');
});

test('what is painted while nobody looks is no measure @chromium', async ({ page, server }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'hidden' });
    Object.defineProperty(Document.prototype, 'hidden', { get: () => true });
    const { getEntriesByType } = performance;
    performance.getEntriesByType = (type) =>
      type === 'visibility-state' ? [] : getEntriesByType.call(performance, type);
  });
  await open(page, server, true, moving);
  await page.evaluate(() => (window as unknown as { moved: Promise<void> }).moved);
  await page.click('#slow');
  await expectEqual(page, 'navigate', ['TTFB', 'INP']);
});

test('a soft navigation has measures of its own, in the view that it led to', async ({ page, server, browserName }) => {
  await open(
    page,
    server,
    true,
    `<div id="app"><h1>First</h1></div><button id="go">go</button><script>
      document.getElementById('go').addEventListener('click', () => { ${busy(60)}
        history.pushState(null, '', '/second'); document.getElementById('app').innerHTML = '<h1 style="font-size:90px">A second page with larger words</h1>'; });
    </script>`,
    '{ reportSoftNavs: true }',
  );
  await expect.poll(async () => (await ours(page)).some(({ metric }) => metric === 'LCP')).toBe(true);
  await page.click('#go');
  if (browserName === 'firefox') {
    // Firefox tells of none
    await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(2);
    expect(await page.evaluate(() => window.captures.read()['vital'])).toEqual([]);
    expect((await seen(page, 'vital')).every(({ view }) => view === 1)).toBe(true);
    return;
  }
  await expectEqual(page, 'soft-navigation', ['FCP', 'LCP', 'CLS'], 'INP');
  // the library counts the click to either, as its entries come before that of the navigation or after it
  await expect
    .poll(async () =>
      (await ours(page))
        .filter((one) => one['navigation'] === 'soft-navigation' && one.metric === 'INP')
        .map(({ value, key }) => [value > 50, key]),
    )
    .toEqual([[true, 'id:go']]);
  const told = await seen(page, 'vital');
  expect(
    told
      .filter(({ body }) => body['navigation'] === 'soft-navigation')
      .map(({ view, url }) => [view, new URL(url).pathname]),
  ).toEqual([[2, '/second']]);
  expect(told.filter(({ body }) => body['navigation'] === 'navigate').every(({ view }) => view === 1)).toBe(true);
});

test('the end leaves nothing that measures', async ({ page, server }) => {
  await open(page, server, true, moving);
  await page.evaluate(() => window.captures.stop());
  const before = await seen(page, 'vital');
  await page.click('#slow');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await page.waitForTimeout(100);
  expect(await seen(page, 'vital')).toEqual(before);
});
