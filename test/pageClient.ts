/** The client that runs in a page, from outside. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { FlushReport, Stats } from '../src/api.ts';

/** A page that does not answer within this time never will: it is frozen, or in a dialog. */
const ANSWER_MS = 5_000;

type OnPage = Window & {
  watchglass?: { stats?(): Stats; flush(): Promise<FlushReport>; track(name: string): void };
};

/** What the client of a page knows about itself. */
export const stats = (page: Page): Promise<Stats> =>
  page.evaluate(() => {
    const read = (window as unknown as OnPage).watchglass?.stats;
    if (!read) throw new Error('No client runs here.');
    return read();
  });

/** Persists and sends everything. */
export const flush = (page: Page): Promise<FlushReport | undefined> =>
  page.evaluate(() => (window as unknown as OnPage).watchglass?.flush());

/** Captures an event of the site's own. */
export const track = (page: Page, name: string): Promise<void> =>
  page.evaluate((name) => (window as unknown as OnPage).watchglass?.track(name), name);

/** Events that were captured and are nowhere: always 0. */
export const balance = ({ captured, inMemory, waiting, receipted, dropped }: Stats): number =>
  captured - inMemory - waiting - receipted - Object.values(dropped).reduce((sum, one) => sum + one, 0);

/** Every captured event is in exactly one place, and no place holds less than nothing. */
export function expectConserved(of: Stats): void {
  const { captured, inMemory, waiting, receipted, dropped } = of;
  const least = Math.min(captured, inMemory, waiting, receipted, ...Object.values(dropped));
  expect({ missing: balance(of), least: Math.min(0, least) }, JSON.stringify(of)).toEqual({ missing: 0, least: 0 });
}

/** As {@link expectConserved}, of every client in every frame of every page. */
export async function expectContextConserved(context: BrowserContext): Promise<void> {
  for (const frame of context.pages().flatMap((page) => page.frames())) {
    // tag and npm module leave their client here; a frame may be gone, and a page may have taken its window apart
    const read = frame.evaluate(() =>
      (window as unknown as { [client: symbol]: OnPage['watchglass'] })[Symbol.for('watchglass')]?.stats?.(),
    );
    const found = await Promise.race([read.catch(() => undefined), sleep(ANSWER_MS)]);
    if (found) expectConserved(found);
  }
}
