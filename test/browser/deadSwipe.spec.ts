/**
 * The built tag on a phone: swipes that nothing came of. Only Chromium can be touched from outside; a desktop's Firefox has
 * no touch events at all, which the last test tells.
 */
import { join } from 'node:path';
import type { EventOf } from '@watchglass/contract';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import { root, type TestServer } from '../server.ts';

const swiped = (server: TestServer): EventOf<'dead_swipe'>[] =>
  server.collector.events().filter((event): event is EventOf<'dead_swipe'> => event.kind === 'dead_swipe');

/** Opens the page with the tag in it, with or without a finger. */
const open = async (browser: Browser, server: TestServer, hasTouch: boolean): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 700 }, hasTouch });
  await context.addInitScript(
    ([src, endpoint]) => {
      addEventListener('DOMContentLoaded', () => {
        const tag = document.createElement('script');
        Object.assign(tag.dataset, { key: 'pk_test', endpoint, overheadBudgetMs: '0' });
        tag.src = src;
        document.head.append(tag);
      });
    },
    [`${server.origin}/dist/watchglass.js`, server.collector.origin] as const,
  );
  server.folder('/swipes/', join(root, 'test/browser'));
  const page = await context.newPage();
  await page.goto(`${server.origin}/swipes/deadSwipe.html`);
  // the second chunk is asked for when the first has begun
  await expect
    .poll(() =>
      page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /detail-/.test(name)).length),
    )
    .toBe(1);
  return page;
};

/** A quick finger over an element. */
const swipe = async (page: Page, id: string, byX: number, byY = 0): Promise<void> => {
  const box = await page.locator(`#${id}`).boundingBox();
  const [x, y] = [(box?.x ?? 0) + 250, (box?.y ?? 0) + 35];
  const session = await page.context().newCDPSession(page);
  const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', part: number): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: x + byX * part, y: y + byY * part }],
    });
  await finger('touchStart', 0);
  for (let step = 1; step <= 8; step++) await finger('touchMove', step / 8);
  await finger('touchEnd', 1);
  await session.detach();
};

test('@chromium a swipe that did nothing is told, with what was swiped and how', async ({ browser, server }) => {
  const page = await open(browser, server, true);
  await swipe(page, 'dead', -200);
  await expect
    .poll(async () => {
      await flush(page);
      return swiped(server).length;
    })
    .toBe(1);
  const [one] = swiped(server);
  expect(one).toMatchObject({ key: 'id:dead/div:1', pointer: 'touch', rule: 'dead_swipe@1', pageX: 270, pageY: 45 });
  expect(one?.features).toMatchObject({ dx: -200, dy: 0, cut: 1, scrolled: 0, acted: 0 });
  expect(one?.confidence).toBe(0.95);
  await swipe(page, 'picture', -200);
  await expect
    .poll(async () => {
      await flush(page);
      return swiped(server).map(({ key }) => key);
    })
    .toEqual(['id:dead/div:1', 'id:picture']);
  expect(server.collector.rejected).toEqual([]);
  expect(await stats(page)).toMatchObject({ caught: 0 });
  await page.context().close();
});

test('@chromium what scrolled, followed, turned, opened or was only words is none', async ({ browser, server }) => {
  const page = await open(browser, server, true);
  for (const id of ['follows', 'scrolls', 'late', 'restless', 'elsewhere']) await swipe(page, id, -200);
  await swipe(page, 'text', -200);
  // a tap is no swipe; the dead one is told after all others
  await swipe(page, 'dead', 10);
  await swipe(page, 'dead', -200);
  await expect
    .poll(async () => {
      await flush(page);
      return swiped(server).some(({ key }) => key === 'id:dead/div:1');
    })
    .toBe(true);
  // what the rule doubts is kept, and does not count
  expect(swiped(server).filter(({ confidence }) => confidence >= 0.5)).toHaveLength(1);
  expect(
    swiped(server)
      .map(({ key }) => key)
      .filter((key) => key !== 'id:text'),
  ).toEqual(['id:dead/div:1']);
  await page.context().close();
});

test('a page without a touch screen has no swipes, and no trouble with them', async ({ browser, server }) => {
  const page = await open(browser, server, false);
  await page.mouse.move(270, 45);
  await page.mouse.down();
  await page.mouse.move(70, 45, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(async () => {
      await flush(page);
      return server.collector.events().map(({ kind }) => kind);
    })
    .toContain('page_view');
  expect(swiped(server)).toEqual([]);
  expect(await stats(page)).toMatchObject({ caught: 0 });
  await page.context().close();
});
