import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { openWith, seen } from './captures.ts';
import { countLayout, layoutReads } from './layout.ts';

interface Attended {
  key: string;
  index: number;
  role: string;
  label: string;
  dwellMs: number;
}

const quiet = { errors: [], console: [], violations: [] };
const settings = { only: ['attention', 'pageView'] };
const at = (left: number, top: number): string =>
  `position:absolute;left:${left}px;top:${top}px;width:100px;height:50px`;

const attended = (page: Page): Promise<Attended[]> =>
  page.evaluate(() => {
    const [body] = window.captures.read()['attention'] as { attended: Attended[] }[];
    return (body?.attended ?? []).map((one) => ({ ...one }));
  });

/** Rests until an element has so much. */
const rest = (page: Page, key: string, ms: number): Promise<void> =>
  expect.poll(async () => (await attended(page)).find((one) => one.key === key)?.dwellMs ?? 0).toBeGreaterThan(ms);

test('time under the mouse belongs to the control a person would name, longest first', async ({
  page,
  server,
  noise,
}) => {
  await openWith(
    page,
    server,
    `<button id="buy" style="${at(100, 100)}"><b>Buy</b> now</button><p id="text" style="${at(400, 100)}">Words</p>`,
    { settings },
  );
  expect(await attended(page)).toEqual([]);
  await page.mouse.move(450, 120);
  await rest(page, 'id:text', 100);
  await page.mouse.move(130, 120);
  await rest(page, 'id:buy', 1500);
  const [first, second, ...others] = await attended(page);
  expect(first).toMatchObject({ key: 'id:buy', index: 0, role: 'button', label: 'Buy now' });
  expect(second).toMatchObject({ key: 'id:text', role: 'p', label: 'Words' });
  expect(others).toEqual([]);
  // the bare page is nothing that anybody looks at
  await page.mouse.move(700, 600);
  const sum = async (): Promise<number> => (await attended(page)).reduce((sum, { dwellMs }) => sum + dwellMs, 0);
  const before = await sum();
  await page.waitForTimeout(300);
  expect(await sum()).toBe(before);
  expect(noise).toEqual(quiet);
});

test('each view has its own, and one without a pointer has none', async ({ page, server }) => {
  await openWith(page, server, `<button id="a" style="${at(100, 100)}">A</button>`, { settings });
  await page.mouse.move(150, 120);
  await rest(page, 'id:a', 100);
  await page.mouse.move(600, 600);
  await page.evaluate(() => history.pushState(null, '', '/two'));
  await expect.poll(async () => (await seen(page, 'attention')).map(({ view }) => view)).toEqual([1]);
  expect((await seen(page, 'attention'))[0]?.body).toMatchObject({
    keyRule: 1,
    viewportWidth: await page.evaluate(() => document.documentElement.clientWidth),
    attended: [{ key: 'id:a' }],
  });
  await page.evaluate(() => history.pushState(null, '', '/three'));
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(3);
  expect(await seen(page, 'attention')).toHaveLength(1);
});

test('a pointer that is left lying counts for 5 s, and scripts move nothing', async ({ page, server }) => {
  await page.clock.install();
  await openWith(page, server, `<button id="a" style="${at(100, 100)}">A</button>`, { settings });
  await page.evaluate(() =>
    document.querySelector('#a')?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true })),
  );
  await page.clock.runFor(1000);
  expect(await attended(page)).toEqual([]);
  await page.mouse.move(150, 120);
  for (let i = 0; i < 10; i++) {
    await page.clock.runFor(2000);
    await attended(page);
  }
  const [{ dwellMs } = { dwellMs: 0 }] = await attended(page);
  expect(dwellMs).toBeGreaterThanOrEqual(4900);
  // browsers repeat a move when the page below it was drawn
  expect(dwellMs).toBeLessThanOrEqual(5500);
});

test('moves of the pointer read no layout', async ({ page, server }) => {
  await openWith(page, server, `<main>${'<a href="#x">word</a> '.repeat(300)}</main>`, {
    settings: { only: ['attention', 'thrashedCursor'] },
  });
  await countLayout(page);
  await page.mouse.move(10, 10);
  await page.mouse.move(900, 60, { steps: 40 });
  await page.mouse.move(10, 60, { steps: 40 });
  expect(await layoutReads(page)).toEqual([]);
  // the counter counts
  await page.evaluate(() => document.body.getBoundingClientRect());
  expect(await layoutReads(page)).toEqual(['getBoundingClientRect']);
});
