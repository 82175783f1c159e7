/**
 * The whole loop on the built bundle: known clicks and a known path in real pages, stored once each, and read back
 * from the dashboard's own pages. Walks the path that docs/architecture.md names.
 */
import type { Page } from '@playwright/test';
import { defaultUrlRules, localStore, pageOf, type WatchglassEvent } from '@watchglass/contract';
import { expect, test } from '../fixture.ts';
import type { TestServer } from '../server.ts';
import { expectCounted, expectHottest, expectStored, files, inContext, targets, walk } from './smallSite.ts';

/** Everything that the `local` sink stored, each event as often as it is there. */
const storedEvents = (page: Page): Promise<WatchglassEvent[]> =>
  page.evaluate(async ({ database, store }) => {
    const opened = indexedDB.open(database);
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.addEventListener('success', () => resolve(opened.result));
      opened.addEventListener('error', () => reject(opened.error ?? new Error('no database')));
    });
    if (!db.objectStoreNames.contains(store)) return [];
    const all = db.transaction(store).objectStore(store).getAll();
    await new Promise((resolve) => all.addEventListener('success', resolve));
    db.close();
    return (all.result as { batch: { events: WatchglassEvent[] } }[]).flatMap(({ batch }) => batch.events);
  }, localStore);

const mapOf = (server: TestServer, viewport: string): string =>
  `${server.origin}/dist/dashboard/#/heatmap?${new URLSearchParams({
    range: 'all',
    page: pageOf(`${server.origin}/loop/home.html`, defaultUrlRules),
    viewport,
    scale: '1',
  })}`;

const widths = [
  ['phone', 390],
  ['tablet', 820],
  ['desktop', 1440],
] as const;

for (const [column, [viewport, width]] of widths.entries()) {
  for (const [row, target] of targets.entries()) {
    // Firefox takes its time: each target at one width in `npm test`, at all of them in `npm run test:long`
    test(`at ${width} px, clicks on ${target.name} are hottest where they were`, {
      tag: row % widths.length === column ? [] : '@long-in-firefox',
    }, async ({ browser, server }) => {
      await inContext(browser, width, (page) =>
        expectHottest(page, target, `${server.origin}/loop/home.html`, mapOf(server, viewport)),
      );
    });
  }
}

test('a scripted visit is stored once and counted by every page of the dashboard', async ({ browser, server }) => {
  await inContext(browser, 1440, async (page) => {
    const folder = `${server.origin}/loop/`;
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const walked = await walk(page, folder);
    await expectStored(page, walked, () => storedEvents(page));
    const pages = files.map((file) => pageOf(`${folder}${file}.html`, defaultUrlRules));
    await expectCounted(
      page,
      walked,
      pages,
      (path, params = []) =>
        `${server.origin}/dist/dashboard/#${path}?${new URLSearchParams([['range', 'all'], ...params.map(([name, value]) => [name, value])])}`,
    );
    expect(errors).toEqual([]);
  });
});
