/** H7, H8, H9: pages that do too much of something: errors without end, clicks by the thousand, navigations, new documents. */
import { expect, test } from '../fixture.ts';
import { balance, flush, stats, track } from '../pageClient.ts';
import { expectWhole, of, pageOf, tagOf } from './hostPage.ts';

test.beforeEach(async ({ page, server }) => {
  server.page('/', pageOf(tagOf(server), '<main><button id="go">Go</button></main>'));
  await page.goto(`${server.origin}/`);
});

test('an error that calls itself forth without end: a few are told, the rest counted, the page stays its own', async ({
  page,
  server,
}) => {
  await page.evaluate(async () => {
    let left = 2_000;
    const again = (): void => {
      if (left-- <= 0) return;
      setTimeout(again);
      throw Object.assign(new Error('x'.repeat(left % 500 === 0 ? 10_000_000 : 10)), { cause: { cause: 'c' } });
    };
    // an error handler that itself fails
    window.addEventListener('error', () => {
      if (left > 1_990) throw new Error('in a handler');
    });
    setTimeout(again);
    while (left > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const circle = new Error('circle');
    circle.cause = circle;
    void Promise.reject(circle);
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await flush(page);
  const after = await stats(page);
  expect(balance(after)).toBe(0);
  expect(after.caught).toBe(0);
  expect(of(server, 'error').length).toBeGreaterThan(5);
  expect(of(server, 'error').length).toBeLessThanOrEqual(50);
  expect(after.dropped['error_cap']).toBeGreaterThan(1_900);
  for (const event of of(server, 'error')) expect(JSON.stringify(event).length).toBeLessThan(65_536);
  expect(server.collector.rejected).toEqual([]);
});

test('an error in a listener of the page, and a console that throws: neither is ours to tell of twice', async ({
  page,
  server,
  noise,
}) => {
  await page.evaluate(() => {
    const { watchglass } = window as unknown as {
      watchglass: { on(kind: string, listener: () => void): void; track(name: string): void };
    };
    for (const name of ['log', 'warn', 'error'] as const)
      console[name] = () => {
        throw new Error('console');
      };
    watchglass.on('custom', () => {
      throw new Error('in a listener');
    });
    watchglass.on('custom', () => watchglass.on('custom', () => {}));
    watchglass.track('mine');
  });
  await expect.poll(() => of(server, 'custom').length).toBe(1);
  expect(await stats(page)).toMatchObject({ caught: 1, state: 'running' });
  expect(of(server, 'error')).toEqual([]);
  expect(noise.errors).toEqual([]);
});

test('a listener that captures for ever ends', async ({ page, server, noise }) => {
  await page.evaluate(() => {
    const { watchglass } = window as unknown as {
      watchglass: { on(kind: string, listener: () => void): void; track(name: string): void };
    };
    watchglass.on('custom', () => watchglass.track('again'));
    watchglass.track('first');
  });
  await flush(page);
  const after = await stats(page);
  expect(balance(after)).toBe(0);
  expect(after.caught).toBeGreaterThan(0);
  expect(server.collector.rejected).toEqual([]);
  expect(noise.errors).toEqual([]);
});

test('a thousand clicks in a second by a script: 10 are told as untrusted, the rest counted', async ({
  page,
  server,
  noise,
}) => {
  const heard = await page.evaluate(async () => {
    const button = document.getElementById('go') as HTMLElement;
    let heard = 0;
    button.addEventListener('click', () => heard++);
    for (let i = 0; i < 1_000; i++) {
      button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 1 }));
      if (i % 100 === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    return heard;
  });
  await flush(page);
  const after = await stats(page);
  expect(heard).toBe(1_000);
  expect(of(server, 'click').length + (after.dropped['click_cap'] ?? 0)).toBe(1_000);
  expect(of(server, 'click').length).toBeGreaterThanOrEqual(10);
  expect(of(server, 'click').length).toBeLessThan(200);
  expect(after.dropped['click_cap']).toBeGreaterThan(800);
  expect(of(server, 'click').every((event) => event.kind === 'click' && !event.trusted)).toBe(true);
  await expectWhole(page, server);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('document.open and document.write: what the page draws next is captured, or the client says that it ended', async ({
  page,
  server,
  noise,
}) => {
  await page.evaluate(() => {
    document.open();
    // oxlint-disable-next-line eslint/no-restricted-properties -- what a page of 1999 does
    document.write('<title>Written</title><main><button id="new">New</button></main>');
    document.close();
  });
  await page.click('#new');
  await track(page, 'after');
  await flush(page);
  expect(of(server, 'custom')).toHaveLength(1);
  const after = await stats(page);
  expect(balance(after)).toBe(0);
  // opening a document takes all listeners away, also those of the page: a click is nobody's to hear
  expect(of(server, 'click').length).toBeLessThanOrEqual(1);
  expect(server.collector.rejected).toEqual([]);
  expect(noise.errors).toEqual([]);
});

test('100,000 pushState in a row: views stay few, nothing is lost unsaid', { tag: ['@long', '@chromium'] }, async ({
  page,
  server,
  noise,
}) => {
  test.setTimeout(300_000);
  await page.evaluate(async () => {
    for (let i = 0; i < 100_000; i++) {
      // browsers slow down what navigates too often, and some throw
      try {
        history.pushState(null, '', `/p/${i}x`);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      if (i % 1_000 === 0) await new Promise((resolve) => setTimeout(resolve));
    }
  });
  await flush(page);
  const after = await stats(page);
  expect(balance(after)).toBe(0);
  expect(of(server, 'page_view').length).toBeLessThan(1_000);
  await expectWhole(page, server);
  expect(noise.errors).toEqual([]);
});
