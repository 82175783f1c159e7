// A visit of the page of the page cost bench by a scripted visitor, and what it took the page's main thread.
import { threadTime } from '../measure/threadTime.mjs';

/** Fewer than the 50 clicks a second above which the tag counts and no longer looks: no hand is as fast. */
const MOST_CLICKS_PER_SECOND = 40;

/** Longer than the 2 s after which the tag sends, so that a visit holds the last of its requests too. */
const REST_MS = 2500;

const viewport = { width: 1000, height: 800 };

/** Moves, clicks and scrolls, the same in every visit, and at its end an error of the page, which some report. */
export async function visit(page, url, clicks) {
  await page.goto(url);
  for (let n = 0; n < clicks; n++) {
    const next = Date.now() + 1000 / MOST_CLICKS_PER_SECOND;
    const x = 60 + ((n * 97) % 500);
    const y = 40 + ((n * 61) % 600);
    await page.mouse.move(x, y, { steps: 3 });
    await page.mouse.click(x, y);
    if (n % 5 === 4) await page.mouse.wheel(0, n % 10 === 4 ? 400 : -200);
    await page.waitForTimeout(Math.max(0, next - Date.now()));
  }
  await page.waitForSelector('html[data-done]', { state: 'attached' });
  await page.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('The kettle is empty');
      }),
  );
  await page.waitForTimeout(REST_MS);
}

/** A fresh profile with one page. */
export const openPage = async (browser) => (await browser.newContext({ viewport })).newPage();

/** One visit in a fresh profile: main-thread times, and how long each click was on its way. */
export async function cost(browser, url, clicks) {
  const page = await openPage(browser);
  const spent = await threadTime(page, () => visit(page, url, clicks));
  const clickMs = await page.evaluate('clickMs');
  if (clickMs.length !== clicks) throw new Error(`${clickMs.length} clicks timed of ${clicks}`);
  // what a script keeps until the page is left, it sends now
  await page.goto('about:blank');
  return { ...spent, clickMs, leave: () => page.context().close() };
}
