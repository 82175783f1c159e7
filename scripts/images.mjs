// `npm run docs:images`: screenshots of every page over the sample data, light and dark, 1440 and 390 wide, into
// docs/images/. Looked at before a change lands.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { ensureBrowsers, launchOptions } from './browsers.mjs';
import { buildAll } from './build.mjs';
import { serveDemo } from './serveDemo.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'docs', 'images');

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** The dashboard over the sample; `hash` is what follows its `#`. */
const sample = (hash) => `dashboard/?sample=1#${hash}`;

/** The map of a product's page, in a screen as wide as the picture's unless said otherwise. */
const productMap = (layer, screen) => ({
  path: ({ prefix, size }) =>
    sample(`/heatmap?page=${prefix}shop/product/ada-pot&viewport=${screen ?? size}&layer=${layer}`),
  ready: (page) => page.getByTestId('heatmap-row').first().waitFor(),
});

/** Waits for the first of what a page lists. */
const first = (name) => (page) => page.getByTestId(name).first().waitFor();

/** Sessions in which somebody hammered on something. */
const inRage = sample(`/sessions?event=${encodeURIComponent(JSON.stringify({ kind: 'rage_click' }))}`);

async function openSession(page) {
  await page.getByTestId('session-row').first().getByRole('link').first().click();
  await page.getByTestId('event').first().waitFor();
}

/** Every page: its URL below the demo, and what has to be there before it is photographed. */
const pages = {
  demo: { path: '', ready: (page) => page.frameLocator('iframe').first().locator('body').waitFor() },
  overview: { path: sample('/'), ready: first('overview-sessions') },
  heatmap: {
    path: sample('/heatmap'),
    ready: (page) => page.getByTestId('heatmap-canvas').waitFor({ state: 'attached' }),
  },
  'heatmap-scroll': {
    path: sample('/heatmap?layer=scroll'),
    ready: (page) => page.getByTestId('heatmap-reach').first().waitFor({ state: 'attached' }),
  },
  // all of the sample's rage on this page was on phones
  'heatmap-rage': productMap('rage_click', 'phone'),
  'heatmap-dead': productMap('dead_click'),
  'heatmap-attention': productMap('attention'),
  funnel: {
    path: sample('/funnel'),
    async ready(page) {
      await page.getByTestId('suggestion').first().click();
      await page.getByTestId('funnel-step-count').first().waitFor();
    },
  },
  sessions: { path: sample('/sessions'), ready: first('session-row') },
  session: { path: inRage, ready: openSession },
  'session-trouble': {
    path: inRage,
    async ready(page) {
      await openSession(page);
      await page.getByTestId('shown-events').getByLabel('Trouble').check();
    },
  },
  errors: { path: sample('/errors'), ready: first('error-row') },
  requests: { path: sample('/requests'), ready: first('request-row') },
  forms: { path: sample('/forms'), ready: first('field-row') },
  ledger: { path: sample('/ledger'), ready: first('ledger-headline') },
  more: {
    path: sample('/'),
    // on a desktop the bar has room for all pages
    sizes: ['phone'],
    async ready(page) {
      await page.getByTestId('overview-sessions').waitFor();
      await page.getByTestId('more-pages').click();
      await page.getByTestId('more-sheet').waitFor();
      // where the pointer was there is an entry of the sheet now
      await page.mouse.move(0, 0);
    },
  },
  shop: { path: 'shop/', ready: (page) => page.locator('main').waitFor() },
};

await buildAll();
const { chromium: found } = await ensureBrowsers(['chromium']);
if (!found) throw new Error('Chromium is not installed and could not be installed here');
mkdirSync(out, { recursive: true });
const server = await serveDemo(0);
const only = process.argv.slice(2);
const browser = await chromium.launch(launchOptions('chromium', found));
const { host, pathname } = new URL(server.url);
const prefix = `${host}${pathname}`;

/** Photographs every page in one size and one scheme. */
async function photograph([size, viewport], colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, timezoneId: 'UTC', reducedMotion: 'reduce' });
  // of a machine that has other things to do
  context.setDefaultTimeout(120_000);
  for (const [name, { path, sizes: fitting = [size], ready }] of Object.entries(pages)) {
    if ((only.length > 0 && !only.includes(name)) || !fitting.includes(size)) continue;
    const page = await context.newPage();
    await page.goto(new URL(typeof path === 'string' ? path : path({ prefix, size }), server.url).href);
    await ready(page);
    // pictures, the frame of the heatmap and its painter arrive after the numbers
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(1500);
    // good news lies over what is beside it, and leaves by itself
    for (const place of [page, page.frameLocator('#dashboard')])
      await place.getByTestId('notice').waitFor({ state: 'hidden' });
    await page.screenshot({ path: join(out, `${name}-${size}-${colorScheme}.png`) });
    await page.close();
  }
  await context.close();
}

try {
  for (const size of Object.entries(sizes))
    await Promise.all(['light', 'dark'].map((scheme) => photograph(size, scheme)));
} finally {
  await browser.close();
  await server.close();
}
