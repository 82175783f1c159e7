// The driver of `test/pages/` over WebDriver: WebKitGTK.
import { Button, Key } from 'selenium-webdriver';

const keys = { Space: Key.SPACE, Tab: Key.TAB, Enter: Key.ENTER, c: 'c' };
/** Between the places of a drag: that of a screen's frames. */
const FRAME_MS = 16;

/** A {@link import('../pages/driver.ts').Driver} of a session. Moves and clicks are one request: nothing comes between them. */
export const webDriver = (browser) => ({
  engine: 'webkit',
  open: (url) => browser.get(url),
  async evaluate(expression) {
    const { value, error } = JSON.parse(
      await browser.executeAsyncScript(`const done = arguments[arguments.length - 1];
(async () => (${expression}))().then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })))`),
    );
    if (error !== undefined) throw new Error(`${error} in ${expression}`);
    return value;
  },
  async move(places, everyMs = 0) {
    const hand = browser.actions();
    for (const [x, y] of places) hand.move({ x, y, duration: everyMs });
    await hand.perform();
  },
  async click([x, y], times = 1, everyMs = 0) {
    const hand = browser.actions().move({ x, y, duration: 0 });
    for (let time = 0; time < times; time++) {
      if (time > 0) hand.pause(everyMs);
      hand.press(Button.LEFT).release(Button.LEFT);
    }
    await hand.perform();
  },
  async drag([[x, y], ...places]) {
    const hand = browser.actions().move({ x, y, duration: 0 }).press(Button.LEFT);
    for (const [x, y] of places) hand.move({ x, y, duration: FRAME_MS });
    await hand.release(Button.LEFT).perform();
  },
  type: (text) => browser.actions().sendKeys(text).perform(),
  async press(key, withControl = false) {
    const hand = browser.actions();
    if (withControl) hand.keyDown(Key.CONTROL);
    hand.sendKeys(keys[key]);
    if (withControl) hand.keyUp(Key.CONTROL);
    await hand.perform();
  },
  back: () => browser.navigate().back(),
});
