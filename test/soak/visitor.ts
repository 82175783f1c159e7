/** What a visitor of the busy app does: one thing after the other, everything there is before anything a second time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import fc from 'fast-check';

/** People's pace, and what keeps the app and its visitor below a fifth of a core. */
const PAUSE_MS = 700;
/** Between clicks of somebody who is angry: `rage_click` asks for less than a second. */
const HAMMER_MS = 150;
/** Time to read the page that was not the one: `quick_back` is sure of less than 5 s. */
const GLANCE_MS = 400;
/** Until a click or a swipe that nothing answers is dead: `dead_click` waits 2.6 s for a change. */
const WAIT_MS = 3_000;

/** A page, and the fingers on it. */
export interface Hand {
  readonly page: Page;
  readonly cdp: CDPSession;
}

/** One thing that a visitor does. */
export type Act = (hand: Hand) => Promise<void>;

/** Clicks what a selector finds; what is not there on this route is left alone. */
async function press({ page }: Hand, selector: string, times = 1): Promise<void> {
  const place = await page.evaluate((selector) => {
    const found = document.querySelector(selector);
    found?.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = found?.getBoundingClientRect() ?? new DOMRect();
    return found ? [x + Math.min(width, 40) / 2, y + height / 2] : undefined;
  }, selector);
  const [x, y] = place ?? [];
  if (x === undefined || y === undefined) return;
  for (let time = 0; time < times; time++) {
    if (time > 0) await sleep(HAMMER_MS);
    await page.mouse.click(x, y);
  }
}

const go =
  (route: string): Act =>
  (hand) =>
    press(hand, `#to-${route}`);
const on =
  (route: string, act: Act): Act =>
  async (hand) => {
    await go(route)(hand);
    await act(hand);
  };
const waited =
  (act: Act): Act =>
  async (hand) => {
    await act(hand);
    await sleep(WAIT_MS);
  };
const pressed =
  (selector: string, times = 1): Act =>
  (hand) =>
    press(hand, selector, times);

async function write(hand: Hand): Promise<void> {
  await press(hand, '#name');
  await hand.page.keyboard.type('Ada');
  await hand.page.keyboard.press('Tab');
  await hand.page.keyboard.type('Here 1');
}

async function shake({ page }: Hand): Promise<void> {
  for (let turn = 0; turn < 16; turn++) {
    await page.mouse.move(turn % 2 === 0 ? 700 : 500, 400, { steps: 2 });
    await sleep(60);
  }
}

async function swipe({ cdp }: Hand): Promise<void> {
  const at = (x: number) => [{ x, y: 130 }];
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(600) });
  for (let x = 580; x > 400; x -= 30) {
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(x) });
    await sleep(16);
  }
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function scroll({ page }: Hand): Promise<void> {
  for (const deltaY of [500, 500, 500, -1_500]) {
    await page.mouse.wheel(0, deltaY);
    await sleep(100);
  }
}

async function select({ page }: Hand): Promise<void> {
  await page.mouse.move(30, 120);
  await page.mouse.down();
  await page.mouse.move(300, 120, { steps: 3 });
  await page.mouse.up();
}

async function back(hand: Hand): Promise<void> {
  await go('article')(hand);
  await sleep(GLANCE_MS);
  await hand.page.evaluate(() => history.back());
}

const acts: readonly Act[] = [
  on('list', pressed('li:nth-child(7) button')),
  on('list', pressed('li:nth-child(40) button')),
  // on a route that does not change by itself
  on('form', waited(pressed('#stuck'))),
  on('form', pressed('#stuck', 5)),
  ...['throws', 'rejects', 'fails', 'failsOld', 'picture', 'refused', 'slow', 'frame', 'told'].map((id) =>
    on('list', pressed(`#${id}`)),
  ),
  on('form', write),
  on('form', async (hand) => {
    await write(hand);
    await press(hand, '#send');
  }),
  on('article', shake),
  on('article', scroll),
  on('article', select),
  on('article', async (hand) => {
    await press(hand, '#pane');
    await scroll(hand);
  }),
  on('board', waited(swipe)),
  on('board', pressed('busy-card:nth-child(3)')),
  on('board', back),
];

/** What is done, `rounds` times all of it and each time in another order. */
export const inOrder = (seed: number, rounds: number): Act[] =>
  fc.sample(fc.shuffledSubarray([...acts], { minLength: acts.length }), { seed, numRuns: rounds }).flat();

/** Does one thing on all pages, and rests. */
export async function perform(hands: readonly Hand[], act: Act): Promise<void> {
  await Promise.all(hands.map(act));
  await sleep(PAUSE_MS);
}

/** Leaves the app alone, on a route where nothing happens. */
export async function rest(hands: readonly Hand[], ms: number): Promise<void> {
  await Promise.all(hands.map(go('rest')));
  await sleep(ms);
}
