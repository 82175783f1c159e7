/** One visitor with a real browser: what it can do in the shop, with think time that costs no waiting. */
import type { BrowserContext, Locator, Page } from 'playwright';
import { isBusy } from '../shop/chance.ts';
import type { Random } from './random.ts';
import { diskIsIdle, tagIsReady } from './tag.ts';
import type { Tally } from './tally.ts';

/** What a visitor can do. Paths are below the demo, without a slash at the end; names are `data-testid`s. */
export interface Visitor {
  readonly random: Random;
  readonly tally: Tally;
  /** Goes to a page by its address. */
  open(path: string): Promise<void>;
  /** Clicks a link and waits for its page. */
  follow(name: string, path: string): Promise<void>;
  /** Clicks a control of the app and waits for its step. */
  route(name: string, path: string): Promise<void>;
  /** Clicks; `spread` is the distance from the middle as a share of the size. */
  click(name: string, options?: { spread?: number }): Promise<void>;
  /** Clicks, as `click` does, on what does nothing; and waits long enough for the next click to be one of its own. */
  clickInVain(name: string, options?: { spread?: number }): Promise<void>;
  /** Clicks on one spot that does nothing so many times, faster than anybody can answer. */
  hammer(name: string, times: number): Promise<void>;
  /** Goes to a control with the Tab key and presses Enter; `path` is the page this leads to. */
  press(name: string, options?: { path?: string }): Promise<void>;
  /** Clicks into a field and fills it. */
  type(name: string, text: string): Promise<void>;
  /** Lets some seconds pass. */
  think(leastS: number, mostS: number): Promise<void>;
  /** Scrolls until this share of the page has been seen. */
  scrollTo(seen: number): Promise<void>;
  /** Scrolls a pane (by its id) to this share of its way. */
  scrollPane(id: string, ratio: number): Promise<void>;
  /** Waits for either and says whether it is the first. */
  sees(name: string, other: string): Promise<boolean>;
  /** Presses "Place order" and waits for the thanks. */
  order(): Promise<void>;
  /** Closes the tab and returns in a new one. */
  comeBack(hours: number): Promise<void>;
  /** Meets a carrier that is busy this often before it answers. */
  wishBusy(times: number): void;
}

/** What a visitor is made of. */
export interface VisitorOptions {
  readonly context: BrowserContext;
  /** URL of the demo, with a slash at its end. */
  readonly base: string;
  readonly isTouch: boolean;
  readonly random: Random;
  readonly tally: Tally;
}

/** A fill of a form takes about this long per character, ms. */
const KEY_MS = 140;

/** Between two clicks of somebody who hammers on something, ms: a fast finger does six a second. */
const HAMMER_MS = 160;

/** Clicks within a second of each other are about the same answer, and one is watched so long to be called dead. */
const APART_MS = 1_100;

/** Time that somebody stares before hammering: more than this machine needs to stop the clock, which runs on meanwhile. */
const STARE_MS = 5_000;

/** Real time that the browser gets to draw and to store between two actions, ms. */
const BREATH_MS = 15;

const SEED_KEY = 'fernwell.seed';

/** A visitor, and the tab it has open. */
export async function createVisitor(options: VisitorOptions): Promise<{ visitor: Visitor; page(): Page }> {
  const { context, base, isTouch, random, tally } = options;
  let seed = random.whole(0, 999_999);
  let page = await context.newPage();
  const named = (name: string): Locator => page.getByTestId(name);
  const urlOf = (path: string): string => `${base}${path}/`;
  const plain = (url: URL): string => url.origin + url.pathname;
  const arrived = (path: string): Promise<void> =>
    page.waitForURL((url) => plain(url) === urlOf(path), { waitUntil: 'load' });

  /** Looks where the page is scrolled to, as somebody who sits in front of it. */
  async function look(): Promise<void> {
    await page.waitForTimeout(BREATH_MS);
    const isAtEnd = await page.evaluate(() => {
      const root = document.documentElement;
      return scrollY + root.clientHeight >= root.scrollHeight - 1;
    });
    if (isAtEnd) tally.sawEnd();
  }

  async function settled(): Promise<void> {
    await tagIsReady(page);
    await look();
  }

  async function passed(ms: number): Promise<void> {
    await page.clock.runFor(Math.round(ms));
    await diskIsIdle(page);
  }

  async function hit(name: string, spread: number): Promise<void> {
    const target = named(name);
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (!box) throw new Error(`traffic: ${name} has no box at ${page.url()}`);
    // two draws added up: more clicks near the middle than at the edge
    const off = (): number => (random.between(-spread, spread) + random.between(-spread, spread)) / 1.4;
    const position = { x: box.width * (0.5 + off()), y: box.height * (0.5 + off()) };
    await look();
    tally.click(`testid:${name}`);
    await (isTouch ? target.tap({ position }) : target.click({ position }));
  }

  async function startTab(): Promise<void> {
    tally.session();
    await page.addInitScript(
      ([key, value]) => {
        if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, value);
      },
      [SEED_KEY, String(seed)] as const,
    );
  }

  let isStarted = false;
  const visitor: Visitor = {
    random,
    tally,
    async open(path) {
      if (!isStarted) await startTab();
      isStarted = true;
      await page.goto(urlOf(path));
      tally.view(path);
      await settled();
    },
    async follow(name, path) {
      await hit(name, 0.2);
      await arrived(path);
      tally.view(path);
      await settled();
    },
    async route(name, path) {
      tally.sends();
      await visitor.follow(name, path);
    },
    async click(name, { spread = 0.2 } = {}) {
      await hit(name, spread);
      await look();
    },
    async clickInVain(name, click) {
      await visitor.click(name, click);
      tally.judged('dead', `testid:${name}`);
      await passed(APART_MS);
    },
    async hammer(name, times) {
      await named(name).scrollIntoViewIfNeeded();
      const box = await named(name).boundingBox();
      if (!box) throw new Error(`traffic: ${name} has no box at ${page.url()}`);
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      tally.judged('rage', `testid:${name}`);
      tally.judged('dead', `testid:${name}`);
      // between two clicks this machine may take longer than a finger: the page's time stands still for it
      await page.clock.pauseAt((await page.evaluate(() => Date.now())) + STARE_MS);
      for (let click = 0; click < times; click += 1) {
        tally.click(`testid:${name}`);
        await (isTouch ? page.touchscreen.tap(x, y) : page.mouse.click(x, y));
        await page.clock.runFor(HAMMER_MS);
      }
      await page.clock.resume();
      await look();
    },
    async press(name, { path } = {}) {
      for (let tabs = 0; !(await named(name).evaluate((element) => element === document.activeElement)); tabs += 1) {
        if (tabs > 60) throw new Error(`traffic: Tab does not reach ${name} at ${page.url()}`);
        await page.keyboard.press('Tab');
        await page.clock.runFor(200);
      }
      await look();
      tally.click(`testid:${name}`);
      await page.keyboard.press('Enter');
      if (path) {
        await arrived(path);
        tally.view(path);
        await settled();
      }
      await look();
    },
    async type(name, text) {
      tally.fills();
      await hit(name, 0.2);
      await passed(text.length * KEY_MS);
      await named(name).fill(text);
      await look();
    },
    think: (leastS, mostS) => passed(random.between(leastS, mostS) * 1000),
    async scrollTo(seen) {
      for (let steps = random.whole(3, 5); steps > 0; steps -= 1) {
        await page.evaluate(
          ([share, left]) => {
            const root = document.documentElement;
            const goal = share * root.scrollHeight - root.clientHeight;
            scrollTo(0, Math.ceil(scrollY + (goal - scrollY) / left));
          },
          [seen, steps] as const,
        );
        await passed(random.between(150, 500));
      }
      await look();
    },
    async scrollPane(id, ratio) {
      const pane = page.locator(`#${id}`);
      await pane.scrollIntoViewIfNeeded();
      await pane.evaluate((element, share) => {
        element.scrollTop = share * (element.scrollHeight - element.clientHeight);
      }, ratio);
      await look();
    },
    async sees(name, other) {
      await named(name).or(named(other)).waitFor();
      return (await named(name).count()) > 0;
    },
    async order() {
      const total = await named('order-sums').locator('dd.total').innerText();
      tally.order(Number(total.replace(/[^\d.]/g, '')));
      await visitor.follow('place-order', 'shop/checkout/done');
      await named('order-number').waitFor();
      await passed(random.between(2_000, 6_000));
    },
    async comeBack(hours) {
      await page.close({ runBeforeUnload: false });
      await context.clock.fastForward(Math.round(hours * 3_600_000));
      page = await context.newPage();
      isStarted = false;
    },
    wishBusy(times) {
      const isWished = (): boolean =>
        Array.from({ length: times }, (_, at) => isBusy(seed, at + 1)).every(Boolean) && !isBusy(seed, times + 1);
      while (!isWished()) seed = random.whole(0, 999_999);
    },
  };
  return { visitor, page: () => page };
}
