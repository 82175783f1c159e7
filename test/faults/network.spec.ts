/** What networks, and servers and boxes on the way, do to requests: batches wait, and arrive once when it is over. */
import { expectConserved, flush, stats, track } from '../pageClient.ts';
import { eventually } from '../collector.ts';
import type { Fault } from './proxy.ts';
import { clickButtons, expect, settledVerdict, type Stand, test, visit } from './stand.ts';
import { expectEachOnce } from './tabs.ts';

/** Backoff after a few failures, on a machine that is busy. */
const SETTLE_MS = 40_000;

/** How long attempts are counted, and how many that may be: full jitter up to 1, 2, 4, 8, 16 s comes to 6 as a rule. */
const LOOK_MS = 12_000;
const MOST_ATTEMPTS = 14;

const requestsOf = ({ proxy }: Stand, wanted: number): Promise<true> =>
  eventually(() => (proxy.seen.length >= wanted ? true : undefined));

const captive = '<!doctype html><title>Welcome</title><h1>Log in to this network</h1>';
const halfOfOne = '{"receipts":[{"batch":"';

for (const [name, fault] of [
  ['the answer stops in the middle', { cutAnswerAt: 20 }],
  ['half of JSON', { answer: { status: 202, headers: { 'content-type': 'application/json' }, body: halfOfOne } }],
  ['an answer of the wrong type', { answer: { status: 200, headers: { 'content-type': 'image/png' }, body: 'PNG' } }],
  ["a captive portal's page", { answer: { status: 200, headers: { 'content-type': 'text/html' }, body: captive } }],
  ['a receipt for another batch', { answer: { status: 202, body: '{"receipts":[{"batch":"x","rejected":[]}]}' } }],
] as readonly (readonly [string, Fault])[])
  test(`${name}: no receipt, and each click once when it is over`, { tag: '@long' }, async ({ page, makeStand }) => {
    const stand = await makeStand();
    stand.proxy.script = () => fault;
    await visit(page, stand);
    const clicked = await clickButtons(page, 0, 0, 3);
    await requestsOf(stand, 2);
    expect((await stats(page)).receipted).toBe(0);
    expect((await stats(page)).sinks[0]?.error).not.toBe('');
    stand.proxy.script = undefined;
    expect(await settledVerdict(stand, clicked, SETTLE_MS)).toMatchObject({ lost: [], doubled: [] });
    expectConserved(await stats(page));
  });

test('connections that are reset in the middle of an upload: each event once', { tag: '@long' }, async ({
  page,
  makeStand,
}) => {
  const stand = await makeStand();
  stand.proxy.resetAfterBytes = 1;
  await visit(page, stand);
  const clicked = await clickButtons(page, 0, 0, 3);
  await requestsOf(stand, 2);
  stand.proxy.resetAfterBytes = undefined;
  expect(await settledVerdict(stand, clicked, SETTLE_MS)).toMatchObject({ lost: [], doubled: [] });
});

test('an answer that comes byte by byte is waited for, and one that never ends is given up', { tag: '@long' }, async ({
  page,
  makeStand,
}) => {
  const stand = await makeStand();
  stand.proxy.script = () => ({ byteEveryMs: 5 });
  await visit(page, stand);
  const clicked = await clickButtons(page, 0, 0, 3);
  expect(await settledVerdict(stand, clicked, SETTLE_MS)).toMatchObject({ lost: [], doubled: [] });
  await expect.poll(async () => (await stats(page)).receipted).toBeGreaterThanOrEqual(3);
  // 100 bytes at least: more than the 10 s that a request may take
  stand.proxy.script = () => ({ byteEveryMs: 500 });
  await track(page, 'late');
  await requestsOf(stand, stand.proxy.seen.length + 1);
  await expect.poll(async () => (await stats(page)).sinks[0]?.error, { timeout: 30_000 }).not.toBe('');
  stand.proxy.script = undefined;
  await expectEachOnce(stand, ['late'], SETTLE_MS);
  expect(stand.proxy.mostOpen()).toBeLessThanOrEqual(2);
});

test('413: fewer batches in a request; one that is too large alone is dropped and counted', async ({
  page,
  makeStand,
}) => {
  const stand = await makeStand();
  // room for four batches, and for none with the large event in it
  const isLarge = (text: string): boolean => text.includes('"large"');
  stand.proxy.script = ({ batches }) =>
    batches.length > 4 || isLarge(JSON.stringify(batches)) ? { answer: { status: 413 } } : undefined;
  await visit(page, stand);
  const names = Array.from({ length: 12 }, (_, i) => `small-${i}`);
  for (const name of [...names.slice(0, 7), 'large', ...names.slice(7)]) {
    await track(page, name);
    // each in a batch of its own
    await expect.poll(async () => (await stats(page)).inMemory).toBe(0);
  }
  await expectEachOnce(stand, names, SETTLE_MS);
  await expect.poll(async () => (await stats(page)).dropped).toEqual({ too_large: 1 });
  expectConserved(await stats(page));
});

test('one event that the collector refuses: the others of its batch are stored', async ({ page, makeStand }) => {
  // what no SDK makes: the hook bends a field of the contract
  const stand = await makeStand({
    before: `const beforeSend = (event) => event.name === 'bad' ? { ...event, properties: 7 } : event;
      window.watchglass = { q: [['init', { beforeSend }]] };`,
  });
  await visit(page, stand);
  const good = Array.from({ length: 9 }, (_, i) => `good-${i}`);
  await page.evaluate(() => {
    const { watchglass } = window as unknown as { watchglass: { track(name: string): void } };
    for (let i = 0; i < 9; i++) {
      watchglass.track(`good-${i}`);
      if (i === 4) watchglass.track('bad');
    }
  });
  await flush(page);
  await expectEachOnce(stand, good, SETTLE_MS);
  await expect.poll(async () => (await stats(page)).dropped).toEqual({ rejected: 1 });
  expectConserved(await stats(page));
});

test('a redirect to another origin is not followed', { tag: '@long' }, async ({ page, makeStand }) => {
  const [stand, other] = [await makeStand(), await makeStand()];
  const location = `${other.proxy.origin}/v1/batch`;
  stand.proxy.script = () => ({ answer: { status: 307, headers: { location } } });
  await visit(page, stand);
  const clicked = await clickButtons(page, 0, 0, 3);
  await requestsOf(stand, 2);
  stand.proxy.script = undefined;
  expect(await settledVerdict(stand, clicked, SETTLE_MS)).toMatchObject({ lost: [], doubled: [] });
  expect(other.proxy.seen).toEqual([]);
});

test('Retry-After as seconds, as a date, absent and absurd: clamped to 1 s and 1 h, and waited for with jitter', async ({
  browser,
  makeStand,
}) => {
  const stand = await makeStand();
  const hour = 3_600_000;
  const inMs = (ms: number): string => new Date(Date.now() + ms).toUTCString();
  // never earlier than asked, and at most a second later
  for (const [given, least, most] of [
    ['20', 20_000, 21_000],
    // a date has no milliseconds
    [inMs(120_000), 100_000, 121_000],
    ['99999999', hour, hour + 1_000],
    ['-5', 1_000, 2_000],
    [inMs(-120_000), 1_000, 2_000],
    [undefined, 0, 1_000],
    ['soon', 0, 1_000],
  ] as const) {
    const answeredAt: number[] = [];
    stand.proxy.script = () => {
      answeredAt.push(Date.now());
      return { answer: { status: 429, headers: given === undefined ? {} : { 'retry-after': given } } };
    };
    // a new visitor has not been told to wait
    const context = await browser.newContext();
    const page = await context.newPage();
    await visit(page, stand);
    await flush(page);
    const [sink] = (await stats(page)).sinks;
    await context.close();
    expect(sink?.error, given).toBe('HTTP 429');
    const waitMs = (sink?.nextTryAt ?? 0) - (answeredAt[0] ?? 0);
    expect(waitMs, given).toBeGreaterThanOrEqual(least);
    // the answer needs a moment to be read
    expect(waitMs, given).toBeLessThan(most + 2_000);
  }
});

test('what may not leave the page: few attempts, and not a word of ours on the console', { tag: '@long' }, async ({
  browser,
  makeStand,
}) => {
  const policy = "connect-src 'none'";
  const cases = [
    { name: 'CORS', stand: await makeStand(), isBlocked: false },
    { name: 'CSP', stand: await makeStand({ headers: { 'content-security-policy': policy } }), isBlocked: false },
    { name: 'a blocker', stand: await makeStand(), isBlocked: true },
  ];
  const context = await browser.newContext();
  try {
    const lines = await Promise.all(
      cases.map(async ({ stand, isBlocked }) => {
        const page = await context.newPage();
        const said: string[] = [];
        page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
        stand.proxy.script = () => ({
          answer: { status: 202, headers: { 'access-control-allow-origin': 'https://elsewhere.example' } },
        });
        if (isBlocked) await page.route(`${stand.proxy.origin}/**`, (route) => route.abort('blockedbyclient'));
        await visit(page, stand);
        for (let i = 0; i < LOOK_MS / 1_000; i++) {
          await track(page, `event-${i}`);
          await page.waitForTimeout(1_000);
        }
        const after = await stats(page);
        expectConserved(after);
        expect(after).toMatchObject({ receipted: 0, sinks: [{ name: 'http', error: expect.stringMatching(/./) }] });
        return said;
      }),
    );
    for (const [i, { name }] of cases.entries()) {
      const said = lines[i] ?? [];
      // the browser's own, an error for each request that failed, and CORS and CSP say it twice
      expect(
        said.filter((line) => !line.startsWith('error: ')),
        name,
      ).toEqual([]);
      expect(
        said.filter((line) => line.includes('[watchglass]')),
        name,
      ).toEqual([]);
      expect(said.length, `${name}: ${said.join('; ')}`).toBeLessThanOrEqual(2 * MOST_ATTEMPTS);
    }
  } finally {
    await context.close();
  }
});

test('no compression: the same events in plain text', async ({ page, makeStand }) => {
  const stand = await makeStand({ before: 'delete window.CompressionStream' });
  await visit(page, stand);
  const clicked = await clickButtons(page, 0, 0, 3);
  expect(await settledVerdict(stand, clicked, SETTLE_MS)).toMatchObject({ lost: [], doubled: [] });
});
