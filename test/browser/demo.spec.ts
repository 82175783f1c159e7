/** The demo as somebody curious meets it: shop and dashboard, from any folder of any static server. */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { FrameLocator, Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { root, type TestServer } from '../server.ts';

const demo = (server: TestServer): string => `${server.origin}/dist/demo/`;

const shopOf = (page: Page): FrameLocator => page.frameLocator('#shop');
const dashboardOf = (page: Page): FrameLocator => page.frameLocator('#dashboard');

/** Opens the landing page and waits for the sample and the shop. */
async function openLanding(page: Page, base: string): Promise<void> {
  await page.goto(base);
  await expect(shopOf(page).getByTestId('hero-cta')).toBeVisible();
  await expect(dashboardOf(page).getByTestId('heatmap-row').first()).toBeVisible();
}

async function fillBasket(page: Page, base: string): Promise<void> {
  await page.goto(`${base}shop/product/ada-pot/`);
  await page.getByTestId('add-to-cart').click();
  await expect(page.getByTestId('basket-count')).toHaveText('1');
}

/** Goes through the checkout up to the delivery step. */
async function toDelivery(page: Page, base: string): Promise<void> {
  await page.goto(`${base}shop/checkout/contact/`);
  await page.getByTestId('field-customer').fill('FW-1042');
  await page.getByTestId('field-name').fill('Maud');
  await page.getByTestId('contact-continue').click();
  await page.getByTestId('field-street').fill('Kiln Lane 4');
  await page.getByTestId('field-postcode').fill('1042');
  await page.getByTestId('field-town').fill('Cork');
  await page.getByTestId('address-continue').click();
}

/** Seeds that decide the shop's faults: the carrier answers always, or is busy twice first. */
const seeds = { calm: 9, busyTwice: 7 };
async function setSeed(page: Page, seed: number): Promise<void> {
  await page.addInitScript((value) => {
    // the empty page before the first one has no storage
    if (location.protocol === 'http:') sessionStorage.setItem('fernwell.seed', String(value));
  }, seed);
}

/** Pages of the shop by what has to be in the basket to see them as they are; the basket's own page is two. */
const shopPages = {
  empty: ['', 'catalogue/', 'product/ada-pot/', 'cart/', 'help/', 'checkout/contact/'],
  full: ['cart/', ...['contact', 'address', 'shipping', 'payment', 'done'].map((step) => `checkout/${step}/`)],
};

// each page and each scheme in `npm test`, each page in each scheme in `npm run test:long`
for (const [basket, colorScheme, tag] of [
  ['empty', 'light', '@long-in-firefox'],
  ['full', 'dark', '@long-in-firefox'],
  ['empty', 'dark', '@long'],
  ['full', 'light', '@long'],
] as const)
  test(`the pages of the shop are accessible, ${colorScheme}, with the basket ${basket}`, { tag }, async ({
    page,
    server,
    browserName,
    noise,
  }) => {
    test.setTimeout(180_000);
    await setSeed(page, seeds.calm);
    if (basket === 'full') await fillBasket(page, demo(server));
    // the driver of stock Firefox cannot set the colour scheme
    if (browserName === 'chromium') await page.emulateMedia({ colorScheme });
    for (const path of shopPages[basket]) {
      await page.goto(`${demo(server)}shop/${path}`);
      await expect(page.locator('h1')).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        path,
      ).toEqual([]);
    }
    expect(noise).toEqual({ errors: [], console: [], violations: [] });
  });

test('the landing page is accessible, frames included, and asks nobody but its own server', {
  tag: '@long-in-firefox',
}, async ({ page, server, noise }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await openLanding(page, demo(server));
  // the map shows the shop a second time, as a picture of it: its landmarks are not the page's
  const { violations } = await new AxeBuilder({ page })
    .exclude(['#dashboard', '[data-testid=heatmap-frame]'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await shopOf(page).getByTestId('hero-cta').click();
  await expect(shopOf(page).getByRole('heading', { level: 1 })).toHaveText('The collection');
  await page.waitForTimeout(2_500);
  expect(asked.filter((url) => !url.startsWith(`${server.origin}/`) && !/^(blob|data):/.test(url))).toEqual([]);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('a click in the shop is on the map within three seconds', async ({ page, server }) => {
  await openLanding(page, demo(server));
  await page
    .frames()
    .find((frame) => frame.url().endsWith('/shop/'))
    ?.goto(`${demo(server)}shop/product/ada-pot/`);
  const picture = dashboardOf(page).locator('[data-key="testid:product-picture"] [data-testid=row-clicks]');
  await expect(picture).toBeVisible();
  const before = Number(await picture.innerText());
  await shopOf(page).getByTestId('product-picture').click();
  await expect(picture).toHaveText(String(before + 1), { timeout: 3_000 });
});

test('the map follows the shop, also through the steps of the checkout, until it is told not to', async ({
  page,
  server,
}) => {
  await openLanding(page, demo(server));
  const picked = dashboardOf(page).getByTestId('heatmap-page');
  const prefix = demo(server).replace('http://', '');
  await expect(picked).toHaveValue(`${prefix}shop`);
  await shopOf(page).getByTestId('nav-catalogue').click();
  await expect(picked).toHaveValue(`${prefix}shop/catalogue`);
  await shopOf(page).getByTestId('card-ada-pot').click();
  await shopOf(page).getByTestId('add-to-cart').click();
  await shopOf(page).getByTestId('view-basket').click();
  await shopOf(page).getByTestId('checkout').click();
  await expect(picked).toHaveValue(`${prefix}shop/checkout/contact`);
  await shopOf(page).getByTestId('field-customer').fill('FW-1042');
  await shopOf(page).getByTestId('field-name').fill('Maud');
  await shopOf(page).getByTestId('contact-continue').click();
  await expect(picked).toHaveValue(`${prefix}shop/checkout/address`);

  await page.getByTestId('follow').uncheck();
  await shopOf(page).getByTestId('nav-help').click();
  await expect(shopOf(page).getByRole('heading', { level: 1 })).toHaveText('Help, and who we are');
  await page.waitForTimeout(500);
  await expect(picked).toHaveValue(`${prefix}shop/checkout/address`);
  await page.getByTestId('follow').check();
  await expect(picked).toHaveValue(`${prefix}shop/help`);
});

test('a thing to try opens the map of the page that the shop shows', async ({ page, server }) => {
  await openLanding(page, demo(server));
  await page.getByText('Five things to try').click();
  await page.getByRole('link', { name: 'scroll reach' }).click();
  await expect(dashboardOf(page).getByTestId('heatmap-reach').first()).toBeAttached();
  await expect(dashboardOf(page).getByTestId('heatmap-page')).toHaveValue(`${demo(server).replace('http://', '')}shop`);
  await expect(dashboardOf(page).getByLabel('Scroll reach')).toBeChecked();
});

test('the list of things to try goes away by Escape and by a click anywhere else', async ({ page, server }) => {
  await openLanding(page, demo(server));
  const summary = page.getByText('Five things to try');
  const list = page.locator('.tries ol');
  const elsewhere = [
    () => page.keyboard.press('Escape'),
    () => page.getByRole('heading', { level: 1 }).click(),
    () =>
      shopOf(page)
        .locator('body')
        .click({ position: { x: 5, y: 300 } }),
    () =>
      dashboardOf(page)
        .getByTestId('heatmap-clicks')
        .click({ position: { x: 5, y: 5 }, force: true }),
  ];
  for (const put of elsewhere) {
    await summary.click();
    await expect(list).toBeVisible();
    await put();
    await expect(list).toBeHidden();
  }
});

test('the shop has the width of the screen that was picked, and the grip moves by keyboard', async ({
  page,
  server,
}) => {
  await openLanding(page, demo(server));
  const width = (): Promise<number> =>
    page.locator('#shop').evaluate((frame: HTMLIFrameElement) => frame.contentWindow?.innerWidth ?? 0);
  expect(await width()).toBe(390);
  for (const [name, px] of [
    ['Tablet', 820],
    ['Desktop', 1440],
    ['Phone', 390],
  ] as const) {
    await page.getByTestId('sizes').getByLabel(name).check();
    await expect.poll(width).toBe(px);
    await expect(dashboardOf(page).getByLabel(`${name} ${px}`)).toBeChecked();
  }
  const grip = page.getByTestId('grip');
  const before = Number(await grip.getAttribute('aria-valuenow'));
  await grip.focus();
  await page.keyboard.press('ArrowRight');
  await expect(grip).toHaveAttribute('aria-valuenow', String(before + 24));
});

test('on a phone, tabs switch between shop and dashboard', async ({ page, server }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(demo(server));
  await expect(shopOf(page).getByTestId('hero-cta')).toBeVisible();
  await expect(page.getByTestId('dashboard-frame')).toBeHidden();
  await page.getByTestId('tab-shop').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('tab-dashboard')).toBeFocused();
  await expect(page.getByTestId('shop-frame')).toBeHidden();
  await expect(dashboardOf(page).getByTestId('heatmap-row').first()).toBeVisible();
});

test('works below any folder', async ({ page, server }) => {
  server.folder('/some/where/else/', join(root, 'dist/demo'));
  await openLanding(page, `${server.origin}/some/where/else/`);
  await expect(dashboardOf(page).getByTestId('heatmap-page')).toHaveValue(
    `${server.origin.replace('http://', '')}/some/where/else/shop`,
  );
});

test('the basket adds up', async ({ page, server }) => {
  await fillBasket(page, demo(server));
  await page.goto(`${demo(server)}shop/product/rill-can/`);
  // Firefox puts a number that is filled in beside the one that is there
  await page.getByTestId('quantity').clear();
  await page.getByTestId('quantity').fill('2');
  await page.getByTestId('add-to-cart').click();
  await page.getByTestId('view-basket').click();
  await expect(page.getByTestId('sum-items')).toHaveText('3');
  await expect(page.getByTestId('sum-total')).toHaveText('€100');
  await page.getByTestId('more-ada-pot').click();
  await page.getByTestId('less-rill-can').click();
  await expect(page.getByTestId('sum-total')).toHaveText('€92');
  await page.reload();
  await expect(page.getByTestId('basket-count')).toHaveText('3');
  await page.getByTestId('remove-ada-pot').click();
  await page.getByTestId('less-rill-can').click();
  await expect(page.getByTestId('empty-catalogue')).toBeVisible();
  await expect(page.getByTestId('checkout')).toBeHidden();
});

test('the coupon throws, the picture does nothing, and both are what the tag keeps', async ({ page, server }) => {
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.name));
  await fillBasket(page, demo(server));
  const address = page.url();
  await page.getByTestId('product-picture').click();
  expect(page.url()).toBe(address);
  await page.goto(`${demo(server)}shop/cart/`);
  await page.getByTestId('coupon').fill('SPROUT10');
  await page.getByTestId('coupon-apply').click();
  await expect.poll(() => thrown).toEqual(['TypeError']);
});

test('the delivery step fails as its seed says, and gets there in the end', async ({ page, server }) => {
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  await setSeed(page, seeds.busyTwice);
  await fillBasket(page, demo(server));
  await toDelivery(page, demo(server));
  await expect(page.getByTestId('rates-failed')).toBeVisible();
  await page.getByTestId('rates-retry').click();
  await expect.poll(() => thrown.length).toBe(2);
  await page.getByTestId('rates-retry').click();
  await expect(page.getByTestId('shipping-continue')).toBeVisible();
  expect(thrown).toEqual(Array(2).fill('Shipping rates unavailable: carrier answered 404'));
});

test('the checkout survives reloads and the back button, and ends with an order', async ({ page, server }) => {
  await setSeed(page, seeds.calm);
  await fillBasket(page, demo(server));
  await toDelivery(page, demo(server));
  await page.getByTestId('shipping-continue').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.reload();
  await expect(page).toHaveURL(/checkout\/payment\/$/);
  await page.goBack();
  await expect(page).toHaveURL(/checkout\/shipping\/$/);
  await page.goBack();
  await expect(page.getByTestId('field-town')).toHaveValue('Cork');
  await page.getByTestId('address-continue').click();
  await page.getByTestId('shipping-continue').click();
  await page.getByTestId('place-order').click();
  // the box has to be ticked first
  await expect(page).toHaveURL(/checkout\/payment\/$/);
  await page.getByTestId('terms').check();
  await page.getByTestId('place-order').click();
  await expect(page.getByTestId('order-number')).toHaveText(/^F[0-9A-Z]{6}$/);
  await expect(page.getByTestId('basket-count')).toHaveText('0');
  await page.reload();
  await expect(page.getByTestId('order-number')).toBeVisible();
});

test('on phones alone the button of the address step lies far below the screen', async ({ page, server }) => {
  for (const [width, height, isBelow] of [
    [390, 844, true],
    [1440, 900, false],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(`${demo(server)}shop/checkout/address/`);
    const box = await page.getByTestId('address-continue').boundingBox();
    expect((box?.y ?? 0) > height, `${width} px`).toBe(isBelow);
  }
});
