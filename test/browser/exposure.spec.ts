import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { openWith, seen } from './captures.ts';

interface Exposed {
  key: string;
  role: string;
  label: string;
  exposedMs: number;
}

const settings = { only: ['exposure', 'pageView'] };

const exposed = (page: Page): Promise<Exposed[]> =>
  page.evaluate(() => {
    const [body] = window.captures.read()['exposure'] as { exposed: Exposed[] }[];
    return (body?.exposed ?? []).map((one) => ({ ...one }));
  });
const msOf = async (page: Page, key: string): Promise<number | undefined> =>
  (await exposed(page)).find((one) => one.key === key)?.exposedMs;
const keys = async (page: Page): Promise<string[]> => (await exposed(page)).map(({ key }) => key).sort();

test('controls count while half of them can be seen, and nothing that is no control', async ({
  page,
  server,
  noise,
}) => {
  await openWith(
    page,
    server,
    `<style>*{margin:0}</style><h1>Title</h1><button id="top">Buy</button><input id="mail" aria-label="E-mail">
     <div style="height:3000px">far</div><button id="low">Later</button><button id="off" hidden>Never</button>`,
    { settings },
  );
  await expect.poll(() => msOf(page, 'id:top')).toBeGreaterThan(300);
  expect(await keys(page)).toEqual(['id:mail', 'id:top']);
  expect((await exposed(page)).find(({ key }) => key === 'id:top')).toMatchObject({
    index: 0,
    role: 'button',
    label: 'Buy',
  });
  await page.evaluate(() => scrollTo(0, 99_999));
  await expect.poll(() => msOf(page, 'id:low')).toBeGreaterThan(300);
  const left = await msOf(page, 'id:top');
  const since = await msOf(page, 'id:low');
  await expect.poll(async () => ((await msOf(page, 'id:low')) ?? 0) - (since ?? 0)).toBeGreaterThan(300);
  expect(await msOf(page, 'id:top')).toBe(left);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('a sliver is not seen, and what is larger than the screen is seen when it fills half of it', async ({
  page,
  server,
}) => {
  await openWith(
    page,
    server,
    `<style>*{margin:0}</style><div style="height:700px">x</div><button id="sliver" style="height:100px">S</button>
     <div style="height:1000px">x</div><a id="poster" href="#x" style="display:block;height:2000px">P</a><p style="height:2000px">x</p>`,
    { settings },
  );
  await page.evaluate(() => scrollTo(0, 1));
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(1);
  await page.waitForTimeout(500);
  expect(await keys(page)).toEqual([]);
  await page.evaluate(() => scrollTo(0, 2300));
  await expect.poll(() => keys(page)).toEqual(['id:poster']);
  await page.evaluate(() => scrollTo(0, 200));
  await expect.poll(() => keys(page)).toEqual(['id:poster', 'id:sliver']);
});

test('controls that are drawn later and those in shadow roots are found', async ({ page, server }) => {
  await openWith(page, server, '<main id="app"><button id="first">1</button><div id="host"></div></main>', {
    settings,
  });
  await expect.poll(() => keys(page)).toEqual(['id:first']);
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.id = 'second';
    document.querySelector('#app')?.append(button);
    const deep = document.querySelector('#host')?.attachShadow({ mode: 'open' });
    deep?.append(document.createElement('button'));
  });
  await expect.poll(() => keys(page)).toEqual(['id:first', 'id:host//root/button:1', 'id:second']);
});

test('each view counts from zero, what stays on the page included', async ({ page, server }) => {
  await openWith(page, server, '<button id="stays">S</button>', { settings });
  await expect.poll(() => msOf(page, 'id:stays')).toBeGreaterThan(400);
  await page.evaluate(() => history.pushState(null, '', '/two'));
  await expect.poll(async () => (await seen(page, 'exposure')).length).toBe(1);
  const [first] = await seen(page, 'exposure');
  const ended = (first?.body['exposed'] as Exposed[] | undefined)?.[0]?.exposedMs ?? 0;
  expect(ended).toBeGreaterThan(400);
  await expect.poll(() => msOf(page, 'id:stays')).toBeGreaterThan(0);
  expect(await msOf(page, 'id:stays')).toBeLessThan(ended);
});

test('a page of 100,000 elements is looked through in slices, and after the end nobody looks', async ({
  page,
  server,
}) => {
  await openWith(page, server, '<main id="app"></main><button id="b">B</button>', { settings });
  await page.evaluate(() => {
    let steps = 0;
    let longest = 0;
    let inTask = 0;
    const { nextNode } = TreeWalker.prototype;
    TreeWalker.prototype.nextNode = function () {
      steps++;
      longest = Math.max(longest, ++inTask);
      if (inTask === 1) setTimeout(() => (inTask = 0));
      return nextNode.call(this);
    };
    Object.assign(window, { walked: () => [steps, longest] });
    const app = document.querySelector('#app') as Element;
    for (let i = 0; i < 1000; i++) {
      const row = app.appendChild(document.createElement('div'));
      for (let j = 0; j < 99; j++) row.append(document.createElement('i'));
    }
  });
  const walked = (): Promise<[number, number]> =>
    page.evaluate(() => (window as unknown as { walked(): [number, number] }).walked());
  await expect.poll(async () => (await walked())[0]).toBeGreaterThan(3000);
  expect((await walked())[1]).toBeLessThanOrEqual(1000);
  await page.evaluate(() => window.captures.stop());
  const [before] = await walked();
  await page.waitForTimeout(400);
  expect((await walked())[0]).toBe(before);
});
