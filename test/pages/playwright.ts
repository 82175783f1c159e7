/** The driver of the pages over Playwright: Chromium and Firefox. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Driver, Place } from './driver.ts';

/** Between the steps of a finger: that of a screen's frames. */
const FRAME_MS = 16;

/** Swipes by Chromium's own protocol: Playwright's touch screen can only tap. */
async function swipe(page: Page, places: readonly Place[]): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  for (const [at, [x, y]] of places.entries()) {
    if (at > 0) await sleep(FRAME_MS);
    await cdp.send('Input.dispatchTouchEvent', {
      type: at === 0 ? 'touchStart' : 'touchMove',
      touchPoints: [{ x, y }],
    });
  }
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await cdp.detach();
}

/** Drives a page of Playwright's. */
export const playwrightDriver = (page: Page, engine: 'chromium' | 'firefox'): Driver => ({
  engine,
  open: async (url) => void (await page.goto(url)),
  evaluate: (expression) => page.evaluate(expression),
  // what comes next does not wait for the answer to what came before: a busy machine would make quick hands slow
  async move(places, everyMs = 0) {
    const moves: Promise<void>[] = [];
    for (const [x, y] of places) {
      moves.push(page.mouse.move(x, y));
      await sleep(everyMs);
    }
    await Promise.all(moves);
  },
  async click([x, y], times = 1, everyMs = 0) {
    await page.mouse.move(x, y);
    const clicks: Promise<void>[] = [];
    for (let time = 0; time < times; time++) {
      if (time > 0) await sleep(everyMs);
      clicks.push(page.mouse.down(), page.mouse.up());
    }
    await Promise.all(clicks);
  },
  async drag([[x, y] = [0, 0], ...places]) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const [x, y] of places) await page.mouse.move(x, y);
    await page.mouse.up();
  },
  type: (text) => page.keyboard.type(text),
  press: (key, withControl = false) => page.keyboard.press(withControl ? `Control+${key}` : key),
  // a page from the back/forward cache has no load that could be waited for
  back: () => page.evaluate(() => history.back()).catch(() => undefined),
  ...(engine === 'chromium' ? { swipe: (places: readonly Place[]) => swipe(page, places) } : {}),
});
