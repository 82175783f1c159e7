/** Many tabs of one site, and who of them sends. */
import { type BrowserContext, expect, type Page, type Request } from '@playwright/test';
import type { CustomEvent } from '@watchglass/contract';
import { eventually } from '../collector.ts';
import { track } from '../pageClient.ts';
import { type Stand, visit } from './stand.ts';

/** Answers take so long, so that requests of two tabs would overlap. */
const ANSWER_MS = 30;
/** Events that a tab captures in one go, and the pause after them. */
const AT_ONCE = 20;
const PAUSE_MS = 100;

/** Opens tabs of one visitor, with a collector that takes its time. */
export async function openTabs(context: BrowserContext, stand: Stand, count: number): Promise<Page[]> {
  stand.proxy.script = () => ({ delayMs: ANSWER_MS });
  const tabs: Page[] = [];
  for (let i = 0; i < count; i++) {
    const tab = await context.newPage();
    await visit(tab, stand);
    tabs.push(tab);
  }
  return tabs;
}

/** Captures so many events in each tab, all tabs at once, and gives their names when every request is over. */
export async function trackInTabs(tabs: readonly Page[], each: number): Promise<string[]> {
  const names = await Promise.all(
    tabs.map((tab, of) =>
      tab.evaluate(
        async ({ of, each, atOnce, pauseMs }) => {
          const { watchglass } = window as unknown as {
            watchglass: { track(name: string, properties: { number: number }): void };
          };
          for (let i = 0; i < each; i++) {
            watchglass.track(`tab-${of}`, { number: i });
            if (i % atOnce === atOnce - 1) await new Promise((resolve) => setTimeout(resolve, pauseMs));
          }
          return Array.from({ length: each }, (_, i) => `tab-${of} ${i}`);
        },
        { of, each, atOnce: AT_ONCE, pauseMs: PAUSE_MS },
      ),
    ),
  );
  return names.flat();
}

/** Name of an event of the site's own, with its number when it has one: a project has room for 2,000 names. */
export const nameOf = ({ name, properties: { number } }: CustomEvent): string =>
  number === undefined ? name : `${name} ${number}`;

/** Names of the site's own events that are stored. */
export const storedNames = async (stand: Stand): Promise<string[]> =>
  (await stand.events()).flatMap((event) => (event.kind === 'custom' ? nameOf(event) : []));

/** Waits until all of these names are stored, and demands each once. */
export async function expectEachOnce(stand: Stand, names: readonly string[], withinMs: number): Promise<void> {
  await eventually(async () => ((await storedNames(stand)).length >= names.length ? true : undefined), {
    withinMs,
    everyMs: 1_000,
  });
  expect((await storedNames(stand)).sort()).toEqual([...names].sort());
}

/** No two requests were open at the same time, but for what a tab says that is being hidden: it cannot wait for its turn. */
export function expectOneAtATime({ proxy }: Stand): void {
  const inTurn = proxy.seen.filter(({ isExit }) => !isExit);
  const pairs = inTurn.flatMap(({ at, overAt = Infinity }, index) =>
    inTurn.slice(index + 1).flatMap((later) => (later.at < overAt ? [`${later.at - at} ms after`] : [])),
  );
  expect(pairs).toEqual([]);
}

/** What may happen to the tab that sends. */
export type Blow = (leader: Page) => Promise<void>;

async function setLifecycle(tab: Page, state: 'frozen' | 'active'): Promise<void> {
  const cdp = await tab.context().newCDPSession(tab);
  await cdp.send('Page.setWebLifecycleState', { state });
}

/** It sleeps as a tab in the background does, with its request and its lease. */
export const freeze: Blow = (leader) => setLifecycle(leader, 'frozen');

/** It goes on where it was. */
export const thaw: Blow = (leader) => setLifecycle(leader, 'active');

/** Its process dies. */
export const crash: Blow = async (leader) => {
  const cdp = await leader.context().newCDPSession(leader);
  const crashed = leader.waitForEvent('crash');
  // never answered
  cdp.send('Page.crash').catch(() => undefined);
  await crashed;
};

/** What came of a blow. */
export interface TakeOver {
  /** Until another tab sent. */
  readonly ms: number;
  readonly leader: Page;
  /** Names of events that were captured for it. */
  readonly names: readonly string[];
}

/** Deals a blow to the tab that has a request open, which is never answered. */
export async function takeOver(tabs: readonly Page[], { proxy }: Stand, name: string, blow: Blow): Promise<TakeOver> {
  const senders: Page[] = [];
  const note = (request: Request): void => {
    if (request.method() === 'POST') senders.push(request.frame().page());
  };
  const [first] = tabs;
  if (!first) throw new Error('There is no tab.');
  const context = first.context();
  context.on('request', note);
  proxy.script = () => ({ hangs: true });
  const before = proxy.seen.length;
  const names = tabs.map((_, i) => `${name}-${i}`);
  for (const [i, tab] of tabs.entries()) await track(tab, names[i] ?? '');
  const leader = await eventually(() => (proxy.seen.length > before ? senders[0] : undefined));
  await blow(leader);
  const from = performance.now();
  proxy.script = undefined;
  await eventually(() => senders.find((tab) => tab !== leader), { everyMs: 10 });
  const ms = performance.now() - from;
  context.off('request', note);
  return { ms, leader, names };
}
