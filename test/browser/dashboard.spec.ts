/** The built dashboard on data that was planted: what it shows is what was planted, however it is used. */
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type LocalRecord, localStore } from '@watchglass/contract';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expect, test } from '../fixture.ts';
import { root, type TestServer } from '../server.ts';
import { recordsOfVisits, shopVisits, storedOfVisits, type Visit } from '../unit/dashboard/events.ts';

declare global {
  /** Files that the page offered for saving. */
  var saved: { name: string; blob: Blob }[];
}

const shop = 'shop.example/';
const product = 'shop.example/product/:id';
const checkout = 'shop.example/checkout';
const allSteps = [
  `page:${shop}`,
  `page:${product}`,
  'click:testid:add-to-cart',
  `page:${checkout}`,
  'event:order_placed',
];
const funnelOf = (steps: readonly string[]): string =>
  `#/funnel?${new URLSearchParams(steps.map((step) => ['step', step])).toString()}`;

/** Puts records into the store as the `local` sink does, from a page of the same origin that is not the dashboard. */
async function plant(page: Page, server: TestServer, records: readonly (readonly [string, unknown])[]): Promise<void> {
  server.page('/plain', '<!doctype html><title>plain</title>');
  await page.goto(`${server.origin}/plain`);
  await put(page, records);
}

/** As {@link plant}, from the page that is open. */
async function put(page: Page, records: readonly (readonly [string, unknown])[], isTold = false): Promise<void> {
  await page.evaluate(
    async ({ records, store, isTold }) => {
      const opening = indexedDB.open(store.database);
      opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(store.store));
      await new Promise((resolve, reject) => {
        opening.addEventListener('success', resolve);
        opening.addEventListener('error', reject);
      });
      const write = opening.result.transaction(store.store, 'readwrite');
      for (const [key, value] of records) write.objectStore(store.store).put(value, key);
      await new Promise((resolve, reject) => {
        write.addEventListener('complete', resolve);
        write.addEventListener('error', reject);
      });
      opening.result.close();
      if (!isTold) return;
      const channel = new BroadcastChannel(store.channel);
      channel.postMessage('stored');
      channel.close();
    },
    { records, store: localStore, isTold },
  );
}

const visits = (): Visit[] => shopVisits(Date.now());
const at = (server: TestServer, hash = '#/', search = ''): string => `${server.origin}/dist/dashboard/${search}${hash}`;
const number = (page: Page, id: string) => page.getByTestId(`overview-${id}`);

/** Serves the built dashboard with headers and changed files. */
async function serveBuilt(
  server: TestServer,
  path: string,
  headers: Record<string, string>,
  change: (name: string, body: Buffer) => Buffer = (_, body) => body,
): Promise<void> {
  const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
  const folder = join(root, 'dist/dashboard');
  for (const name of ['index.html', ...(await readdir(join(folder, 'assets'))).map((file) => `assets/${file}`)]) {
    const body = change(name, await readFile(join(folder, name)));
    const type = types[extname(name)];
    server.page(`${path}${name}`, { body, headers: { ...headers, ...(type ? { 'content-type': type } : {}) } });
  }
}

const strict = { 'content-security-policy': "default-src 'self'" };

test('the overview shows what was planted, and changes with the time range', async ({ page, server, noise }) => {
  await plant(page, server, recordsOfVisits(visits()));
  await page.goto(at(server));
  await expect(page.getByTestId('overview-headline')).toHaveText('40 sessions in the last 7 days, 4 with errors');
  for (const [id, text] of [
    ['visitors', '40'],
    ['sessions', '40'],
    ['page-views', '80'],
    ['clicks', '60'],
    ['errors', '6'],
    ['arrived', '100 %'],
  ] as const)
    await expect(number(page, id)).toHaveText(text);
  const row = page.locator(`[data-testid=page-row][data-page="${product}"]`);
  await expect(row.getByTestId('page-views')).toHaveText('30');
  await expect(row.getByTestId('page-clicks')).toHaveText('20');
  const error = page.locator('[data-testid=error-row][data-message="coupon is undefined"]');
  await expect(error.getByTestId('error-sessions')).toHaveText('4');
  await expect(error.getByTestId('error-count')).toHaveText('6');
  await expect(page.getByTestId('time-chart')).toHaveAttribute('aria-label', /^Sessions per day: peak [89] sessions/);

  // one visit every 3 hours, the first of them 2 hours ago
  await page.getByTestId('range').getByRole('radio', { name: '24 h' }).check();
  await expect(number(page, 'sessions')).toHaveText('8');
  await expect(number(page, 'page-views')).toHaveText('24');
  await expect(page).toHaveURL(/#\/\?range=24h$/);
  await page.getByTestId('shown-as').getByRole('radio', { name: 'Table' }).check();
  const counts = await page.getByTestId('time-table').locator('tbody tr td:nth-of-type(2)').allTextContents();
  expect(counts.reduce((sum, text) => sum + Number(text), 0)).toBe(24);
  await page.goBack();
  await page.goBack();
  await expect(number(page, 'sessions')).toHaveText('40');
  await page.getByTestId('range').getByRole('radio', { name: 'Custom' }).check();
  await page.getByLabel('First day').fill('2020-01-01');
  await page.getByLabel('Last day').fill('2020-01-31');
  await expect(page.getByRole('heading', { name: 'Nothing happened from 1 Jan 2020 to 31 Jan 2020' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all data' }).click();
  await expect(number(page, 'sessions')).toHaveText('40');
  await row.getByRole('link', { name: '/product/:id', exact: true }).click();
  await expect(page).toHaveURL(/#\/heatmap\?range=all&page=shop\.example\/product\/:id$/);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('new data is on screen within a second, told or not, and nothing else moves', async ({ page, server }) => {
  const [first, second, third] = recordsOfVisits(visits()).filter(([key]) => key.endsWith('core'));
  if (!first || !second || !third) throw new Error('no records');
  await plant(page, server, [first]);
  await page.goto(at(server));
  await expect(number(page, 'sessions')).toHaveText('1');
  const top = await number(page, 'sessions').boundingBox();
  await put(page, [second], true);
  await expect(number(page, 'sessions')).toHaveText('2', { timeout: 1000 });
  await put(page, [third]);
  // the fallback looks once a second
  await expect(number(page, 'sessions')).toHaveText('3', { timeout: 2500 });
  expect(await number(page, 'sessions').boundingBox()).toEqual(top);
});

test('the funnel shows who got how far and how long it took, and is its URL', async ({ page, server, noise }) => {
  await plant(page, server, recordsOfVisits(visits()));
  await page.goto(at(server, funnelOf(allSteps)));
  const column = (id: string) => page.getByTestId(`funnel-step-${id}`);
  await expect(column('count')).toHaveText(['40', '30', '20', '10', '6']);
  await expect(column('of-first')).toHaveText(['100 %', '75 %', '50 %', '25 %', '15 %']);
  await expect(column('of-previous')).toHaveText(['–', '75 %', '67 %', '50 %', '60 %']);
  await expect(column('drop-off')).toHaveText(['–', '10', '10', '10 most', '4']);
  // odd visitors take twice the time: of 1 and 2 minutes, half each
  await expect(column('median')).toHaveText(['–', '1 min 30 s', '3 min', '4 min 30 s', '6 min']);
  await expect(column('p90')).toHaveText(['–', '2 min', '4 min', '6 min', '8 min']);
  await expect(page.getByTestId('funnel-conversion')).toHaveText('15 %');
  await expect(page.getByTestId('funnel-median')).toHaveText('15 min');
  await expect(page.getByTestId('funnel-p90')).toHaveText('20 min');

  // 10 min from first to last for even visitors, 20 for odd ones
  await page.getByTestId('window').selectOption('own');
  await page.getByLabel('Unit of the window').selectOption('m');
  await page.getByLabel('Length of the window').focus();
  await page.keyboard.press('ControlOrMeta+A');
  // passes 1 minute on its way
  await page.keyboard.type('15');
  await expect(column('count')).toHaveText(['40', '30', '20', '10', '3']);
  await page.getByTestId('by').getByRole('radio', { name: 'Sessions' }).check();
  await expect(page.getByTestId('funnel-headline')).toHaveText('7.5 % of sessions took all 5 steps within 15 minutes');
  const address = page.url();
  await page.goto(at(server));
  await page.goto(address);
  await expect(page.getByTestId('funnel-headline')).toHaveText('7.5 % of sessions took all 5 steps within 15 minutes');

  await page.getByRole('button', { name: 'Remove Add to cart' }).click();
  await expect(column('count')).toHaveText(['40', '30', '10', '3']);
  await page.goBack();
  await expect(column('count')).toHaveText(['40', '30', '20', '10', '3']);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('each count of a funnel opens as many sessions, and says on a chip which', async ({ page, server }) => {
  await plant(page, server, recordsOfVisits(visits()));
  await page.goto(at(server, funnelOf(allSteps)));
  const listed = async (id: string, step: number, sessions: number, chip: string): Promise<void> => {
    const count = page.getByTestId(`funnel-step-${id}`).nth(step).getByRole('link');
    await count.click();
    await expect(page.getByTestId('sessions-headline')).toContainText(`${sessions} sessions`);
    await expect(page.getByTestId('session-row')).toHaveCount(sessions);
    await expect(page.getByTestId('chip')).toHaveText(chip);
    await page.goBack();
    await expect(count).toBeVisible();
  };
  await listed('count', 0, 40, 'Reached step 1 of 5: /');
  await listed('count', 2, 20, 'Reached step 3 of 5: testid:add-to-cart');
  await listed('count', 4, 6, 'Reached step 5 of 5: order_placed');
  await listed('drop-off', 3, 10, 'Lost after step 3 of 5: testid:add-to-cart');
  await page.getByRole('link', { name: '6 visitors took all steps' }).click();
  await expect(page.getByTestId('session-row')).toHaveCount(6);
  await page.getByTestId('chip').click();
  await expect(page.getByTestId('session-row')).toHaveCount(40);
});

test('a bar of the chart opens the sessions of its hours, also of a day that the range cuts', async ({
  page,
  server,
}) => {
  await plant(page, server, recordsOfVisits(visits()));
  await page.goto(at(server));
  const chart = page.getByTestId('time-chart');
  await expect(chart).toBeVisible();
  await page.getByTestId('shown-as').getByRole('radio', { name: 'Table' }).check();
  const days = page.getByTestId('time-table').locator('tbody tr');
  const all = await days.count();
  for (const day of new Set([0, 1, all - 1])) {
    const link = days.nth(day).locator('td').first().getByRole('link');
    const sessions = Number(await link.textContent());
    await link.click();
    await expect(page.getByTestId('session-row')).toHaveCount(sessions);
    await page.goBack();
    await expect(days).toHaveCount(all);
  }

  await page.getByTestId('range').getByRole('radio', { name: '24 h' }).check();
  await page.getByTestId('shown-as').getByRole('radio', { name: 'Chart' }).check();
  // one visit every 3 hours: bars of one session each, most places between them empty
  const drawn = await chart.locator('.u-over').boundingBox();
  if (!drawn) throw new Error('no chart');
  let sessions = '';
  for (let x = drawn.x + drawn.width - 4; x > drawn.x && sessions === ''; x -= 8) {
    await page.mouse.move(x, drawn.y + drawn.height - 4);
    const said = (await chart.locator('.time-tip').textContent()) ?? '';
    if (/: [1-9]\d* session/.test(said)) [sessions = ''] = /[1-9]\d*(?= session)/.exec(said) ?? [];
    if (sessions !== '') await page.mouse.click(x, drawn.y + drawn.height - 4);
  }
  await expect(page.getByTestId('session-row')).toHaveCount(Number(sessions));
  await expect(page.getByTestId('sessions-headline')).toContainText(/on \d+ \w+ 20\d\d from \d\d:00 to \d\d:\d\d$/);
  await page.getByTestId('range-times').click();
  await expect(page.getByLabel('First day')).toBeVisible();
});

test('a suggestion makes a funnel of a checkout with one click', async ({ page, server }) => {
  await plant(page, server, recordsOfVisits(visits()));
  await page.goto(at(server, '#/funnel'));
  await page.getByTestId('suggestion').first().click();
  await expect(page.getByTestId('funnel-step-count')).toHaveText(['30', '10', '6']);
});

test('everything works from the keyboard', async ({ page, server }) => {
  await plant(page, server, recordsOfVisits(visits()));
  await page.goto(at(server));
  await expect(number(page, 'sessions')).toHaveText('40');
  const { keyboard } = page;
  await keyboard.press('g');
  await keyboard.press('f');
  await expect(page.getByRole('heading', { level: 1, name: 'Funnel' })).toBeFocused();
  await expect(page.getByText('Which way do people go?')).toBeVisible();
  const search = page.getByRole('combobox', { name: 'Add a step' });
  await keyboard.press('/');
  await expect(search).toBeFocused();
  await keyboard.type('order');
  await keyboard.press('Enter');
  // the second of the pages
  await keyboard.press('ArrowDown');
  await expect(search).toHaveAttribute('aria-expanded', 'true');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByTestId('step-name')).toHaveText(['order_placed', '/product/:id']);
  await expect(page.getByTestId('funnel-step-count')).toHaveText(['6', '0']);

  // Tab goes back from the field over the tools of the last step
  await keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Remove /product/:id' })).toBeFocused();
  await keyboard.press('Alt+ArrowUp');
  await expect(page.getByTestId('step-name')).toHaveText(['/product/:id', 'order_placed']);
  await expect(page.getByTestId('funnel-step-count')).toHaveText(['30', '6']);
  await expect(page.getByText('/product/:id is now step 1 of 2')).toBeAttached();
  // the focus stayed with the step: the same keys bring it back
  await keyboard.press('Alt+ArrowDown');
  await expect(page.getByTestId('step-name')).toHaveText(['order_placed', '/product/:id']);
  await keyboard.press('/');
  await keyboard.type('nothing of the sort');
  await expect(page.getByText('Nothing here is called “nothing of the sort”')).toBeVisible();
  await keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await search.blur();

  await keyboard.press('?');
  await expect(page.getByTestId('help')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByTestId('help')).toBeHidden();
  await keyboard.press('g');
  await keyboard.press('o');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeFocused();
});

test('data saved as a file, deleted, and opened again is the same', async ({ page, server }, info) => {
  await page.addInitScript(() => {
    const blobs = new Map<string, Blob>();
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob: Blob) => {
      const url = createObjectURL(blob);
      blobs.set(url, blob);
      return url;
    };
    globalThis.saved = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      const blob = blobs.get(this.href);
      if (blob) saved.push({ name: this.download, blob });
      else click.call(this);
    };
  });
  await plant(page, server, recordsOfVisits(visits()));
  await page.goto(at(server));
  await expect(number(page, 'sessions')).toHaveText('40');
  const shown = (): Promise<string[]> => page.locator('.stat-value').allTextContents();
  const before = await shown();
  await page.getByTestId('data-menu').click();
  await page.getByRole('button', { name: 'Save as file' }).click();
  // what the link offers: WebDriver BiDi, which drives Firefox, tells of no downloads
  await expect.poll(() => page.evaluate(() => saved.length)).toBe(1);
  const { name, text } = await page.evaluate(async () => ({
    name: saved[0]?.name ?? '',
    text: (await saved[0]?.blob.text()) ?? '',
  }));
  expect(name).toMatch(/^watchglass-\d{4}-\d{2}-\d{2}\.ndjson$/);
  const file = info.outputPath(name);
  await writeFile(file, text);
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(storedOfVisits(visits()).length);
  const times = lines.map((line) => (JSON.parse(line) as { at: number }).at);
  expect(times).toEqual([...times].sort((a, b) => a - b));

  await page.getByTestId('data-menu').click();
  await page.getByRole('button', { name: 'Delete data in this browser' }).click();
  await page.getByTestId('confirm-delete').click();
  await expect(page.getByRole('heading', { name: 'No visits yet' })).toBeVisible();
  await page.getByTestId('open-file').first().setInputFiles(file);
  await expect(page.getByTestId('notice')).toHaveText('Added 232 events of 40 sessions.');
  await expect(number(page, 'sessions')).toHaveText('40');
  await expect.poll(shown).toEqual(before);
  await page.getByTestId('open-file').first().setInputFiles(file);
  await expect(page.getByTestId('notice')).toHaveText('All 232 events of this file were here already.');
  expect(await shown()).toEqual(before);
});

test('a file that is not ours is refused in one sentence, and nothing of it is loaded', async ({
  page,
  server,
}, info) => {
  await page.goto(at(server));
  await expect(page.getByTestId('empty')).toBeVisible();
  const good = storedOfVisits(visits()).map((event) => JSON.stringify(event));
  const tell = async (name: string, content: string | Buffer, why: string): Promise<void> => {
    await page
      .getByTestId('open-file')
      .first()
      .setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });
    await expect(page.getByTestId('notice')).toHaveText(
      `This file cannot be opened: ${why}. Expected NDJSON, one event per line, as “Save as file” writes it. Nothing was added.`,
    );
    await page.getByRole('button', { name: 'Close' }).click();
  };
  await tell('table.csv', 'id,kind\n1,click', 'line 1 is not JSON');
  await tell('other.ndjson', '{"level":30,"msg":"started"}', 'line 1 is not an event (kind: unknown)');
  await tell('cut.ndjson', `${good.join('\n')}\n{"id":`, `line ${good.length + 1} is not JSON`);
  await tell('picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff]), 'it is not text');
  await tell('cut.gz', gzipSync(good.join('\n')).subarray(0, 900), 'its gzip packing is damaged');
  await tell('empty.ndjson', '', 'it holds no events');

  const large = info.outputPath('large.bin');
  const handle = await open(large, 'w');
  await handle.truncate(100_000_000);
  await handle.close();
  const started = Date.now();
  await page.getByTestId('open-file').first().setInputFiles(large);
  await expect(page.getByTestId('notice')).toContainText('line 1 is longer than any event');
  expect(Date.now() - started).toBeLessThan(5000);
  await expect(page.getByTestId('stock')).toHaveText('0 events');
});

test('sample data is loaded at once where the URL wishes it, ends now, and only once', async ({ page, server }) => {
  const old = storedOfVisits(shopVisits(Date.UTC(2025, 5, 1)));
  const body = gzipSync(old.map((event) => JSON.stringify(event)).join('\n'));
  server.page('/dist/sample.ndjson.gz', { body, headers: { 'content-type': 'application/gzip' } });
  await page.goto(at(server, '#/', '?sample=1'));
  await expect(number(page, 'sessions')).toHaveText('40');
  await expect(page.getByText('last event just now')).toBeVisible();
  await page.reload();
  await expect(number(page, 'sessions')).toHaveText('40');
  await page.getByTestId('data-menu').click();
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByTestId('notice')).toHaveText('All 232 events of the sample were here already.');
  await expect(page.getByTestId('stock')).toHaveText('232 events');
});

test('a question that takes long shows it, can be stopped, and asked again', async ({ page, server }) => {
  await plant(page, server, recordsOfVisits(visits()));
  // the worker begins each answer in a task of its own: here, 1.5 s later
  const slow = 'const wait=self.setTimeout;self.setTimeout=(act,ms,...rest)=>wait(act,(ms??0)+1500,...rest);';
  await serveBuilt(server, '/slow/', strict, (name, body) =>
    name.includes('local.worker') ? Buffer.concat([Buffer.from(slow), body]) : body,
  );
  await page.goto(`${server.origin}/slow/index.html`);
  await expect(page.getByText('Counting …')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('failure')).toContainText('You stopped it before it was done.');
  await expect(page.getByText('Counting …')).toBeHidden();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(number(page, 'sessions')).toHaveText('40');
  await expect(page.getByTestId('failure')).toBeHidden();
});

test('a sample that is missing is said, and the page works on', async ({ page, server, noise }) => {
  await page.goto(at(server));
  await page.getByRole('button', { name: 'Load sample data' }).first().click();
  await expect(page.getByTestId('notice')).toContainText('The sample data could not be fetched');
  await expect(page.getByRole('heading', { name: 'No visits yet' })).toBeVisible();
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('a page that cannot be drawn says so, and the others work on', async ({ page, server }) => {
  await plant(page, server, recordsOfVisits(visits()));
  await page.goto(at(server));
  await expect(number(page, 'sessions')).toBeVisible();
  await page.evaluate(() => {
    const value = (): never => {
      throw new Error('no locale');
    };
    Object.defineProperty(Object.getPrototypeOf(0), 'toLocaleString', { value });
  });
  await page.getByTestId('range').getByLabel('30 d').check();
  await expect(page.getByTestId('failure')).toContainText(
    'The other pages and the menus still work. (Error: no locale)',
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await page.getByRole('link', { name: 'Funnel' }).click();
  await expect(page.getByTestId('suggestion').first()).toBeVisible();
  await expect(page.getByTestId('failure')).toHaveCount(0);
});

test('records of others are left out and counted', async ({ page, server, noise }) => {
  const [[key, record] = ['', {} as LocalRecord]] = recordsOfVisits(visits());
  await plant(page, server, [
    [key, record],
    ['theirs', { hello: 'world' }],
    ['broken', { ...record, batch: { ...record.batch, batch: 'broken', events: [{ kind: 'click' }] } }],
  ]);
  await page.goto(at(server));
  await expect(number(page, 'sessions')).toHaveText('1');
  await expect(page.getByTestId('skipped')).toHaveText('2 records not ours, left out');
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('a strict policy is not violated by any page', async ({ page, server, noise }) => {
  await plant(page, server, recordsOfVisits(visits()));
  await serveBuilt(server, '/strict/', strict);
  await page.goto(`${server.origin}/strict/index.html`);
  await expect(number(page, 'sessions')).toHaveText('40');
  await page.getByRole('button', { name: 'Arrived' }).first().click();
  await expect(page.getByText('so a missing number is a missing event').first()).toBeVisible();
  for (const hash of [
    `#/heatmap?page=${encodeURIComponent(shop)}`,
    '#/sessions',
    '#/session/session-1',
    '#/ledger',
    funnelOf(allSteps),
  ]) {
    await page.goto(`${server.origin}/strict/index.html${hash}`);
    await expect(page.locator('.answer, .number').first()).toBeVisible();
  }
  await expect(page.getByTestId('funnel-step-count')).toHaveText(['40', '30', '20', '10', '6']);
  await page
    .getByTestId('open-file')
    .first()
    .setInputFiles({ name: 'x', mimeType: '', buffer: Buffer.from('x') });
  await expect(page.getByTestId('notice')).toContainText('line 1 is not JSON');
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('without workers the numbers are the same', async ({ page, server, noise }) => {
  await plant(page, server, recordsOfVisits(visits()));
  await serveBuilt(server, '/alone/', { 'content-security-policy': "default-src 'self'; worker-src 'none'" });
  await page.goto(`${server.origin}/alone/index.html`);
  await expect(number(page, 'sessions')).toHaveText('40');
  await put(page, recordsOfVisits([{ ...(visits()[0] as Visit), session: 'late', visitor: 'late' }]), true);
  await expect(number(page, 'sessions')).toHaveText('41');
  // Firefox reports the worker that the policy forbids as an error of the page
  expect(noise.errors.filter((error) => !error.includes('worker-src'))).toEqual([]);
});

test('where storage is blocked the page says so, and files still work', async ({ page, server, noise }) => {
  const refuse = "Object.defineProperty(self,'indexedDB',{get(){throw new DOMException('denied','SecurityError')}});";
  await serveBuilt(server, '/blocked/', strict, (name, body) =>
    name.includes('local.worker') ? Buffer.concat([Buffer.from(refuse), body]) : body,
  );
  await page.goto(`${server.origin}/blocked/index.html`);
  await expect(page.getByTestId('blocked')).toContainText('This browser does not let this page use its storage');
  const lines = storedOfVisits(visits()).map((event) => JSON.stringify(event));
  await page
    .getByTestId('open-file')
    .first()
    .setInputFiles({ name: 'x.ndjson', mimeType: '', buffer: Buffer.from(lines.join('\n')) });
  await expect(number(page, 'sessions')).toHaveText('40');
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

/** Places beside the pages: each is read by axe in one theme and width. */
const corners: Readonly<Record<string, (page: Page, server: TestServer) => Promise<void>>> = {
  'light 1440': async (page, server) => {
    await page.goto(at(server, '#/?as=table&measure=errors&range=2020-01-01..2030-01-01'));
    await expect(page.getByTestId('time-table')).toBeVisible();
  },
  'light 390': async (page, server) => {
    await page.goto(at(server));
    await page.getByTestId('help-button').click();
    await expect(page.getByTestId('help')).toBeVisible();
  },
  'dark 1440': async (page, server) => {
    await page.goto(at(server, funnelOf(allSteps)));
    await page.getByRole('combobox', { name: 'Add a step' }).click();
    await expect(page.getByTestId('step-option').first()).toBeVisible();
  },
  'dark 390': async (page, server) => {
    await page.goto(at(server, '#/nowhere'));
    await page.getByTestId('data-menu').click();
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  },
};

// each theme and each width in `npm test`, all of their pairs in `npm run test:long`
for (const theme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`every page is accessible and fits, ${theme}, ${width} px`, {
      tag: (theme === 'light') === (width === 1440) ? '@long-in-firefox' : '@long',
    }, async ({ page, server }) => {
      // eight places, each read by axe, which takes seconds on a busy machine
      test.setTimeout(180_000);
      await page.setViewportSize({ width, height: 844 });
      const check = (what: string): Promise<void> => expectAccessible(page, what);
      server.page('/plain', '<!doctype html><title>plain</title>');
      await page.goto(`${server.origin}/plain`);
      await page.evaluate((wish) => localStorage.setItem('watchglass-dashboard-theme', wish), theme);
      await page.goto(at(server, width === 390 ? '#/funnel' : '#/'));
      await expect(page.getByTestId('empty')).toBeVisible();
      await check('a page without data');
      await put(page, recordsOfVisits(visits()), true);
      await page.goto(at(server));
      await expect(number(page, 'sessions')).toHaveText('40');
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(theme);
      await check('overview');
      await page.goto(at(server, `#/heatmap?page=${encodeURIComponent(shop)}`));
      await expect(page.locator('.answer')).toBeVisible();
      await check('heatmap');
      await page.goto(at(server, funnelOf(allSteps)));
      await expect(page.getByTestId('funnel-step-count')).toHaveCount(5);
      await check('funnel');
      await page.goto(at(server, '#/sessions?errors=1'));
      await expect(page.getByTestId('session-row')).toHaveCount(4);
      await check('sessions');
      const hours = 'range=2026-03-01T15:00:00.000%2B01:00..2026-03-01T16:00:00.000%2B01:00';
      await page.goto(at(server, `#/sessions?${hours}&step=page:a&step=page:b&took=1-1`));
      await expect(page.getByTestId('empty')).toBeVisible();
      await check('sessions of a funnel, in an hour');
      await page.goto(at(server, '#/session/session-1'));
      await expect(page.getByTestId('event')).toHaveCount(10);
      await check('session');
      await corners[`${theme} ${width}`]?.(page, server);
      await check('a corner');
    });

test('the theme is the system’s until somebody chooses, and is kept', async ({ page, server }) => {
  await page.goto(at(server));
  const scheme = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(await scheme()).toBe('light dark');
  await page.getByTestId('theme').click();
  expect(await scheme()).toBe('light');
  await page.getByTestId('theme').click();
  await page.reload();
  expect(await scheme()).toBe('dark');
  await page.getByTestId('theme').click();
  expect(await scheme()).toBe('light dark');
});
