/** The inspector on the built bundle: what it shows, on a page that allows as little as a page can. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import type { TestServer } from '../server.ts';

/** Opens a page with the tag under a strict policy; the root of the inspector is kept, which nobody else can see into. */
const open = async (page: Page, server: TestServer, search = '?watchglass=debug'): Promise<void> => {
  await page.addInitScript(() => {
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (options) {
      const made = attachShadow.call(this, options);
      if (this.localName === 'watchglass-inspector') Reflect.set(window, 'inside', made);
      return made;
    };
    Reflect.set(window, 'heard', []);
    for (const type of ['click', 'keydown', 'pointerdown'])
      document.addEventListener(type, () => (Reflect.get(window, 'heard') as string[]).push(type));
  });
  server.page('/', {
    body: `<!doctype html><html><head><title>T</title><link rel="stylesheet" href="/loop/style.css">
      <script src="/dist/watchglass.js" data-key="pk_test" data-endpoint="${server.collector.origin}"></script></head>
      <body><button id="buy">Buy a watch</button><p>Words of the page</p></body></html>`,
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src ${server.collector.origin}; require-trusted-types-for 'script'`,
    },
  });
  await page.goto(`${server.origin}/${search}`);
};
/** Text of the inspector. */
const inside = (page: Page): Promise<string> =>
  page.evaluate(() => (Reflect.get(window, 'inside') as ShadowRoot | undefined)?.textContent ?? '');
/** Middle of a button in it. */
const placeOf = (page: Page, name: string): Promise<{ x: number; y: number }> =>
  page.evaluate((name) => {
    const buttons = [...(Reflect.get(window, 'inside') as ShadowRoot).querySelectorAll('button')];
    const { x, y, width, height } = (
      buttons.find(({ textContent }) => textContent === name) as Element
    ).getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, name);
const press = async (page: Page, name: string): Promise<void> => {
  const { x, y } = await placeOf(page, name);
  await page.mouse.click(x, y);
};

test('what is captured, kept back, waiting and spent is shown as it happens', async ({ page, server, noise }) => {
  await open(page, server);
  await expect.poll(() => inside(page)).toContain('captured');
  await page.click('#buy');
  await page.evaluate(() => (window as unknown as { watchglass: { track(name: unknown): void } }).watchglass.track({}));
  await expect.poll(() => inside(page)).toContain('ClickBuy a watch · id:buy');
  await expect.poll(() => inside(page)).toContain('invalida name that is no text or number1');
  await flush(page);
  await expect
    .poll(() => inside(page))
    .toMatch(/Receiptedby every sink[1-9].*Sink httpnext request(within 2 s of an event|nothing waits)/);
  expect(await inside(page)).toMatch(/Main threadof the SDK in this document[\d.]+ ms/);
  server.collector.script = (_seen, res) => void res.writeHead(503).end();
  await page.click('#buy');
  await expect.poll(() => inside(page)).toMatch(/HTTP 503; again in \d+ s/);
  server.collector.script = undefined;
  expect(await stats(page)).toMatchObject({ caught: 0 });
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('what is done in it is no event, and the page does not hear of it', async ({ page, server }) => {
  await open(page, server);
  await expect.poll(() => inside(page)).toContain('captured');
  await page.mouse.move(5, 5);
  for (const name of ['Not captured', 'Sending', 'Events', 'Hide', 'Watchglass']) {
    await press(page, name);
    await page.keyboard.press('Tab');
  }
  expect(await page.evaluate(() => Reflect.get(window, 'heard') as string[])).toEqual([]);
  // the same hand on the page is one
  await page.click('#buy');
  await page.evaluate(() => history.pushState(null, '', '/two'));
  await expect
    .poll(async () => {
      await flush(page);
      return server.collector.events().filter(({ kind }) => kind === 'page_leave').length;
    })
    .toBe(1);
  const text = JSON.stringify(server.collector.events());
  expect(server.collector.events().filter(({ kind }) => kind === 'click')).toMatchObject([{ key: 'id:buy' }]);
  expect(text).not.toContain('watchglass-inspector');
  expect(await page.evaluate(() => Reflect.get(window, 'heard') as string[])).toContain('click');
});

test('it goes with the client, and is asked for by nobody else', async ({ page, server }) => {
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  await open(page, server);
  await expect.poll(() => inside(page)).toContain('captured');
  expect(asked.filter((url) => /inspector-/.test(url))).toHaveLength(1);
  await page.evaluate(() => (window as unknown as { watchglass: { shutdown(): Promise<void> } }).watchglass.shutdown());
  expect(await page.locator('watchglass-inspector').count()).toBe(0);
  asked.length = 0;
  for (const search of ['', '?watchglass=', '?q=watchglass=debug']) {
    await open(page, server, search);
    // loaded by the first chunk as well, and after it would have asked for the inspector
    await expect.poll(() => asked.filter((url) => /detail-/.test(url)).length).toBe(1);
    expect(asked.filter((url) => /inspector-/.test(url))).toEqual([]);
    asked.length = 0;
  }
});

test('it fits a phone, and everything in it can be reached by keyboard', async ({ page, server }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await open(page, server);
  await expect.poll(() => inside(page)).toContain('captured');
  const box = await page.locator('watchglass-inspector').boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(640);
  const focused = (): Promise<string> =>
    page.evaluate(() => (Reflect.get(window, 'inside') as ShadowRoot).activeElement?.textContent ?? '');
  await page.locator('#buy').focus();
  const reached: string[] = [];
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press('Tab');
    reached.push(await focused());
  }
  expect(reached).toEqual(['Hide', 'Events', 'Not captured', 'Sending']);
  await page.keyboard.press('Enter');
  await expect
    .poll(() =>
      page.evaluate(() =>
        (Reflect.get(window, 'inside') as ShadowRoot)
          .querySelector('[role=tabpanel]:not([hidden])')
          ?.getAttribute('aria-label'),
      ),
    )
    .toBe('Sending');
});
