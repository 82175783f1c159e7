/** The examples, built as their readers would, and driven: exact clicks, page views and custom events at a collector. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ClickEvent, CustomEvent, PageViewEvent, WatchglassEvent } from '@watchglass/contract';
import { transform } from 'esbuild';
import { build } from 'vite';
import { expect, test } from '../fixture.ts';
import { root, type TestServer } from '../server.ts';

let scratch = '';
test.beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'watchglass-example-'));
});
test.afterEach(async () => {
  await rm(scratch, { recursive: true, force: true });
});

/** Builds an example and serves it below its own name, with the page of its root for each of `routes`. */
async function serve(server: TestServer, name: string, routes: readonly string[] = []): Promise<string> {
  process.env['VITE_WATCHGLASS_ENDPOINT'] = server.collector.origin;
  await build({
    root: join(root, 'examples', name),
    base: `/${name}/`,
    logLevel: 'silent',
    // outside of this repository `npm install watchglass` puts it there
    resolve: { alias: { watchglass: join(root, 'dist/index.js') } },
    build: { outDir: scratch, emptyOutDir: false },
  });
  server.folder(`/${name}/`, scratch);
  const index = await readFile(join(scratch, 'index.html'), 'utf8');
  for (const route of routes) server.page(`/${name}/${route}`, index);
  return `${server.origin}/${name}/`;
}

const ofKind = <E extends WatchglassEvent>(server: TestServer, kind: E['kind']): E[] =>
  server.collector
    .events()
    .filter((event): event is E => event.kind === kind)
    .sort((a, b) => a.at - b.at || a.seq - b.seq);

const pathOf = (event: WatchglassEvent): string => event.page.replace(/^[^/]*/, '');

/** Waits until everything captured so far has reached the collector. */
async function arrived(page: Page, server: TestServer, clicks: number): Promise<void> {
  await page.goto('about:blank');
  await expect.poll(() => ofKind(server, 'click').length).toBe(clicks);
  // one more would be there by now: everything of a page leaves in the same requests
  await page.waitForTimeout(500);
}

/** What the collector has, as a reader of the example would count it. */
const seen = (server: TestServer): { views: string[]; clicks: string[]; custom: unknown[] } => ({
  views: ofKind<PageViewEvent>(server, 'page_view').map(pathOf),
  clicks: ofKind<ClickEvent>(server, 'click').map(({ key }) => key),
  custom: ofKind<CustomEvent>(server, 'custom').map(({ name, properties }) => [name, properties]),
});

test('script tag: two pages, early and later calls', async ({ page, server, noise }) => {
  await cp(join(root, 'examples/script-tag'), scratch, { recursive: true });
  for (const file of ['index.html', 'pricing.html']) {
    const html = await readFile(join(scratch, file), 'utf8');
    await writeFile(join(scratch, file), html.replaceAll('https://collect.example.com', server.collector.origin));
  }
  server.folder('/script-tag/', scratch);
  await page.goto(`${server.origin}/script-tag/index.html`);
  await page.locator('#sign-up').click();
  await page.locator('#to-pricing').click();
  await page.waitForURL('**/pricing.html');
  await page.locator('#choose').click();
  await arrived(page, server, 3);
  expect(seen(server)).toEqual({
    views: ['/script-tag', '/script-tag/pricing.html'],
    clicks: ['id:sign-up', 'id:to-pricing', 'id:choose'],
    custom: [
      ['greeting', { words: 2 }],
      ['sign_up', { plan: 'free' }],
    ],
  });
  expect(server.collector.rejected).toEqual([]);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('the snippet in the script-tag example is the one that is shipped', async () => {
  const html = await readFile(join(root, 'examples/script-tag/index.html'), 'utf8');
  const small = async (code: string): Promise<string> => (await transform(code, { minify: true })).code;
  const shipped = await readFile(join(root, 'src/stub.js'), 'utf8');
  expect(await small(/<script>(.+?)<\/script>/.exec(html)?.[1] ?? '')).toBe(await small(shipped));
});

test('vite: history routes and typed events', async ({ page, server, noise }) => {
  const url = await serve(server, 'vite');
  await page.goto(url);
  await page.locator('#add-note').click();
  await page.locator('#add-note').click();
  await page.locator('#to-about').click();
  await page.locator('#to-notes').click();
  await arrived(page, server, 4);
  expect(seen(server)).toEqual({
    views: ['/vite', '/vite/about', '/vite'],
    clicks: ['id:add-note', 'id:add-note', 'id:to-about', 'id:to-notes'],
    custom: [
      ['note_added', { length: 6 }],
      ['note_added', { length: 6 }],
    ],
  });
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('react: routes are page views, once under StrictMode, and a reload is one more', async ({
  page,
  server,
  noise,
}) => {
  const url = await serve(server, 'react', ['tea/sencha']);
  await page.goto(url);
  await page.locator('#to-oolong').click();
  await page.locator('#brew').click();
  await page.locator('#brew').click();
  await page.locator('#back').click();
  await page.locator('#to-sencha').click();
  await expect(page.getByRole('heading', { name: 'sencha' })).toBeVisible();
  await page.reload();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Teas' })).toBeVisible();
  await arrived(page, server, 5);
  expect(seen(server)).toEqual({
    views: ['/react', '/react/tea/oolong', '/react', '/react/tea/sencha', '/react/tea/sencha', '/react'],
    clicks: ['id:to-oolong', 'id:brew', 'id:brew', 'id:back', 'id:to-sencha'],
    custom: [
      ['brewed', { tea: 'oolong', cups: 1 }],
      ['brewed', { tea: 'oolong', cups: 2 }],
    ],
  });
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('vue: routes are page views, and errors of components arrive', async ({ page, server, noise }) => {
  const url = await serve(server, 'vue');
  await page.goto(url);
  await page.locator('#to-wren').click();
  await page.locator('#see').click();
  await page.locator('#scare').click();
  await page.locator('#back').click();
  await page.locator('#to-heron').click();
  await arrived(page, server, 5);
  expect(seen(server)).toEqual({
    views: ['/vue', '/vue/bird/wren', '/vue', '/vue/bird/heron'],
    clicks: ['id:to-wren', 'id:see', 'id:scare', 'id:back', 'id:to-heron'],
    custom: [['seen', { bird: 'wren', sightings: 1 }]],
  });
  const errors = ofKind<Extract<WatchglassEvent, { kind: 'error' }>>(server, 'error');
  expect(errors.map(({ type, message, handled }) => [type, message, handled])).toEqual([
    ['Error', 'The wren flew away', true],
  ]);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});
