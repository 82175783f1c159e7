// The script tag in WebKitGTK, the engine that Playwright cannot drive here: one visit over three pages and a route of
// a single-page app, under a strict content security policy. Prints what it checked; exits 1 when something is wrong.
//
//   node test/webkit/run.mjs
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { By, Key } from 'selenium-webdriver';
import { ensureBrowsers } from '../../scripts/browsers.mjs';
import { startWebKit } from './driver.mjs';
import { loadModule } from './module.mjs';
import { serveSite } from './site.mjs';

/** The whole check; a browser that hangs must not hold up the rest. */
const MOST_MS = 60_000;
const WAIT_MS = 10_000;

async function until(what, isSo) {
  for (const end = Date.now() + WAIT_MS; ; await sleep(50)) {
    if (await isSo()) return;
    if (Date.now() > end) assert.fail(`waited ${WAIT_MS / 1000} s in vain until ${what}`);
  }
}

/** Entries of all IndexedDB stores of this origin, as JSON, but for whose turn it is. Runs in the page. */
const storedInPage = `
const done = arguments[arguments.length - 1];
const open = (name) => new Promise((resolve, reject) => {
  const request = indexedDB.open(name);
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const all = (store) => new Promise((resolve, reject) => {
  const request = store.getAll();
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
(async () => {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    if (name.endsWith(':lease')) continue;
    const database = await open(name);
    for (const store of database.objectStoreNames) found.push(...await all(database.transaction(store).objectStore(store)));
    database.close();
  }
  return found;
})().then((found) => done(JSON.stringify(found)), (error) => done(JSON.stringify([String(error)])));
`;

const inPage = {
  isRunning: `return typeof watchglass === 'object' && watchglass.stats()?.state === 'running'`,
  stats: 'return watchglass.stats()',
  flush: 'const done = arguments[arguments.length - 1]; watchglass.flush().then(done)',
  shutdown: 'const done = arguments[arguments.length - 1]; watchglass.shutdown().then(() => done(true))',
  // a machine that is busy draws late, and scrolls when it draws
  scrollDown: `const done = arguments[arguments.length - 1];
addEventListener('scroll', () => done(true), { once: true, capture: true });
scrollTo(0, document.documentElement.scrollHeight)`,
  noise: `return JSON.parse(sessionStorage.getItem('noise') ?? '[]')`,
};

/** Does the visit; gives the documents it was in and what is left in the outbox. */
async function visit(browser, origin) {
  const at = async (path) => {
    await until(`the tag runs at ${path}`, () => browser.executeScript(inPage.isRunning));
    assert.equal(await browser.getCurrentUrl(), `${origin}${path}`);
    return (await browser.executeScript(inPage.stats)).ids.doc;
  };
  const element = (id) => browser.findElement(By.id(id));

  await browser.get(`${origin}/`);
  const docs = [await at('/')];
  await element('add').click();
  await element('add').sendKeys(Key.SPACE);
  await browser.executeAsyncScript(inPage.scrollDown);
  await sleep(500);
  await browser.executeScript('scrollTo(0, 0)');
  await element('plans').click();
  await until('the route is shown', async () => (await browser.getCurrentUrl()) === `${origin}/plans`);
  await browser.navigate().back();
  await until('the first route is back', async () => (await browser.getCurrentUrl()) === `${origin}/`);
  await element('next').sendKeys(Key.ENTER);

  await until('the next page is there', async () => (await browser.getTitle()) === 'Next');
  docs.push(await at('/next'));
  await element('pay').click();
  await element('last').click();

  await until('the last page is there', async () => (await browser.getTitle()) === 'Last');
  docs.push(await at('/last'));
  await browser.executeAsyncScript(inPage.flush);
  const afterReceipts = JSON.parse(await browser.executeAsyncScript(storedInPage));
  await browser.executeAsyncScript(inPage.shutdown);
  const afterShutdown = JSON.parse(await browser.executeAsyncScript(storedInPage));
  return { docs, afterReceipts, afterShutdown, noise: await browser.executeScript(inPage.noise) };
}

/** Judges what the collector holds, one printed line per check. */
function judge({ docs, afterReceipts, afterShutdown, noise }, { origin, collector }) {
  const check = (what, actual, expected) => {
    assert.deepEqual(actual, expected, what);
    console.log(`  ok  ${what}`);
  };
  const events = collector.events();
  const of = (kind) => docs.flatMap((doc) => events.filter((event) => event.doc === doc && event.kind === kind));
  check('nothing was rejected', collector.rejected, []);
  check('three documents', [...new Set(events.map(({ doc }) => doc))].sort(), [...docs].sort());
  check(
    'clicks by mouse and keyboard, each once',
    of('click').map(({ key, pointer, trusted }) => [key, pointer, trusted]),
    [
      ['id:add', 'mouse', true],
      ['id:add', 'keyboard', true],
      ['id:plans', 'mouse', true],
      ['id:next', 'keyboard', true],
      ['id:pay', 'mouse', true],
      ['id:last', 'mouse', true],
    ],
  );
  const views = of('page_view');
  check(
    'page views of loads, a pushed route and the way back',
    views.map(({ how, url }) => `${how} ${url}`),
    [
      `load ${origin}/`,
      `push ${origin}/plans`,
      `back_forward ${origin}/`,
      `load ${origin}/next`,
      `load ${origin}/last`,
    ],
  );
  const leaves = of('page_leave');
  check(
    'one page leave for each page view',
    leaves.map(({ view }) => view),
    views.map(({ view }) => view),
  );
  check('the depth of the first view', [leaves[0].scrollRatioMax, leaves[0].contentRatioMax], [1, 1]);
  for (const [n, doc] of docs.entries()) {
    const seqs = events.filter((event) => event.doc === doc).map(({ seq }) => seq);
    check(
      `document ${n + 1}: ${seqs.length} events, seq without gaps`,
      seqs,
      seqs.map((_, at) => at),
    );
  }
  check(
    'one visitor, one session, one tab',
    ['visitor', 'session', 'tab'].map((name) => new Set(events.map((event) => event[name])).size),
    [1, 1, 1],
  );
  check('no error, no line on the console, no policy violation', noise, []);
  const stored = new Set(events.filter(({ doc }) => doc !== docs[2]).map(({ id }) => id));
  check(
    'the outbox holds no event that was receipted',
    afterReceipts.filter((entry) => (entry.events ?? [entry]).some(({ id }) => id === undefined || stored.has(id))),
    [],
  );
  check('the outbox is empty after shutdown', afterShutdown, []);
}

async function main() {
  const { webkit } = await ensureBrowsers(['webkit']);
  if (!webkit) throw new Error('WebKitGTK is not installed and could not be installed here');
  const { startServer } = await loadModule('../server.ts');
  const server = await startServer();
  serveSite(server);
  const { browser, end } = await startWebKit(webkit).catch(async (error) => {
    await server.close();
    throw error;
  });
  const tooLate = sleep(MOST_MS, undefined, { ref: false }).then(() => {
    throw new Error(`not done after ${MOST_MS / 1000} s`);
  });
  try {
    await browser.manage().setTimeouts({ script: WAIT_MS, pageLoad: WAIT_MS });
    console.log(`WebKitGTK ${(await browser.getCapabilities()).getBrowserVersion()}`);
    judge(await Promise.race([visit(browser, server.origin), tooLate]), server);
  } catch (error) {
    const noise = await browser.executeScript(inPage.noise).catch(() => []);
    for (const line of noise) console.error(`  the page said: ${line}`);
    throw error;
  } finally {
    await end();
    await server.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof assert.AssertionError ? `  FAILED  ${error.message}` : error);
  process.exitCode = 1;
}
