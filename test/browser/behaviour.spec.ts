/** The built tag and its idle chunk: what a server receives of how people behave on a page. */
import type { EventOf, Kind } from '@watchglass/contract';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import type { TestServer } from '../server.ts';

const of = <K extends Kind>(server: TestServer, kind: K): EventOf<K>[] =>
  server.collector.events().filter((event): event is EventOf<K> => event.kind === kind);

/** A page with the tag; `attributes` of it: without a budget, as a busy machine makes everything dear. */
const site = (server: TestServer, attributes = 'data-overhead-budget-ms="0"'): void => {
  const tag = `<script src="/dist/watchglass.js" data-key="pk_test" data-endpoint="${server.collector.origin}" ${attributes}></script>`;
  const body = `<style>*{margin:0}</style>
    <p id="text" style="font:20px monospace;width:max-content">Correct horse battery staple</p>
    <form id="order"><input id="mail" aria-label="Mail"></form>
    <a id="next" href="/two">Next</a><button id="push" onclick="history.pushState(null, '', '/two')">Go</button>
    <button id="wide" style="position:absolute;left:200px;top:300px;width:600px;height:300px">Wait</button>
    <div style="height:3000px">tall</div>`;
  for (const path of ['/', '/two'])
    server.page(path, `<!doctype html><html><head><title>T</title>${tag}</head><body>${body}</body></html>`);
};

/** Waits for the idle chunk, and for what it does when it begins. */
const ready = async (page: Page): Promise<void> => {
  await expect
    .poll(() =>
      page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /signals-/.test(name)).length),
    )
    .toBe(1);
  await page.waitForTimeout(300);
};

const open = async (page: Page, server: TestServer): Promise<void> => {
  await page.goto(`${server.origin}/`);
  await ready(page);
};

test('a page that never rests has its idle chunk all the same', async ({ page, server }) => {
  // each frame takes longer than the screen gives it, so that no moment is left over
  await page.addInitScript(() => {
    const work = (): void => {
      requestAnimationFrame(work);
      for (const from = performance.now(); performance.now() - from < 40; );
    };
    work();
  });
  site(server);
  await page.goto(`${server.origin}/`);
  await expect
    .poll(
      async () => {
        await flush(page);
        return of(server, 'vital').length;
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0);
});

test('attention, exposure, forms, selections, reach, a thrashed cursor and a quick back arrive, and nothing else is heard', async ({
  page,
  server,
  noise,
}) => {
  site(server);
  await open(page, server);
  await page.mouse.move(5, 5);
  await page.mouse.down();
  await page.mouse.move(40, 12);
  await page.mouse.move(85, 12);
  await page.mouse.up();
  // a selection is one when it has rested
  await page.waitForTimeout(800);
  await page.click('#mail');
  await page.keyboard.type('ada');
  await page.mouse.move(300, 400);
  for (let i = 0; i < 40; i++) await page.mouse.move(i % 2 ? 300 : 600, 400, { steps: 2 });
  // nor is a burst over before a pause
  await page.waitForTimeout(800);
  await page.evaluate(() => scrollTo(0, 1500));
  await page.waitForTimeout(600);
  await page.evaluate(() => scrollTo(0, 0));
  await page.click('#push');
  await expect.poll(async () => (await stats(page)).captured).toBeGreaterThan(0);
  await page.goBack();
  await expect
    .poll(async () => {
      await flush(page);
      return server.collector.events().map(({ kind }) => kind);
    })
    .toEqual(
      expect.arrayContaining(['attention', 'exposure', 'form', 'selection', 'scroll', 'thrashed_cursor', 'quick_back']),
    );
  expect(server.collector.rejected).toEqual([]);
  expect(of(server, 'attention')[0]?.attended.map(({ key }) => key)).toContain('id:wide');
  expect(of(server, 'exposure')[0]?.exposed.map(({ key }) => key)).toContain('id:push');
  expect(of(server, 'form')[0]).toMatchObject({ key: 'id:order', outcome: 'abandoned', lastKey: 'id:mail' });
  expect(of(server, 'selection')[0]).toMatchObject({ action: 'select', key: 'id:text' });
  expect(of(server, 'scroll')[0]).toMatchObject({ key: 'root', reachKey: 'root/div:1' });
  expect(of(server, 'thrashed_cursor')[0]).toMatchObject({ key: 'id:wide', rule: 'thrashed_cursor@1' });
  expect(of(server, 'quick_back')[0]).toMatchObject({ key: 'id:push', rule: 'quick_back@1' });
  expect(of(server, 'click').map(({ id }) => id)).toContain(of(server, 'quick_back')[0]?.click);
  expect(await stats(page)).toMatchObject({ caught: 0 });
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('a page that was left backwards at once is named by the one before it, over documents', async ({
  page,
  server,
  browserName,
}) => {
  site(server);
  await open(page, server);
  await page.click('#next');
  await page.waitForURL('**/two');
  await ready(page);
  // not `goBack`: it waits for a load that a page from the cache does not have
  await page.evaluate(() => history.back()).catch(() => undefined);
  await expect
    .poll(async () => {
      await flush(page).catch(() => undefined);
      return of(server, 'quick_back').length;
    })
    .toBe(1);
  expect(of(server, 'quick_back')[0]).toMatchObject({
    key: 'id:next',
    label: 'Next',
    // a page that Firefox restores does not see what the page after it wrote into the storage of their tab
    left: browserName === 'firefox' ? '' : `${new URL(server.origin).host}/two`,
    url: `${server.origin}/`,
    features: { traversal: 1 },
  });
});

test('a site with a small budget gets less, and is told what went and when it saw what', async ({ page, server }) => {
  site(server, 'data-overhead-budget-ms="0.001"');
  await open(page, server);
  await page.mouse.move(300, 400);
  await expect
    .poll(async () => {
      await flush(page);
      await page.evaluate(() => history.pushState(null, '', `/${Math.random()}`));
      return of(server, 'sdk').at(-1)?.notes ?? [];
    })
    .toEqual(expect.arrayContaining(['shed:attention', 'shed:exposure', 'shed:scroll']));
  await flush(page);
  const seen = of(server, 'attention').length;
  for (const x of [300, 310, 320]) await page.mouse.move(x, 400);
  await page.evaluate(() => history.pushState(null, '', '/last'));
  await expect
    .poll(async () => {
      await flush(page);
      return of(server, 'page_view').some(({ url }) => url.endsWith('/last'));
    })
    .toBe(true);
  expect(of(server, 'attention').slice(seen)).toEqual([]);
  // what is not shed goes on
  expect(of(server, 'scroll').at(-1)).toMatchObject({ key: 'root' });
});

test('without a budget nothing is shed, and without a signal nothing of it is captured', async ({ page, server }) => {
  site(server, 'data-overhead-budget-ms="0" data-capture="pageView,attention"');
  await open(page, server);
  await page.mouse.move(300, 400);
  await page.click('#mail');
  await page.keyboard.type('ada');
  await page.evaluate(() => history.pushState(null, '', '/next'));
  await expect
    .poll(async () => {
      await flush(page);
      return of(server, 'sdk').length;
    })
    .toBe(1);
  expect(of(server, 'sdk')[0]?.notes).toEqual([]);
  expect([...new Set(server.collector.events().map(({ kind }) => kind))].sort()).toEqual(
    ['attention', 'page_leave', 'page_view', 'sdk'].sort(),
  );
});
