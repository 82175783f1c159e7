/** The built tag against a scripted collector: what a server receives and what the page notices. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WatchglassEvent } from '@watchglass/contract';
import type { Stats } from '../../src/api.ts';
import { transformSync } from 'esbuild';
import { expect, test } from '../fixture.ts';
import { balance, flush, stats } from '../pageClient.ts';
import { root, type TestServer } from '../server.ts';

const tagOf = (server: TestServer, attributes = ''): string =>
  `<script src="/dist/watchglass.js" data-key="pk_test" data-endpoint="${server.collector.origin}" ${attributes}></script>`;
const pageOf = (head: string, body = '<button id="go">Go</button> <a id="next" href="/next">Next</a>'): string =>
  `<!doctype html><html lang="en"><head><title>Test</title>${head}</head><body>${body}</body></html>`;
const kinds = (events: readonly WatchglassEvent[]): string[] => events.map(({ kind }) => kind);
const of = (server: TestServer, kind: string): WatchglassEvent[] =>
  server.collector.events().filter((event) => event.kind === kind);

/** Events by document have every seq from 0, each once. */
function expectWhole(server: TestServer): void {
  const events = server.collector.events();
  expect(server.collector.rejected).toEqual([]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  for (const doc of new Set(events.map((event) => event.doc))) {
    const seqs = events.filter((event) => event.doc === doc).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index));
  }
}

test.beforeEach(({ server }) => {
  server.page('/', pageOf(tagOf(server)));
  server.page('/next', pageOf(tagOf(server), 'Next'));
  server.page('/plain', pageOf('', 'No tag here'));
});

test('what happens on a page is at the collector once, without gaps, and the page hears nothing of it', async ({
  page,
  server,
  noise,
}) => {
  await page.goto(`${server.origin}/`);
  await page.click('#go');
  await page.evaluate(() => {
    const { watchglass } = window as unknown as { watchglass: Record<string, (...args: unknown[]) => void> };
    watchglass['identify']?.('u_42', { plan: 'pro' });
    watchglass['track']?.('checkout', { value: 42.5, currency: 'EUR' });
  });
  await expect.poll(() => of(server, 'custom').length).toBe(1);
  await page.click('#next');
  await expect.poll(() => of(server, 'page_view').length).toBe(2);
  await expect.poll(() => of(server, 'page_leave').length).toBe(1);
  await expect.poll(() => stats(page)).toMatchObject({ inMemory: 0, state: 'running', caught: 0 });
  expectWhole(server);
  const events = server.collector.events();
  expect(kinds(events).filter((kind) => kind === 'click')).toHaveLength(2);
  expect(new Set(events.map(({ visitor, session, tab }) => [visitor, session, tab].join())).size).toBe(1);
  expect(new Set(events.map(({ doc }) => doc)).size).toBe(2);
  expect(of(server, 'custom')[0]).toMatchObject({ user: 'u_42', properties: { value: 42.5, currency: 'EUR' } });
  const after = await stats(page);
  expect(balance(after)).toBe(0);
  expect(after.storage).toBe('indexeddb');
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('a click that leads away at once arrives, and only once', async ({ page, server }) => {
  for (let i = 0; i < 5; i++) {
    await page.goto(`${server.origin}/`);
    await page.click('#next');
    await page.waitForURL('**/next');
  }
  await expect.poll(() => of(server, 'page_view').length).toBe(10);
  await expect.poll(() => of(server, 'click').length).toBe(5);
  await flush(page);
  expect(of(server, 'click')).toHaveLength(5);
  expectWhole(server);
});

test('nothing persisted is lost while the collector refuses, and it comes when it answers again', async ({
  page,
  server,
}) => {
  let refusals = 0;
  server.collector.script = (_seen, res) => {
    refusals++;
    res.writeHead(503, { 'retry-after': '1', 'access-control-expose-headers': 'retry-after' }).end('busy');
  };
  await page.goto(`${server.origin}/`);
  await page.click('#go');
  await expect.poll(() => refusals).toBeGreaterThan(1);
  expect(await stats(page)).toMatchObject({ inMemory: 0, receipted: 0, sinks: [{ name: 'http', error: 'HTTP 503' }] });
  server.collector.script = undefined;
  await expect.poll(() => of(server, 'click').length, { timeout: 20_000 }).toBe(1);
  await expect.poll(async () => (await stats(page)).sinks[0]?.error).toBe('');
  // numbers of last states are missing until the view has ended
  await page.goto('about:blank');
  await expect(() => expectWhole(server)).toPass();
});

test('a response that is lost makes no duplicate', { tag: '@long-in-firefox' }, async ({ page, server }) => {
  let swallowed = 0;
  server.collector.script = (_seen, res, store) => {
    store();
    swallowed++;
    if (swallowed > 2) server.collector.script = undefined;
    res.destroy();
  };
  await page.goto(`${server.origin}/`);
  await page.click('#go');
  await expect.poll(() => of(server, 'click').length).toBe(1);
  await expect.poll(async () => (await stats(page)).receipted, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  await page.goto('about:blank');
  await expect(() => expectWhole(server)).toPass();
});

test("a captive portal's 200 is no receipt", { tag: '@long-in-firefox' }, async ({ page, server }) => {
  server.collector.script = (_seen, res) =>
    void res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>');
  await page.goto(`${server.origin}/`);
  await expect.poll(() => server.collector.requests.length).toBeGreaterThan(0);
  await expect.poll(async () => (await stats(page)).sinks[0]?.error).not.toBe('');
  expect(await stats(page)).toMatchObject({ receipted: 0 });
  server.collector.script = undefined;
  await expect.poll(() => of(server, 'page_view').length, { timeout: 20_000 }).toBe(1);
});

test('offline, then online again', async ({ page, server, context }) => {
  await page.goto(`${server.origin}/`);
  await expect.poll(() => of(server, 'page_view').length).toBe(1);
  await context.setOffline(true);
  await page.click('#go');
  await page.waitForTimeout(3_000);
  expect(await stats(page)).toMatchObject({ inMemory: 0 });
  expect(of(server, 'click')).toEqual([]);
  await context.setOffline(false);
  await expect.poll(() => of(server, 'click').length, { timeout: 15_000 }).toBe(1);
  await page.click('#next');
  await expect.poll(() => of(server, 'page_leave').length).toBe(1);
  expectWhole(server);
});

for (const [name, script, storage] of [
  ['missing', 'Object.defineProperty(window, "indexedDB", { value: undefined })', 'memory'],
  [
    'refused',
    'Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("no", "SecurityError") } })',
    'memory',
  ],
  ['never settling', 'IDBFactory.prototype.open = () => ({})', 'memory'],
  ['of another version', 'indexedDB.open("watchglass:pk_test", 99)', 'memory'],
  ['full', 'IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") }', 'memory'],
] as const)
  test(`IndexedDB ${name}: the same events from memory`, async ({ page, server, noise }) => {
    server.page('/', pageOf(`<script>${script}</script>${tagOf(server)}`));
    await page.goto(`${server.origin}/`);
    await page.click('#go');
    await expect.poll(() => of(server, 'click').length).toBe(1);
    await expect.poll(async () => (await stats(page)).inMemory).toBe(0);
    const after = await stats(page);
    expect(balance(after)).toBe(0);
    if (name !== 'full') expect(after.storage).toBe(storage);
    await page.click('#next');
    await expect.poll(() => of(server, 'sdk').length).toBe(1);
    if (name !== 'of another version')
      expect(of(server, 'sdk')[0]).toMatchObject({ notes: expect.arrayContaining(['storage:memory']) });
    expectWhole(server);
    expect(noise.errors).toEqual([]);
    expect(noise.console).toEqual([]);
  });

test('a sandboxed frame without storage runs on memory', async ({ page, server, noise }) => {
  server.page('/outer', pageOf('', '<iframe src="/" sandbox="allow-scripts" width="400" height="300"></iframe>'));
  await page.goto(`${server.origin}/outer`);
  await page.frameLocator('iframe').locator('#go').click();
  await expect.poll(() => of(server, 'click').length).toBe(1);
  // numbers between the two may be those of last states, which wait for the end of the view
  expect(kinds(server.collector.events()).filter((kind) => !/^(vital|exposure)$/.test(kind))).toEqual([
    'page_view',
    'click',
  ]);
  expect(server.collector.rejected).toEqual([]);
  expect(noise.errors).toEqual([]);
  expect(noise.console).toEqual([]);
});

test('the script twice on a page counts once, and says so once', { tag: '@long-in-firefox' }, async ({
  page,
  server,
  noise,
}) => {
  server.page('/', pageOf(tagOf(server) + tagOf(server)));
  await page.goto(`${server.origin}/`);
  await page.click('#go');
  await expect.poll(() => of(server, 'click').length).toBe(1);
  await flush(page);
  expect(of(server, 'page_view')).toHaveLength(1);
  expect(of(server, 'click')).toHaveLength(1);
  expect(noise.errors).toEqual([]);
  expect(noise.console).toHaveLength(1);
  expect(noise.console[0]).toMatch(/\[watchglass\].*twice/);
});

test('a second init gives the first client and warns', { tag: '@long-in-firefox' }, async ({ page, server, noise }) => {
  await page.goto(`${server.origin}/`);
  const isSame = await page.evaluate(() => {
    const { watchglass } = window as unknown as { watchglass: { init(options: unknown): unknown; stats(): Stats } };
    const again = watchglass.init({ key: 'other' }) as { stats(): Stats };
    return again.stats().ids.doc === watchglass.stats().ids.doc;
  });
  expect(isSame).toBe(true);
  expect(noise.console).toHaveLength(1);
});

test('wrong options: one warning that names each, and an inert client', async ({ page, server, noise, context }) => {
  server.page(
    '/',
    pageOf(
      `<script src="/dist/watchglass.js" data-key="pk test" data-endpoint="${server.collector.origin}" data-sample-rate="most" data-sinks="ftp"></script>`,
    ),
  );
  await page.goto(`${server.origin}/`);
  await page.click('#go');
  await page.evaluate(() => (window as unknown as { watchglass: { track(name: string): void } }).watchglass.track('x'));
  expect(noise.console).toHaveLength(1);
  for (const name of ['key', 'sampleRate', 'sinks']) expect(noise.console[0]).toContain(`${name}: expected`);
  expect(noise.console[0]).not.toContain('pk test');
  expect(await stats(page)).toMatchObject({ state: 'inert', captured: 0 });
  await page.waitForTimeout(2_500);
  expect(server.collector.requests).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(noise.errors).toEqual([]);
});

for (const [name, attributes, script] of [
  ['no attribute at all', '', ''],
  ['an endpoint alone', 'data-endpoint="https://c.example.com"', ''],
  ['an empty key', 'data-key=""', ''],
  ['a queue without init', '', '<script>window.watchglass = { q: [["track", "early"]] }</script>'],
])
  test(`a tag without a key (${name}): one warning that asks for it, and an inert client`, {
    tag: '@long-in-firefox',
  }, async ({ page, server, noise }) => {
    server.page('/', pageOf(`${script}<script async src="/dist/watchglass.js" ${attributes}></script>`));
    await page.goto(`${server.origin}/`);
    await expect.poll(() => noise.console).toHaveLength(1);
    expect(noise.console[0]).toContain('key: expected');
    expect(await stats(page)).toMatchObject({ state: 'inert', captured: 0 });
    expect(noise.errors).toEqual([]);
  });

test('a tag without a key waits for a page that calls init', { tag: '@long-in-firefox' }, async ({
  page,
  server,
  noise,
}) => {
  server.page(
    '/',
    pageOf(
      `<script src="/dist/watchglass.js"></script><script>watchglass.init({ key: 'pk_test', endpoint: '${server.collector.origin}' })</script>`,
    ),
  );
  await page.goto(`${server.origin}/`);
  await expect.poll(() => of(server, 'page_view')).toHaveLength(1);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('an attribute that is none of ours is named in debug mode, and only there', { tag: '@long-in-firefox' }, async ({
  page,
  server,
  noise,
}) => {
  server.page('/', pageOf(tagOf(server, 'data-sampel-rate="0" data-cfasync="false"')));
  await page.goto(`${server.origin}/`);
  await expect.poll(() => of(server, 'page_view')).toHaveLength(1);
  expect(noise.console).toEqual([]);
  server.page('/', pageOf(tagOf(server, 'data-sampel-rate="0" data-cfasync="false" data-debug')));
  await page.goto(`${server.origin}/`);
  await expect.poll(() => of(server, 'page_view')).toHaveLength(2);
  const ignored = noise.console.filter((line) => line.includes('ignored'));
  expect(ignored).toHaveLength(2);
  expect(ignored[0]).toContain('sampelRate');
  expect(ignored[1]).toContain('cfasync');
});

test('junk into every call never throws and never breaks an event', async ({ page, server, noise }) => {
  await page.goto(`${server.origin}/`);
  await page.evaluate(() => {
    const cyclic: Record<string, unknown> = { a: 1 };
    cyclic['self'] = cyclic;
    let deep: unknown = 1;
    for (let i = 0; i < 60; i++) deep = { deep };
    const thrower = new Proxy(
      {},
      {
        get() {
          throw new Error('get');
        },
        ownKeys() {
          throw new Error('ownKeys');
        },
      },
    );
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    const junk: unknown[] = [
      undefined,
      null,
      NaN,
      1n,
      Symbol('s'),
      () => 1,
      '',
      'x'.repeat(5_000_000),
      document,
      document.body,
      window,
      cyclic,
      deep,
      thrower,
      revoked,
      new Date(NaN),
      new Map([[1, 2]]),
      Object.create(null),
      {
        toJSON() {
          throw new Error('toJSON');
        },
        get bad() {
          throw new Error('getter');
        },
      },
      [[[[]]]],
      new Error('e', { cause: thrower }),
      { __proto__: { polluted: 1 } },
    ];
    const { watchglass } = window as unknown as { watchglass: Record<string, (...args: unknown[]) => unknown> };
    const methods = 'track page identify group featureFlag addBreadcrumb reset captureException on stats flush init';
    for (const method of methods.split(' '))
      for (const a of junk) {
        watchglass[method]?.(a);
        for (const b of junk) if (method !== 'init') watchglass[method]?.(a, b, a);
      }
  });
  await expect.poll(() => flush(page)).toMatchObject({ sent: 0, reasons: [] });
  const after = await stats(page);
  expect(balance(after)).toBe(0);
  expect(after.dropped['invalid']).toBeGreaterThan(100);
  const junk = server.collector.events().length;
  expect(junk).toBeGreaterThan(100);
  // what waited are last states and nothing else: they come when the view has ended
  await page.goto('about:blank');
  await expect.poll(() => of(server, 'page_leave').length).toBe(of(server, 'page_view').length);
  await expect(() => expectWhole(server)).toPass();
  const last = kinds(server.collector.events().slice(junk));
  expect(last.length).toBeGreaterThanOrEqual(after.waiting);
  expect(last.filter((kind) => !/^(page_leave|scroll|attention|exposure|vital|long_frame|sdk)$/.test(kind))).toEqual(
    [],
  );
  expect(noise.errors).toEqual([]);
  // only the second `init` says something
  expect(new Set(noise.console).size).toBeLessThanOrEqual(1);
});

test('the stub keeps calls and early errors in order until the tag is there', async ({ page, server }) => {
  const { code: stub } = transformSync(readFileSync(join(root, 'src/stub.js'), 'utf8'), { minify: true });
  expect(Buffer.byteLength(stub)).toBeLessThanOrEqual(300);
  server.page(
    '/',
    pageOf(
      `<script>${stub}</script>
       <script>watchglass.track('first', { n: 1 }); const kept = watchglass; window.kept = kept;</script>
       <script>throw new TypeError('early')</script>
       <script>watchglass.identify('u_1'); watchglass.track('second'); watchglass.on('custom', (e) => (window.heard ??= []).push(e.name));</script>
       <script>Promise.reject(new RangeError('early rejection'))</script>
       <script>addEventListener('load', () => setTimeout(() => {
         const tag = document.createElement('script');
         tag.src = '/dist/watchglass.js';
         tag.dataset.key = 'pk_test';
         tag.dataset.endpoint = '${server.collector.origin}';
         document.head.append(tag);
       }, 100))</script>`,
    ),
  );
  await page.goto(`${server.origin}/`);
  await expect.poll(() => stats(page).catch(() => undefined)).toMatchObject({ state: 'running' });
  await page.evaluate(() => {
    const { kept } = window as unknown as { kept: { track(name: string): void } };
    kept.track('late');
    setTimeout(() => {
      throw new Error('late error');
    });
  });
  await expect.poll(() => of(server, 'error').length).toBe(3);
  await flush(page);
  const told = server.collector
    .events()
    .filter(({ kind }) => ['custom', 'error', 'identify'].includes(kind))
    .map((event) => (event.kind === 'custom' ? event.name : event.kind === 'error' ? event.message : event.kind));
  expect(told).toEqual(['first', 'early', 'identify', 'second', 'early rejection', 'late', 'late error']);
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['late']);
});

test('a tag without a key publishes its global: init starts it also after its warning', {
  tag: '@long-in-firefox',
}, async ({ page, server, noise }) => {
  server.page('/', pageOf('<script src="/dist/watchglass.js"></script>'));
  await page.goto(`${server.origin}/`);
  await page.evaluate((endpoint) => {
    const { watchglass } = window as unknown as { watchglass: Record<string, (...args: unknown[]) => unknown> };
    watchglass['init']?.({
      key: 'pk_test',
      endpoint,
      beforeSend: (event: WatchglassEvent) => (event.kind === 'page_view' ? null : event),
      capture: { click: false },
    });
    watchglass['track']?.('mine');
  }, server.collector.origin);
  await page.click('#go');
  await expect.poll(() => of(server, 'custom').length).toBe(1);
  expect(of(server, 'page_view')).toEqual([]);
  expect(of(server, 'click')).toEqual([]);
  expect(noise).toEqual({ errors: [], console: [expect.stringContaining('key: expected')], violations: [] });
});

test('a page may call init at its load or later: nothing is said before, and no queued call is lost', {
  tag: '@long-in-firefox',
}, async ({ page, server, noise }) => {
  const start = `watchglass.init({ key: 'pk_test', endpoint: '${server.collector.origin}' })`;
  const queue = 'window.watchglass = { q: [["track", "early"]] }';
  server.page(
    '/at-load',
    pageOf(
      `<script>${queue}</script><script src="/dist/watchglass.js"></script><script>addEventListener('load', () => ${start})</script>`,
    ),
  );
  await page.goto(`${server.origin}/at-load`);
  await expect.poll(() => of(server, 'custom').length).toBe(1);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
  server.page('/later', pageOf(`<script>${queue}</script><script src="/dist/watchglass.js"></script>`));
  await page.goto(`${server.origin}/later`);
  await expect.poll(() => noise.console).toHaveLength(1);
  await page.evaluate(start);
  await expect.poll(() => of(server, 'custom').length).toBe(2);
});

test('every data attribute is an option', { tag: '@long-in-firefox' }, async ({ page, server, noise }) => {
  server.page(
    '/',
    pageOf(
      tagOf(
        server,
        'data-release="r1" data-environment="test" data-capture="click" data-sinks="http" data-allow-query="q" data-hash-routing data-sample-rate="1" data-defaults="2026-01-30" data-cookieconsent="ignored"',
      ),
    ),
  );
  await page.goto(`${server.origin}/?q=1&token=2#/cart`);
  await page.click('#go');
  await expect.poll(() => of(server, 'click').length).toBe(1);
  const [batch] = [...server.collector.batches.values()];
  expect(batch).toMatchObject({ release: 'r1', environment: 'test', sampleRate: 1 });
  expect(of(server, 'click')[0]?.url).toMatch(/\/\?q=1&token=\*#\/cart$/);
  expect(of(server, 'page_view')).toEqual([]);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('shutdown leaves no listener, timer or patch, and sends what is there', async ({ page, server, noise }) => {
  server.page(
    '/',
    pageOf(`<script>
      window.census = { listeners: 0, timers: new Set() };
      for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
        const original = EventTarget.prototype[name];
        EventTarget.prototype[name] = function (...args) {
          // in Firefox the driver's own listeners are on the page too
          if (new Error().stack.includes('watchglass.js')) census.listeners += step;
          return original.apply(this, args);
        };
      }
      const { setTimeout: set, clearTimeout: clear } = window;
      window.setTimeout = (run, ...rest) => {
        const id = set((...args) => { census.timers.delete(id); run(...args); }, ...rest);
        census.timers.add(id);
        return id;
      };
      window.clearTimeout = (id) => { census.timers.delete(id); clear(id); };
      window.patchable = { push: history.pushState, replace: history.replaceState, fetch: window.fetch };
    </script>${tagOf(server)}`),
  );
  await page.goto(`${server.origin}/`);
  await page.click('#go');
  const left = await page.evaluate(async () => {
    const w = window as unknown as {
      watchglass: {
        shutdown(): Promise<void>;
        track(name: string): void;
        stats(): Stats;
        init(options: unknown): unknown;
      };
      census: { listeners: number; timers: Set<number> };
      patchable: Record<string, unknown>;
    };
    const before = w.census.listeners;
    await w.watchglass.shutdown();
    await w.watchglass.shutdown();
    w.watchglass.track('after');
    return {
      before,
      listeners: w.census.listeners,
      timers: w.census.timers.size,
      isPatched:
        history.pushState !== w.patchable['push'] ||
        history.replaceState !== w.patchable['replace'] ||
        window.fetch !== w.patchable['fetch'],
      symbols: Object.getOwnPropertySymbols(window)
        .map(String)
        .filter((name) => name.includes('watchglass')),
      state: w.watchglass.stats().state,
    };
  });
  expect(left).toMatchObject({ listeners: 0, timers: 0, isPatched: false, symbols: [], state: 'stopped' });
  expect(left.before).toBeGreaterThan(5);
  await expect.poll(() => of(server, 'page_leave').length).toBe(1);
  expect(of(server, 'custom')).toEqual([]);
  await page.click('#go');
  await page.waitForTimeout(500);
  expect(of(server, 'click')).toHaveLength(1);
  expectWhole(server);
  // and it can begin again
  await page.evaluate((endpoint) => {
    const { watchglass } = window as unknown as {
      watchglass: { init(options: unknown): { track(name: string): void } };
    };
    watchglass.init({ key: 'pk_test', endpoint }).track('again');
  }, server.collector.origin);
  await expect.poll(() => of(server, 'custom').length).toBe(1);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('what a page that is closed without a goodbye had captured is sent by the next one', async ({
  page,
  server,
  context,
}) => {
  server.collector.script = (_seen, res) => void res.writeHead(503).end();
  await page.goto(`${server.origin}/`);
  // no event of the end reaches the SDK
  await page.evaluate(() => {
    for (const type of ['pagehide', 'visibilitychange'])
      window.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
  });
  await page.click('#go');
  await page.waitForTimeout(2_500);
  const { captured, ids } = await stats(page);
  expect(captured).toBeGreaterThanOrEqual(4);
  await page.close({ runBeforeUnload: false });
  server.collector.script = undefined;
  const next = await context.newPage();
  await next.goto(`${server.origin}/next`);
  await expect.poll(() => of(server, 'click').length).toBe(1);
  // the last states of a visible document are free 10 s after it fell silent, and go with what is captured next; those of
  // one lane come with another batch than those of the other, and a verdict may have come after the count
  await expect(async () => {
    await next.evaluate(() =>
      (window as unknown as { watchglass: { track(name: string): void } }).watchglass.track('still here'),
    );
    const mine = server.collector.events().filter((event) => event.doc === ids.doc);
    expect(mine.filter(({ kind }) => kind === 'page_leave')).toHaveLength(1);
    expect(mine.length).toBeGreaterThanOrEqual(captured);
    const seqs = mine.map(({ seq }) => seq).sort((a, b) => a - b);
    expect(seqs).toEqual([...seqs.keys()]);
  }).toPass({ timeout: 40_000, intervals: [1_000] });
});

test('two tabs share the visitor and the session; a duplicated tab is a tab of its own', async ({
  page,
  server,
  context,
}) => {
  await page.goto(`${server.origin}/`);
  const first = await stats(page);
  const [copy] = await Promise.all([
    context.waitForEvent('page'),
    page.evaluate(() => void window.open('/next', '_blank', '')),
  ]);
  await copy.waitForLoadState();
  const second = await stats(copy);
  expect(second.ids).toMatchObject({ visitor: first.ids.visitor, session: first.ids.session });
  expect(second.ids.tab).not.toBe(first.ids.tab);
  await page.reload();
  expect((await stats(page)).ids).toMatchObject({ tab: first.ids.tab, visitor: first.ids.visitor });
});

test('reset makes a new visitor for all later events', { tag: '@long-in-firefox' }, async ({ page, server }) => {
  await page.goto(`${server.origin}/`);
  const before = await stats(page);
  await page.evaluate(() => {
    const { watchglass } = window as unknown as { watchglass: Record<string, (...args: unknown[]) => void> };
    watchglass['identify']?.('u_1');
    watchglass['reset']?.();
    watchglass['track']?.('after');
  });
  await expect.poll(() => of(server, 'custom').length).toBe(1);
  const [event] = of(server, 'custom');
  expect(event).toMatchObject({ user: '', tab: before.ids.tab });
  expect(event?.visitor).not.toBe(before.ids.visitor);
  expect(event?.session).not.toBe(before.ids.session);
});

test('a window that the dashboard looks into captures nothing, silently', { tag: '@long-in-firefox' }, async ({
  page,
  server,
  noise,
  context,
}) => {
  server.page('/frame', pageOf('', '<iframe src="/" name="watchglass:inert:1"></iframe>'));
  await page.goto(`${server.origin}/frame`);
  await page.frameLocator('iframe').locator('#go').click();
  await page.waitForTimeout(2_500);
  expect(server.collector.requests).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('the local sink keeps each batch once', async ({ page, server }) => {
  server.page('/', pageOf('<script src="/dist/watchglass.js" data-key="pk_test" data-sinks="local"></script>'));
  await page.goto(`${server.origin}/`);
  await page.click('#go');
  // who opens the database before the sink has made it gets an empty one
  await expect.poll(async () => (await stats(page)).receipted, { timeout: 25_000 }).toBeGreaterThan(1);
  const clicks = (): Promise<number> =>
    page.evaluate(async () => {
      const request = indexedDB.open('watchglass-local');
      await new Promise((resolve) => (request.onsuccess = resolve));
      const all = request.result.transaction('batches').objectStore('batches').getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      request.result.close();
      return (all.result as { batch: { events: { kind: string }[] } }[])
        .flatMap(({ batch }) => batch.events)
        .filter(({ kind }) => kind === 'click').length;
    });
  await expect.poll(clicks).toBe(1);
  expect(server.collector.requests).toEqual([]);
});

test('strict CSP with script host and connect host alone: it runs, and nothing is reported', async ({
  page,
  server,
  noise,
}) => {
  server.page('/', {
    body: pageOf(tagOf(server)),
    headers: {
      'content-security-policy': `default-src 'none'; script-src ${server.origin}; connect-src ${server.collector.origin}; img-src 'self'; require-trusted-types-for 'script'`,
    },
  });
  await page.goto(`${server.origin}/`);
  await page.click('#go');
  await expect.poll(() => of(server, 'click').length).toBe(1);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('two busy tabs: each event once, and both ledgers close, whoever sent', async ({ page, server, context }) => {
  await page.goto(`${server.origin}/`);
  const other = await context.newPage();
  await other.goto(`${server.origin}/`);
  for (let round = 0; round < 3; round++)
    for (const tab of [page, other])
      await tab.evaluate(() => {
        const { watchglass } = window as unknown as { watchglass: { track(name: string): void } };
        for (let i = 0; i < 20; i++) watchglass.track(`event-${i}`);
      });
  await expect.poll(() => of(server, 'custom').length).toBe(120);
  for (const tab of [page, other]) {
    // what another tab sent is noticed at the next look; last states wait for the end of the view
    await expect.poll(async () => (await flush(tab), (await stats(tab)).receipted)).toBeGreaterThanOrEqual(61);
    expect(balance(await stats(tab))).toBe(0);
  }
  expect(server.collector.rejected).toEqual([]);
  expect(new Set(of(server, 'custom').map(({ id }) => id)).size).toBe(120);
});

test('on an http page without locks, randomUUID and subtle crypto, the lease does', async ({
  page,
  server,
  context,
}) => {
  const bare = `<script>
    Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });
    delete Crypto.prototype.randomUUID;
    delete Crypto.prototype.subtle;
  </script>`;
  server.page('/', pageOf(bare + tagOf(server)));
  await page.goto(`${server.origin}/`);
  const other = await context.newPage();
  await other.goto(`${server.origin}/`);
  for (const tab of [page, other]) await tab.click('#go');
  await expect.poll(() => of(server, 'click').length).toBe(2);
  for (const tab of [page, other]) await expect.poll(async () => (await stats(tab)).inMemory).toBe(0);
  for (const tab of [page, other])
    await tab.evaluate(() => (window as unknown as { watchglass: { shutdown(): unknown } }).watchglass.shutdown());
  await expect.poll(() => of(server, 'page_leave').length).toBe(2);
  expectWhole(server);
});

test('nothing of ours keeps the page from the back/forward cache, and a way back is a view', async ({
  page,
  server,
}) => {
  await page.goto(`${server.origin}/`);
  await page.click('#next');
  await page.waitForURL('**/next');
  // not `goBack`: it waits for a load that a page from the cache does not have
  await page.evaluate(() => history.back()).catch(() => undefined);
  await expect.poll(() => page.evaluate(() => location.pathname).catch(() => '')).toBe('/');
  const reasons = await page.evaluate(
    () =>
      (performance.getEntriesByType('navigation')[0] as { notRestoredReasons?: unknown }).notRestoredReasons ?? null,
  );
  // drivers switch the cache off, which is a reason too; only Chromium names any
  expect(JSON.stringify(reasons)).not.toMatch(/unload|lock|broadcast|indexeddb|websocket/i);
  await expect.poll(() => of(server, 'page_view').length).toBe(3);
});
