/** Pictures, scripts, styles and fonts that failed to load. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import type { TestServer } from '../server.ts';
import { capturesScript, openWith, seen } from './captures.ts';

const settings = { only: ['pageView', 'error', 'resourceError'] };

const failed = async (page: Page): Promise<unknown[][]> =>
  (await seen(page, 'resource_error'))
    .map(({ body }) => [body['resource'], body['status'], body['key']])
    .sort((a, b) => (String(a) < String(b) ? -1 : 1));

const expectFailed = (page: Page, server: TestServer, expected: unknown[][]): Promise<void> =>
  expect(async () =>
    expect(await failed(page)).toEqual(expected.map(([path, ...rest]) => [path && server.origin + path, ...rest])),
  ).toPass({ timeout: 10_000 });

/** Puts markup into the page as a script of its own would, so that it loads what it names. */
const add = (page: Page, html: string): Promise<void> =>
  page.evaluate((html) => {
    document.body.append(document.createRange().createContextualFragment(html));
  }, html);

test('each thing that an element failed to load is told once, with its status and its element', async ({
  page,
  server,
  noise,
}) => {
  await openWith(page, server, '', { settings });
  await add(
    page,
    `<img id="hero" src="/none/hero.png?token=secret#x"><img src="/none/hero.png?token=secret"><img id="inline" src="data:image/png;base64,AAAA">
     <svg id="drawing"><image href="/none/drawn.png" width="9" height="9"/></svg><link id="style" rel="stylesheet" href="/none/style.css">
     <script id="late">throw new Error('of a script');</script><script id="app" src="/none/app.js"></script>`,
  );
  await expectFailed(page, server, [
    ['', 0, 'id:inline'],
    ['/none/app.js', 404, 'id:app'],
    ['/none/drawn.png', 404, 'id:drawing/image:1'],
    ['/none/hero.png?token=*', 404, 'id:hero'],
    ['/none/style.css', 404, 'id:style'],
  ]);
  await add(page, '<video id="film" src="/none/film.mp4"></video>');
  // not every browser notes a status of films
  await expect
    .poll(async () => (await failed(page)).map(([resource, , key]) => [resource, key]))
    .toContainEqual([`${server.origin}/none/film.mp4`, 'id:film']);
  expect(await seen(page, 'error')).toHaveLength(1);
  expect(await page.evaluate(() => window.captures.caught)).toEqual([]);
  expect(noise).toMatchObject({ console: [], violations: [] });
});

test('a host that does not answer has no status, and an error that the page dispatched is none', async ({
  page,
  server,
}) => {
  await openWith(page, server, '<img id="gone" src="http://127.0.0.1:1/gone.png"><p id="mine">x</p>', { settings });
  await page.evaluate(() => document.getElementById('mine')?.dispatchEvent(new Event('error')));
  await expect(async () => expect(await failed(page)).toEqual([['http://127.0.0.1:1/gone.png', 0, 'id:gone']])).toPass({
    timeout: 10_000,
  });
});

test('what failed before the capture began is told once, and so is what only styles ask for', async ({
  page,
  server,
  browserName,
}) => {
  server.page(
    '/late',
    `<!doctype html><html><head><link rel="icon" href="data:,"><script>${await capturesScript()}</script>
     <style>@font-face { font-family: gone; src: url(/none/gone.woff2) } p { font-family: gone; }</style></head>
     <body><p>words</p><img id="early" src="/none/early.png"><img src="/none/early.png"><script src="/none/early.js"></script></body></html>`,
  );
  await page.goto(`${server.origin}/late`);
  await page.evaluate((settings) => {
    window.captures = window.startCaptures(settings);
    const one = document.createElement('img');
    one.id = 'after';
    one.src = '/none/after.png';
    document.body.append(one);
  }, settings);
  await expectFailed(page, server, [
    ['/none/after.png', 404, 'id:after'],
    ['/none/early.js', 404, 'root/script:1'],
    ['/none/early.png', 404, 'id:early'],
    // Firefox notes none of fonts
    ...(browserName === 'firefox' ? [] : [['/none/gone.woff2', 404, '']]),
  ]);
});

test('of a page that misses everything, 50 things are told per view and the rest is counted', async ({
  page,
  server,
}) => {
  await openWith(page, server, '', { settings });
  const miss = (from: number, count: number): Promise<unknown> =>
    page.evaluate(
      ([from, count]) =>
        Promise.all(
          Array.from(
            { length: count },
            (_, i) =>
              new Promise((resolve) => {
                const one = document.createElement('img');
                one.onerror = resolve;
                one.src = `/none/${'x'.repeat(from + i)}`;
                document.body.append(one);
              }),
          ),
        ),
      [from, count] as const,
    );
  await miss(1, 53);
  await expect.poll(async () => (await failed(page)).length).toBe(50);
  expect(await page.evaluate(() => window.captures.drops)).toEqual({ resource_error_cap: 3 });
  await page.evaluate(() => history.pushState(null, '', '/next'));
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(2);
  await miss(1, 1);
  await expect.poll(async () => (await failed(page)).length).toBe(51);
});
