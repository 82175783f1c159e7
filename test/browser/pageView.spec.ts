import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { openWith, pageWith, seen } from './captures.ts';

type Body = Record<string, unknown>;

/** How, path and title of each page view. */
const views = async (page: Page): Promise<unknown[][]> =>
  (await seen(page, 'page_view')).map(({ view, url, body }) => [
    view,
    url.replace(/^http:\/\/[^/]+/, ''),
    body['how'],
    body['title'],
  ]);

/** Order of everything seen. */
const story = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return window.captures.seen
      .filter(({ what }) => what !== 'scroll')
      .map(({ what, view, body }) => `${view} ${what} ${(body['how'] ?? body['name'] ?? '') as string}`.trim());
  });

/** Both ways of hearing about navigations: as the browser has it, and without the Navigation API. */
const ways = [
  ['the Navigation API where there is one', ''],
  ['a patched history', 'delete Window.prototype.navigation; delete window.navigation;'],
] as const;

test('a load says what page this is', async ({ page, server, noise }) => {
  await openWith(page, server, '<div style="height:2000px">x</div>', { status: 404, path: '/gone' });
  const [view] = await seen(page, 'page_view');
  expect(view?.url).toBe(`${server.origin}/gone`);
  expect(view?.body).toEqual({
    title: 'A page',
    referrer: '',
    status: 404,
    viewportWidth: await page.evaluate(() => document.documentElement.clientWidth),
    viewportHeight: 720,
    documentWidth: await page.evaluate(() => document.documentElement.scrollWidth),
    documentHeight: await page.evaluate(() => document.documentElement.scrollHeight),
    how: 'load',
    properties: {},
  });
  expect(noise.errors).toEqual([]);
});

test('referrer and title are cleaned, reload and history are told apart', async ({ page, server }) => {
  server.page('/from', '<a href="/to?secret=1#frag">go</a>');
  server.page('/to', await pageWith('x', { head: '<title>\n A \u0007 title </title>' }));
  await page.goto(`${server.origin}/from?token=abc`);
  await page.click('a');
  await page.evaluate(() => (document.title = ' Hello \n world '));
  expect(await seen(page, 'page_view')).toMatchObject([
    {
      url: `${server.origin}/to?secret=*`,
      body: { how: 'load', referrer: `${server.origin}/from?token=*`, status: 200 },
    },
  ]);
  await page.reload();
  expect(await seen(page, 'page_view')).toMatchObject([{ body: { how: 'reload' } }]);
});

for (const [way, before] of ways) {
  test.describe(way, () => {
    test('navigations within the page: what is a view and what is not', async ({ page, server, noise }) => {
      await openWith(page, server, 'x', { before });
      const go = (script: string): Promise<void> =>
        page.evaluate(async (text) => {
          const step = document.createElement('script');
          step.textContent = text;
          document.head.append(step);
          await new Promise((resolve) => setTimeout(resolve, 30));
        }, script);
      await go(`history.replaceState(null, '', '/page?tab=1')`); // same path: no view
      await go(`history.pushState(null, '', '/a'); document.title = 'A'`);
      await go(`history.pushState(null, '', '/a#x')`); // only the fragment: no view
      await go(`location.hash = 'y'`); // no view
      await go(`history.pushState(null, '', '/a?q=1')`);
      await go(`history.replaceState(null, '', '/a?q=2')`); // no view
      await go(`history.replaceState(null, '', '/b')`);
      await go(`history.pushState(null, '', '/b/')`); // the same place: no view
      await go(`history.pushState(null, '', '/c'); document.title = 'C'`);
      await go(`history.back()`);
      await page.waitForFunction(() => location.pathname === '/b/');
      expect(await views(page)).toEqual([
        [1, '/page', 'load', 'A page'],
        [2, '/a', 'push', 'A'],
        [3, '/a?q=*', 'push', 'A'],
        [4, '/b', 'replace', 'A'],
        [5, '/c', 'push', 'C'],
        [6, '/b/', 'back_forward', 'C'],
      ]);
      const referrers = (await seen(page, 'page_view')).map(({ body }) =>
        String(body['referrer']).replace(server.origin, ''),
      );
      expect(referrers).toEqual(['', '/page', '/a', '/a?q=*', '/b', '/c']);
      expect(noise).toEqual({ errors: [], console: [], violations: [] });
    });

    test('a burst in one task is one view of where it ended', async ({ page, server }) => {
      await openWith(page, server, 'x', { before });
      await seen(page, 'page_view');
      await page.evaluate(() => {
        history.replaceState(null, '', '/page?x=1');
        history.pushState(null, '', '/step');
        history.replaceState(null, '', '/final');
        history.replaceState(null, '', '/final?q=1');
        document.title = 'Final';
      });
      await seen(page, 'page_view');
      await page.evaluate(() => {
        history.pushState(null, '', '/there');
        history.replaceState(null, '', '/final?q=1');
      });
      expect(await views(page)).toEqual([
        [1, '/page', 'load', 'A page'],
        [2, '/final?q=*', 'push', 'Final'],
      ]);
    });

    test('an event right after a navigation belongs to the new view, and follows its page view', async ({
      page,
      server,
    }) => {
      await openWith(page, server, '<button id="b">x</button>', { before });
      await seen(page, 'page_view');
      await page.evaluate(() => {
        history.pushState(null, '', '/done');
        window.captures.emit('purchase');
        history.pushState(null, '', '/thanks');
        document.getElementById('b')?.click();
        history.pushState(null, '', '/last');
      });
      expect(await story(page)).toEqual([
        '1 page_view load',
        '1 page_leave',
        '2 page_view push',
        '2 custom purchase',
        '2 page_leave',
        '3 page_view push',
        '3 click',
        '3 page_leave',
        '4 page_view push',
      ]);
    });

    test('a loop of navigations makes ever fewer views, and where it ends is told', {
      tag: '@long-in-firefox',
    }, async ({ page, server }) => {
      await openWith(page, server, 'x', { before });
      const [end, tookMs] = await page.evaluate(async () => {
        for (let i = 0; i < 1000; i++) {
          history.pushState(null, '', `/p/${i}-x`);
          await new Promise((resolve) => setTimeout(resolve));
        }
        return [location.pathname, performance.now()] as const;
      });
      await expect.poll(async () => (await views(page)).at(-1)?.[1]).toBe(end);
      // n views take 0.05 n² ms
      expect((await views(page)).length).toBeLessThan(2 + Math.sqrt(20 * tookMs));
    });

    test('a hash router makes views when told so', async ({ page, server }) => {
      await openWith(page, server, 'x', { before, settings: { hashRouting: true } });
      await seen(page, 'page_view');
      for (const hash of ['#/', '#/cart', '#/cart?x=1', '#top', '#/pay']) {
        await page.evaluate((to) => (location.hash = to), hash);
        await seen(page, 'page_view');
      }
      expect((await views(page)).map(([, path]) => path)).toEqual(['/page', '/page#/cart', '/page', '/page#/pay']);
    });

    test('stop leaves history and every listener as they were', async ({ page, server }) => {
      await openWith(page, server, 'x', {
        before: `${before} window.original = history.pushState;`,
      });
      await seen(page, 'page_view');
      const left = await page.evaluate(() => {
        const { original } = window as unknown as { original: unknown };
        window.captures.stop();
        window.captures.stop();
        history.pushState(null, '', '/after');
        window.captures.emit('x');
        return history.pushState === original;
      });
      expect(left).toBe(true);
      expect(await views(page)).toHaveLength(1);
    });
  });
}

test('a patch over ours stays, and ours goes quiet', async ({ page, server, noise }) => {
  await openWith(page, server, 'x', { before: ways[1][1] });
  const calls = await page.evaluate(async () => {
    let calls = 0;
    const inner = history.pushState.bind(history);
    history.pushState = (...args) => {
      calls += 1;
      inner(...args);
    };
    window.captures.stop();
    history.pushState(null, '', '/after');
    await new Promise((resolve) => setTimeout(resolve, 30));
    return calls;
  });
  expect(calls).toBe(1);
  expect(await page.evaluate(() => location.pathname)).toBe('/after');
  expect(await views(page)).toHaveLength(1);
  expect(noise.errors).toEqual([]);
});

test("the host's own exceptions pass through the patch unchanged", async ({ page, server }) => {
  await openWith(page, server, 'x', { before: ways[1][1] });
  const thrown = await page.evaluate(() => {
    try {
      history.pushState(() => {}, '', '/x');
      return 'nothing';
    } catch (error) {
      return (error as DOMException).name;
    }
  });
  expect(thrown).toBe('DataCloneError');
  expect(await views(page)).toHaveLength(1);
});

test('an element called navigation does not pass for the API', async ({ page, server }) => {
  await openWith(page, server, '<nav id="navigation">x</nav>', { before: ways[1][1] });
  await page.evaluate(() => history.pushState(null, '', '/a'));
  expect((await views(page)).map(([, path]) => path)).toEqual(['/page', '/a']);
});

test('page() makes a view of its own with its properties', async ({ page, server }) => {
  await openWith(page, server, 'x', { settings: { automatic: false } });
  await page.evaluate(() => {
    history.pushState(null, '', '/hidden');
    window.captures.emit('before');
    document.title = 'By hand';
    window.captures.page({ template: 'product' });
    window.captures.emit('after');
  });
  expect(await story(page)).toEqual(['1 custom before', '1 page_leave', '2 page_view api', '2 custom after']);
  expect(await seen(page, 'page_view')).toMatchObject([
    { url: `${server.origin}/hidden`, body: { title: 'By hand', properties: { template: 'product' }, status: 0 } },
  ]);
});

test('page() beside automatic views follows the load', async ({ page, server }) => {
  await openWith(page, server, '<script>captures.page({ a: 1 })</script>');
  expect((await views(page)).map(([view, , how]) => [view, how])).toEqual([
    [1, 'load'],
    [2, 'api'],
  ]);
});

test('leaving before the page was parsed still tells of the load first', async ({ page, server }) => {
  await openWith(
    page,
    server,
    '<script>captures.emit("early"); dispatchEvent(new PageTransitionEvent("pagehide"))</script>',
  );
  expect(await story(page)).toEqual(['1 page_view load', '1 custom early', '1 page_leave']);
});

test('a return from the back/forward cache is a new view', async ({ page, server }) => {
  await openWith(page, server, 'x');
  for (let i = 0; i < 3; i++) {
    await page.evaluate(() => {
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    });
  }
  expect(await story(page)).toEqual([
    '1 page_view load',
    ...[2, 3, 4].flatMap((view) => [`${view - 1} page_leave`, `${view} page_view restore`]),
  ]);
});

test('time counts while visible, and as active for five seconds after an action', async ({ page, server }) => {
  await openWith(page, server, '<p>x</p>', {
    before: 'let clock = 1000; performance.now = () => clock; window.tick = (ms) => { clock += ms };',
  });
  const leave = (): Promise<Body> => page.evaluate(() => window.captures.read()['page_leave']?.[0] as Body);
  const tick = (ms: number): Promise<Body> =>
    page.evaluate((ms) => {
      // the client reads every 2 s
      for (let left = ms; left > 0; left -= 2000) {
        (window as unknown as { tick(ms: number): void }).tick(Math.min(2000, left));
        window.captures.read();
      }
      return window.captures.read()['page_leave']?.[0] as Body;
    }, ms);
  expect(await leave()).toMatchObject({ visibleMs: 0, activeMs: 0 });
  expect(await tick(10_000)).toMatchObject({ visibleMs: 10_000, activeMs: 0 });
  await page.keyboard.press('x');
  expect(await tick(3_000)).toMatchObject({ visibleMs: 13_000, activeMs: 3_000 });
  await page.mouse.move(5, 5);
  expect(await tick(60_000)).toMatchObject({ visibleMs: 73_000, activeMs: 8_000 });
  // the machine slept for eight hours in one piece
  await page.keyboard.press('x');
  await page.evaluate(() => (window as unknown as { tick(ms: number): void }).tick(28_800_000));
  expect(await leave()).toMatchObject({ visibleMs: 73_000, activeMs: 8_000 });
  // hidden time is nobody's
  await page.evaluate(() => {
    Object.defineProperty(Document.prototype, 'hidden', { get: () => true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  expect(await tick(4_000)).toMatchObject({ visibleMs: 73_000, activeMs: 8_000 });
  await page.evaluate(() => {
    Object.defineProperty(Document.prototype, 'hidden', { get: () => false, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    // scripts and panes that scroll by themselves are not people
    document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
  });
  expect(await tick(2_000)).toMatchObject({ visibleMs: 75_000, activeMs: 8_000 });
  await page.evaluate(() => history.pushState(null, '', '/next'));
  expect((await seen(page, 'page_leave'))[0]?.body).toMatchObject({ visibleMs: 75_000, activeMs: 8_000 });
  expect(await leave()).toMatchObject({ visibleMs: 0, activeMs: 0 });
});

test('a prerendered page has no view before it is shown', async ({ page, server }) => {
  await openWith(page, server, 'x', {
    before: `window.prerendering = true;
      Object.defineProperty(Document.prototype, 'prerendering', { configurable: true, get: () => window.prerendering });`,
  });
  expect(await views(page)).toEqual([]);
  await page.evaluate(() => {
    (window as unknown as { prerendering: boolean }).prerendering = false;
    document.dispatchEvent(new Event('prerenderingchange'));
  });
  expect(await views(page)).toEqual([[1, '/page', 'load', 'A page']]);
});

test('names that the document takes over do not hide its own', async ({ page, server, noise }) => {
  await openWith(
    page,
    server,
    `<img name="title" src="data:,"><img name="referrer" src="data:,"><form name="readyState"></form>
     <form name="hidden"></form><img name="scrollingElement" src="data:,"><img name="prerendering" src="data:,">`,
  );
  expect(await seen(page, 'page_view')).toMatchObject([
    { body: { title: 'A page', referrer: '', viewportWidth: 1280, how: 'load' } },
  ]);
  expect(await page.evaluate(() => window.captures.caught)).toEqual([]);
  expect(noise.errors).toEqual([]);
});

test('a real return from the back/forward cache is one new view each time, and the page stays eligible', async ({
  playwright,
  browserName,
  launchOptions,
  server,
}) => {
  // the pages drive themselves: Playwright loses sight of a page that comes back from the cache
  const tell = `const tell = (why) => fetch('${server.collector.origin}/told', { method: 'POST', body: JSON.stringify({ why,
    story: captures.seen.filter((one) => /page/.test(one.what)).map((one) => [one.view, one.what, one.body.how ?? ''].join(' ')) }) });`;
  server.page(
    '/a',
    await pageWith(`<script>${tell}
      let returns = 0;
      const leave = () => setTimeout(() => location.assign('/b'), 300);
      addEventListener('pageshow', ({ persisted }) => {
        if (persisted) returns += 1;
        else if (performance.getEntriesByType('navigation')[0].type === 'back_forward') return void tell('not cached');
        if (returns < 3) leave();
        else setTimeout(() => tell('done'), 100);
      });</script>`),
  );
  server.page(
    '/b',
    '<!doctype html><title>b</title><script>onload = () => setTimeout(() => history.back(), 300)</script>',
  );
  const browser = await playwright[browserName].launch({
    ...launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  const page = await browser.newPage();
  await page.goto(`${server.origin}/a`);
  await expect
    .poll(() => server.collector.requests.map(({ body }) => body), { timeout: 30_000 })
    .toEqual([
      {
        why: 'done',
        story: [
          '1 page_view load',
          ...[1, 2, 3].flatMap((view) => [`${view} page_leave `, `${view + 1} page_view restore`]),
        ],
      },
    ]);
  await browser.close();
});
