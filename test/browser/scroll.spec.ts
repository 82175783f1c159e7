import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { openWith, seen } from './captures.ts';

type Body = Record<string, unknown>;

/** A page 3,000 px tall in a viewport of 1280 x 720, with a pane 200 px high that holds 1,000 px. */
const tall = `<style>*{margin:0}</style><div style="height:3000px">
  <div id="pane" style="width:300px;height:200px;overflow:auto"><p style="height:1000px">pane</p></div>
  <div id="wide" style="width:300px;height:50px;overflow:auto"><p style="width:2000px;height:20px">wide</p></div></div>`;

/** What the client would read now, after the measurement that is due. */
const read = (page: Page, kind: 'scroll' | 'page_leave'): Promise<Body[]> =>
  page.evaluate(async (kind) => {
    await new Promise((resolve) => setTimeout(resolve, 120));
    return window.captures.read()[kind] as Body[];
  }, kind);

const scrollTo = (page: Page, top: number, selector?: string): Promise<void> =>
  page.evaluate(
    async ([top, selector]) => {
      (selector ? document.querySelector(selector) : window)?.scrollTo(0, top);
      // the event comes with the next frame, the measurement 50 ms after it
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await new Promise((resolve) => setTimeout(resolve, 120));
    },
    [top, selector] as const,
  );

test('the document counts from its first screen to the deepest point', async ({ page, server, noise }) => {
  await openWith(page, server, tall);
  expect(await read(page, 'scroll')).toEqual([
    {
      key: 'root',
      index: 0,
      keyRule: 1,
      viewportWidth: await page.evaluate(() => document.documentElement.clientWidth),
      scrollRatioMax: 0,
      scrollRatioLast: 0,
      contentRatioMax: 0.24,
      reachKey: 'root/div:1',
      reachIndex: 0,
    },
  ]);
  await scrollTo(page, 1140);
  await scrollTo(page, 570);
  expect(await read(page, 'scroll')).toMatchObject([
    { key: 'root', scrollRatioMax: 0.5, scrollRatioLast: 0.25, contentRatioMax: 0.62 },
  ]);
  expect(await read(page, 'page_leave')).toMatchObject([
    { scrollRatioMax: 0.5, contentRatioMax: 0.62, viewportHeight: 720, documentHeight: 3000 },
  ]);
  await scrollTo(page, 99_999);
  expect(await read(page, 'scroll')).toMatchObject([{ scrollRatioMax: 1, scrollRatioLast: 1, contentRatioMax: 1 }]);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('a pane counts once it was really scrolled, in the order of the first scroll', async ({ page, server }) => {
  await openWith(page, server, tall);
  await scrollTo(page, 400, '#pane');
  await page.evaluate(() => document.querySelector('#wide')?.scrollTo(500, 0));
  expect(await read(page, 'scroll')).toMatchObject([
    { key: 'root', scrollRatioMax: 0 },
    { key: 'id:pane', index: 0, scrollRatioMax: 0.5, scrollRatioLast: 0.5, contentRatioMax: 0.6 },
  ]);
  await scrollTo(page, 100, '#pane');
  // what is detached or hidden keeps what was seen of it
  await page.evaluate(() => document.querySelector('#pane')?.remove());
  expect(await read(page, 'scroll')).toMatchObject([
    { key: 'root' },
    { key: 'id:pane', scrollRatioMax: 0.5, scrollRatioLast: 0.125, contentRatioMax: 0.6 },
  ]);
});

/** Twenty paragraphs of 200 px, and a pane of 300 px with ten more. */
const long = `<style>*{margin:0}p{height:200px}</style>
  <div id="pane" style="width:300px;height:300px;overflow:auto">${'<p>inner</p>'.repeat(10)}</div>
  <article id="text">${'<p>outer</p>'.repeat(20)}</article>`;

/** Waits until what lies at the bottom of a root has been looked up. */
const reached = (page: Page, root: number): Promise<unknown> =>
  page.evaluate((root) => (window.captures.read()['scroll'] as Body[])[root]?.['reachKey'], root);

test('the element at the bottom of the deepest point is named, and stays it when somebody goes back up', async ({
  page,
  server,
}) => {
  await openWith(page, server, long);
  await expect.poll(() => reached(page, 0)).toBe('id:text/p:3');
  await scrollTo(page, 1000);
  await expect.poll(() => reached(page, 0)).toBe('id:text/p:8');
  await scrollTo(page, 500);
  expect(await reached(page, 0)).toBe('id:text/p:8');
  await scrollTo(page, 0);
  await scrollTo(page, 400, '#pane');
  await expect.poll(() => reached(page, 1)).toBe('id:pane/p:4');
  expect(await reached(page, 0)).toBe('id:text/p:8');
  // a pane that is out of sight reaches nothing further
  await scrollTo(page, 3000);
  await scrollTo(page, 800, '#pane');
  expect(await reached(page, 1)).toBe('id:pane/p:4');
});

test('what loads later is what was reached', async ({ page, server }) => {
  await openWith(page, server, '<style>*{margin:0}</style><main id="app"><h1 style="height:720px">Loading</h1></main>');
  await expect.poll(() => reached(page, 0)).toBe('id:app/h1:1');
  await page.evaluate(() => {
    const app = document.querySelector('#app') as HTMLElement;
    app.replaceChildren(...Array.from({ length: 9 }, () => document.createElement('section')));
    for (const one of app.children) (one as HTMLElement).style.cssText = 'display:block;height:500px';
  });
  await expect.poll(() => reached(page, 0)).toBe('id:app/section:2');
});

test('a view that ends by a navigation says nothing of the page that is drawn next', async ({ page, server }) => {
  await openWith(page, server, long);
  await expect.poll(() => reached(page, 0)).toBe('id:text/p:3');
  await page.evaluate(() => {
    window.scrollTo(0, 2000);
    history.pushState(null, '', '/next');
    document.body.replaceChildren('next');
  });
  await expect
    .poll(async () => (await seen(page, 'scroll')).map(({ body }) => body['reachKey']))
    .toEqual(['id:text/p:3']);
});

test('a page that does not scroll was seen whole', async ({ page, server }) => {
  await openWith(page, server, '<p>short</p>');
  expect(await read(page, 'scroll')).toMatchObject([{ scrollRatioMax: 1, scrollRatioLast: 1, contentRatioMax: 1 }]);
});

test('a page that was still empty when it was first measured does not count as read', async ({ page, server }) => {
  await openWith(page, server, '<style>*{margin:0}</style><p>Loading ...</p>');
  await read(page, 'scroll');
  await page.evaluate(() => {
    document.body.style.cssText = 'margin:0;height:7200px';
  });
  expect(await read(page, 'scroll')).toMatchObject([{ scrollRatioMax: 0, scrollRatioLast: 0, contentRatioMax: 0.1 }]);
});

test('a body that is the pane of its page counts as the document', async ({ page, server }) => {
  await openWith(
    page,
    server,
    '<style>html,body{height:100%;margin:0;overflow:auto}</style><div style="height:7200px">x</div>',
  );
  await page.evaluate(async () => {
    document.body.scrollTop = 3240;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await new Promise((resolve) => setTimeout(resolve, 120));
  });
  expect(await read(page, 'scroll')).toMatchObject([{ key: 'root', scrollRatioMax: 0.5, contentRatioMax: 0.55 }]);
});

test('quirks mode and panes that count from their end', async ({ page, server }) => {
  await openWith(
    page,
    server,
    `<style>*{margin:0}</style><div style="height:3000px"><div id="chat" style="height:100px;overflow:auto;display:flex;flex-direction:column-reverse">
       <div style="height:500px;flex:none">x</div></div></div>`,
    { doctype: '' },
  );
  await scrollTo(page, 1140);
  await scrollTo(page, -200, '#chat');
  expect(await read(page, 'scroll')).toMatchObject([
    { key: 'root', scrollRatioMax: 0.5 },
    { key: 'id:chat', scrollRatioMax: 0.5, contentRatioMax: 0.6 },
  ]);
});

test('each view starts afresh, and what a router draws before it navigates is not in the view it leaves', async ({
  page,
  server,
}) => {
  await openWith(page, server, tall);
  await scrollTo(page, 1140);
  await scrollTo(page, 400, '#pane');
  await page.evaluate(() => {
    document.body.replaceChildren('short page');
    history.pushState(null, '', '/next');
  });
  expect((await seen(page, 'scroll')).map(({ view, url, body }) => [view, new URL(url).pathname, body])).toMatchObject([
    [1, '/page', { key: 'root', scrollRatioMax: 0.5, contentRatioMax: 0.62 }],
    [1, '/page', { key: 'id:pane', scrollRatioMax: 0.5 }],
  ]);
  expect((await seen(page, 'page_leave')).map(({ view, body }) => [view, body])).toMatchObject([
    [1, { scrollRatioMax: 0.5, contentRatioMax: 0.62, documentHeight: 3000 }],
  ]);
  expect(await read(page, 'scroll')).toMatchObject([{ key: 'root', scrollRatioMax: 1, contentRatioMax: 1 }]);
});

test('at most 20 roots per view', async ({ page, server }) => {
  await openWith(
    page,
    server,
    '<div class="p" style="height:20px;overflow:auto"><p style="height:90px">x</p></div>'.repeat(40),
  );
  await page.evaluate(() => {
    for (const pane of document.querySelectorAll('.p')) pane.scrollTop = 10;
  });
  const roots = await read(page, 'scroll');
  expect(roots).toHaveLength(20);
  expect(new Set(roots.map((root) => JSON.stringify([root['key'], root['index']]))).size).toBe(20);
});

/** Counts readings of `scrollTop` from here on. */
const countReads = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const top = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop') as PropertyDescriptor;
    Object.assign(window, { reads: 0 });
    Object.defineProperty(Element.prototype, 'scrollTop', {
      ...top,
      get() {
        (window as unknown as { reads: number }).reads += 1;
        return top.get?.call(this);
      },
    });
  });

/** Readings of layout while 1,000 scroll events come in one task, and in the 120 ms after it. */
const readsOfStorm = (page: Page): Promise<[during: number, after: number]> =>
  page.evaluate(async () => {
    const counted = window as unknown as { reads: number };
    await new Promise((resolve) => setTimeout(resolve, 120));
    counted.reads = 0;
    for (let i = 0; i < 1000; i++) document.dispatchEvent(new Event('scroll'));
    const during = counted.reads;
    await new Promise((resolve) => setTimeout(resolve, 120));
    return [during, counted.reads];
  });

test('a storm of scroll events reads layout once per 50 ms', async ({ page, server }) => {
  await openWith(page, server, tall);
  await countReads(page);
  const [during, after] = await readsOfStorm(page);
  expect(during).toBe(0);
  expect(after).toBe(2); // page leave and scroll depth
});

test('after stop nothing is measured', async ({ page, server }) => {
  await openWith(page, server, tall);
  await page.evaluate(() => {
    window.captures.stop();
    window.captures.stop();
  });
  await countReads(page);
  expect(await readsOfStorm(page)).toEqual([0, 0]);
});
