/** The ledger's page on data that was planted with holes: over a collector, and over the data of this browser. */
import { type LocalRecord, localStore, type StoredEvent } from '@watchglass/contract';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { startCollectorSite } from '../collectorSite.ts';
import { expect, test } from '../fixture.ts';
import { eventOf } from '../unit/analysis/events.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Clicks of one document of a session of its own. */
function document(name: string, ageMs: number, seqs: readonly number[], fields: Partial<StoredEvent>): StoredEvent[] {
  const at = Date.now() - ageMs;
  return seqs.map((seq) =>
    eventOf('click', at + seq, {
      seq,
      doc: name,
      session: `session-${name}`,
      visitor: `visitor-${name}`,
      batch: `batch-${name}`,
      receivedAt: at + 1_000,
      ...(fields as object),
    }),
  );
}

/** 19 captured: 13 arrived, 2 on the way, 1 dropped within the gap and 1 before it had a number, 2 unknown. */
const planted = (): StoredEvent[] => [
  ...document('whole', HOUR_MS, [0, 1, 2, 3, 4], { release: '1.4.2', browser: 'Firefox' }),
  // of the same day as the first one, at any hour
  ...document('young', HOUR_MS, [0, 1, 4], { release: '1.4.3', browser: 'Chrome' }),
  ...document('old', 10 * DAY_MS, [0, 1, 5], { release: '1.4.2', browser: 'Chrome', batchDrops: { evicted: 1 } }),
  ...document('capped', 10 * DAY_MS, [0, 1], { release: '1.4.2', browser: 'Chrome', batchDrops: { click_cap: 1 } }),
];

async function expectLedger(page: Page): Promise<void> {
  await expect(page.getByTestId('ledger-headline')).toHaveText('76 % of events arrived');
  for (const [term, text] of [
    ['captured', '19'],
    ['stored', '13'],
    ['underway', '2'],
    ['dropped', '2'],
    ['unknown', '2'],
  ] as const)
    await expect(page.getByTestId(`ledger-${term}`)).toHaveText(text);
  const row = (by: string, name: string) => page.getByTestId(`ledger-by-${by}`).locator(`[data-name="${name}"]`);
  await expect(row('release', '1.4.3').getByTestId('row-underway')).toHaveText('2');
  await expect(row('release', '1.4.2').getByTestId('row-unknown')).toHaveText('2');
  await expect(row('browser', 'Firefox').getByTestId('row-arrived')).toHaveText('100 %');
  await expect(page.getByTestId('ledger-by-day').getByTestId('ledger-row')).toHaveCount(2);
  const drop = page.getByTestId('ledger-drops').locator('[data-name="evicted"]');
  await expect(drop).toContainText('The browser’s storage was full.');
  await expect(drop.getByTestId('drop-count')).toHaveText('1');

  // a number of missing events leads to the sessions that miss them
  await row('browser', 'Chrome').getByTestId('row-unknown').getByRole('link').click();
  await expect(page.getByTestId('sessions-headline')).toHaveText('3 sessions with missing events in all data');
  await expect(page.getByTestId('chip')).toHaveText(['Browser Chrome', 'With missing events']);
  await page.getByRole('link', { name: 'Remove filter: Browser Chrome' }).click();
  await expect(page.getByTestId('session-row')).toHaveCount(3);
  await page.getByRole('link', { name: 'Remove filter: With missing events' }).click();
  await expect(page.getByTestId('session-row')).toHaveCount(4);

  // the card on the overview says the same, and leads back
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page.getByTestId('ledger-unknown')).toHaveText('2');
  await page.getByRole('link', { name: 'By day, release and browser' }).click();
  await expect(page.getByTestId('ledger-headline')).toBeVisible();
}

const quiet = { errors: [], console: [], violations: [] };

test('over a collector: what arrived, what did not, and the sessions behind it', async ({ page, noise }) => {
  const site = await startCollectorSite({ shop: planted() });
  try {
    await page.goto(`${site.origin}/#/ledger?range=all`);
    await expectLedger(page);
    await expect(page.getByTestId('ledger-duplicates')).toHaveText('3');
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await expect(page.getByTestId('overview-arrived')).toHaveText('76 %');
    await page.getByTestId('overview-arrived').getByRole('link').click();
    await expect(page).toHaveURL(/#\/ledger\?range=all$/);
    expect(noise).toEqual(quiet);
  } finally {
    await site.close();
  }
});

/** Releases as somebody who means harm calls them, and more than are shown; a document of a year before. */
const hostile = (): StoredEvent[] => [
  ...[
    '<img src=x onerror=alert(1)>',
    '\u202eabc',
    '   ',
    '',
    'x'.repeat(200),
    ...Array.from({ length: 60 }, (_, i) => `r${i}`),
  ]
    .map((release, i) =>
      document(`d${i}`, HOUR_MS + i, [0, 99 - i], { release, browser: 'Chrome', batchDrops: { ' ': 1 } }),
    )
    .flat(),
  ...document('year', 366 * DAY_MS, [0, 200], {
    release: 'old',
    browser: 'Chrome',
    batchDrops: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`made up ${i}`, 1])),
  }),
  eventOf('error', Date.now() - HOUR_MS, {
    id: 'turned',
    type: '\u202eTypeError',
    message: 'x is null',
    receivedAt: Date.now() - HOUR_MS,
  }),
];

test('names that mean harm are texts, long ones are cut, blank ones are seen, and a cut list says so', async ({
  page,
  noise,
}) => {
  const site = await startCollectorSite({ shop: hostile() });
  try {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${site.origin}/#/ledger?range=all`);
    const releases = page.getByTestId('ledger-by-release');
    await expect(releases.getByTestId('ledger-row')).toHaveCount(50);
    await expect(page.getByText('The 50 with the most events.')).toBeVisible();
    const long = releases.locator(`[data-name="${'x'.repeat(200)}"] .ledger-name`);
    expect((await long.boundingBox())?.height).toBeLessThan(70);
    await expect(releases.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
    await expect(releases.locator('[data-name="“   ”"]')).toContainText('“ ”');
    const year = new Date(Date.now() - 366 * DAY_MS).getFullYear();
    await expect(page.getByTestId('ledger-by-day').locator(`[data-name$=" ${year}"]`)).toHaveCount(1);
    const drops = page.getByTestId('ledger-drops').getByTestId('drop-count');
    await expect(drops).toHaveCount(50);
    await expect(drops.first()).toHaveText('65');
    await expect(page.getByText('The 50 reasons with the most events.')).toBeVisible();
    await expect(page.getByTestId('ledger-drops')).toContainText('No reason was told.');
    // a type that turns what follows it turns itself alone
    await page.goto(`${site.origin}/#/?range=7d`);
    const where = page.getByTestId('error-row').locator('.error-where');
    await expect(where.locator('bdi').first()).toHaveText('\u202eTypeError');
    expect(noise).toEqual(quiet);
  } finally {
    await site.close();
  }
});

/** Puts events into the store of this origin, a record per batch, as a file that was opened would. */
async function plant(page: Page, events: readonly StoredEvent[]): Promise<void> {
  const batches = new Map<string, LocalRecord>();
  for (const { batch, release, environment, sampleRate, receivedAt, skewMs: _, batchDrops = {}, ...event } of events) {
    const context = { language: '', timeZone: '', screenWidth: 0, screenHeight: 0, automated: false };
    const record = batches.get(batch) ?? {
      receivedAt,
      batch: {
        contract: 1 as const,
        batch,
        lane: 'core' as const,
        doc: event.doc,
        release,
        environment,
        sdk: '',
        context,
        sampleRate,
        drops: batchDrops,
        events: [],
      },
    };
    record.batch.events.push(event);
    batches.set(batch, record);
  }
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
    { records: [...batches] as [string, unknown][], store: localStore },
  );
}

test('over the data of this browser: the same numbers, and nothing that an assistive reader misses', async ({
  page,
  server,
  noise,
}) => {
  test.setTimeout(90_000);
  server.page('/plain', '<!doctype html><title>plain</title>');
  await page.goto(`${server.origin}/dist/dashboard/#/ledger`);
  await expect(page.getByTestId('empty')).toBeVisible();
  await expectAccessible(page, 'the ledger without data');
  await page.goto(`${server.origin}/plain`);
  await plant(page, planted());
  await page.goto(`${server.origin}/dist/dashboard/#/ledger?range=all`);
  await expectLedger(page);
  await expect(page.getByTestId('ledger-duplicates')).toHaveCount(0);
  for (const [colorScheme, width] of [
    ['light', 1440],
    ['dark', 390],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page, `the ledger, ${colorScheme}, ${width} px`);
  }
  expect(noise).toEqual(quiet);
});
