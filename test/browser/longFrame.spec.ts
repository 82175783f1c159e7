/** Frames that kept people waiting. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import type { TestServer } from '../server.ts';
import { capturesScript, openWith, seen } from './captures.ts';

type Frame = {
  startMs: number;
  durationMs: number;
  blockingMs: number;
  scripts: { source: string; invoker: string; durationMs: number }[];
};

const settings = { only: ['pageView', 'longFrame'] };

const frames = (page: Page): Promise<Frame[]> =>
  page.evaluate(() => window.captures.read()['long_frame'] as unknown as never);

/** Busy for `ms` in a task of its own, and then a frame. */
const work = (page: Page, ms: number): Promise<void> =>
  page.evaluate(async (ms) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await (window as unknown as { work(ms: number): Promise<void> }).work(ms);
  }, ms);

const serveWork = (server: TestServer): void =>
  server.page('/work.js', {
    body: `window.work = (ms) => new Promise((resolve) => setTimeout(function busy() {
      for (const from = performance.now(); performance.now() < from + ms;);
      document.body.append('.'); requestAnimationFrame(() => setTimeout(resolve, 50)); }));`,
    headers: { 'content-type': 'text/javascript' },
  });

test('a frame that blocked for more than 100 ms names the script that filled it @chromium', async ({
  page,
  server,
  noise,
}) => {
  serveWork(server);
  await openWith(page, server, '<p>x</p>', { settings, head: '<script src="/work.js?v=secret"></script>' });
  await work(page, 300);
  await expect
    .poll(async () =>
      (await frames(page)).find(({ scripts }) => scripts.some(({ source }) => source.includes('/work.js'))),
    )
    .toBeTruthy();
  const all = await frames(page);
  const frame = all.find(({ scripts }) => scripts.some(({ source }) => source.includes('/work.js')));
  expect(frame?.durationMs).toBeGreaterThanOrEqual(300);
  expect(frame?.blockingMs).toBeGreaterThan(100);
  expect(frame?.startMs).toBeGreaterThan(0);
  expect(frame?.scripts[0]?.source).toMatch(new RegExp(`^${server.origin}/work\\.js\\?v=\\*:\\d+$`));
  expect(frame?.scripts[0]?.invoker).toBe('TimerHandler:setTimeout');
  expect(all.every(({ blockingMs }) => blockingMs >= 100)).toBe(true);
  expect(JSON.stringify(all)).not.toContain('secret');
  expect(await page.evaluate(() => window.captures.caught)).toEqual([]);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('frames from before the capture began are told, and each view begins with none @chromium', async ({
  page,
  server,
}) => {
  serveWork(server);
  server.page(
    '/late',
    `<!doctype html><html><head><script src="/work.js"></script><script>${await capturesScript()}</script></head><body>x</body></html>`,
  );
  await page.goto(`${server.origin}/late`);
  await work(page, 300);
  await page.evaluate((settings) => {
    window.captures = window.startCaptures(settings);
  }, settings);
  await expect.poll(async () => (await frames(page)).some(({ durationMs }) => durationMs >= 300)).toBe(true);
  await page.evaluate(() => history.pushState(null, '', '/next'));
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(2);
  const told = (await seen(page, 'long_frame')).map(({ view, body }) => [view, (body['durationMs'] as number) >= 300]);
  expect(told).toContainEqual([1, true]);
  expect((await frames(page)).every(({ durationMs }) => durationMs < 300)).toBe(true);
});

/** A browser whose entries a test makes up. */
const madeUp = (types: string[]): string => `
  window.PerformanceObserver = class { static supportedEntryTypes = ${JSON.stringify(types)};
    constructor(hear) { this.hear = hear; } observe({ type }) { window.observed = [...(window.observed ?? []), type]; window.tell = (entries) => this.hear({ getEntries: () => entries }); }
    takeRecords() { return []; } disconnect() {} };`;

test('the 20 that blocked longest are kept of a view, each in its place, and the rest is counted', async ({
  page,
  server,
}) => {
  await openWith(page, server, '', { settings, before: madeUp(['longtask', 'long-animation-frame']) });
  const read = await page.evaluate(() => {
    const host = window as unknown as { tell(entries: object[]): void; observed: string[] };
    const frame = (blockingDuration: number): object => ({
      startTime: 1,
      duration: 900,
      blockingDuration,
      scripts: [],
    });
    const sizes = (): number[] =>
      (window.captures.read()['long_frame'] as unknown as { blockingMs: number }[]).map(({ blockingMs }) => blockingMs);
    host.tell([100, ...Array.from({ length: 20 }, (_, i) => 101 + i)].map(frame));
    const first = sizes();
    host.tell([500, 101, 600].map(frame));
    return { observed: host.observed, first, later: sizes(), drops: window.captures.drops };
  });
  expect(read).toEqual({
    observed: ['long-animation-frame'],
    first: Array.from({ length: 20 }, (_, i) => 101 + i),
    later: [500, 600, ...Array.from({ length: 18 }, (_, i) => 103 + i)],
    drops: { long_frame_cap: 3 },
  });
});

test('a browser that knows tasks alone tells of those, without scripts; one that knows neither tells of none', async ({
  page,
  server,
}) => {
  await openWith(page, server, '', { settings, before: madeUp(['longtask']) });
  expect(
    await page.evaluate(() => {
      const host = window as unknown as { tell(entries: object[]): void };
      host.tell([
        { startTime: 10.4, duration: 150, name: 'self' },
        { startTime: 20.6, duration: 151, name: 'self' },
      ]);
      return window.captures.read()['long_frame'];
    }),
  ).toEqual([{ startMs: 21, durationMs: 151, blockingMs: 101, scripts: [] }]);
  await openWith(page, server, '', { settings, before: madeUp(['resource']) });
  expect(await page.evaluate(() => [window.captures.read()['long_frame'], window.captures.caught])).toEqual([[], []]);
});

test('Chromium tells of a long frame, and Firefox of none', async ({ page, server, browserName }) => {
  serveWork(server);
  await openWith(page, server, '<p>x</p>', { settings, head: '<script src="/work.js"></script>' });
  await work(page, 300);
  await expect
    .poll(async () => (await frames(page)).some(({ durationMs }) => durationMs >= 300))
    .toBe(browserName === 'chromium');
});
