/** H5: strict policies of the page's server. The tag runs under each, and the browser reports nothing. */
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import type { TestServer } from '../server.ts';
import { brokenTag } from '../faults/builtTag.ts';
import { expectWhole, of, pageOf, tagOf } from './hostPage.ts';

type Headers = Record<string, string>;

const csp =
  (rules: string) =>
  (server: TestServer): Headers => ({
    'content-security-policy': `${rules.replaceAll('SITE', server.origin).replaceAll('COLLECTOR', server.collector.origin)}; report-uri ${server.collector.origin}/csp`,
  });

const policies: readonly [name: string, attributes: string, headers: (server: TestServer) => Headers][] = [
  ['a nonce', 'nonce="n1"', csp(`default-src 'none'; script-src 'nonce-n1'; connect-src COLLECTOR`)],
  [
    'strict-dynamic',
    'nonce="n1"',
    csp(`default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; connect-src COLLECTOR; base-uri 'none'`),
  ],
  [
    'Trusted Types',
    '',
    csp(
      `default-src 'none'; script-src SITE; connect-src COLLECTOR; require-trusted-types-for 'script'; trusted-types 'none'`,
    ),
  ],
  [
    'no worker, no style, no frame, no form',
    '',
    csp(
      `default-src 'none'; script-src SITE; connect-src COLLECTOR; worker-src 'none'; style-src 'none'; frame-src 'none'; form-action 'none'; object-src 'none'`,
    ),
  ],
  [
    'a sandbox without an origin',
    '',
    csp(`sandbox allow-scripts; default-src 'none'; script-src SITE; connect-src COLLECTOR`),
  ],
  [
    'COOP and COEP',
    '',
    () => ({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    }),
  ],
  ['COEP without credentials', '', () => ({ 'cross-origin-embedder-policy': 'credentialless' })],
  [
    'a policy of permissions that allows nothing',
    '',
    () => ({ 'permissions-policy': 'unload=(), sync-xhr=(), storage-access=(), compute-pressure=()' }),
  ],
  ['no referrer', '', () => ({ 'referrer-policy': 'no-referrer' })],
];

for (const [name, attributes, headers] of policies)
  test(`under ${name} the tag runs, and the browser reports nothing`, { tag: '@long-in-firefox' }, async ({
    page,
    server,
    noise,
  }) => {
    server.page('/', { body: pageOf(tagOf(server, attributes)), headers: headers(server) });
    await page.goto(`${server.origin}/`);
    await page.click('#go');
    await expect.poll(() => of(server, 'click').length).toBe(1);
    await flush(page);
    expect(await stats(page)).toMatchObject({ state: 'running', caught: 0 });
    await expectWhole(page, server);
    expect(noise).toEqual({ errors: [], console: [], violations: [] });
    expect(server.collector.requests.filter(({ path }) => path === '/csp')).toEqual([]);
  });

test('under a policy that forbids its requests the tag stays quiet, and its numbers say that they wait', async ({
  page,
  server,
  noise,
}) => {
  server.page('/', {
    body: pageOf(tagOf(server)),
    headers: { 'content-security-policy': `default-src 'none'; script-src ${server.origin}` },
  });
  await page.goto(`${server.origin}/`);
  await page.click('#go');
  await expect.poll(async () => (await stats(page)).sinks[0]?.error).not.toBe('');
  // what was refused last may be on its way to the disk
  await expect.poll(() => stats(page)).toMatchObject({ receipted: 0, inMemory: 0, state: 'running' });
  // Firefox's driver takes its own words on what a policy refused for errors
  expect(noise.errors.filter((line) => !line.includes('violates the following directive'))).toEqual([]);
  expect(noise.console).toEqual([]);
});

test('a tag that needs what a policy forbids is noticed', { tag: '@long-in-firefox' }, async ({ page, server }) => {
  server.page('/tag.js', { body: await brokenTag('needsEval'), headers: { 'content-type': 'text/javascript' } });
  server.page('/', {
    body: pageOf(tagOf(server).replace('/dist/watchglass.js', '/tag.js')),
    headers: csp(`default-src 'none'; script-src SITE; connect-src COLLECTOR`)(server),
  });
  await page.goto(`${server.origin}/`);
  await expect.poll(() => server.collector.requests.filter(({ path }) => path === '/csp').length).toBeGreaterThan(0);
});
