/** What the browser refuses the page, or will refuse it. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { openWith, seen } from './captures.ts';

const settings = { only: ['pageView', 'violation'] };

const violations = async (page: Page): Promise<Record<string, unknown>[]> =>
  (await seen(page, 'violation')).map(({ body }) => body);

test('each thing that the policy of the page refused is told once per view, with the script that did it', async ({
  page,
  server,
}) => {
  server.page('/act.js', {
    body: `{ const add = (src) => { const one = new Image(); one.src = src; return one; };
      add('https://pictures.example/a.png?token=secret'); add('https://pictures.example/a.png?token=other');
      try { eval('1'); } catch {} }`,
    headers: { 'content-type': 'text/javascript' },
  });
  await openWith(page, server, '', {
    settings,
    headers: {
      'content-security-policy': "script-src 'self' 'unsafe-inline'; img-src 'self'",
      'content-security-policy-report-only': "style-src 'none'",
    },
  });
  const act = (): Promise<unknown> =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          const one = document.createElement('script');
          one.src = '/act.js';
          one.onload = resolve;
          document.head.append(one);
          document.body.style.setProperty('color', 'red');
          document.body.setAttribute('style', 'color: red');
        }),
    );
  await act();
  await act();
  const common = { policy: 'csp', message: '' };
  await expect(async () => {
    const told = await violations(page);
    expect(told.sort((a, b) => (String(a['directive']) < String(b['directive']) ? -1 : 1))).toEqual([
      {
        ...common,
        directive: 'img-src',
        resource: 'https://pictures.example/a.png?token=*',
        // Chromium asks for pictures when the script is done
        source: expect.any(String) as unknown,
        enforced: true,
      },
      {
        ...common,
        directive: 'script-src',
        resource: 'eval',
        source: expect.stringMatching(new RegExp(`^${server.origin}/act.js:\\d+:\\d+$`)) as unknown,
        enforced: true,
      },
      {
        ...common,
        directive: 'style-src-attr',
        resource: 'inline',
        source: expect.any(String) as unknown,
        enforced: false,
      },
    ]);
  }).toPass({ timeout: 10_000 });
  await page.evaluate(() => history.pushState(null, '', '/next'));
  await expect.poll(async () => (await seen(page, 'page_view')).length).toBe(2);
  await act();
  // a browser may not ask again for a picture that it was refused
  await expect
    .poll(async () => (await violations(page)).filter(({ directive }) => directive === 'script-src').length)
    .toBe(2);
  expect(await page.evaluate(() => window.captures.caught)).toEqual([]);
});

test('what the policy refused before the capture began is told where the browser keeps its reports', async ({
  page,
  server,
  browserName,
}) => {
  await openWith(page, server, '', {
    settings: { only: [] },
    headers: { 'content-security-policy': "img-src 'self'" },
    before: `new Image().src = 'https://pictures.example/early.png';`,
  });
  await page.evaluate((settings) => {
    window.captures = window.startCaptures(settings);
    new Image().src = 'https://pictures.example/late.png';
  }, settings);
  const early = ['img-src', 'https://pictures.example/early.png', true];
  await expect
    .poll(async () =>
      (await violations(page))
        .map(({ directive, resource, enforced }) => [directive, resource, enforced])
        .sort((one, other) => (String(one[1]) < String(other[1]) ? -1 : 1)),
    )
    // Firefox keeps none
    .toEqual([...(browserName === 'chromium' ? [early] : []), ['img-src', 'https://pictures.example/late.png', true]]);
});

test('reports of deprecations and interventions are told by their id', async ({ page, server }) => {
  await openWith(page, server, '', {
    settings,
    before: `window.ReportingObserver = class { constructor(hear, options) { window.given = options; this.hear = hear; }
      observe() { setTimeout(() => this.hear([
        { type: 'deprecation', body: { id: 'OldThing', message: 'Old. See https://a.example/x?token=secret', sourceFile: location.origin + '/app.js?v=secret', lineNumber: 3, columnNumber: 7 } },
        { type: 'deprecation', body: { id: 'OldThing', message: 'Old again', sourceFile: null, lineNumber: null, columnNumber: null } },
        { type: 'intervention', body: { id: 'Slow', message: 'Stopped' } }], this), 50); }
      disconnect() { window.isDisconnected = true; } };`,
  });
  await expect
    .poll(() => violations(page))
    .toEqual([
      {
        policy: 'deprecation',
        directive: 'OldThing',
        resource: '',
        source: `${server.origin}/app.js?v=*:3:7`,
        enforced: false,
        message: 'Old. See https://a.example/x',
      },
      { policy: 'intervention', directive: 'Slow', resource: '', source: '', enforced: true, message: 'Stopped' },
    ]);
  expect(
    await page.evaluate(() => {
      const host = window as unknown as { given: object; isDisconnected?: boolean };
      window.captures.stop();
      return [host.given, host.isDisconnected];
    }),
  ).toEqual([{ types: ['csp-violation', 'deprecation', 'intervention'], buffered: true }, true]);
});

test('what is told first in a view counts in that view', async ({ page, server }) => {
  await openWith(page, server, '', { settings, headers: { 'content-security-policy': "img-src 'self'" } });
  await page.evaluate(() => {
    const tell = (): unknown =>
      document.dispatchEvent(
        new SecurityPolicyViolationEvent('securitypolicyviolation', {
          blockedURI: 'inline',
          documentURI: location.href,
          effectiveDirective: 'script-src',
          violatedDirective: 'script-src',
          originalPolicy: '',
          disposition: 'enforce',
          statusCode: 200,
        }),
      );
    // the view begins with the first event after the navigation
    history.pushState(null, '', '/next');
    tell();
    tell();
  });
  expect((await seen(page, 'violation')).map(({ view }) => view)).toEqual([2]);
});

test('50 violations are told per view, and the rest is counted', async ({ page, server }) => {
  await openWith(page, server, '', { settings, headers: { 'content-security-policy': "img-src 'self'" } });
  await page.evaluate(() => {
    for (let i = 0; i < 53; i++) new Image().src = `https://pictures.example/${i}`;
  });
  await expect.poll(async () => (await violations(page)).length).toBe(50);
  // a browser may tell of each both ways
  expect(Object.keys(await page.evaluate(() => window.captures.drops))).toEqual(['violation_cap']);
});
