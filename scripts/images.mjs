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

/** Every page: its URL below the demo, and what has to be there before it is photographed. */
const pages = {
  demo: { path: '', ready: (page) => page.frameLocator('iframe').first().locator('body').waitFor() },
  overview: { path: 'dashboard/?sample=1#/', ready: (page) => page.getByTestId('overview-sessions').waitFor() },
  heatmap: {
    path: 'dashboard/?sample=1#/heatmap',
    ready: (page) => page.getByTestId('heatmap-canvas').waitFor({ state: 'attached' }),
  },
  'heatmap-scroll': {
    path: 'dashboard/?sample=1#/heatmap?layer=scroll',
    ready: (page) => page.getByTestId('heatmap-reach').first().waitFor({ state: 'attached' }),
  },
  funnel: {
    path: 'dashboard/?sample=1#/funnel',
    async ready(page) {
      await page.getByTestId('suggestion').first().click();
      await page.getByTestId('funnel-step-count').first().waitFor();
    },
  },
  sessions: {
    path: 'dashboard/?sample=1#/sessions',
    ready: (page) => page.getByTestId('session-row').first().waitFor(),
  },
  session: {
    path: 'dashboard/?sample=1#/sessions?errors=1',
    async ready(page) {
      await page.getByTestId('session-row').first().click();
      await page.getByTestId('event').first().waitFor();
    },
  },
  ledger: { path: 'dashboard/?sample=1#/ledger', ready: (page) => page.getByTestId('ledger-headline').waitFor() },
  shop: { path: 'shop/', ready: (page) => page.locator('main').waitFor() },
};

await buildAll();
const { chromium: found } = await ensureBrowsers(['chromium']);
if (!found) throw new Error('Chromium is not installed and could not be installed here');
mkdirSync(out, { recursive: true });
const server = await serveDemo(0);
const only = process.argv.slice(2);
const browser = await chromium.launch(launchOptions('chromium', found));
try {
  for (const [sizeName, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport, colorScheme, timezoneId: 'UTC', reducedMotion: 'reduce' });
      for (const [name, { path, ready }] of Object.entries(pages)) {
        if (only.length > 0 && !only.includes(name)) continue;
        const page = await context.newPage();
        await page.goto(new URL(path, server.url).href);
        await ready(page);
        // pictures, the frame of the heatmap and its painter arrive after the numbers
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(1500);
        // good news lies over what is beside it, and leaves by itself
        for (const frame of page.frames()) await frame.getByTestId('notice').waitFor({ state: 'hidden' });
        await page.screenshot({ path: join(out, `${name}-${sizeName}-${colorScheme}.png`) });
        await page.close();
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
