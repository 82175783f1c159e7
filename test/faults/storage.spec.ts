/** What happens to storage, tabs and lives of a page: each event once, from the disk or from memory. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { eventually } from '../collector.ts';
import { expectConserved, stats, track } from '../pageClient.ts';
import { versionTag } from './builtTag.ts';
import { inOwnBrowser, whileShown } from './ownBrowser.ts';
import { expect, settledVerdict, test, visit } from './stand.ts';
import { expectEachOnce, freeze, thaw } from './tabs.ts';

const SETTLE_MS = 40_000;

/** Less than a third of what the test captures, and more than an empty database needs. */
const QUOTA_BYTES = 250_000;

const refuse = (): { answer: { status: number } } => ({ answer: { status: 503 } });

/** Waits until nothing that was captured is in memory alone. */
const persisted = (page: Page): Promise<void> => expect.poll(async () => (await stats(page)).inMemory).toBe(0);

test('a disk that is full: what does not fit goes from memory, each event once', {
  tag: ['@long', '@chromium'],
}, async ({ makeStand }) => {
  const stand = await makeStand();
  await inOwnBrowser(async (own) => {
    const page = await own.context().newPage();
    await page.goto(stand.tagless);
    const cdp = await own.context().newCDPSession(page);
    // before anything is stored: the browser keeps for a while how much room there is
    await cdp.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(stand.at(0)).origin,
      quotaSize: QUOTA_BYTES,
    });
    await visit(page, stand);
    stand.proxy.script = refuse;
    const names = Array.from({ length: 100 }, (_, i) => `full-${i}`);
    await page.evaluate((names) => {
      const { watchglass } = window as unknown as {
        watchglass: { track(name: string, properties: Record<string, string>): void };
      };
      for (const name of names) watchglass.track(name, { filler: 'x'.repeat(8_000) });
    }, names);
    await eventually(async () => ((await stats(page)).storage === 'memory' ? true : undefined));
    expectConserved(await stats(page));
    stand.proxy.script = undefined;
    await expectEachOnce(stand, names, SETTLE_MS);
    expectConserved(await stats(page));
    expect((await stats(page)).dropped).toEqual({});
  });
});

test('databases that a page deletes wait for nobody: what lay in them comes from memory, each event once', async ({
  context,
  makeStand,
}) => {
  const stand = await makeStand();
  stand.proxy.script = refuse;
  const pages = [await context.newPage(), await context.newPage()];
  const names: string[] = [];
  const trackIn = async (page: Page, name: string): Promise<void> => {
    names.push(`${name}-${pages.indexOf(page)}`);
    await track(page, names.at(-1) ?? '');
    await persisted(page);
  };
  for (const page of pages) {
    await visit(page, stand);
    await trackIn(page, 'before');
  }
  const other = await context.newPage();
  await other.goto(stand.tagless);
  const deleted = await other.evaluate(async () => {
    const databases = await indexedDB.databases();
    await Promise.all(
      databases.map(
        ({ name = '' }) =>
          new Promise((resolve, reject) => {
            const request = indexedDB.deleteDatabase(name);
            request.addEventListener('success', resolve);
            request.addEventListener('error', reject);
          }),
      ),
    );
    return databases.length;
  });
  expect(deleted).toBe(2);
  for (const page of pages) await trackIn(page, 'after');
  stand.proxy.script = undefined;
  await expectEachOnce(stand, names, SETTLE_MS);
  for (const page of pages) {
    // a page learns at its next look what another one has sent of it: when the lease that it waits for is over
    await expect
      .poll(async () => {
        const { receipted, dropped, ids } = await stats(page);
        const stored = (await stand.events()).filter(({ doc }) => doc === ids.doc).length;
        return { missing: stored - receipted, dropped, hasStored: stored > 0 };
      })
      .toEqual({ missing: 0, dropped: {}, hasStored: true });
    expectConserved(await stats(page));
  }
});

test('connections that the browser closes are opened again: each event once', async ({ page, makeStand }) => {
  const stand = await makeStand({
    before: `window.opened = [];
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...args) {
        const request = open.apply(this, args);
        request.addEventListener('success', () => window.opened.push(request.result));
        return request;
      };`,
  });
  stand.proxy.script = refuse;
  await visit(page, stand);
  const names: string[] = [];
  for (let round = 0; round < 3; round++) {
    names.push(`round-${round}`);
    await track(page, `round-${round}`);
    await persisted(page);
    await page.evaluate(() =>
      (window as unknown as { opened: IDBDatabase[] }).opened.splice(0).forEach((one) => one.close()),
    );
  }
  stand.proxy.script = undefined;
  await expectEachOnce(stand, names, SETTLE_MS);
  expect(await stats(page)).toMatchObject({ storage: 'indexeddb', dropped: {} });
  expectConserved(await stats(page));
});

test('a disk that was damaged between two runs: a clean start, and everything new arrives', {
  tag: ['@long', '@chromium'],
}, async ({ makeStand }) => {
  const stand = await makeStand();
  await inOwnBrowser(async (own) => {
    const page = await own.context().newPage();
    stand.proxy.script = refuse;
    await visit(page, stand);
    await track(page, 'damaged');
    await persisted(page);
    await own.kill();
    const folder = join(own.profile, 'Default', 'IndexedDB');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) writeFileSync(join(file.parentPath, file.name), 'damaged '.repeat(100));
    await own.start();
    stand.proxy.script = undefined;
    const again = await own.context().newPage();
    const errors: string[] = [];
    again.on('pageerror', (error) => errors.push(error.message));
    await visit(again, stand);
    await track(again, 'new');
    await expectEachOnce(stand, ['new'], SETTLE_MS);
    expectConserved(await stats(again));
    expect(errors).toEqual([]);
  });
});

test('a frame of another site, whose storage is its own: each click once', { tag: '@long' }, async ({
  page,
  makeStand,
}) => {
  const stand = await makeStand();
  const inner = stand.at(0).replace('127.0.0.1', 'localhost');
  await page.goto(stand.tagless);
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { src, width: 800, height: 600 });
    document.body.append(frame);
  }, inner);
  const frame = page.frameLocator('iframe');
  // not by mouse: in Firefox the driver's does not reach into a frame of another site
  for (const button of ['click-0-0', 'click-0-1']) await frame.getByTestId(button).dispatchEvent('click');
  const clicked = ['testid:click-0-0', 'testid:click-0-1'];
  expect(await settledVerdict(stand, clicked, SETTLE_MS)).toMatchObject({ lost: [], doubled: [] });
});

test('into the back/forward cache and out, three times: each click once, a view for each return', {
  tag: ['@long', '@chromium'],
}, async ({ makeStand }) => {
  // the visitor is a script: a page that a driver looks at may be kept from the cache
  const stand = await makeStand({
    bodyAt: (n) =>
      n === 0
        ? `<script>
            const shown = [];
            addEventListener('pageshow', ({ persisted }) => {
              shown.push(persisted);
              setTimeout(() => {
                document.querySelector('[data-testid=click-0-' + shown.length + ']').click();
                if (shown.length < 4) document.querySelector('[data-testid=link-0]').click();
                else watchglass.track('shown ' + shown.join());
              }, 500);
            });
          </script>`
        : '<script>setTimeout(() => history.back(), 1_000)</script>',
  });
  await whileShown(stand.at(0), async () => {
    await expectEachOnce(stand, ['shown false,true,true,true'], SETTLE_MS);
    const clicked = [1, 2, 3, 4].map((i) => `testid:click-0-${i}`);
    const links = [1, 2, 3].map(() => 'testid:link-0');
    expect(await settledVerdict(stand, [...clicked, ...links], SETTLE_MS)).toMatchObject({ lost: [], doubled: [] });
    const views = (await stand.events()).filter(({ kind, url }) => kind === 'page_view' && url === stand.at(0));
    expect(views).toHaveLength(4);
    expect(new Set(views.map(({ doc }) => doc)).size).toBe(1);
  });
});

test('a page that is prerendered sends nothing before somebody sees it, and everything then', {
  tag: ['@long', '@chromium'],
}, async ({ makeStand }) => {
  const rules = { prerender: [{ source: 'list', urls: ['1'], eagerness: 'immediate' }] };
  // the visitor is a script: no page is prerendered for a driver
  const stand = await makeStand({
    bodyAt: (n) =>
      n === 0
        ? `<script type="speculationrules">${JSON.stringify(rules)}</script>
          <script>
            setTimeout(() => {
              watchglass.track('leaving');
              document.querySelector('[data-testid=link-0]').click();
            }, 4_000);
          </script>`
        : `<script>
            const wasPrerendered = document.prerendering;
            const go = () => watchglass.track('prerendered ' + wasPrerendered);
            if (wasPrerendered) document.addEventListener('prerenderingchange', go);
            else go();
          </script>`,
  });
  await whileShown(stand.at(0), async () => {
    await expectEachOnce(stand, ['leaving', 'prerendered true'], SETTLE_MS);
    const events = await stand.events();
    const leftAt = events.find((event) => event.kind === 'custom' && event.name === 'leaving')?.at ?? Infinity;
    const seen = events.filter(({ url }) => url === stand.at(1));
    expect(seen.filter(({ kind }) => kind === 'page_view')).toHaveLength(1);
    expect(seen.filter(({ at }) => at < leftAt)).toEqual([]);
    const early = stand.proxy.seen.filter(
      ({ at, batches }) => at < leftAt && batches.some(({ doc }) => doc === seen[0]?.doc),
    );
    expect(early).toEqual([]);
  });
});

test('tabs with an older and a newer tag side by side: each event once', { tag: '@long' }, async ({
  context,
  makeStand,
}) => {
  const older = await versionTag('0.0.1');
  const stand = await makeStand({ tagAt: (n) => (n === 1 ? older : undefined) });
  stand.proxy.script = refuse;
  const tabs = [await context.newPage(), await context.newPage()];
  const names: string[] = [];
  for (const [i, tab] of tabs.entries()) {
    await visit(tab, stand, i);
    for (let n = 0; n < 5; n++) {
      names.push(`tab-${i}-event-${n}`);
      await track(tab, `tab-${i}-event-${n}`);
    }
  }
  for (const tab of tabs) await persisted(tab);
  stand.proxy.script = undefined;
  await expectEachOnce(stand, names, SETTLE_MS);
  const versions = stand.proxy.seen.flatMap(({ batches }) => batches.map(({ sdk }) => sdk));
  expect(new Set(versions).size).toBe(2);
  for (const tab of tabs) expectConserved(await stats(tab));
});

test('a tab that slept with its request goes on when it wakes: each event once', {
  tag: ['@long', '@chromium'],
}, async ({ makeStand }) => {
  const stand = await makeStand();
  await inOwnBrowser(async (own) => {
    const page = await own.context().newPage();
    await visit(page, stand);
    stand.proxy.script = () => ({ cutAnswerAt: 0 });
    await track(page, 'before');
    await eventually(() => (stand.proxy.seen.length > 0 ? true : undefined));
    await freeze(page);
    stand.proxy.script = undefined;
    await page.waitForTimeout(5_000);
    await thaw(page);
    await track(page, 'after');
    await expectEachOnce(stand, ['before', 'after'], SETTLE_MS);
    expectConserved(await stats(page));
  });
});
