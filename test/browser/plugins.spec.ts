/** Captures of a site's own in the built tag and module. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import type { TestServer } from '../server.ts';

/** Plugins as a site writes them: one that works, one that throws at once, later and at the end, one that is none. */
const plugins = `[
  function counting({ emit, on, last, listen, after, drop, url, isHidden }) {
    let views = 0;
    on('page_view', () => views++);
    listen(window, 'press', ({ detail }) => emit('custom', { name: 'pressed', properties: { detail, at: url(location.href + '#secret'), hidden: isHidden() } }));
    last('custom', () => views ? [{ name: 'views', properties: { views } }] : []);
    after(0, () => drop('counting_cap'));
    window.begun = (window.begun ?? 0) + 1;
    return () => { window.ended = (window.ended ?? 0) + 1; };
  },
  function broken({ listen }) {
    listen(window, 'press', () => { throw new Error('in a listener'); });
    throw new Error('at once');
  },
  async function waiting() { throw new Error('later'); },
  ({ listen }) => () => { throw new Error('at the end'); },
  'none',
]`;

/** Opens a page with the tag or the module; `options` is text of a script. */
const open = async (page: Page, server: TestServer, isTag: boolean, options = ''): Promise<void> => {
  const given = `{ key: 'pk_test', endpoint: '${server.collector.origin}', overheadBudgetMs: 0, plugins: ${plugins}, ${options} }`;
  const script = isTag
    ? `<script src="/dist/watchglass.js"></script><script>watchglass.init(${given});</script>`
    : `<script type="module">import { init } from '/dist/index.js'; window.watchglass = init(${given});</script>`;
  server.page('/', `<!doctype html><html><head><title>T</title>${script}</head><body>x</body></html>`);
  await page.goto(`${server.origin}/`);
  await page.waitForFunction(() => 'begun' in window);
};
const customs = (server: TestServer): unknown[] =>
  server.collector.events().flatMap((event) => (event.kind === 'custom' ? [[event.name, event.properties]] : []));

for (const isTag of [true, false])
  test(`a plugin of ${isTag ? 'the tag' : 'the module'} captures as ours do, whatever others throw`, async ({
    page,
    server,
    noise,
  }) => {
    await open(page, server, isTag);
    await expect.poll(async () => (await stats(page)).dropped).toEqual({ counting_cap: 1 });
    await page.evaluate(() => {
      dispatchEvent(new CustomEvent('press', { detail: 7 }));
      history.pushState(null, '', '/two');
    });
    await expect
      .poll(async () => {
        await flush(page);
        return server.collector.events().filter(({ kind }) => kind === 'page_view').length;
      })
      .toBe(2);
    await page.evaluate(() => history.pushState(null, '', '/three'));
    await expect
      .poll(async () => {
        await flush(page);
        return customs(server);
      })
      .toEqual([
        ['pressed', { detail: 7, at: `${server.origin}/`, hidden: false }],
        ['views', { views: 1 }],
      ]);
    // at once, in the listener, later, and what is no function
    expect((await stats(page)).caught).toBe(4);
    await page.evaluate(async () => {
      await (window as unknown as { watchglass: { shutdown(): Promise<void> } }).watchglass.shutdown();
      dispatchEvent(new CustomEvent('press', { detail: 8 }));
    });
    expect(await page.evaluate(() => Reflect.get(window, 'ended') as number)).toBe(1);
    expect((await stats(page)).caught).toBe(5);
    expect(server.collector.rejected).toEqual([]);
    expect(noise).toEqual({ errors: [], console: [], violations: [] });
  });

test('debug says whose it was', async ({ page, server }) => {
  const said: string[] = [];
  page.on('console', (message) => void said.push(message.text()));
  await open(page, server, true, 'debug: true');
  await expect
    .poll(() => said.filter((line) => /plugin/.test(line)))
    .toEqual(['[watchglass] plugin broken', '[watchglass] plugin 4', '[watchglass] plugin waiting']);
});

test('a site that wants nothing of the idle chunks has its plugins and flags, and no other signal', async ({
  page,
  server,
}) => {
  await open(page, server, true, "capture: ['pageView']");
  await page.evaluate(() => {
    (window as unknown as { watchglass: { featureFlag(...args: string[]): void } }).watchglass.featureFlag('a', 'b');
    dispatchEvent(new CustomEvent('press', { detail: 7 }));
  });
  await expect
    .poll(async () => {
      await flush(page);
      return server.collector
        .events()
        .map(({ kind }) => kind)
        .sort();
    })
    .toEqual(['custom', 'feature_flag', 'page_view']);
});
