/** H1, H2: pages whose libraries put their own functions in the place of the platform's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { balance, flush, stats } from '../pageClient.ts';
import { root, type TestServer } from '../server.ts';
import { expectWhole, of, pageOf, tagOf } from './hostPage.ts';

const library = (path: string): string => readFileSync(join(root, 'node_modules', path), 'utf8');

/** A zone as Angular's: what is born in it is counted, and each thing that happens there is a change detection. */
const ZONED = `
  window.ticks = 0;
  Zone.current.fork({
    name: 'app',
    onInvokeTask(parent, _, target, task, self, args) {
      try { return parent.invokeTask(target, task, self, args); } finally { ticks++; }
    },
    onInvoke(parent, _, target, run, self, args) {
      try { return parent.invoke(target, run, self, args); } finally { ticks++; }
    },
  }).run(() => {
    document.getElementById('go').addEventListener('click', async () => {
      await Promise.resolve();
      setTimeout(() => { document.title = 'Bought'; }, 20);
      history.pushState(null, '', '?bought');
    });
  });`;

const ticks = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { ticks: number }).ticks);

async function buy(page: Page): Promise<void> {
  await page.click('#go');
  await expect.poll(() => page.title()).toBe('Bought');
}

for (const order of ['before', 'after'] as const)
  test(`zone.js ${order} the tag: the same events, and the app is not woken by us`, async ({ page, server, noise }) => {
    const zone = '<script src="/zone.js"></script>';
    const app = `<button id="go">Buy</button><script>${ZONED}</script>`;
    server.page('/zone.js', {
      body: library('zone.js/bundles/zone.umd.js'),
      headers: { 'content-type': 'text/javascript' },
    });
    server.page('/plain', pageOf(zone, app));
    server.page('/', pageOf(order === 'before' ? zone + tagOf(server) : tagOf(server) + zone, app));
    await page.goto(`${server.origin}/plain`);
    await buy(page);
    const alone = await ticks(page);
    expect(alone).toBeGreaterThan(1);
    await page.goto(`${server.origin}/`);
    await buy(page);
    await expect.poll(() => of(server, 'click').length).toBe(1);
    await flush(page);
    await expect.poll(() => of(server, 'page_view').length).toBe(2);
    expect(await ticks(page)).toBe(alone);
    expect(await stats(page)).toMatchObject({ caught: 0, state: 'running' });
    await expectWhole(page, server);
    expect(noise).toEqual({ errors: [], console: [], violations: [] });
  });

/** Pages that come with their own language. */
async function visit(page: Page, server: TestServer, before: string): Promise<void> {
  server.page(
    '/',
    pageOf(
      `<script src="/before.js"></script>${tagOf(server)}`,
      '<main id="main"><button id="go">Go</button> <a href="#x" id="link">Link</a></main>',
    ),
  );
  server.page('/before.js', { body: before, headers: { 'content-type': 'text/javascript' } });
  await page.goto(`${server.origin}/`);
  await page.click('#go');
  await page.evaluate(() => {
    const { watchglass } = window as unknown as { watchglass: { track(name: string, properties: object): void } };
    watchglass.track('mine', { list: [1, 'two', { three: 3 }], when: new Date(0), value: 42.5 });
    history.pushState(null, '', '/next');
  });
  await expect.poll(() => of(server, 'page_view').length).toBe(2);
  await flush(page);
}

for (const gone of ['Promise', 'Map WeakMap Set WeakSet', 'URL URLSearchParams', 'Promise Map Set WeakSet Reflect'])
  test(`core-js in the place of ${gone}: the same events`, async ({ page, server, noise }) => {
    const names = gone.split(' ');
    const before = `window.own = {}; for (const name of ${JSON.stringify(names)}) { own[name] = window[name]; delete window[name]; }`;
    await visit(page, server, `${before}\n${library('core-js-bundle/minified.js')}`);
    // they call themselves native
    const left = await page.evaluate((names) => {
      const all = window as unknown as Record<string, unknown> & { own: Record<string, unknown> };
      return names.filter((name) => all[name] === all.own[name] || !all[name]);
    }, names);
    expect(left).toEqual([]);
    expect(of(server, 'click')).toMatchObject([{ key: 'id:go', label: 'Go' }]);
    expect(of(server, 'custom')).toMatchObject([
      { properties: { list: [1, 'two', { three: 3 }], when: '1970-01-01T00:00:00.000Z', value: 42.5 } },
    ]);
    await expectWhole(page, server);
    expect(balance(await stats(page))).toBe(0);
    expect(noise).toEqual({ errors: [], console: [], violations: [] });
  });

/** Methods as the libraries of 2008 had them: enumerable, on everybody's prototypes, some with another meaning. */
const PROTOTYPES = `
  Object.assign(Object.prototype, { each() {}, extend() {}, inspect() { return '#<Object>'; }, clone() {} });
  Object.assign(Array.prototype, {
    each(run) { for (let i = 0; i < this.length; i++) run(this[i]); },
    map(run) { const all = []; this.each((one) => all.push(run ? run(one, all.length, this) : one)); return all; },
    first() { return this[0]; }, last() { return this[this.length - 1]; }, clear() { this.length = 0; return this; },
    without() { return []; }, flatten() { return this; }, contains() { return false; }, remove() { return this; },
    find(run) { for (const one of this) if (run(one)) return one; },
  });
  Object.assign(String.prototype, { strip() { return this.trim(); }, startsWith(start) { return this.lastIndexOf(start, 0) === 0; }, contains() {} });
  Object.assign(Function.prototype, { bind(self, ...args) { const run = this; return (...more) => run.apply(self, [...args, ...more]); }, delay() {} });
  Object.assign(Element.prototype, { select() { return []; }, visible() { return true; }, read() {}, data: null });
  Array.from = (list) => { const all = []; for (let i = 0; i < list.length; i++) all.push(list[i]); return all; };
  window.$ = (id) => document.getElementById(id);
`;

test("methods on everybody's prototypes: the same events, and nothing of the library in them", async ({
  page,
  server,
  noise,
}) => {
  await visit(page, server, PROTOTYPES);
  expect(of(server, 'click')).toMatchObject([{ key: 'id:go', label: 'Go' }]);
  expect(of(server, 'custom')[0]).toMatchObject({ properties: { value: 42.5 } });
  expect(JSON.stringify(server.collector.events())).not.toContain('inspect');
  await expectWhole(page, server);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

for (const [what, toJSON] of [
  ['throws', '() => { throw new Error("mine"); }'],
  ['gives text', 'function () { return "[object]"; }'],
  ['gives nothing', '() => undefined'],
] as const)
  for (const of_ of ['Object', 'Array', 'String', 'Number', 'Date'])
    test(`toJSON on ${of_}.prototype that ${what}: nothing that is not true is stored, and the numbers add up`, {
      tag: of_ === 'Array' ? [] : '@long-in-firefox',
    }, async ({ page, server, noise }) => {
      server.page('/', pageOf(`<script>${of_}.prototype.toJSON = ${toJSON};</script>${tagOf(server)}`));
      await page.goto(`${server.origin}/`);
      await page.click('#go');
      await flush(page);
      const after = await stats(page);
      if (after.state === 'running') {
        expect(balance(after)).toBe(0);
        const arrived = server.collector.events().length;
        expect(arrived).toBeGreaterThanOrEqual(after.receipted);
        expect(arrived + after.waiting + after.inMemory + Object.values(after.dropped).reduce((a, b) => a + b, 0)).toBe(
          after.captured,
        );
        for (const event of of(server, 'click')) expect(event).toMatchObject({ key: 'id:go', label: 'Go' });
      } else expect(after.reason).not.toBe('');
      expect(noise).toEqual({ errors: [], console: [], violations: [] });
    });
