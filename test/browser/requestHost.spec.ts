/** What a page may notice of us while requests are watched: nothing. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import type { TestServer } from '../server.ts';
import { openWith, seen } from './captures.ts';

/** What the host's own functions were before anything was watched. */
const keep = `window.host = { fetch: window.fetch, open: XMLHttpRequest.prototype.open, send: XMLHttpRequest.prototype.send };`;

async function open(page: Page, server: TestServer, before = ''): Promise<void> {
  server.page('/api/fine', { body: 'one two three', headers: { 'content-type': 'text/plain', 'x-answer': 'yes' } });
  server.page('/api/missing', { status: 404, body: 'nothing' });
  await openWith(page, server, '', { before: keep + before, settings: { only: ['pageView', 'request'] } });
}

const expectUntouched = async (page: Page): Promise<void> =>
  expect(await page.evaluate(() => window.captures.caught)).toEqual([]);

test("functions look like the host's, and are the host's again after the end", async ({ page, server, noise }) => {
  await open(page, server);
  const looks = await page.evaluate(() => {
    const { host, captures } = window as unknown as { host: Record<string, Function>; captures: { stop(): void } };
    const now = (): Record<string, Function> => ({
      fetch: window.fetch,
      open: XMLHttpRequest.prototype.open,
      send: XMLHttpRequest.prototype.send,
    });
    const look = (functions: Record<string, Function>): unknown[] =>
      Object.values(functions).map((one) => [one.name, one.length, /native code/.test(String(one)), typeof one]);
    const keys = Object.keys(window).length;
    const before = [look(host), look(now())];
    const isPatched = now()['fetch'] !== host['fetch'];
    captures.stop();
    captures.stop();
    const after = now();
    return {
      before,
      isPatched,
      isBack: Object.keys(host).every((name) => host[name] === after[name]),
      keys: Object.keys(window).length - keys,
    };
  });
  expect(looks.before[1]).toEqual(looks.before[0]);
  expect(looks).toMatchObject({ isPatched: true, isBack: true, keys: 0 });
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('who wrapped fetch after us keeps it, and ours then only hands through', async ({ page, server }) => {
  await open(page, server);
  const told = await page.evaluate(async () => {
    const ours = window.fetch;
    let calls = 0;
    const theirs: typeof fetch = (...args) => {
      calls += 1;
      return ours(...args);
    };
    window.fetch = theirs;
    await fetch('/api/missing');
    await new Promise((resolve) => setTimeout(resolve, 50));
    window.captures.stop();
    const { status } = await fetch('/api/missing');
    return { isTheirs: window.fetch === theirs, calls, status };
  });
  expect(told).toEqual({ isTheirs: true, calls: 2, status: 404 });
  expect(await seen(page, 'request')).toHaveLength(1);
});

test('a request that ends after the client is no event and no error', async ({ page, server, noise }) => {
  await open(page, server);
  await page.evaluate(async () => {
    const xhr = new XMLHttpRequest();
    xhr.open('GET', '/api/missing');
    xhr.send();
    const pending = fetch('/api/missing');
    window.captures.stop();
    await pending;
    await new Promise((resolve) => (xhr.readyState === 4 ? resolve(0) : (xhr.onloadend = resolve)));
  });
  expect(await seen(page, 'request')).toEqual([]);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('the page gets the promise, the response and the error of the browser, in the order it always had', async ({
  page,
  server,
}) => {
  await open(
    page,
    server,
    `{ const original = window.fetch; window.given = [];
       window.fetch = Object.assign(function fetch(...args) {
         window.seen = [this, ...args]; const p = original.apply(this, args); window.given.push(p); return p; }, { theirs: 1 }); }`,
  );
  const told = await page.evaluate(async () => {
    const host = window as unknown as { given: Promise<Response>[]; seen: unknown[] };
    const init = { method: 'POST', body: 'x' };
    const request = new Request('/api/fine');
    const first = fetch('/api/fine', init);
    const args = [host.seen[1] === '/api/fine', host.seen[2] === init];
    const second = fetch(request);
    args.push(host.seen[1] === request, host.seen.length === 2);
    const order: string[] = [];
    const race = async (promise: Promise<unknown>, name: string): Promise<void> => {
      await promise;
      order.push(name);
    };
    // resolved together, they are told in the order in which they were asked
    await Promise.all([race(Promise.all([first, second]), 'both'), race(first, 'first'), race(second, 'second')]);
    const response = await first;
    const error = new Error('mine');
    const controller = new AbortController();
    const aborted = fetch('/api/fine', { signal: controller.signal });
    controller.abort(error);
    return {
      args,
      isSame: [first === host.given[0], second === host.given[1]],
      order: order.filter((name) => name === 'both' || name === 'second'),
      text: await response.text(),
      header: response.headers.get('x-answer'),
      isUsedOnce: response.bodyUsed,
      isMine: await aborted.catch((thrown: unknown) => thrown === error),
      theirs: (fetch as unknown as { theirs: number }).theirs,
      wrong: await (fetch as (url?: string) => Promise<unknown>)('http://[').catch((thrown: Error) => thrown.name),
    };
  });
  expect(told).toEqual({
    args: [true, true, true, true],
    isSame: [true, true],
    order: ['second', 'both'],
    text: 'one two three',
    header: 'yes',
    isUsedOnce: true,
    isMine: true,
    theirs: 1,
    wrong: 'TypeError',
  });
  await expectUntouched(page);
});

test('what awaits a fetch runs in the same microtasks as without us', async ({ page, server }) => {
  await open(page, server);
  const orders = await page.evaluate(async () => {
    const { host } = window as unknown as { host: { fetch: typeof fetch } };
    const order = async (ask: typeof fetch): Promise<string> => {
      const steps: string[] = [];
      const promise = ask('/api/fine');
      const runs = [
        promise.then(() => {
          steps.push('then');
          queueMicrotask(() => steps.push('micro'));
          void Promise.resolve().then(() => steps.push('after then'));
        }),
        (async () => {
          await promise;
          steps.push('await');
        })(),
        promise.finally(() => steps.push('finally')),
      ];
      await Promise.all(runs);
      return steps.join();
    };
    return [await order((url) => host.fetch.call(window, url)), await order((url) => fetch(url))];
  });
  expect(orders[1]).toBe(orders[0]);
});

test("an exception of the host's own function reaches the caller as it was thrown", async ({ page, server }) => {
  await open(page, server, `window.mine = new Error('mine'); window.fetch = () => { throw window.mine; };`);
  expect(
    await page.evaluate(() => {
      try {
        void fetch('/x');
      } catch (error) {
        return error === (window as unknown as { mine: Error }).mine;
      }
      return undefined;
    }),
  ).toBe(true);
  await expectUntouched(page);
});

test('a page that locked its fetch keeps it, and what else it asks for is still watched', async ({ page, server }) => {
  await open(
    page,
    server,
    `Object.defineProperty(window, 'fetch', { value: window.fetch, writable: false, configurable: false });`,
  );
  const isHost = await page.evaluate(async () => {
    await fetch('/api/missing');
    await new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open('GET', '/api/missing');
      xhr.onloadend = resolve;
      xhr.send();
    });
    return window.fetch === (window as unknown as { host: { fetch: typeof fetch } }).host.fetch;
  });
  expect(isHost).toBe(true);
  expect((await seen(page, 'request')).map(({ body }) => body['via'])).toEqual(['xhr']);
  await expectUntouched(page);
});

test('a stream is read by the page alone, chunk by chunk', async ({ page, server }) => {
  server.page('/stream', { body: 'first', isOpen: true, headers: { 'content-type': 'text/plain' } });
  await open(page, server);
  const told = await page.evaluate(async () => {
    const controller = new AbortController();
    const { body } = await fetch('/stream', { signal: controller.signal });
    const reader = body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    const isLocked = body?.locked;
    controller.abort();
    return [new TextDecoder().decode(value), isLocked];
  });
  expect(told).toEqual(['first', true]);
  expect(await seen(page, 'request')).toEqual([]);
});

test('one XMLHttpRequest for many requests, one that waits for its answer, and one that throws', async ({
  page,
  server,
}) => {
  await page.route('**/broken', (route) => route.abort('connectionreset'));
  await open(page, server);
  const told = await page.evaluate(async () => {
    const xhr = new XMLHttpRequest();
    const heard: string[] = [];
    for (const type of ['load', 'error', 'abort', 'loadend']) xhr.addEventListener(type, () => heard.push(type));
    const ask = (url: string): Promise<void> =>
      new Promise((resolve) => {
        xhr.open('GET', url);
        xhr.onloadend = () => resolve();
        xhr.send();
      });
    for (const url of ['/api/missing', '/api/fine', '/api/missing', '/broken']) await ask(url);
    const wait = (url: string): string => {
      const one = new XMLHttpRequest();
      one.open('GET', url, false);
      try {
        one.send();
        return one.responseText;
      } catch (error) {
        return (error as Error).name;
      }
    };
    const answers = [wait('/api/missing'), wait('/api/fine'), wait('/broken')];
    const { open } = XMLHttpRequest.prototype;
    const wrong = ((): string => {
      try {
        (open as (...args: unknown[]) => void).call({}, 'GET', '/');
        return '';
      } catch (error) {
        return (error as Error).name;
      }
    })();
    return { heard: heard.join(' '), answers, wrong };
  });
  expect(told).toEqual({
    heard: 'load loadend load loadend load loadend error loadend',
    answers: ['nothing', 'one two three', 'NetworkError'],
    wrong: 'TypeError',
  });
  expect((await seen(page, 'request')).map(({ body }) => [body['via'], body['failure']])).toEqual([
    ['xhr', '4xx'],
    ['xhr', '4xx'],
    ['xhr', 'network'],
    ['xhr', '4xx'],
    ['xhr', 'network'],
  ]);
  await expectUntouched(page);
});
