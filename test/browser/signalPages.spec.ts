/** What a script planted, read from the pages of signals: the same numbers over this browser's data and a collector's. */
import type { Locator, Page } from '@playwright/test';
import { localStore } from '@watchglass/contract';
import { expectAccessible } from '../axe.ts';
import { at, test as siteTest } from '../siteTest.ts';
import { expect } from '../fixture.ts';
import { type Happening, recordsOfVisits, storedOfVisits, type Visit } from '../unit/dashboard/events.ts';

const shop = 'shop.example/';
const checkout = 'shop.example/checkout';
const field = (name: string, body: object = {}) => ({
  key: `name:${name}`,
  index: 0,
  role: 'textbox',
  label: name,
  focusMs: 2000,
  edits: 1,
  reentries: 0,
  invalid: 0,
  ...body,
});

/**
 * Five people: all see the shop's button for 2 s, one of them clicks it; two hammer on the picture; four begin the form, one
 * sends it, two give up at the street; three meet a request that fails, one of them twice; two an error, all an extension's.
 */
function script(): Visit[] {
  return Array.from({ length: 5 }, (_, number): Visit => {
    const happenings: Happening[] = [
      { kind: 'page_view', page: shop, after: 0 },
      {
        kind: 'exposure',
        page: shop,
        after: 100,
        body: { exposed: [{ key: 'id:buy', index: 0, role: 'button', label: 'Buy', exposedMs: 2000 }] },
      },
      {
        kind: 'attention',
        page: shop,
        after: 110,
        body: { attended: [{ key: 'id:buy', index: 0, role: 'button', label: 'Buy', dwellMs: 1500 }] },
      },
      { kind: 'error', page: shop, after: 120, body: { message: 'from outside', noise: 'extension', count: 2 } },
    ];
    if (number === 0) happenings.push({ kind: 'click', page: shop, after: 130, body: { key: 'id:buy', label: 'Buy' } });
    if (number < 2)
      happenings.push({
        kind: 'rage_click',
        page: shop,
        after: 200,
        body: { key: 'id:picture', label: 'Picture', features: { count: 6, spanMs: 1800, answered: 0 } },
      });
    // one that the rule doubts counts nowhere
    if (number === 4)
      happenings.push({ kind: 'rage_click', page: shop, after: 200, body: { key: 'id:picture', confidence: 0.4 } });
    happenings.push({ kind: 'page_view', page: checkout, after: 1000 });
    if (number < 4)
      happenings.push({
        kind: 'form',
        page: checkout,
        after: 5000,
        body: {
          key: 'id:address',
          label: 'Address',
          outcome: number === 0 ? 'submitted' : 'abandoned',
          fields: [field('Name'), field('Street', { focusMs: 4000, reentries: number, invalid: 1 })],
          lastKey: number < 3 ? 'name:Street' : 'name:Name',
        },
      });
    const request: Happening = {
      kind: 'request',
      page: checkout,
      after: 6000,
      body: { target: 'shop.example/rates', status: 503, durationMs: 800 },
    };
    if (number < 3) happenings.push(request);
    if (number === 0) happenings.push({ ...request, after: 6500 });
    if (number < 2) happenings.push({ kind: 'error', page: checkout, after: 7000 });
    return {
      visitor: `v${number}`,
      session: `s${number}`,
      start: Date.now() - 3_600_000 + number * 60_000,
      happenings,
    };
  });
}

/** Puts records into the store of an origin as the `local` sink does. */
async function plant(page: Page, origin: string): Promise<void> {
  const records: readonly (readonly [string, unknown])[] = recordsOfVisits(script());
  await page.goto(`${origin}/plain`);
  await page.evaluate(
    async ({ records, store }) => {
      const opening = indexedDB.open(store.database);
      opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(store.store));
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const write = opening.result.transaction(store.store, 'readwrite');
      for (const [key, value] of records) write.objectStore(store.store).put(value, key);
      await new Promise((resolve) => write.addEventListener('complete', resolve));
      opening.result.close();
    },
    { records, store: localStore },
  );
}

const sources = ['this browser', 'a collector'] as const;

const test = siteTest.extend<{ open: (source: (typeof sources)[number], hash: string) => Promise<void> }>({
  open: async ({ page, server, site }, use) => {
    let isPlanted = false;
    await use(async (source, hash) => {
      if (source === 'a collector') {
        site.events.set('shop', storedOfVisits(script()));
        await page.goto(at(site, hash));
        return;
      }
      if (!isPlanted) {
        server.page('/plain', '<!doctype html><title>plain</title>');
        await plant(page, server.origin);
      }
      isPlanted = true;
      await page.goto(`${server.origin}/dist/dashboard/${hash}`);
    });
  },
});

/** The cells of a row, which may still have to be drawn, each with what it has to say. */
async function says(row: Locator, cells: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, text] of Object.entries(cells)) await expect(row.getByTestId(id), id).toHaveText(text);
}

/** Follows a number to its sessions, which have to be as many as it says or stand for; then goes back. */
async function leads(page: Page, cell: Locator, sessions: readonly string[]): Promise<void> {
  await cell.getByRole('link').click();
  const rows = page.getByTestId('session-row');
  await expect(rows).toHaveCount(sessions.length);
  expect((await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-session')))).sort()).toEqual(
    sessions,
  );
  await expect(page.getByTestId('chip')).toHaveCount(1);
  await page.goBack();
}

for (const source of sources) {
  test.describe(`over the data of ${source}`, () => {
    test('errors are listed with their sessions, and noise in a bin that opens', async ({ page, open, noise }) => {
      await open(source, '#/errors');
      await expect(page.getByTestId('errors-headline')).toContainText('2 errors in 2 sessions in the last 7 days');
      const error = page.locator('[data-testid=error-row][data-message="coupon is undefined"]');
      await says(error, { 'error-sessions': '2', 'error-visitors': '2', 'error-count': '2' });
      await leads(page, error.getByTestId('error-sessions'), ['s0', 's1']);
      const outside = page.locator('[data-testid=error-row][data-message="from outside"]');
      await expect(outside).toBeHidden();
      await page.getByTestId('noise').locator('summary').click();
      await says(outside, { 'error-sessions': '5', 'error-count': '10' });
      await leads(page, outside.getByTestId('error-sessions'), ['s0', 's1', 's2', 's3', 's4']);
      await error.getByTestId('error-sample').click();
      await expect(page).toHaveURL(/#\/session\/s1\?show=trouble$/);
      await expect(page.locator('[data-kind=error]')).toHaveCount(1);
      expect(noise).toEqual({ errors: [], console: [], violations: [] });
    });

    test('the overview counts errors without noise, says how many it set aside, and leads to them', async ({
      page,
      open,
    }) => {
      await open(source, '#/');
      await expect(page.getByTestId('overview-headline')).toContainText('5 sessions in the last 7 days, 2 with errors');
      await expect(page.getByTestId('overview-errors')).toHaveText('2');
      await expect(page.getByTestId('error-row')).toHaveCount(1);
      await leads(page, page.getByTestId('error-sessions'), ['s0', 's1']);
      await leads(page, page.getByTestId('overview-errors'), ['s0', 's1']);
      await expect(page.getByTestId('errors-aside')).toHaveText('10 errors of noise');
      await page.getByTestId('overview-errors-aside').click();
      await expect(page.getByTestId('errors-headline')).toContainText('2 errors in 2 sessions in the last 7 days');
      await expect(page.getByTestId('errors-headline')).toContainText('10 more that are nobody’s bug');
    });

    test('requests are listed with why they failed, and lead to their sessions', async ({ page, open }) => {
      await open(source, '#/requests');
      await expect(page.getByTestId('requests-headline')).toContainText('4 requests failed in the last 7 days');
      const row = page.getByTestId('request-row');
      await expect(row).toHaveCount(1);
      await expect(row).toContainText('GET /rates');
      await expect(row).toContainText('the server failed (503)');
      await says(row, { 'request-sessions': '3', 'request-count': '4', 'request-duration': '800 ms' });
      await leads(page, row.getByTestId('request-sessions'), ['s0', 's1', 's2']);
    });

    test('a form tells field by field where people give up', async ({ page, open }) => {
      await open(source, '#/forms');
      await expect(page.getByTestId('forms-headline')).toContainText('25 % of forms that were begun were sent');
      await expect(page.getByTestId('forms-headline')).toContainText(
        'in “Address”, there most often in “Street”: 3 times',
      );
      const form = page.getByTestId('form-row');
      await says(form, { 'form-starts': '4', 'form-submits': '1', 'form-abandons': '3', 'form-share': '25 %' });
      const street = page.locator('[data-testid=field-row][data-key="name:Street"]');
      await says(street, { 'field-visits': '4', 'field-time': '4 s', 'field-reentries': '6', 'field-invalid': '4' });
      await expect(street.getByTestId('field-abandons')).toContainText('2');
      await leads(page, street.getByTestId('field-abandons'), ['s1', 's2']);
      await leads(page, form.getByTestId('form-submits'), ['s0']);
      await leads(page, form.getByTestId('form-starts'), ['s0', 's1', 's2', 's3']);
    });

    test('layers of the heatmap count what a rule is sure of, and the list what was seen and not clicked', async ({
      page,
      open,
    }) => {
      await open(source, `#/heatmap?page=${shop}&layer=rage_click`);
      await expect(page.getByTestId('heatmap-clicks')).toHaveText('2 rage clicks');
      const row = page.getByTestId('heatmap-row');
      await expect(row).toHaveCount(1);
      await expect(row).toHaveAttribute('data-key', 'id:picture');
      await expect(row.getByTestId('row-clicks')).toHaveText('2');
      await leads(page, row.getByTestId('row-sessions'), ['s0', 's1']);
      const buy = page.locator('[data-testid=seen-row][data-key="id:buy"]');
      await says(buy, { 'seen-exposed': '5', 'seen-clicked': '1', 'seen-share': '20 %' });
      await page.getByRole('radio', { name: 'Dead', exact: true }).check();
      await expect(page.getByTestId('heatmap-none')).toContainText('No dead clicks here');
      await page.getByRole('radio', { name: 'Attention' }).check();
      await expect(page.getByTestId('heatmap-dwell')).toHaveText('7.5 s');
      await says(row, { 'row-dwell': '7.5 s', 'row-share': '100 %', 'row-views': '5' });
      await page.getByRole('radio', { name: 'Clicks' }).check();
      await expect(page.getByTestId('heatmap-clicks')).toHaveText('1 click');
    });

    test('a session tells its signals in sentences, and what went wrong by itself', async ({ page, open }) => {
      await open(source, '#/session/s1');
      const events = page.getByTestId('event');
      await expect(events).toHaveCount(9);
      const rage = page.locator('[data-testid=event][data-kind=rage_click]');
      await expect(rage).toContainText('6 clicks in 1.8 s on “Picture”, none of them answered before the next');
      await expect(rage.getByText('spanMs')).toBeHidden();
      await rage.getByText('What the rule saw').click();
      await expect(rage.getByText('spanMs')).toBeVisible();
      await page.getByRole('radio', { name: 'Trouble 4' }).check();
      await expect(page).toHaveURL(/show=trouble/);
      await expect(events).toHaveCount(4);
      expect(await events.evaluateAll((all) => all.map((one) => one.getAttribute('data-kind')))).toEqual([
        'rage_click',
        'form',
        'request',
        'error',
      ]);
      await open(source, '#/session/s4?show=trouble');
      await expect(page.getByTestId('no-trouble')).toBeVisible();
    });
  });
}

test('pages without data say what they will show', async ({ page, site }) => {
  for (const [place, title] of [
    ['errors', 'No errors yet'],
    ['requests', 'No requests yet'],
    ['forms', 'No forms yet'],
  ] as const) {
    await page.goto(at(site, `#/${place}?project=fresh`));
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.getByTestId('install')).toBeVisible();
  }
});

test('what the collector could not work out is said, and asked again', async ({ page, site }) => {
  site.script = ({ path }) =>
    ['/api/errors', '/api/requests', '/api/forms'].includes(path)
      ? { status: 503, body: { message: 'Not now.' } }
      : undefined;
  for (const place of ['errors', 'requests', 'forms']) {
    await page.goto(at(site, `#/${place}`));
    await expect(page.getByTestId('failure')).toContainText('Not now.');
  }
  site.script = undefined;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('failure')).toHaveCount(0);
});

test('keys lead to the new pages, and each is accessible at both widths and in both schemes', async ({
  page,
  open,
}) => {
  // axe reads twelve pages, each in seconds on a machine that has other things to do
  test.setTimeout(180_000);
  await open('a collector', '#/');
  await expect(page.getByTestId('overview-sessions')).toHaveText('5');
  for (const [key, title] of [
    ['e', 'Errors'],
    ['r', 'Requests'],
    ['m', 'Forms'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page.locator('tbody tr').first()).toBeVisible();
    for (const width of [1440, 390])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expectAccessible(page, `${title}, ${width} px, ${colorScheme}`);
      }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});
