/** The built tag on a page that fails in a loop. */
import type { EventOf } from '@watchglass/contract';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import type { TestServer } from '../server.ts';

/** Opens the page and waits until both chunks are there. */
async function open(page: Page, server: TestServer): Promise<void> {
  server.page(
    '/',
    `<!doctype html><html><head><title>T</title><script src="/dist/watchglass.js" data-key="pk_test" data-overhead-budget-ms="0" data-endpoint="${server.collector.origin}"></script></head>
      <body><button id="b" onclick="history.pushState(null, '', '/two')">Next</button></body></html>`,
  );
  await page.goto(`${server.origin}/`);
  await expect
    .poll(() =>
      page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /detail-/.test(name)).length),
    )
    .toBe(1);
}

test('an error in a loop is five events and one that counts the rest, when the view ends', async ({ page, server }) => {
  await open(page, server);
  await page.evaluate(() => {
    const { captureException } = (window as unknown as { watchglass: { captureException(error: unknown): void } })
      .watchglass;
    const fail = (times: number, message: string): void => {
      for (let at = 0; at < times; at++) captureException({ name: 'Loop', message });
    };
    fail(25, 'often');
    fail(6, 'once more');
    fail(7, 'twice more');
    for (let at = 0; at < 40; at++) fail(1, `other ${String.fromCharCode(97 + (at % 26), 97 + at)}`);
  });
  expect((await stats(page)).dropped).toEqual({ error_cap: 23 });
  await page.click('#b');
  await expect
    .poll(async () => {
      await flush(page);
      return server.collector.events().filter(({ kind }) => kind === 'page_view').length;
    })
    .toBe(2);
  const errors = server.collector.events().filter((event): event is EventOf<'error'> => event.kind === 'error');
  const countsOf = (message: string): number[] =>
    errors.filter((one) => one.message === message).map(({ count }) => count);
  expect(countsOf('often')).toEqual([1, 1, 1, 1, 1, 20]);
  expect(countsOf('once more')).toEqual([1, 1, 1, 1, 1]);
  expect(countsOf('twice more')).toEqual([1, 1, 1, 1, 1, 2]);
  // told at the click, and not of it
  expect(server.collector.events().filter(({ kind }) => kind === 'error_click')).toEqual([]);
  expect(server.collector.rejected).toEqual([]);
});

test('many loops of long errors leave room for what a page says when it is left', async ({ page, server }) => {
  await open(page, server);
  await page.evaluate(() => {
    const { captureException } = (window as unknown as { watchglass: { captureException(error: unknown): void } })
      .watchglass;
    for (let loop = 0; loop < 9; loop++)
      for (let at = 0; at < 9; at++)
        captureException({
          name: `Loop ${loop}`,
          message: 'long '.repeat(200),
          stack: `at x (a.js:1:${loop})\n`.repeat(60),
        });
  });
  expect((await stats(page)).dropped).toEqual({ error_cap: 36 });
  await expect.poll(() => flush(page)).toMatchObject({ reasons: [] });
  await page.goto('about:blank');
  await expect.poll(() => server.collector.events().filter(({ kind }) => kind === 'page_leave').length).toBe(1);
  const counted = server.collector.events().filter((event) => event.kind === 'error' && event.count > 1);
  expect(counted.length).toBeGreaterThan(0);
  expect(counted.length).toBeLessThan(9);
});
