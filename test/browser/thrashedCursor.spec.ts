import type { Page } from '@playwright/test';
import { thrashedCursor, type ThrashedCursorFeatures } from '@watchglass/contract';
import { expect, test } from '../fixture.ts';
import { openWith, seen } from './captures.ts';

const settings = { only: ['thrashedCursor'] };
const page40 = `<button id="b" style="position:absolute;left:200px;top:100px;width:600px;height:300px">Wait</button>
  <canvas id="c" style="position:absolute;left:0;top:450px" width="800" height="200"></canvas><div style="height:3000px"></div>`;

/** Shakes the mouse: `turns` ways of 300 px. */
const shake = async (page: Page, y: number, turns: number): Promise<void> => {
  for (let i = 0; i < turns; i++) await page.mouse.move(i % 2 ? 300 : 600, y, { steps: 2 });
};
const bursts = async (page: Page): Promise<Record<string, unknown>[]> =>
  (await seen(page, 'thrashed_cursor')).map(({ body }) => body);

test('a shaken mouse is one event, with the features that the rule can judge again', async ({
  page,
  server,
  noise,
}) => {
  await openWith(page, server, page40, { settings });
  await page.mouse.move(300, 200);
  await shake(page, 200, 40);
  await expect.poll(async () => (await bursts(page)).length, { timeout: 20_000 }).toBeGreaterThan(0);
  const [burst] = await bursts(page);
  expect(burst).toMatchObject({
    key: 'id:b',
    role: 'button',
    label: 'Wait',
    rule: 'thrashed_cursor@1',
    pageY: 200,
    viewportWidth: await page.evaluate(() => document.documentElement.clientWidth),
  });
  const features = burst?.['features'] as ThrashedCursorFeatures;
  expect(features.reversalsX).toBeGreaterThan(4);
  expect(features.reversalsY).toBe(0);
  expect(burst?.['confidence']).toBe(thrashedCursor(features));
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('who drags, draws or scrolls turns for a reason', async ({ page, server }) => {
  await openWith(page, server, page40, { settings });
  await page.mouse.move(300, 200);
  await page.mouse.down();
  await shake(page, 200, 20);
  await page.mouse.up();
  await shake(page, 500, 20);
  for (let i = 0; i < 20; i++) {
    await page.mouse.move(i % 2 ? 300 : 600, 200, { steps: 2 });
    await page.evaluate(() => window.dispatchEvent(new Event('scroll')));
  }
  await page.waitForTimeout(800);
  expect(await bursts(page)).toEqual([]);
  // the same hand, with nothing to excuse it
  await shake(page, 200, 40);
  await expect.poll(async () => (await bursts(page)).length, { timeout: 20_000 }).toBeGreaterThan(0);
});

test('pointing at one thing after the other is none', async ({ page, server }) => {
  await openWith(page, server, page40, { settings });
  for (const [x, y] of [
    [100, 100],
    [700, 150],
    [750, 600],
    [200, 300],
  ] as const)
    await page.mouse.move(x, y, { steps: 10 });
  await page.waitForTimeout(800);
  expect(await bursts(page)).toEqual([]);
});
