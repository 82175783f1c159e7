/** The built tag and its idle chunk: what a collector receives of requests, resources, violations, vitals and frames. */
import type { EventOf, Kind } from '@watchglass/contract';
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import type { TestServer } from '../server.ts';

const of = <K extends Kind>(server: TestServer, kind: K): EventOf<K>[] =>
  server.collector.events().filter((event) => event.kind === kind) as EventOf<K>[];

test('what failed and how fast it was is at the collector, of the load and of later', async ({
  page,
  server,
  browserName,
  noise,
}) => {
  const isChromium = browserName === 'chromium';
  server.page('/api/missing', { status: 404, body: 'nothing' });
  server.page('/', {
    headers: { 'content-security-policy': `img-src 'self'` },
    body: `<!doctype html><html><head><link rel="icon" href="/none.ico"><title>Site</title>
      <script src="/dist/watchglass.js" data-key="pk_test" data-endpoint="${server.collector.origin}"
        data-trace-origins="${server.origin} https://api.example"></script></head>
      <body><h1>Words</h1><img id="early" src="/none/early.png"><button id="go">go</button>
      <script>fetch('/api/missing?early'); document.getElementById('go').onclick = () => {
        fetch('/api/missing'); for (const t = performance.now(); performance.now() < t + 300;); document.body.append('done'); };</script></body></html>`,
  });
  await page.goto(`${server.origin}/`);
  await expect.poll(() => of(server, 'vital').map(({ metric }) => metric)).toContain('TTFB');
  await page.click('#go');
  await page.evaluate(() => {
    for (const [id, src] of [
      ['late', '/none/late.png'],
      ['foreign', 'https://pictures.example/a.png'],
    ] as const)
      document.body.append(Object.assign(document.createElement('img'), { id, src }));
  });
  await expect.poll(async () => (await page.evaluate(() => document.body.textContent)).includes('done')).toBe(true);
  await expect
    .poll(() =>
      of(server, 'request').map(({ via, failure, trace, click }) => [via, failure, trace.length, click.length]),
    )
    .toEqual([
      ['timing', '4xx', 0, 0],
      ['fetch', '4xx', 32, 36],
    ]);
  expect(of(server, 'click').map(({ id }) => id)).toEqual([of(server, 'request')[1]?.click]);
  await expect
    .poll(() =>
      of(server, 'resource_error')
        .map(({ resource, key }) => `${resource.replace(server.origin, '')} ${key}`)
        .sort(),
    )
    .toEqual(['/none/early.png id:early', '/none/late.png id:late', 'https://pictures.example/a.png id:foreign']);
  await expect
    .poll(() => of(server, 'violation').map(({ policy, directive, resource }) => [policy, directive, resource]))
    .toEqual([['csp', 'img-src', 'https://pictures.example/a.png']]);
  // the entries of the click come a frame later; then all last states are of what was done
  await page.waitForTimeout(500);
  server.page('/next', 'Next');
  await page.goto(`${server.origin}/next`);
  await expect.poll(() => of(server, 'page_leave').length).toBe(1);
  await expect
    .poll(() => [...new Set(of(server, 'vital').map(({ metric }) => metric))].sort())
    .toEqual([...(isChromium ? ['CLS'] : []), 'FCP', 'INP', 'LCP', 'TTFB']);
  const inp = of(server, 'vital').find(({ metric }) => metric === 'INP');
  expect(inp).toMatchObject({ key: 'id:go', navigation: 'navigate' });
  expect(of(server, 'vital').find(({ metric }) => metric === 'LCP')?.key).toMatch(/^root\//);
  expect(inp?.value).toBeGreaterThanOrEqual(296);
  const frames = of(server, 'long_frame');
  expect(frames.some(({ durationMs }) => durationMs >= 300)).toBe(isChromium);
  const kinds: Kind[] = ['request', 'resource_error', 'violation', 'vital', 'long_frame'];
  expect(new Set(kinds.flatMap((kind) => of(server, kind)).map(({ view }) => view)).size).toBe(1);
  expect(server.collector.rejected).toEqual([]);
  // Firefox reports the picture as one
  expect(noise.errors.filter((one) => !one.includes('pictures.example'))).toEqual([]);
});

test('requests that end because the page is left are given up, not failed', async ({ page, server, browserName }) => {
  server.page('/', {
    body: `<!doctype html><html><head><title>x</title>
      <script src="/dist/watchglass.js" data-key="pk_test" data-endpoint="${server.collector.origin}"></script></head>
      <body><a id="go" href="/next">next</a></body></html>`,
  });
  server.collector.script = (seen, res, store) => {
    if (seen.path === '/v1/batch')
      res.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ receipts: store() }));
  };
  server.page(
    '/next',
    `<!doctype html><script src="/dist/watchglass.js" data-key="pk_test" data-endpoint="${server.collector.origin}"></script>`,
  );
  await page.goto(`${server.origin}/`);
  await expect.poll(() => of(server, 'vital').map(({ metric }) => metric)).toContain('TTFB');
  await page.evaluate((origin) => {
    fetch(`${origin}/hanging`, { method: 'POST' }).catch(() => {});
    const xhr = new XMLHttpRequest();
    xhr.open('POST', `${origin}/hanging`);
    xhr.send();
  }, server.collector.origin);
  await expect.poll(() => server.collector.requests.filter(({ path }) => path === '/hanging').length).toBe(2);
  await page.click('#go');
  await page.waitForURL('**/next');
  await expect.poll(() => of(server, 'page_view').length).toBe(2);
  await expect.poll(() => of(server, 'page_leave').length).toBeGreaterThan(0);
  await flush(page);
  const told = of(server, 'request').map(({ failure }) => failure);
  expect(told.filter((failure) => failure !== 'abort')).toEqual([]);
  // Chromium tells nobody any more
  if (browserName === 'firefox') expect(told.length).toBeGreaterThan(0);
});

test('a signal that is switched off wraps nothing, and one that is on is put back at the end', async ({
  page,
  server,
}) => {
  for (const capture of ['pageView,vital', 'pageView,request,vital']) {
    server.page('/', {
      body: `<!doctype html><html><head><title>x</title><script>window.host = window.fetch;</script>
        <script src="/dist/watchglass.js" data-key="pk_test" data-endpoint="${server.collector.origin}" data-capture="${capture}"></script></head><body>x</body></html>`,
    });
    const before = of(server, 'vital').filter(({ metric }) => metric === 'TTFB').length;
    await page.goto(`${server.origin}/`);
    await expect.poll(() => of(server, 'vital').filter(({ metric }) => metric === 'TTFB').length).toBe(before + 1);
    const isHost = (): Promise<boolean> =>
      page.evaluate(() => window.fetch === (window as unknown as { host: typeof fetch }).host);
    expect(await isHost()).toBe(!capture.includes('request'));
    expect(await stats(page)).toMatchObject({ caught: 0 });
    await flush(page);
    await page.evaluate(() =>
      (window as unknown as { watchglass: { shutdown(): Promise<void> } }).watchglass.shutdown(),
    );
    expect(await isHost()).toBe(true);
  }
});
