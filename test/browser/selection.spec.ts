import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { openWith, seen } from './captures.ts';

const settings = { only: ['selection', 'pageView'] };
const body = `<p id="text" style="font:20px monospace;width:max-content">Correct horse battery staple</p>
  <input id="field" value="Tr0ub4dor"><input id="secret" type="password" value="hunter2"><p id="after">.</p>`;

/** Drags over the first seven letters, each 12 px wide. */
const selectWord = async (page: Page): Promise<void> => {
  const box = await page.locator('#text').boundingBox();
  const { x, y } = box ?? { x: 0, y: 0 };
  await page.mouse.move(x + 1, y + 12);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 12);
  await page.mouse.move(x + 7 * 12 + 1, y + 12);
  await page.mouse.up();
};

const selections = async (page: Page): Promise<unknown[][]> =>
  (await seen(page, 'selection')).map(({ body }) => [body['action'], body['key'], body['chars']]);

test('a selection is told once when it rests, a copy at once: where and how much, never what', async ({
  page,
  server,
  noise,
}) => {
  await openWith(page, server, body, { settings });
  await selectWord(page);
  await expect.poll(() => selections(page)).toEqual([['select', 'id:text', 7]]);
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(() => selections(page)).toHaveLength(2);
  expect((await selections(page))[1]).toEqual(['copy', 'id:text', 7]);
  // the same selection again, by a script
  await page.evaluate(() => {
    const range = getSelection()?.getRangeAt(0) as Range;
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  });
  await page.waitForTimeout(700);
  expect(await selections(page)).toHaveLength(2);
  expect((await seen(page, 'selection'))[0]?.body).toEqual({
    key: 'id:text',
    index: 0,
    keyRule: 1,
    action: 'select',
    chars: 7,
  });
  expect(JSON.stringify(await seen(page, 'selection'))).not.toMatch(/Correct|horse/);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('fields tell how much was selected, cut and pasted in them, and a password nothing', async ({ page, server }) => {
  await openWith(page, server, body, { settings });
  await page.click('#field');
  await page.keyboard.press('ControlOrMeta+a');
  await expect.poll(() => selections(page)).toEqual([['select', 'id:field', 9]]);
  await page.keyboard.press('ControlOrMeta+x');
  await page.keyboard.press('ControlOrMeta+v');
  await expect.poll(() => selections(page)).toHaveLength(3);
  expect((await selections(page)).slice(1)).toEqual([
    ['cut', 'id:field', 9],
    ['paste', 'id:field', 9],
  ]);
  await page.click('#secret');
  await page.keyboard.press('ControlOrMeta+v');
  await page.keyboard.press('ControlOrMeta+a');
  await page.waitForTimeout(700);
  expect(await selections(page)).toHaveLength(3);
});

test('more than 50 in a view are counted, and no events', async ({ page, server }) => {
  await openWith(page, server, body, { settings });
  await selectWord(page);
  await expect.poll(() => selections(page)).toHaveLength(1);
  for (let i = 0; i < 52; i++) await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(() => page.evaluate(() => window.captures.drops['selection_cap'])).toBe(3);
  expect(await selections(page)).toHaveLength(50);
});
