import type { Page } from '@playwright/test';
import { quickBack, type QuickBackFeatures } from '@watchglass/contract';
import { expect, test } from '../fixture.ts';
import { openWith, pageWith, seen } from './captures.ts';
import type { TestServer } from '../server.ts';

const settings = { only: ['quickBack', 'pageView', 'click'] };
const links = `<a id="next" href="/b?token=secret">Next</a><button id="push" onclick="history.pushState(null,'','/shop/42')">Shop</button>
  <a id="home" href="/a">Home</a>`;

const backs = async (page: Page): Promise<Record<string, unknown>[]> =>
  (await seen(page, 'quick_back')).map(({ body }) => body);

/** Back over documents: a page from the cache has no load that a driver could wait for. */
const back = async (page: Page): Promise<void> => {
  await page.evaluate(() => history.back()).catch(() => undefined);
  await expect
    .poll(() => page.evaluate(() => location.pathname).catch(() => ''), { message: 'the way back' })
    .toBe('/a');
};

async function open(page: Page, server: TestServer): Promise<void> {
  server.page('/b', await pageWith(links, { settings }));
  await openWith(page, server, links, { settings, path: '/a' });
}

test('a view that is left backwards at once tells what was left and which click had led there', async ({
  page,
  server,
  noise,
}) => {
  await open(page, server);
  await page.click('#push');
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(2);
  await page.goBack();
  await expect.poll(async () => (await backs(page)).length).toBe(1);
  const [first] = await backs(page);
  expect(first).toMatchObject({
    key: 'id:push',
    index: 0,
    role: 'button',
    label: 'Shop',
    rule: 'quick_back@1',
    left: `${new URL(server.origin).host}/shop/:id`,
  });
  const features = first?.['features'] as QuickBackFeatures;
  expect(features).toMatchObject({ traversal: 1, known: 1 });
  expect(features.dwellMs).toBeLessThan(10_000);
  expect(first?.['confidence']).toBe(quickBack(features));
  expect(first?.['click']).toMatch(/^[\da-f]{8}-/);
  // forward again by the history is no new mistake, nor is the way back from there
  await page.goForward();
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(4);
  await page.goBack();
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(5);
  expect(await backs(page)).toHaveLength(1);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('across documents too, with sanitized addresses alone in the storage of the tab', async ({
  page,
  server,
  browserName,
}) => {
  await open(page, server);
  await page.click('#next');
  await page.waitForURL(/\/b/);
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(1);
  const stored = await page.evaluate(() => JSON.stringify(sessionStorage));
  expect(stored).toContain('token=*');
  expect(stored).not.toContain('secret');
  await back(page);
  await expect.poll(async () => (await backs(page)).length).toBe(1);
  // a page that Firefox restores does not see what the page after it wrote into the storage of their tab
  const isSeen = browserName !== 'firefox';
  expect((await backs(page))[0]).toMatchObject({
    key: 'id:next',
    label: 'Next',
    left: isSeen ? `${new URL(server.origin).host}/b` : '',
    features: { traversal: 1, known: Number(isSeen) },
  });
});

test('the same address opened again by a link counts, a reload and a new way do not', async ({ page, server }) => {
  await open(page, server);
  await page.reload();
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(1);
  expect(await backs(page)).toEqual([]);
  await page.click('#next');
  await page.waitForURL(/\/b/);
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(1);
  expect(await backs(page)).toEqual([]);
  await page.click('#home');
  await page.waitForURL(/\/a/);
  await expect.poll(async () => (await backs(page)).length).toBe(1);
  expect((await backs(page))[0]).toMatchObject({ key: 'id:next', features: { traversal: 0, known: 1 } });
});

test('a page that knows nothing of the one between counts the time it was away', async ({ page, server }) => {
  await open(page, server);
  server.page('/b', '<!doctype html><title>Other</title>no signals here');
  await page.click('#next');
  await page.waitForURL(/\/b/);
  await back(page);
  await expect.poll(async () => (await backs(page)).length).toBe(1);
  expect((await backs(page))[0]).toMatchObject({ key: 'id:next', left: '', features: { traversal: 1, known: 0 } });
});

test('a page that was looked at for longer is none, and without storage nothing breaks', async ({ page, server }) => {
  await page.clock.install();
  await openWith(page, server, links, {
    settings,
    path: '/a',
    before: "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('blocked') } })",
  });
  await page.clock.runFor(1000);
  await page.click('#push');
  for (let i = 0; i < 6; i++) {
    await page.clock.runFor(2000);
    await page.evaluate(() => window.captures.read());
  }
  await page.goBack();
  await page.clock.runFor(1000);
  expect(await page.evaluate(() => window.captures.seen.map(({ what }) => what))).toEqual(
    expect.arrayContaining(['page_view', 'page_leave']),
  );
  expect(await page.evaluate(() => window.captures.seen.filter(({ what }) => what === 'quick_back'))).toEqual([]);
  expect(await page.evaluate(() => window.captures.caught)).toEqual([]);
});
