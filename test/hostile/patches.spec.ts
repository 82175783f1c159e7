/** H4: another tool wraps what we wrap, before us or after us, and takes its own back before or after we do. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import type { TestServer } from '../server.ts';
import { expectWhole, of, pageOf, tagOf } from './hostPage.ts';

/** What the page is asked for on the wire. */
interface Asked {
  method: string;
  token: string | undefined;
  type: string | undefined;
  body: string | null;
}

/** The other tool: it counts what the app asks for, and puts back what it found, whoever has come since. */
const THEIRS = `
  window.wrapped = [];
  window.wrap = () => {
    const { fetch, history, console } = window;
    const { open, send, setRequestHeader } = XMLHttpRequest.prototype;
    const { pushState } = history;
    const { log } = console;
    const note = (...what) => { wrapped.push(what.join(' ')); };
    window.fetch = function (input, init) { if (String(input).startsWith('/')) note('fetch', input); return fetch.apply(this, arguments); };
    XMLHttpRequest.prototype.open = function (method, url) { note('open', method, url); return open.apply(this, arguments); };
    XMLHttpRequest.prototype.setRequestHeader = function (name) { note('header', name); return setRequestHeader.apply(this, arguments); };
    XMLHttpRequest.prototype.send = function () { note('send', arguments.length); return send.apply(this, arguments); };
    history.pushState = function () { note('push', arguments.length); return pushState.apply(this, arguments); };
    console.log = function (...parts) { note('log'); return log.apply(this, parts); };
    window.unwrap = () => {
      window.fetch = fetch;
      Object.assign(XMLHttpRequest.prototype, { open, send, setRequestHeader });
      history.pushState = pushState;
      console.log = log;
    };
  };`;

/** The app: it asks as libraries do that protect their forms, and says what it got. */
const APP = `
  window.got = [];
  document.getElementById('go').addEventListener('click', async () => {
    const mine = [];
    const headers = { 'x-csrf': 'token', 'content-type': 'application/json' };
    const response = await fetch('/api/fine', { method: 'PUT', headers, body: '{"one":1}' });
    mine.push(response.constructor === Response, response.status, await response.text());
    mine.push((await fetch('/api/missing')).status);
    mine.push(await new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open('POST', '/api/fine');
      xhr.setRequestHeader('x-csrf', 'token');
      xhr.onload = () => resolve([xhr.status, xhr.responseText, xhr.getResponseHeader('x-answer')].join());
      xhr.send('two');
    }));
    history.pushState({ step: 1 }, '', '?step');
    mine.push(history.state.step, location.search, fetch.name, fetch.length, XMLHttpRequest.prototype.open.length);
    console.log('done');
    got.push(mine);
  });`;

type OnPage = Window & {
  wrap(): void;
  unwrap(): void;
  wrapped: string[];
  got: unknown[][];
  found: typeof fetch;
};

/** Opens the page; gives what it asks for from then on. */
async function open(page: Page, server: TestServer, tag: string): Promise<Asked[]> {
  const asked: Asked[] = [];
  page.on('request', (request) => {
    const headers = request.headers();
    if (new URL(request.url()).pathname.startsWith('/api/'))
      asked.push({
        method: request.method(),
        token: headers['x-csrf'],
        type: headers['content-type'],
        body: request.postData(),
      });
  });
  server.page('/api/fine', { body: 'fine', headers: { 'content-type': 'text/plain', 'x-answer': 'yes' } });
  server.page('/api/missing', { status: 404, body: 'nothing' });
  const app = `<button id="go">Go</button><script>${APP}</script>`;
  server.page('/', pageOf(`<script>window.found = fetch;${THEIRS}</script>${tag}`, app));
  await page.goto(`${server.origin}/`);
  return asked;
}

/** Clicks, and waits until the app has what it asked for as often. */
async function use(page: Page, times: number): Promise<void> {
  await page.click('#go');
  await expect.poll(() => page.evaluate(() => (window as unknown as OnPage).got.length)).toBe(times);
}

const seenBy = (page: Page): Promise<[got: unknown[][], wrapped: string[]]> =>
  page.evaluate(() => {
    const { got, wrapped } = window as unknown as OnPage;
    return [got, wrapped];
  });

const wrap = (page: Page): Promise<void> => page.evaluate(() => (window as unknown as OnPage).wrap());
const unwrap = (page: Page): Promise<void> => page.evaluate(() => (window as unknown as OnPage).unwrap());
const shutdown = (page: Page): Promise<void> =>
  page.evaluate(() => (window as unknown as { watchglass: { shutdown(): Promise<void> } }).watchglass.shutdown());

/** Our wrapping comes with the idle chunk. */
const untilWrapped = (page: Page): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => fetch !== (window as unknown as OnPage).found && !String(fetch).includes('note')))
    .toBe(true);

for (const [order, first, last] of [
  ['they came before us and leave before us', 'theirs', 'ours'],
  ['they came before us and leave after us', 'theirs', 'theirs'],
  ['they came after us and leave before us', 'ours', 'ours'],
  ['they came after us and leave after us', 'ours', 'theirs'],
] as const)
  test(`another tool wraps what we wrap: ${order}; the page asks, gets and sees what it does without us`, {
    tag: '@long-in-firefox',
  }, async ({ page, server, noise, browserName }) => {
    const alone = await open(page, server, '');
    await wrap(page);
    await use(page, 1);
    if (last === 'ours') await unwrap(page);
    await use(page, 2);
    if (last === 'theirs') await unwrap(page);
    await use(page, 3);
    const without = await seenBy(page);
    expect(alone).toHaveLength(9);
    // the driver tells no bodies in Firefox
    const body = browserName === 'chromium' ? '{"one":1}' : null;
    expect(alone[0]).toEqual({ method: 'PUT', token: 'token', type: 'application/json', body });
    page.removeAllListeners('request');

    const wrapFirst = first === 'theirs' ? '<script>wrap()</script>' : '';
    const asked = await open(page, server, wrapFirst + tagOf(server));
    await untilWrapped(page);
    if (first === 'ours') await wrap(page);
    await use(page, 1);
    await expect.poll(() => of(server, 'click').length).toBe(1);
    await expect.poll(() => of(server, 'request').length).toBe(1);
    await flush(page);
    expect(await stats(page)).toMatchObject({ state: 'running', caught: 0 });
    const ends = last === 'ours' ? [unwrap, shutdown] : [shutdown, unwrap];
    await ends[0]?.(page);
    await use(page, 2);
    await ends[1]?.(page);
    await use(page, 3);
    expect(asked).toEqual(alone);
    expect(await seenBy(page)).toEqual(without);
    expect(await page.evaluate(() => /native code/.test(String(fetch)) && fetch.name === 'fetch')).toBe(true);
    await expectWhole(page, server);
    expect(noise).toEqual({ errors: [], console: [], violations: [] });
  });
