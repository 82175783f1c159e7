/** The dashboard's bar on a phone: no page is out of sight, none is out of reach, and it always says where we are. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { at, test } from '../siteTest.ts';
import { expect } from '../fixture.ts';

test.use({ viewport: { width: 390, height: 844 } });

const bar = (page: Page) => page.getByRole('navigation', { name: 'Pages' });
const more = (page: Page) => page.getByTestId('more-pages');
const sheet = (page: Page) => page.getByTestId('more-sheet');
const current = (page: Page) => bar(page).locator('> ul > li > [aria-current]').filter({ visible: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('the bar holds four pages and the way to the others, and nothing of it has to be scrolled', async ({
  page,
  site,
}) => {
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(at(site));
    await expect(bar(page).getByRole('link')).toHaveText(['Overview', 'Heatmap', 'Errors', 'Sessions']);
    await expect(more(page)).toHaveText('More');
    const entries = bar(page).locator('> ul > li > *').filter({ visible: true });
    for (const box of await entries.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(width);
      // large enough for a thumb
      expect(box.height).toBeGreaterThanOrEqual(48);
    }
    expect(await bar(page).evaluate((nav) => nav.scrollWidth <= nav.clientWidth)).toBe(true);
  }
});

test('every page is one or two taps away, and the bar shows it as current', async ({ page, site }) => {
  // eight pages and axe, which take seconds each on a busy machine
  test.setTimeout(180_000);
  await page.goto(at(site));
  await expect(heading(page, 'Overview')).toBeVisible();
  for (const name of ['Heatmap', 'Errors', 'Sessions']) {
    await bar(page).getByRole('link', { name }).click();
    await expect(heading(page, name)).toBeFocused();
    await expect(current(page)).toHaveText(name);
    await expect(more(page)).toHaveText('More');
  }
  for (const name of ['Funnel', 'Forms', 'Requests', 'Ledger']) {
    await more(page).click();
    await sheet(page).getByRole('link', { name }).click();
    await expect(sheet(page)).toBeHidden();
    await expect(heading(page, name)).toBeFocused();
    await expect(current(page)).toHaveText(name);
    await expect(more(page)).toHaveAccessibleName(`${name}, more pages`);
  }
  await more(page).click();
  await expect(sheet(page).locator('[aria-current=page]')).toHaveText('Ledger');
  await expectAccessible(page, 'the sheet');
  // a session is a part of their list
  await page.goto(at(site, '#/session/session-1'));
  await expect(heading(page, 'Session session-1')).toBeVisible();
  await expect(current(page)).toHaveText('Sessions');
});

test('the sheet works from the keyboard, and closes on Esc, on its cross, beside it and when the phone is turned', async ({
  page,
  site,
  noise,
}) => {
  await page.goto(at(site));
  await expect(heading(page, 'Overview')).toBeVisible();
  await more(page).focus();
  await page.keyboard.press('Enter');
  await expect(sheet(page)).toBeVisible();
  await expect(more(page)).toHaveAttribute('aria-expanded', 'true');
  await expect(sheet(page).getByRole('link', { name: 'Funnel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();
  await expect(more(page)).toBeFocused();
  await expect(more(page)).toHaveAttribute('aria-expanded', 'false');

  await more(page).click();
  await sheet(page).getByRole('button', { name: 'Close' }).click();
  await expect(sheet(page)).toBeHidden();
  await more(page).click();
  await expect(sheet(page)).toBeVisible();
  await page.mouse.click(195, 100);
  await expect(sheet(page)).toBeHidden();
  await expect(heading(page, 'Overview')).toBeVisible();

  await more(page).click();
  await page.setViewportSize({ width: 844, height: 390 });
  await expect(sheet(page)).toBeHidden();
  await expect(bar(page).getByRole('link', { name: 'Ledger' })).toBeVisible();
  await expect(more(page)).toBeHidden();
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});
