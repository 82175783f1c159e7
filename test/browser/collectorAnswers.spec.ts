/** What the dashboard on a collector says while answers are late, missing, of another day, or of another project. */
import { expect, type Page } from '@playwright/test';
import type { CollectorSite } from '../collectorSite.ts';
import { at, test, visits } from '../siteTest.ts';
import { storedOfVisits } from '../unit/dashboard/events.ts';

const DAY_MS = 86_400_000;

/** Holds the answers of some routes back until they are let go. */
function hold(site: CollectorSite, ...paths: readonly string[]): { asked: Promise<void>; letGo: () => void } {
  let letGo = (): void => {};
  let told = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const asked = new Promise<void>((resolve) => (told = resolve));
  site.script = async ({ path }) => {
    if (!paths.includes(path)) return undefined;
    told();
    // let go, it is the site that answers
    await held;
    return undefined;
  };
  return { asked, letGo };
}

test.describe('a project far from its reader', () => {
  test.use({ timezoneId: 'America/New_York' });

  test('has its own days, and says so', async ({ page, site }) => {
    site.timeZone = 'Pacific/Kiritimati';
    // half past midnight of the day before yesterday, there
    const night = Math.floor((Date.now() + 14 * 3_600_000) / DAY_MS) * DAY_MS - 2 * DAY_MS - 13.5 * 3_600_000;
    site.events.set(
      'shop',
      storedOfVisits(
        visits()
          .slice(0, 1)
          .map((visit) => ({ ...visit, start: night })),
      ),
    );
    await page.goto(at(site, '#/?as=table'));
    await expect(page.getByTestId('zone')).toHaveText(/^Pacific\/Kiritimati/);
    const day = new Date(night + 14 * 3_600_000).toISOString().slice(0, 10);
    const link = page.getByTestId('time-table').getByRole('link', { name: '1 session: show them' });
    await expect(link).toHaveAttribute('href', new RegExp(`range=${day}\\.\\.${day}`));
    await link.click();
    await expect(page.getByTestId('session-row')).toHaveCount(1);
    await expect(page.getByTestId('session-row').getByRole('link')).toContainText('00:30');
    const from = Date.parse(`${day}T00:00:00+14:00`);
    expect(site.asked.findLast(({ path }) => path === '/api/sessions')?.params).toMatchObject({
      from: String(from),
      to: String(from + DAY_MS),
      timeZone: 'Pacific/Kiritimati',
    });
  });
});

test('an old number keeps its old words until the new one is there', async ({ page, site }) => {
  const places = [
    [
      '#/',
      '[data-testid=overview-headline]',
      '/api/overview',
      '40 sessions in the last 7 days',
      'sessions in the last 24 hours',
    ],
    [
      '#/sessions',
      '[data-testid=sessions-headline]',
      '/api/sessions',
      '40 sessions in the last 7 days',
      'in the last 24 hours',
    ],
    ['#/ledger', '.answer-space', '/api/ledger', 'in the last 7 days', 'in the last 24 hours'],
    ['#/heatmap', '[data-testid=heatmap-answer]', '/api/elements', 'in the last 7 days', 'in the last 24 hours'],
    [
      '#/funnel?step=page:shop.example/&step=click:testid:add-to-cart',
      '[data-testid=funnel-headline]',
      '/api/funnel',
      'of visitors',
      'of sessions',
    ],
  ] as const;
  for (const [place, selector, path, before, after] of places) {
    await page.goto(at(site, place));
    const headline = page.locator(selector);
    await expect(headline).toContainText(before);
    const { asked, letGo } = hold(site, path);
    await page
      .getByRole('radio', { name: place.startsWith('#/funnel') ? 'Sessions' : '24 h' })
      .locator('..')
      .click();
    await asked;
    await expect(page.locator('[data-stale]').filter({ has: headline })).toHaveCount(1);
    await expect(headline).toContainText(before);
    letGo();
    await expect(headline).toContainText(after);
    await expect(page.locator('[data-stale]')).toHaveCount(0);
    site.script = undefined;
  }
});

/** Every heading that the page has shown since now. */
async function headings(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { seen });
    new MutationObserver(() => seen.add(document.querySelector('.empty h2')?.textContent ?? '')).observe(
      document.body,
      {
        childList: true,
        subtree: true,
        characterData: true,
      },
    );
  });
  return () => page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
}

test('the first event of a project is counted before anything else is said', async ({ page, site }) => {
  await page.goto(at(site, '#/?project=fresh'));
  await expect(page.getByRole('heading', { name: 'No visits yet' })).toBeVisible();
  const seen = await headings(page);
  const { asked, letGo } = hold(site, '/api/overview');
  site.events.set('fresh', storedOfVisits(visits().slice(0, 1)));
  await asked;
  await expect(page.getByRole('heading', { name: 'No visits yet' })).toBeVisible();
  letGo();
  await expect(page.getByTestId('overview-sessions')).toHaveText('1');
  expect((await seen()).filter((title) => title.startsWith('Nothing happened'))).toEqual([]);
});

test('what is older than the range is named from the first look on', async ({ page, site }) => {
  site.events.set('fresh', storedOfVisits(visits().map((visit) => ({ ...visit, start: visit.start - 90 * DAY_MS }))));
  await page.goto(at(site, '#/?project=fresh'));
  await expect(page.getByTestId('empty')).toContainText('Nothing happened in the last 7 days');
});

test('a project that programs alone visit says so', async ({ page, site }) => {
  const state = { events: 0, firstAt: 0, lastAt: 0, receivedAt: 0, automated: 3 };
  site.script = ({ path }) => (path === '/api/state' ? { body: { rows: [state] } } : undefined);
  await page.goto(at(site, '#/?project=fresh'));
  await expect(page.getByTestId('automated')).toContainText('3 automated visits came and are kept out');
  await expect(page.getByTestId('automated')).toContainText('bots: include');
});

test('numbers that are no longer those of now say so within 5 s, apart from what they say it of', async ({
  page,
  site,
}) => {
  await page.goto(at(site));
  await expect(page.getByTestId('overview-sessions')).toHaveText('40');
  const error = 'The engine is away. Events that arrive meanwhile are kept, and shown later.';
  site.script = () => ({ status: 503, body: { error } });
  const failure = page.getByTestId('failure').first();
  await expect(failure).toContainText(error, { timeout: 5000 });
  const [said, headline] = await Promise.all([
    failure.boundingBox(),
    page.getByTestId('overview-headline').boundingBox(),
  ]);
  expect((headline?.y ?? 0) - ((said?.y ?? 0) + (said?.height ?? 0))).toBeGreaterThanOrEqual(16);
  site.script = undefined;
  await expect(page.getByTestId('failure')).toHaveCount(0, { timeout: 5000 });
});

test('a project that is not there shows no numbers of another', async ({ page, site }) => {
  await page.goto(at(site, '#/?project=nosuch'));
  await expect(page.getByTestId('failure')).toContainText('nosuch');
  await expect(page.getByTestId('overview-headline')).toHaveCount(0);
  expect(site.asked.filter(({ params }) => 'project' in params)).toEqual([]);
  await page.getByRole('link', { name: 'Project shop' }).click();
  await expect(page.getByTestId('overview-sessions')).toHaveText('40');
  await page.goto(at(site, '#/overview'));
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});

test('back from a session is back at its row', async ({ page, site }) => {
  await page.goto(at(site, '#/sessions'));
  const row = page.getByTestId('session-row').nth(30);
  await row.scrollIntoViewIfNeeded();
  const y = await page.evaluate(() => scrollY);
  expect(y).toBeGreaterThan(0);
  await row.click();
  await expect(page.getByTestId('session-headline')).toBeVisible();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(row.getByRole('link')).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(y);
  // forward is a page that was left at its heading
  await page.goForward();
  await expect(page.getByTestId('session-headline')).toBeVisible();
  await page.getByTestId('back').click();
  // by a link it is a new page
  await expect(page.getByRole('heading', { level: 1, name: 'Sessions' })).toBeFocused();
});

test('a day that the range cuts is not taken for a whole one', async ({ page, site }) => {
  site.events.set(
    'shop',
    storedOfVisits(
      [0, 1, 2, 3, 4, 5, 6].flatMap((days) =>
        visits()
          .slice(0, 1)
          .map((visit) => ({
            ...visit,
            session: `s${days}`,
            start: Date.now() - 7 * DAY_MS + 60_000 + days * DAY_MS,
          })),
      ),
    ),
  );
  await page.goto(at(site));
  const chart = page.getByTestId('time-chart');
  const box = await chart.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 48 + 20, (box?.y ?? 0) + 120);
  await expect(chart).toContainText('not the whole day');
});
