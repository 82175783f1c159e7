import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { openWith, seen } from './captures.ts';

type Body = Record<string, unknown>;

const errors = async (page: Page): Promise<Body[]> => (await seen(page, 'error')).map(({ body }) => body);

/** Runs a script in a task of its own, as the page's. */
const run = (page: Page, text: string): Promise<void> =>
  page.evaluate(async (script) => {
    const element = document.createElement('script');
    element.textContent = script;
    document.head.append(element);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }, text);

const settings = { only: ['error', 'pageView'] };

test('an uncaught error and an unhandled rejection are told with stack and causes', async ({ page, server, noise }) => {
  await openWith(page, server, '', { settings });
  await run(
    page,
    `function pay() { throw new TypeError('no card', { cause: new RangeError('empty', { cause: 'why' }) }) }; pay()`,
  );
  await run(page, `Promise.reject(new DOMException('not today', 'NotAllowedError'))`);
  const [thrown, rejected] = await errors(page);
  expect(thrown).toEqual({
    type: 'TypeError',
    message: 'no card',
    stack: expect.stringContaining('pay'),
    causes: [
      { type: 'RangeError', message: 'empty', stack: expect.any(String) },
      { type: 'string', message: 'why', stack: '' },
    ],
    handled: false,
    mechanism: 'onerror',
    noise: '',
    count: 1,
    breadcrumbs: [],
    properties: {},
  });
  expect(rejected).toMatchObject({ type: 'NotAllowedError', message: 'not today', mechanism: 'unhandledrejection' });
  // the page's own consoles and handlers still see both
  expect(noise.errors).toHaveLength(2);
});

const thrown: [script: string, type: string, message: string | RegExp][] = [
  [`throw 'text'`, 'string', 'text'],
  [`throw ''`, 'string', ''],
  [`throw 42`, 'number', '42'],
  [`throw 0`, 'number', '0'],
  [`throw false`, 'boolean', 'false'],
  [`throw 10n`, 'bigint', '10'],
  [`throw Symbol('s')`, 'symbol', 'Symbol(s)'],
  [`Promise.reject(null)`, 'object', 'null'],
  [`Promise.reject()`, 'undefined', 'undefined'],
  [`Promise.reject({ code: 1, secret: 'jane' })`, 'object', ''],
  [`Promise.reject({ message: 'said', name: 'Mine' })`, 'Mine', 'said'],
  [`Promise.reject(Object.create(null))`, 'object', ''],
  [`Promise.reject(() => 1)`, 'function', ''],
  [
    `Promise.reject(new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 }, has() { throw 3 }, getPrototypeOf() { throw 4 } }))`,
    'object',
    '',
  ],
  [`Promise.reject(new Proxy(new Error('x'), { get() { throw 1 } }))`, 'object', ''],
  [
    `Promise.reject({ get message() { throw 1 }, get name() { throw 2 }, get stack() { throw 3 }, get cause() { throw 4 } })`,
    'object',
    '',
  ],
  [`Promise.reject({ message: {}, name: 7, stack: [], toString() { throw 1 } })`, 'object', ''],
  [`class Mine extends Error { name = 'Mine' }; throw new Mine('m')`, 'Mine', 'm'],
  [`throw Object.assign(new Error('a'), { stack: undefined })`, 'Error', 'a'],
  [`throw new AggregateError([new Error('x')], 'many')`, 'AggregateError', 'many'],
  [`Promise.reject(new Event('error'))`, 'object', ''],
  [`Promise.reject(document.createElement('form'))`, 'object', ''],
  [`Promise.reject(window)`, 'object', ''],
  [`throw new Error('at https://me:pw@x.example/a?token=abc#frag now')`, 'Error', 'at https://x.example/a now'],
  [`throw new Error('a\\u0000b\\ud800')`, 'Error', 'ab'],
];

test('anything that is thrown becomes type, message and stack', async ({ page, server }) => {
  await openWith(page, server, '', { settings });
  for (const [script, type, message] of thrown) {
    await page.evaluate(() => (window.captures.seen.length = 0));
    // a view hears of equal errors five times
    await page.evaluate(() => window.captures.page());
    await run(page, `{${script}}`);
    const [error, ...more] = await errors(page);
    expect.soft({ script, type: error?.['type'], more }).toEqual({ script, type, more: [] });
    expect
      .soft(error?.['message'], script)
      .toEqual(message instanceof RegExp ? expect.stringMatching(message) : message);
    expect.soft(typeof error?.['stack'], script).toBe('string');
  }
  expect(await page.evaluate(() => window.captures.caught)).toEqual([]);
});

test('a cause chain may be long or a circle', async ({ page, server }) => {
  await openWith(page, server, '', { settings });
  await run(page, `const a = new Error('a'); const b = new Error('b', { cause: a }); a.cause = b; throw a`);
  await run(page, `let e; for (let i = 0; i < 50; i++) e = new Error('n' + i, { cause: e }); throw e`);
  await run(page, `const s = new Error('self'); s.cause = s; throw s`);
  const all = await errors(page);
  expect(all.map(({ causes }) => (causes as Body[]).map(({ message }) => message))).toEqual([
    ['b', 'a', 'b', 'a', 'b'],
    ['n48', 'n47', 'n46', 'n45', 'n44'],
    ['self', 'self', 'self', 'self', 'self'],
  ]);
});

test('huge messages and stacks are cut', async ({ page, server }) => {
  await openWith(page, server, '', { settings });
  await run(page, `const e = new Error('m'.repeat(1e7)); e.name = 'n'.repeat(1e6); e.stack = 's'.repeat(1e7); throw e`);
  const [error] = await errors(page);
  expect([error?.['message'], error?.['type'], error?.['stack']].map((text) => String(text).length)).toEqual([
    8192, 200, 8192,
  ]);
});

test('resources that do not load are no errors of this kind', async ({ page, server }) => {
  await openWith(page, server, '<img src="/none.png"><script src="/none.js"></script>', { settings });
  await page.evaluate(() => {
    window.dispatchEvent(new Event('error'));
  });
  expect(await errors(page)).toEqual([]);
});

test('an error of another origin stays "Script error."', async ({ page, server }) => {
  await openWith(page, server, `<script src="${server.collector.origin}/none"></script>`, { settings });
  await page.evaluate(() => {
    window.dispatchEvent(new ErrorEvent('error', { message: 'Script error.' }));
    window.dispatchEvent(
      new ErrorEvent('error', {
        message: 'Uncaught TypeError: x is null',
        filename: 'https://a.example/b.js?v=1',
        lineno: 3,
        colno: 7,
      }),
    );
    window.dispatchEvent(new ErrorEvent('error', { message: 'Uncaught null' }));
  });
  expect(await errors(page)).toMatchObject([
    { type: 'Error', message: 'Script error.', stack: '', causes: [] },
    { type: 'Error', message: 'Uncaught TypeError: x is null', stack: '' },
    { type: 'Error', message: 'Uncaught null' },
  ]);
});

test('one error object is one event, however often it comes by', async ({ page, server }) => {
  await openWith(page, server, '', { settings });
  await run(
    page,
    `const e = new Error('once'); captures.capture(e, { step: 'pay' }); captures.capture(e); Promise.reject(e); throw e`,
  );
  expect(await errors(page)).toMatchObject([
    { message: 'once', handled: true, mechanism: 'api', properties: { step: 'pay' } },
  ]);
});

test('an error loop is capped per view, and the rest counted', async ({ page, server }) => {
  await openWith(page, server, '', { settings });
  await run(page, `function f() { return new Error('same') }; for (let i = 0; i < 1000; i++) captures.capture(f())`);
  expect(await errors(page)).toHaveLength(5);
  expect(await page.evaluate(() => window.captures.drops)).toEqual({ error_cap: 995 });
  await run(page, `for (let i = 0; i < 1000; i++) captures.capture(new Error('numbered ' + i))`);
  expect(await errors(page)).toHaveLength(54);
  expect(await page.evaluate(() => window.captures.drops)).toEqual({ error_cap: 995 + 951 });
  await page.evaluate(() => history.pushState(null, '', '/next'));
  await seen(page, 'page_view');
  await run(page, `captures.capture(new Error('same'))`);
  expect(await errors(page)).toHaveLength(55);
});

test('an error that reports errors while it is looked at does not go round', async ({ page, server }) => {
  await openWith(page, server, '', { settings });
  await run(
    page,
    `const loop = { get message() { captures.capture(loop2()); dispatchEvent(new ErrorEvent('error', { message: 'inner' })); return 'outer' } };
     const loop2 = () => ({ get message() { captures.capture(loop2()); return 'x' } });
     captures.capture(loop)`,
  );
  expect((await errors(page)).map(({ message }) => message)).toEqual(['outer']);
  expect(await page.evaluate(() => window.captures.drops)).toEqual({ error_cap: 2 });
  await run(page, `captures.capture(new Error('later'))`);
  expect(await errors(page)).toHaveLength(2);
});

test('events that the stub queued are told like live ones', async ({ page, server }) => {
  await openWith(page, server, '', {
    settings,
    before: `window.early = []; for (const type of ['error', 'unhandledrejection']) addEventListener(type, (e) => early.push(e), true);
      setTimeout(() => { throw new Error('sync') }); Promise.reject(new Error('async'));`,
  });
  await seen(page, 'error');
  await page.evaluate(() => {
    const { captures } = window;
    captures.seen.length = 0;
    for (const event of (window as unknown as { early: unknown[] }).early) captures.captureEarly(event);
    for (const junk of [1, 'x', {}, new Event('error'), Symbol('x')]) captures.captureEarly(junk);
  });
  // both were heard live already: one object is one event
  expect(await errors(page)).toEqual([]);
  await page.evaluate(() => {
    window.captures.captureEarly({ type: 'error', target: window, message: 'x', error: new Error('queued') });
    window.captures.captureEarly({ type: 'unhandledrejection', reason: new Error('rejected') });
  });
  expect(await errors(page)).toMatchObject([
    { message: 'queued', mechanism: 'onerror', handled: false },
    { message: 'rejected', mechanism: 'unhandledrejection', handled: false },
  ]);
});

test('without automatic capture only what the site reports is told; after stop nothing', async ({ page, server }) => {
  await openWith(page, server, '', { settings: { ...settings, automatic: false } });
  await run(page, `captures.capture('mine'); throw new Error('not mine')`);
  expect(await errors(page)).toMatchObject([{ type: 'string', message: 'mine' }]);
  await openWith(page, server, '', { settings, path: '/two' });
  await page.evaluate(() => window.captures.stop());
  await run(page, `throw new Error('late')`);
  expect(await errors(page)).toEqual([]);
});
