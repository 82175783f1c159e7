/** The built dashboard on a collector that a test scripts: the door, the sessions behind the numbers, news, failures. */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { siteToken } from '../collectorSite.ts';
import { at, test, visits } from '../siteTest.ts';
import { storedOfVisits, type Visit } from '../unit/dashboard/events.ts';

const rows = (page: Page) => page.getByTestId('session-row');
const quiet = { errors: [], console: [], violations: [] };

test('a number leads to its sessions, a session to its events, and chips take filters away', async ({
  page,
  site,
  noise,
}) => {
  await page.goto(at(site));
  await expect(page.getByTestId('overview-headline')).toHaveText('40 sessions in the last 7 days, 4 with errors');
  await page.getByTestId('overview-errors').getByRole('link').click();
  await expect(page.getByTestId('sessions-headline')).toHaveText('4 sessions with errors in the last 7 days');
  await expect(rows(page)).toHaveCount(4);
  await expect(page.getByTestId('session-errors')).toHaveText(['2', '2', '1', '1']);
  await page.getByTestId('sessions-page').selectOption('shop.example/');
  await expect(page.getByTestId('chip')).toHaveText(['Page /', 'With errors']);
  await page.getByRole('link', { name: 'Remove filter: With errors' }).click();
  await expect(page.getByTestId('sessions-headline')).toHaveText('40 sessions in the last 7 days');
  await page.getByTestId('sessions-errors').check();
  await expect(page).toHaveURL(/#\/sessions\?page=shop\.example\/&errors=1$/);
  await expect(rows(page)).toHaveCount(4);

  // its middle, far from the words of its link
  await rows(page).nth(1).click();
  await expect(page.getByTestId('session-headline')).toHaveText('22 min, 3 page views, 2 clicks, 2 errors');
  const events = page.getByTestId('event');
  await expect(events).toHaveCount(10);
  await expect(events.nth(0)).toContainText('Page view');
  await expect(events.nth(6)).toContainText('TypeError: coupon is undefined');
  await expect(events.nth(6).locator('.event-time')).toHaveText('14 min');
  await expect(events.nth(8)).toContainText('order_placed');
  await expect(events.nth(8)).toContainText('42.5');
  await page.getByTestId('first-error').click();
  await expect(events.nth(6)).toBeFocused();
  await page.getByTestId('visitor-sessions').click();
  await expect(page.getByTestId('chip')).toHaveText('Visitor visitor-1');
  await expect(rows(page)).toHaveCount(1);
  await page.goBack();
  await page.goBack();
  await expect(rows(page)).toHaveCount(4);
  expect(noise).toEqual(quiet);
});

test('the list of sessions works from the keyboard', async ({ page, site }) => {
  await page.goto(at(site));
  await expect(page.getByTestId('overview-sessions')).toHaveText('40');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { level: 1, name: 'Sessions' })).toBeFocused();
  await expect(rows(page)).toHaveCount(40);
  await page.keyboard.press('/');
  await expect(page.getByTestId('sessions-page')).toBeFocused();
  await rows(page).nth(0).getByRole('link').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(2).getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Session session-2' })).toBeFocused();
});

test('older sessions are a page further on, each of them once', async ({ page, site }) => {
  const many = Array.from({ length: 230 }, (_, at) => visits()[39 - (at % 40)] as Visit).map((visit, at) => ({
    ...visit,
    session: `many-${at}`,
    start: Date.now() - 3_600_000 - at * 1000,
  }));
  site.events.set('shop', storedOfVisits(many));
  await page.goto(at(site, '#/sessions?range=24h'));
  const seen = new Set<string>();
  const read = async (headline: string): Promise<void> => {
    await expect(page.getByTestId('sessions-headline')).toHaveText(headline);
    for (const row of await rows(page).all()) seen.add((await row.getAttribute('data-session')) ?? '');
  };
  await read('The latest 100 sessions in the last 24 hours');
  await page.getByTestId('older').click();
  await read('The next 100 sessions in the last 24 hours');
  const address = page.url();
  await page.getByTestId('older').click();
  await read('The last 30 sessions in the last 24 hours');
  expect(seen.size).toBe(230);
  await expect(page.getByTestId('older')).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByTestId('sessions-headline')).toHaveText('The next 100 sessions in the last 24 hours');
  await page.getByTestId('latest').click();
  await expect(page.getByTestId('sessions-headline')).toHaveText('The latest 100 sessions in the last 24 hours');
});

test('the door opens for the token alone, and closes again', async ({ page, site, noise }) => {
  site.isIn = false;
  await page.goto(at(site, '#/sessions?errors=1'));
  const token = page.getByTestId('token');
  await expect(token).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('login-error')).toHaveText('Enter the admin token.');
  await token.fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('login-error')).toHaveText('This is not the admin token.');
  await token.fill(siteToken);
  await page.getByTestId('log-in').click();
  // where the reader wanted to go
  await expect(rows(page)).toHaveCount(4);
  expect(page.url()).not.toContain(siteToken);
  expect(site.asked.filter(({ path, params }) => `${path}${JSON.stringify(params)}`.includes(siteToken))).toEqual([]);

  // the collector forgets us: the door, then the same place again
  site.isIn = false;
  await expect(token).toBeVisible();
  await token.fill(siteToken);
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(4);

  await page.getByTestId('account-menu').click();
  await page.getByTestId('log-out').click();
  await expect(token).toBeVisible();
  expect(site.isIn).toBe(false);
  expect(noise).toEqual(quiet);
});

test('a project without events shows its tag, until the first event is there', async ({ page, site, noise }) => {
  await page.goto(at(site));
  await page.getByTestId('project').selectOption('fresh');
  await expect(page).toHaveURL(/#\/\?project=fresh$/);
  await expect(page.getByTestId('install-tag')).toHaveText(
    `<script async src="${site.origin}/watchglass.js" data-key="pk_fresh"></script>`,
  );
  for (const name of ['Heatmap', 'Funnel', 'Sessions']) {
    await page.getByRole('link', { name }).click();
    await expect(page.getByTestId('install')).toBeVisible();
  }
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page.getByTestId('install')).toBeVisible();
  site.events.set('fresh', storedOfVisits(visits().slice(0, 1)));
  await expect(page.getByTestId('overview-sessions')).toHaveText('1', { timeout: 5000 });
  await expect(page.getByTestId('install')).toHaveCount(0);
  // the project goes along
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await expect(rows(page)).toHaveCount(1);
  await page.getByTestId('project').selectOption('shop');
  await expect(rows(page)).toHaveCount(40);
  expect(noise).toEqual(quiet);
});

test('what the collector says is said, and what failed comes back by itself', async ({ page, site }) => {
  await page.goto(at(site, '#/sessions'));
  await expect(rows(page)).toHaveCount(40);
  const sentence = 'The engine is starting. Events are taken meanwhile.';
  site.script = ({ path }) =>
    path === '/api/me' || path === '/api/projects' ? undefined : { status: 503, body: { message: sentence } };
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page.getByTestId('failure')).toContainText(sentence);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('failure')).toContainText(sentence);
  // one look for news has to fail before its recovery is news
  await page.waitForResponse((answer) => answer.url().includes('/api/state') && answer.status() === 503);
  site.script = undefined;
  await expect(page.getByTestId('overview-sessions')).toHaveText('40');
  await expect(page.getByTestId('failure')).toHaveCount(0);
  site.script = () => ({ status: 503, body: '' });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The collector does not answer' })).toBeVisible();
  site.script = undefined;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('overview-sessions')).toHaveText('40');
});

test('a slow answer can be cancelled, and the request is given up', async ({ page, site }) => {
  await page.goto(at(site));
  await expect(page.getByTestId('overview-sessions')).toHaveText('40');
  site.script = ({ path }) => (path === '/api/sessions' ? new Promise(() => {}) : undefined);
  const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/sessions'));
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await expect(page.getByText('Counting …')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await failed;
  await expect(page.getByTestId('failure')).toContainText('You stopped it before it was done.');
});

test('the heatmap is drawn by its worker, over a page of the same origin', async ({ page, site, noise }) => {
  const shop = `${new URL(site.origin).host}/shop/`;
  const clicks = storedOfVisits([
    {
      visitor: 'v',
      session: 's',
      start: Date.now() - 60_000,
      happenings: [
        { kind: 'page_view', page: shop, after: 0 },
        { kind: 'click', page: shop, after: 1000 },
        { kind: 'click', page: shop, after: 2000 },
      ],
    },
  ]).map((event) => ({ ...event, url: `http://${event.page}` }));
  site.events.set('shop', clicks);
  await page.goto(at(site, '#/heatmap'));
  const canvas = page.getByTestId('heatmap-canvas');
  await expect(canvas).toHaveAttribute('data-state', 'painted');
  await expect(canvas).toHaveAttribute('data-clicks', '2');
  // Trusted Types of the policy would refuse a worker whose address nobody vouched for
  await expect(canvas).toHaveAttribute('data-worker', 'true');
  expect(noise).toEqual(quiet);
});

test('the page without a collector asks for none', async ({ page, server, noise }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${server.origin}/dist/dashboard/#/sessions`);
  await expect(page.getByRole('heading', { name: 'No sessions yet' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Load sample data' })).toBeVisible();
  expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
  expect(noise).toEqual(quiet);
});

// each theme and each width in `npm test`, all of their pairs in `npm run test:long`
for (const theme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`a collector's own places are accessible and fit, ${theme}, ${width} px`, {
      tag: (theme === 'light') === (width === 1440) ? '@long-in-firefox' : '@long',
    }, async ({ page, site }) => {
      test.setTimeout(120_000);
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 844 });
      site.isIn = false;
      await page.goto(at(site));
      await page.getByTestId('token').fill('wrong');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('login-error')).toBeVisible();
      await expectAccessible(page, 'the door');
      await page.getByTestId('token').fill(siteToken);
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('overview-sessions')).toHaveText('40');
      await page.getByTestId('account-menu').click();
      await expectAccessible(page, 'the overview under a menu');
      await page.goto(at(site, '#/?project=fresh'));
      await expect(page.getByTestId('install')).toBeVisible();
      await expectAccessible(page, 'a project without events');
      await page.goto(at(site, '#/sessions?visitor=nobody&page=shop.example/'));
      await expect(page.getByTestId('empty')).toBeVisible();
      await expectAccessible(page, 'no session like that');
    });
