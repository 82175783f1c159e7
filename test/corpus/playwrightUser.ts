/** A visitor's hands through Playwright, in Chromium. */
import type { Page } from '@playwright/test';
import type { Streak } from './streak.ts';
import type { ClickManner, Place, User } from './widget.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a hand moves between the clicks of a streak, in units of `jitterPx`. */
const TREMOR: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
];

/** Systems count clicks as one gesture up to this gap (the default of Windows) and within these few pixels. */
const GESTURE_MS = 500;
const GESTURE_PX = 4;

/** How long a button stays down: hands take 60 to 100 ms. */
const PRESS_MS = 60;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Acts on `page`; `beforeFirst` runs when the pointer is where the first press will be, `onStreak` hears of what the
 * hand is about to do.
 */
export function playwrightUser(page: Page, beforeFirst: () => Promise<void>, onStreak: (streak: Streak) => void): User {
  let isFirst = true;
  const ready = async (): Promise<void> => {
    if (isFirst) {
      isFirst = false;
      await beforeFirst();
    }
  };
  const pointOf = async (place: Place): Promise<Point> => {
    const { on, x = 0.5, y = 0.5, frame } = typeof place === 'string' ? { on: place } : place;
    const box = await (frame ? page.frameLocator(frame).locator(on) : page.locator(on)).first().boundingBox();
    if (!box) throw new Error(`nothing to be seen of ${on}`);
    return { x: box.x + box.width * x, y: box.y + box.height * y };
  };
  // moments are counted from the first press, so that a slow driver does not slow the hand
  const inTime = async (count: number, gapMs: number, one: (i: number) => Promise<void>): Promise<void> => {
    onStreak({ count, gapMs });
    const start = performance.now();
    for (let i = 0; i < count; i += 1) {
      await sleep(Math.max(0, start + i * gapMs - performance.now()));
      await one(i);
    }
  };
  const clicks = async (place: Place, manner: ClickManner = {}): Promise<void> => {
    const { count = 1, gapMs = 180, jitterPx = 2, modifiers = [], button = 'left' } = manner;
    const at = await pointOf(place);
    await page.mouse.move(at.x, at.y);
    await ready();
    for (const key of modifiers) await page.keyboard.down(key);
    const isGesture = gapMs < GESTURE_MS && jitterPx <= GESTURE_PX;
    // not waited for one by one: a page that stands still does not hold a hand
    const underway: Promise<void>[] = [];
    await inTime(count, gapMs, async (i) => {
      const { x, y } = TREMOR[i % TREMOR.length] ?? { x: 0, y: 0 };
      const clickCount = isGesture ? i + 1 : 1;
      underway.push(page.mouse.move(at.x + x * jitterPx, at.y + y * jitterPx));
      underway.push(page.mouse.down({ button, clickCount }));
      await sleep(PRESS_MS);
      underway.push(page.mouse.up({ button, clickCount }));
    });
    await Promise.all(underway);
    for (const key of modifiers) await page.keyboard.up(key);
  };
  return {
    click: clicks,
    doubleClick: (place) => clicks(place, { count: 2, gapMs: 140, jitterPx: 0 }),
    tripleClick: (place) => clicks(place, { count: 3, gapMs: 140, jitterPx: 0 }),
    async tap(place, { count = 1, gapMs = 200 } = {}) {
      const { x, y } = await pointOf(place);
      await ready();
      await inTime(count, gapMs, () => page.touchscreen.tap(x, y));
    },
    async swipe(place, byX, byY) {
      const { x, y } = await pointOf(place);
      await ready();
      onStreak({ count: 1, gapMs: 0 });
      const devtools = await page.context().newCDPSession(page);
      const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', part: number): Promise<unknown> =>
        devtools.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: type === 'touchEnd' ? [] : [{ x: x + byX * part, y: y + byY * part }],
        });
      await send('touchStart', 0);
      for (let i = 1; i <= 10; i += 1) {
        await send('touchMove', i / 10);
        await sleep(16);
      }
      await send('touchEnd', 1);
      await devtools.detach();
    },
    async press(key) {
      await ready();
      await page.keyboard.press(key);
    },
    async type(text) {
      await ready();
      await page.keyboard.type(text, { delay: 30 });
    },
    async move(place) {
      const { x, y } = await pointOf(place);
      await page.mouse.move(x, y, { steps: 5 });
    },
    async drag(place, onto) {
      const from = await pointOf(place);
      const to = await pointOf(onto);
      await page.mouse.move(from.x, from.y);
      await ready();
      onStreak({ count: 1, gapMs: 0 });
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 8 });
      await page.mouse.up();
    },
    async wheel(place, byY) {
      const { x, y } = await pointOf(place);
      await page.mouse.move(x, y);
      await ready();
      await page.mouse.wheel(0, byY);
    },
    until: (selector) => page.locator(selector).first().waitFor(),
    rest: sleep,
  };
}
