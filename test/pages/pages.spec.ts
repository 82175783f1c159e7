/** Every page of signals in Chromium and Firefox; `test/webkit/` runs the same in WebKitGTK. */
import type { Page } from '@playwright/test';
import { expect, test as base } from '../fixture.ts';
import { playwrightDriver } from './playwright.ts';
import { runPage } from './run.ts';
import { signalPages } from './signals.ts';

/** One tab for all pages of a worker: a new one takes Firefox longer than a visit. Each page has an origin of its own. */
const test = base.extend<object, { tab: Page }>({
  tab: [
    async ({ browser, browserName }, use) => {
      const tab = await browser.newPage(browserName === 'chromium' ? { hasTouch: true } : {});
      await use(tab);
      await tab.close();
    },
    { scope: 'worker' },
  ],
});

const engineOf = (browserName: string): 'chromium' | 'firefox' => (browserName === 'firefox' ? 'firefox' : 'chromium');

for (const page of signalPages) {
  test(page.title, async ({ tab, browserName, server }) => {
    expect(await runPage(page, playwrightDriver(tab, engineOf(browserName)), server)).toEqual([]);
  });

  test(`where it is switched off, this is noticed: ${page.title}`, { tag: ['@long', '@chromium'] }, async ({
    tab,
    server,
  }) => {
    const { name, without = `capture: { ${name}: false }` } = page;
    const complaints = runPage(page, playwrightDriver(tab, 'chromium'), server, without).catch((error) => [error]);
    expect(await complaints).not.toEqual([]);
  });
}
