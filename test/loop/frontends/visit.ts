/** A visit to a front-end that nobody here wrote: what the visitor does, and what should have been counted. */
import { fileURLToPath } from 'node:url';
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { build } from 'esbuild';
import type { TestServer } from '../../server.ts';
import type { Witness } from './witness.ts';

declare const frontEndWitness: Witness;

/** A published front-end. */
export interface FrontEnd {
  readonly name: string;
  /** Whether its routes are in the fragment of the URL. */
  readonly hashRouting: boolean;
  /** Parts of the visible text that differ from visit to visit, such as a countdown. */
  readonly volatile?: RegExp;
  /** Puts the app on the site with `head` at the end of each head; returns the path of the first page. */
  serve(server: TestServer, head: string): string;
  /** What the visitor does once the first page is there. */
  visit(hand: Hand): Promise<void>;
}

/** How a page view came about. */
export type How = 'load' | 'push' | 'replace' | 'back_forward';

/** What the script of a visit meant to do. */
export interface Meant {
  readonly clicks: { readonly pointer: 'mouse' | 'keyboard' }[];
  /** Where the page views were, as paths of sanitized URLs. */
  readonly views: { readonly path: string; readonly how: How }[];
}

/** The visitor's hand: everything it does is also written down. */
export interface Hand extends Meant {
  readonly page: Page;
  /** One click by mouse. */
  click(target: Locator): Promise<void>;
  /** Two clicks by mouse, quick enough to be one double click. */
  doubleClick(target: Locator): Promise<void>;
  /** Focuses a control and presses a key that operates it: one click by keyboard. */
  press(target: Locator, key: 'Enter' | 'Space'): Promise<void>;
  /** Types into a field that is focused already, then presses a key that operates nothing. */
  type(target: Locator, text: string, then?: string): Promise<void>;
  /** Types into a field of a form and presses Enter, for which the browser clicks the form's `button`. */
  submit(field: Locator, text: string, button: Locator): Promise<void>;
  /** Waits until the visitor is at a new route: one page view, at `kept` when that is not the path as it is. */
  arrive(path: string, how: How, kept?: string): Promise<void>;
}

/** Everything that could be seen and heard of a visit. */
export interface Visited extends Meant {
  readonly page: Page;
  readonly url: string;
  readonly text: string;
  /** Uncaught errors and rejections. */
  readonly errors: string[];
  /** Clicks that landed on another element than the script meant: the visit itself is wrong. */
  readonly faults: string[];
  /** Clicks that scripts of the app dispatched. */
  readonly scripted: number;
  /** Every line of the console, with its level and the script that wrote it. */
  readonly lines: { readonly level: string; readonly text: string; readonly from: string }[];
}

let bundled: Promise<string> | undefined;

/** The witness as one script. */
const witnessScript = (): Promise<string> =>
  (bundled ??= build({
    entryPoints: [fileURLToPath(new URL('witness.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  }).then((built) => built.outputFiles[0]?.text ?? ''));

function handOf(page: Page, origin: string, meant: Meant): Hand {
  const by = async (target: Locator, pointer: 'mouse' | 'keyboard', clicks: number, act: () => Promise<void>) => {
    for (let n = 0; n < clicks; n++) meant.clicks.push({ pointer });
    await target.evaluate((element, clicks) => frontEndWitness.expect(element as Element, clicks), clicks);
    await act();
    await expect
      .poll(() => page.evaluate(() => frontEndWitness.count()), { message: `clicks after ${String(target)}` })
      .toBe(meant.clicks.length);
  };
  return {
    ...meant,
    page,
    click: async (target) => {
      // hovering waits until the target can be hit; a forced click is made once, where an ordinary one is tried again
      await target.hover();
      await by(target, 'mouse', 1, () => target.click({ force: true }));
    },
    doubleClick: async (target) => {
      const before = await page.evaluate(() => frontEndWitness.doubles());
      await by(target, 'mouse', 2, () => target.dblclick());
      // Firefox driven over WebDriver BiDi hears two single clicks, and so its apps never learn that they were a pair
      if ((await page.evaluate(() => frontEndWitness.doubles())) === before) await target.dispatchEvent('dblclick');
    },
    press: async (target, key) => {
      await target.focus();
      await by(target, 'keyboard', 1, () => target.press(key));
    },
    type: async (target, text, then) => {
      await target.pressSequentially(text);
      if (then) await target.press(then);
    },
    submit: async (field, text, button) => {
      await field.pressSequentially(text);
      await by(button, 'keyboard', 1, () => field.press('Enter'));
    },
    arrive: async (path, how, kept = path) => {
      await page.waitForURL(`${origin}${path}`);
      meant.views.push({ path: kept, how });
    },
  };
}

/** Opens a front-end in a browser profile of its own and does what its script says. */
export async function visit(browser: Browser, server: TestServer, app: FrontEnd, head: string): Promise<Visited> {
  const path = app.serve(server, head);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  const errors: string[] = [];
  const lines: Visited['lines'] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => lines.push({ level: line.type(), text: line.text(), from: line.location().url }));
  await page.addInitScript({ content: await witnessScript() });
  // the load event waits for the tag, so the first click is one that it can hear
  await page.goto(`${server.origin}${path}`);
  const meant: Meant = { clicks: [], views: [{ path, how: 'load' }] };
  await app.visit(handOf(page, server.origin, meant));
  const shown = await page.evaluate(() => document.body.innerText);
  const text = app.volatile ? shown.replace(app.volatile, '') : shown;
  const faults = (await judge(page)).filter((fault) => fault.startsWith('clicked'));
  const scripted = await page.evaluate(() => frontEndWitness.scripted());
  return { ...meant, page, url: page.url(), text, errors, lines, faults, scripted };
}

/** For each click '' when its event names the element that was clicked, else what went wrong. */
export const judge = (page: Page, clicks: readonly { key: string; index: number }[] = []): Promise<string[]> =>
  page.evaluate(
    (named) => frontEndWitness.judge(named),
    clicks.map(({ key, index }) => ({ key, index })),
  );
