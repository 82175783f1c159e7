/** The whole loop on the collector as it is built: its tag, its spool, its engine, its dashboard. */
import { test as base, type BrowserContext } from '@playwright/test';
import { defaultUrlRules, pageOf } from '@watchglass/contract';
import { adminToken, type RunningCollector, startCollector } from '../collector.ts';
import { unpackCollector } from '../collectorPackage.ts';
import { expect } from '../fixture.ts';
import { type OneOrigin, startOneOrigin } from './oneOrigin.ts';
import { checkSample } from './personas.ts';
import { expectCounted, expectHottest, expectStored, files, inContext, targets, walk } from './smallSite.ts';

/** A project for each test that a worker runs, also when the tests are repeated. */
const PROJECTS = 60;
const config = [
  'limits:',
  '  requestsPerSecondPerIp: 1000000',
  'projects:',
  // the visitors are programs
  ...Array.from({ length: PROJECTS }, (_, n) => `  - {id: p${n}, keys: [pk_${n}], bots: include, timeZone: UTC}`),
].join('\n');

/** The collector of a worker, with the demo and its sample. */
interface Shared {
  readonly collector: RunningCollector;
  /** Value of a session's cookie. */
  readonly session: string;
  /** Number of a project that no test has used. */
  next(): number;
}

/** A site of its own in front of a project of its own. */
interface Site extends OneOrigin {
  readonly project: string;
  /** Address of a place of the dashboard, over all time. */
  at(path: string, params?: readonly (readonly [string, string])[]): string;
}

/** The promise: from the click to the map. */
const CLICK_MS = 3_000;

const COOKIE = 'watchglass_session';

const test = base.extend<{ site: Site }, { shared: Shared }>({
  shared: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's dependencies from the pattern
    async ({}, use) => {
      const collector = await startCollector({ config, demo: true });
      const answer = await fetch(`${collector.origin()}/api/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: adminToken }),
      });
      const session = new RegExp(`${COOKIE}=([^;]+)`).exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
      let used = 0;
      await use({ collector, session, next: () => (used += 1) - 1 });
      await collector.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  site: async ({ shared }, use) => {
    const number = shared.next();
    const project = `p${number}`;
    const proxy = await startOneOrigin(shared.collector, `pk_${number}`);
    await use({
      ...proxy,
      project,
      at: (path, params = []) =>
        `${proxy.origin}/#${path}?${new URLSearchParams([
          ['project', project],
          ['range', 'all'],
          ...params.map(([name, value]) => [name, value]),
        ])}`,
    });
    await proxy.close();
  },
});

// one worker and so one collector for all of them
test.describe.configure({ mode: 'default' });

const logIn = (context: BrowserContext, { session }: Shared, origin: string): Promise<void> =>
  context.addCookies([{ name: COOKIE, value: session, url: origin, httpOnly: true, sameSite: 'Strict' }]);

test('a scripted visit is stored once and counted by every page of the dashboard', async ({
  browser,
  shared,
  site,
}) => {
  await inContext(browser, 1440, async (page) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const walked = await walk(page, site.folder);
    await expectStored(page, walked, () => shared.collector.events(site.project));

    await logIn(page.context(), shared, site.origin);
    const pages = files.map((file) => pageOf(`${site.folder}${file}.html`, defaultUrlRules));
    await expectCounted(page, walked, pages, site.at);
    await page.goto(site.at('/sessions'));
    const { sessions } = walked;
    await expect(page.getByTestId('session-views')).toHaveText(sessions.map(({ views }) => String(views)));
    await expect(page.getByTestId('session-clicks')).toHaveText(sessions.map(({ clicks }) => String(clicks)));
    expect(errors).toEqual([]);
  });
});

for (const [viewport, width, name] of [
  ['desktop', 1440, 'a wide button'],
  ['phone', 390, 'a fixed header'],
  ['tablet', 820, 'a scrolled pane'],
] as const)
  test(`at ${width} px, clicks on ${name} are hottest where they were`, async ({ browser, shared, site }) => {
    const target = targets.find((one) => one.name === name);
    if (!target) throw new Error(`there is no target called ${name}`);
    await inContext(browser, width, async (page) => {
      await logIn(page.context(), shared, site.origin);
      const home = `${site.folder}home.html`;
      const map = site.at('/heatmap', [
        ['page', pageOf(home, defaultUrlRules)],
        ['viewport', viewport],
        ['scale', '1'],
      ]);
      await expectHottest(page, target, home, map);
    });
  });

test('the sample: each planted truth is a number on a page of the collector', { tag: '@long-in-firefox' }, async ({
  page,
  shared,
}) => {
  // some hundred places of the dashboard, one after another
  test.setTimeout(360_000);
  const origin = shared.collector.origin();
  await logIn(page.context(), shared, origin);
  await page.goto(`${origin}/#/?range=all`);
  await checkSample(page, `${origin}/`);
});

/** How people come by it; each gives the bin, `undefined` for the clone's. */
const ways: readonly (readonly [source: string, unpack: (folder: string) => string | undefined])[] = [
  ['the clone', () => undefined],
  [
    'the packed tarball',
    (folder) => {
      const unpacked = unpackCollector(folder);
      unpacked.link();
      return unpacked.program;
    },
  ],
];

for (const [source, unpack] of ways)
  test(`from ${source}, in an empty folder: the login link leads to the demo, and a click in its shop is on the map within 3 s`, async ({
    page,
  }, info) => {
    test.setTimeout(120_000);
    const collector = await startCollector({ demo: true, program: unpack(info.outputPath()) });
    try {
      await page.goto(collector.loginLink());
      await expect(page).toHaveURL(`${collector.origin()}/demo/`);
      const shop = page.frameLocator('#shop');
      const map = page.frameLocator('#dashboard');
      await expect(shop.getByTestId('hero-cta')).toBeVisible();
      await expect(map.getByTestId('heatmap-row').first()).toBeVisible({ timeout: 20_000 });
      await page
        .frames()
        .find((frame) => frame.url().endsWith('/shop/'))
        ?.goto(`${collector.origin()}/shop/product/ada-pot/`);
      const picture = map.locator('[data-key="testid:product-picture"] [data-testid=row-clicks]');
      await expect(picture).toBeVisible();
      // every click gets there; the time counts when the other tests leave it some of the machine
      const tookMs: number[] = [];
      do {
        const before = Number(await picture.innerText());
        await shop.getByTestId('product-picture').click();
        const from = performance.now();
        await expect.poll(() => picture.innerText(), { timeout: 20_000, intervals: [50] }).toBe(String(before + 1));
        tookMs.push(performance.now() - from);
      } while (Math.min(...tookMs) >= CLICK_MS && tookMs.length < 5);
      console.log(
        `a click in the shop was on the map after ${tookMs.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ')}`,
      );
      expect(Math.min(...tookMs)).toBeLessThan(CLICK_MS);
    } finally {
      await collector.close();
    }
  });
