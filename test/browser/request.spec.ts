/** Requests of the page: which become events, and that the page cannot tell that somebody looks. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import type { TestServer } from '../server.ts';
import { openWith, type PageOptions, seen } from './captures.ts';

type Body = Record<string, unknown>;

const only = ['pageView', 'click', 'request'];

/** A page with the capture, and URLs that answer with what their name says. */
async function open(page: Page, server: TestServer, body = '', options: PageOptions = {}): Promise<void> {
  for (const [name, status] of Object.entries({ fine: 200, missing: 404, down: 500 }))
    server.page(`/api/${name}`, { status, body: name, headers: { 'content-type': 'text/plain' } });
  await openWith(page, server, body, { ...options, settings: { only, ...options.settings } });
}

const requests = async (page: Page): Promise<Body[]> => (await seen(page, 'request')).map(({ body }) => body);

/** Waits until so many requests were seen. */
const expectRequests = (page: Page, expected: Body[]): Promise<void> =>
  expect(async () => expect(await requests(page)).toMatchObject(expected)).toPass({ timeout: 10_000 });

/** Runs in the page; what it throws is what it gives. */
const run = (page: Page, code: string): Promise<unknown> =>
  page.evaluate(async (code) => {
    try {
      // oxlint-disable-next-line no-eval -- the page's own code
      return await (0, eval)(`(async () => { ${code} })()`);
    } catch (error) {
      return (error as Error).name;
    }
  }, code);

const send = `const send = (method, url, how = () => {}) => new Promise((resolve) => {
  const xhr = new XMLHttpRequest(); xhr.open(method, url); how(xhr); xhr.onloadend = () => resolve(xhr); xhr.send(); });`;

test('answers of 400 and more are events with method, page and status, by fetch and by XMLHttpRequest', async ({
  page,
  server,
  noise,
}) => {
  await open(page, server);
  await run(
    page,
    `await fetch('/api/fine'); await fetch('/api/missing?token=secret#x'); await fetch('/api/down', { method: 'post', body: 'secret' });`,
  );
  await run(
    page,
    `${send} await send('GET', '/api/fine'); await send('PUT', '/api/missing'); await send('GET', '/api/down');`,
  );
  const host = new URL(server.origin).host;
  const common = { trace: '', click: '' };
  await expectRequests(page, [
    { ...common, method: 'GET', target: `${host}/api/missing`, status: 404, failure: '4xx', via: 'fetch' },
    { ...common, method: 'POST', target: `${host}/api/down`, status: 500, failure: '5xx', via: 'fetch' },
    { ...common, method: 'PUT', target: `${host}/api/missing`, status: 404, failure: '4xx', via: 'xhr' },
    { ...common, method: 'GET', target: `${host}/api/down`, status: 500, failure: '5xx', via: 'xhr' },
  ]);
  expect(JSON.stringify(await requests(page))).not.toContain('secret');
  expect(await page.evaluate(() => window.captures.caught)).toEqual([]);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('a network that fails, a request given up and one that took too long are told apart', async ({ page, server }) => {
  await open(page, server);
  await page.route('**/broken', (route) => route.abort('connectionreset'));
  await page.route('**/hanging', () => {});
  await run(page, `await fetch('/broken')`);
  await run(
    page,
    `const c = new AbortController(); setTimeout(() => c.abort(), 20); await fetch('/hanging', { signal: c.signal })`,
  );
  await run(
    page,
    `const c = new AbortController(); setTimeout(() => c.abort('why'), 20); await fetch(new Request('/hanging', { signal: c.signal }))`,
  );
  await run(page, `await fetch('/hanging', { signal: AbortSignal.timeout(20) })`);
  await run(
    page,
    `${send} await send('GET', '/broken'); await send('GET', '/hanging', (xhr) => setTimeout(() => xhr.abort(), 20));
    await send('GET', '/hanging', (xhr) => { xhr.timeout = 20; });`,
  );
  expect((await requests(page)).map(({ via, failure, status }) => [via, failure, status])).toEqual([
    ['fetch', 'network', 0],
    ['fetch', 'abort', 0],
    ['fetch', 'abort', 0],
    ['fetch', 'timeout', 0],
    ['xhr', 'network', 0],
    ['xhr', 'abort', 0],
    ['xhr', 'timeout', 0],
  ]);
});

test('what another origin refuses looks like a network that fails, but for what may not ask other origins at all', async ({
  page,
  server,
}) => {
  await open(page, server);
  // the collector's origin allows any, the site's own allows none
  const other = server.origin.replace('127.0.0.1', 'localhost');
  await run(
    page,
    `await fetch('${other}/api/fine').catch(() => {}); await fetch('${other}/api/fine', { mode: 'no-cors' });
    await fetch('${other}/api/fine', { mode: 'same-origin' })`,
  );
  expect((await requests(page)).map(({ target, failure }) => [target, failure])).toEqual([
    [`${new URL(other).host}/api/fine`, 'network'],
    [`${new URL(other).host}/api/fine`, 'cors'],
  ]);
});

test('an answer after more than 3 s is slow', async ({ page, server }) => {
  await open(page, server);
  await page.evaluate(() => {
    // the clock jumps, not the test
    const { now } = performance;
    let ahead = 0;
    performance.now = () => now.call(performance) + ahead;
    Object.assign(window, { jump: () => (ahead += 3100) });
  });
  await run(
    page,
    `const one = fetch('/api/fine'); jump(); await one; await fetch('/api/fine');
    const two = fetch('/api/missing'); jump(); await two;`,
  );
  expect((await requests(page)).map(({ failure, status }) => [failure, status])).toEqual([
    ['slow', 200],
    ['4xx', 404],
  ]);
});

test('a request that a click caused names the click; one of a script or of later does not', async ({
  page,
  server,
}) => {
  await open(
    page,
    server,
    `<button id="now" onclick="fetch('/api/missing')">now</button>
     <button id="soon" onclick="Promise.resolve().then(() => fetch('/api/missing'))">soon</button>
     <button id="busy" onclick="for (const t = performance.now(); performance.now() < t + 150;); fetch('/api/missing')">busy</button>
     <button id="later" onclick="setTimeout(() => fetch('/api/missing'), 200)">later</button>`,
  );
  await page.evaluate(() => {
    const ids: string[] = [];
    Object.assign(window, { ids });
    for (const name of ['now', 'soon', 'busy', 'later'])
      document.getElementById(name)?.addEventListener('click', (event) => event.isTrusted && ids.push(name));
  });
  for (const name of ['now', 'soon', 'busy', 'later']) {
    const before = (await requests(page)).length;
    await page.click(`#${name}`);
    await expect.poll(async () => (await requests(page)).length).toBe(before + 1);
  }
  await page.evaluate(() => document.getElementById('now')?.click());
  await expect.poll(async () => (await requests(page)).length).toBe(5);
  const clicks = (await requests(page)).map(({ click }) => click as string);
  expect(clicks.map((id) => /^[\da-f-]{36}$/.test(id))).toEqual([true, true, true, false, false]);
  expect(new Set(clicks.slice(0, 3)).size).toBe(3);
});

test('of one failure of one target 50 are told per view, and the rest is counted', async ({ page, server }) => {
  await open(page, server);
  await run(page, `for (let i = 0; i < 53; i++) await fetch('/api/missing'); await fetch('/api/down')`);
  await expect.poll(async () => (await requests(page)).length).toBe(51);
  expect(await page.evaluate(() => window.captures.drops)).toEqual({ request_cap: 3 });
  await run(
    page,
    `history.pushState(null, '', '/next'); await new Promise((r) => setTimeout(r, 50)); await fetch('/api/missing')`,
  );
  await expect.poll(async () => (await requests(page)).length).toBe(52);
});

test('what failed before the capture began is told once, by what the browser noted', async ({ page, server }) => {
  await open(page, server, '', {
    before: `window.asked = Promise.allSettled([fetch('/api/missing?token=secret'), fetch('/api/down'), fetch('/api/fine'), fetch('/v1/batch')]);
      { const xhr = new XMLHttpRequest(); xhr.open('GET', '/api/down'); xhr.send(); }`,
    settings: { options: { endpoint: '' } },
  });
  await expect.poll(async () => (await requests(page)).length).toBe(3);
  await run(page, `await asked; await fetch('/api/missing'); await new Promise((r) => setTimeout(r, 200))`);
  const told = (await requests(page)).map(({ via, failure, status, target, method }) =>
    [via, failure, status, String(target).replace(/^.*?\//, '/'), method].join(' '),
  );
  expect(told.sort()).toEqual([
    'fetch 4xx 404 /api/missing GET',
    'timing 4xx 404 /api/missing ',
    'timing 5xx 500 /api/down ',
    'timing 5xx 500 /api/down ',
  ]);
});

test('requests of our own never are events', async ({ page, server }) => {
  await open(page, server, '', { settings: { options: { endpoint: server.collector.origin } } });
  server.collector.script = (_, res) => void res.writeHead(500).end();
  await run(
    page,
    `await fetch('${server.collector.origin}/v1/batch', { method: 'POST', body: '{}' }); await fetch('/api/missing')`,
  );
  await expectRequests(page, [{ failure: '4xx' }]);
});

test('traceparent goes to the origins that the site listed, and to no other', async ({ page, server }) => {
  const sent: Record<string, string | undefined> = {};
  await page.route('**/traced/**', async (route) => {
    const request = route.request();
    const headers = await request.allHeaders();
    sent[new URL(request.url()).pathname] = headers['traceparent'];
    sent[`${new URL(request.url()).pathname} x`] = headers['x-mine'];
    await route.fulfill({ status: 404, body: '' });
  });
  await open(page, server, '', { settings: { options: { traceOrigins: [server.origin] } } });
  await run(
    page,
    `await fetch('/traced/text'); await fetch(new URL('/traced/url', location.href), { headers: { 'x-mine': '1' } });
     await fetch(new Request('/traced/request', { method: 'POST', body: 'x', headers: { 'x-mine': '2' } }));
     await fetch('/traced/own', { headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } });
     ${send} await send('GET', '/traced/xhr');`,
  );
  const told = await requests(page);
  expect(told).toHaveLength(5);
  for (const [at, path] of ['text', 'url', 'request', 'own', 'xhr'].entries()) {
    expect(sent[`/traced/${path}`]).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
    expect(told[at]).toMatchObject({ trace: sent[`/traced/${path}`]?.split('-')[1], failure: '4xx' });
  }
  expect([sent['/traced/url x'], sent['/traced/request x']]).toEqual(['1', '2']);
  expect(sent['/traced/own']).toContain('0af7651916cd43dd8448eb211c80319c');
  expect(told[2]).toMatchObject({ method: 'POST' });
  expect(new Set(told.map(({ trace }) => trace)).size).toBe(5);

  await open(page, server, '', { settings: { options: { traceOrigins: [server.origin.slice(0, -1)] } } });
  await run(page, `await fetch('/traced/text'); ${send} await send('GET', '/traced/xhr');`);
  await expectRequests(page, [{ trace: '' }, { trace: '' }]);
  expect([sent['/traced/text'], sent['/traced/xhr']]).toEqual([undefined, undefined]);
});
