/**
 * Where faults are tried: a site, the collector as it is built, and a fault proxy between them, of another origin than
 * the site. What was clicked is written down here, outside browser and collector, and compared with what is stored.
 */
import type { Page } from '@playwright/test';
import type { StoredEvent } from '@watchglass/contract';
import { eventually, type RunningCollector, startCollector } from '../collector.ts';
import { test as base } from '../fixture.ts';
import { EXIT, type FaultProxy, startFaultProxy } from './proxy.ts';

/** Stands that one worker can have, also when tests are repeated. */
const STANDS = 400;
const config = [
  'limits:',
  '  requestsPerSecondPerIp: 1000000',
  'projects:',
  // the visitors are programs
  ...Array.from({ length: STANDS }, (_, n) => `  - {id: p${n}, keys: [pk_${n}], bots: include, timeZone: UTC}`),
].join('\n');

/** Pages of the site that link on. */
const PAGES = 10;
/** Buttons on each page. */
const BUTTONS = 22;

/** A project of its own behind a proxy of its own. */
export interface Stand {
  readonly project: string;
  readonly key: string;
  readonly proxy: FaultProxy;
  /** Address of the n-th page of the site; each links to the next. */
  at(n: number): string;
  /** Address of a page of the site that carries no tag. */
  readonly tagless: string;
  /** What the collector gives back of the project. */
  events(): Promise<StoredEvent[]>;
  /** The collector's ledger of the project. */
  ledger(): Promise<ServerLedger>;
}

/** The collector's ledger, as far as it is compared here. */
export interface ServerLedger {
  readonly captured: number;
  readonly stored: number;
  readonly underway: number;
  readonly unknown: number;
}

/** What a stand is made with. */
export interface StandOptions {
  /** Text of the tag of the n-th page. Default: as it is built. */
  tagAt?(n: number): string | undefined;
  /** Script before the tag. */
  readonly before?: string;
  /** What the n-th page has besides its buttons. */
  bodyAt?(n: number): string;
  /** Headers of the pages. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What became of clicks that were made. */
export interface Verdict {
  /** Element keys that are not stored. */
  readonly lost: readonly string[];
  /** Element keys that are stored more than once. */
  readonly doubled: readonly string[];
  /** Further copies of clicks that were on the wire. */
  readonly copies: number;
}

/** Name of the i-th button of a page, as an element key has it. */
const buttonOf = (n: number, i: number): string => `click-${n}-${i}`;

const countOf = (keys: readonly string[], wanted: string): number => keys.filter((key) => key === wanted).length;

const clickedKeys = (events: readonly { kind: string }[]): string[] =>
  events.flatMap((event) => (event.kind === 'click' ? (event as unknown as { key: string }).key : []));

/** Compares clicks that were made with what is stored, and with what was on the wire. */
export async function verdictOf({ events, proxy }: Stand, clicked: readonly string[]): Promise<Verdict> {
  const keys = clickedKeys(await events());
  const sent = proxy.seen.flatMap(({ batches }) => batches.flatMap((batch) => clickedKeys(batch.events)));
  return {
    lost: clicked.filter((key) => countOf(keys, key) === 0),
    doubled: clicked.filter((key) => countOf(keys, key) > countOf(clicked, key)),
    copies: sent.filter((key) => clicked.includes(key)).length - clicked.length,
  };
}

/** The verdict when every click is stored, or when the time is over. */
export async function settledVerdict(stand: Stand, clicked: readonly string[], withinMs: number): Promise<Verdict> {
  const isWhole = async (): Promise<true | undefined> =>
    (await verdictOf(stand, clicked)).lost.length === 0 ? true : undefined;
  await eventually(isWhole, { withinMs, everyMs: 500 }).catch(() => undefined);
  return verdictOf(stand, clicked);
}

/** Opens the n-th page and waits for its tag. */
export async function visit(page: Page, stand: Stand, n = 0): Promise<void> {
  await page.goto(stand.at(n));
  await page.waitForFunction(() => 'watchglass' in window);
}

/** Clicks buttons of the n-th page, from the first to before the last, and gives their element keys. */
export async function clickButtons(page: Page, n: number, first: number, last: number): Promise<string[]> {
  const clicked: string[] = [];
  for (let i = first; i < last; i++) {
    clicked.push(`testid:${buttonOf(n, i)}`);
    await page.click(`[data-testid=${buttonOf(n, i)}]`);
  }
  return clicked;
}

/** Follows the link of the n-th page at once, and gives its element key. */
export async function followLink(page: Page, n: number): Promise<string> {
  await page.click(`[data-testid=link-${n}]`);
  await page.waitForURL(`**/${n + 1}`);
  return `testid:link-${n}`;
}

/** What a page sends that may be gone at once says so: a body is not compressed either while the idle chunk is not there. */
const tellExits = `{
  const whole = fetch;
  window.fetch = (url, init) => whole(init && init.keepalive ? url + '${EXIT}' : url, init);
}`;

const pageOf = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;

const bodyOf = (n: number, next: string): string =>
  [
    `<a data-testid="link-${n}" href="${next}">Next</a>`,
    ...Array.from({ length: BUTTONS }, (_, i) => `<button data-testid="${buttonOf(n, i)}">Button ${i}</button>`),
  ].join('\n');

interface Shared {
  readonly collector: RunningCollector;
  /** Number of a project that no test has used. */
  next(): number;
}

/** Playwright's test with stands, each closed when its test is over. */
export const test: ReturnType<
  typeof base.extend<{ makeStand: (options?: StandOptions) => Promise<Stand> }, { shared: Shared }>
> = base.extend<{ makeStand: (options?: StandOptions) => Promise<Stand> }, { shared: Shared }>({
  shared: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's dependencies from the pattern
    async ({}, use) => {
      const collector = await startCollector({ config });
      let used = 0;
      await use({ collector, next: () => (used += 1) - 1 });
      await collector.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  makeStand: async ({ server, shared: { collector, next } }, use) => {
    const proxies: FaultProxy[] = [];
    await use(async ({ tagAt, bodyAt, before = '', headers } = {}) => {
      const number = next();
      const project = `p${number}`;
      const key = `pk_${number}`;
      const proxy = await startFaultProxy(collector.origin);
      proxies.push(proxy);
      for (let n = 0; n <= PAGES; n++) {
        const tag = tagAt?.(n);
        const src = tag === undefined ? '/dist/watchglass.js' : `/${project}/tag-${n}.js`;
        if (tag !== undefined) server.page(src, { body: tag, headers: { 'content-type': 'text/javascript' } });
        const head = `<title>Stand</title><script>${tellExits}${before}</script><script src="${src}" data-key="${key}" data-endpoint="${proxy.origin}"></script>`;
        const body = bodyOf(n, `/${project}/${n + 1}`) + (bodyAt?.(n) ?? '');
        server.page(`/${project}/${n}`, { body: pageOf(head, body), ...(headers ? { headers } : {}) });
      }
      server.page(`/${project}/tagless`, pageOf('<title>Tagless</title>', ''));
      return {
        project,
        key,
        proxy,
        at: (n) => `${server.origin}/${project}/${n}`,
        tagless: `${server.origin}/${project}/tagless`,
        events: () => collector.events(project),
        ledger: async () => {
          const answer = await collector.ask(`/api/ledger?project=${project}`);
          return ((await answer.json()) as { rows: [ServerLedger] }).rows[0];
        },
      };
    });
    for (const proxy of proxies) await proxy.close();
  },
});
export { expect } from '../fixture.ts';
