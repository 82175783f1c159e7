import { describe, expect, test } from 'vitest';
import { createNews } from '../../../collector/news.ts';
import { registerInsights } from '../../../collector/routes/insights.ts';
import { access, type Who } from '../../../collector/routes/access.ts';
import type { Store } from '../../../collector/types.ts';
import { collectorParts, type PartsOptions, project, token } from './parts.ts';

const store = {
  state: () => ({ state: 'ready', reason: '' }),
  ask: async () => [],
} as unknown as Store;
const insights: PartsOptions['insights'] = (app, onlookers) =>
  registerInsights(app, {
    isTaking: () => true,
    store,
    projects: [project()],
    clock: Date.now,
    news: createNews(new AbortController().signal),
    duplicates: () => ({ count: 0, since: 0 }),
    onlookers,
  });

const parts = () => collectorParts({ insights });
const session = async (app: Awaited<ReturnType<typeof parts>>['app']): Promise<string> => {
  const { headers } = await app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { host: 'localhost', 'content-type': 'application/json' },
    payload: { token },
  });
  return String(headers['set-cookie']).split(';')[0] ?? '';
};

/** Who calls: headers, and whether from this machine. */
const actors = {
  anonymous: { headers: {}, local: false, may: ['anyone', 'visitor', 'key'] },
  'write key': { headers: { authorization: 'Bearer pk_site' }, local: false, may: ['anyone', 'visitor', 'key'] },
  session: { headers: {}, local: false, may: ['anyone', 'visitor', 'key', 'operator', 'session'] },
  'admin token': {
    headers: { authorization: `Bearer ${token}` },
    local: false,
    may: ['anyone', 'visitor', 'key', 'operator', 'session'],
  },
  operator: { headers: {}, local: true, may: ['anyone', 'visitor', 'key', 'operator'] },
} satisfies Record<string, { headers: object; local: boolean; may: Who[] }>;

describe.each(Object.keys(actors) as (keyof typeof actors)[])('%s', (name) => {
  test('gets what the table says and nothing else', async () => {
    const { app, sessions } = await parts();
    const { headers, local, may } = actors[name];
    for (const [at, [route, who]] of Object.entries(access).entries()) {
      const cookie = `watchglass_session=${sessions.openByToken(token)}`;
      const [method, url] = route.split(' ') as ['GET' | 'POST' | 'OPTIONS', string];
      const response = await app.inject({
        method,
        // a link that is none is refused by itself
        url: url.replace('/login/:link', '/healthz').replace(/[:*]\w*/, 'x'),
        // each of another one: what is slowed down is not judged
        remoteAddress: local ? '127.0.0.1' : `203.0.113.${at}`,
        headers: {
          host: 'watch.example',
          ...(local ? { host: 'localhost:4680' } : {}),
          ...(name === 'session' ? { cookie, origin: 'https://watch.example' } : {}),
          ...headers,
        },
      });
      const isRefused =
        response.statusCode === 403 ||
        (response.statusCode === 401 && !response.json<{ error: string }>().error.startsWith('key:'));
      expect([route, isRefused]).toEqual([route, !(may as string[]).includes(who)]);
    }
  });
});

test('every entry of the table is a route, and a route without an entry fails the start', async () => {
  const { app } = await parts();
  for (const route of Object.keys(access)) {
    const [method = '', url = ''] = route.split(' ');
    expect([route, app.hasRoute({ method: method as 'GET', url })]).toEqual([route, true]);
  }
  await expect(
    collectorParts({ insights: (app) => void app.get('/api/secrets', async () => 'all of them') }),
  ).rejects.toThrow('route GET /api/secrets: has no entry in the access table');
});

describe('Host: a name of somebody else that leads here', () => {
  test.each([
    'evil.example',
    'evil.example:4680',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'watch.example.evil.example',
  ])('%s is refused with the token too', async (host) => {
    const { app } = await parts();
    for (const url of ['/', '/api/me', '/shop/', '/login/x']) {
      const { statusCode, body } = await app.inject({ url, headers: { host, authorization: `Bearer ${token}` } });
      expect([url, statusCode]).toEqual([url, 403]);
      expect(body).not.toContain('evil');
    }
  });
  test.each(['localhost', 'LOCALHOST:4680', '127.0.0.1:4680', '[::1]:4680', 'watch.example', 'Watch.Example:443'])(
    '%s is ours',
    async (host) => {
      const { app } = await parts();
      const { statusCode } = await app.inject({ url: '/api/me', headers: { host, authorization: `Bearer ${token}` } });
      expect(statusCode).toBe(200);
    },
  );
  test('an address of IPv6 that it listens on is ours, however it was written', async () => {
    const { app } = await collectorParts({ insights, config: { hosts: ['2001:db8::5'] } });
    for (const [host, status] of [
      ['[2001:db8::5]:4680', 200],
      ['[2001:DB8::5]', 200],
      ['[2001:db8::6]:4680', 403],
    ] as const) {
      const { statusCode } = await app.inject({ url: '/api/me', headers: { host, authorization: `Bearer ${token}` } });
      expect([host, statusCode]).toEqual([host, status]);
    }
  });
});

test('that it is not ready is told to everybody, why only to who looks after the machine', async () => {
  const { app, sessions } = await collectorParts({ insights, config: { spool: { maxBytes: 0 } } });
  const reason = async (remoteAddress: string, headers: Record<string, string>) => {
    const answer = await app.inject({ url: '/readyz', remoteAddress, headers });
    return [answer.statusCode, answer.json<{ spool: { reason: string } }>().spool.reason];
  };
  const why = [503, expect.stringMatching(/^The spool is full/)];
  const cookie = `watchglass_session=${sessions.openByToken(token)}`;
  expect(await reason('127.0.0.1', { host: 'localhost:4680' })).toEqual(why);
  expect(await reason('203.0.113.9', { host: 'any', authorization: `Bearer ${token}` })).toEqual(why);
  expect(await reason('203.0.113.9', { host: 'watch.example', cookie })).toEqual(why);
  const untold = [503, 'Ask from the machine itself, or with the admin token, for the reason.'];
  expect(await reason('203.0.113.9', { host: 'watch.example' })).toEqual(untold);
  // by way of a proxy of this machine, and of a name that leads here
  expect(await reason('127.0.0.1', { host: 'watch.example' })).toEqual(untold);
  expect(await reason('127.0.0.1', { host: 'evil.example', cookie })).toEqual(untold);
});

describe('requests of other pages', () => {
  const from: [string, Record<string, string>, number][] = [
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['another port', { origin: 'http://localhost:9999' }, 403],
    ['a sandbox', { origin: 'null' }, 403],
    ['another site, by its browser', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling site, by its browser', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:4680' }, 403],
    ['nowhere it says', {}, 403],
    ['our own page', { origin: 'http://localhost:4680', 'sec-fetch-site': 'same-origin' }, 200],
  ];
  test.each(from)('from %s', async (_, headers, status) => {
    const { app } = await parts();
    const cookie = await session(app);
    const response = await app.inject({
      method: 'POST',
      url: '/api/dead-letter/replay',
      headers: { host: 'localhost:4680', cookie, ...headers },
    });
    expect(response.statusCode).toBe(status);
  });

  test('a login from another page is refused, and so is a form', async () => {
    const { app } = await parts();
    const login = (headers: Record<string, string>, payload: string) =>
      app.inject({ method: 'POST', url: '/api/login', headers: { host: 'localhost', ...headers }, payload });
    const good = JSON.stringify({ token });
    const json = { 'content-type': 'application/json' };
    expect((await login({ ...json, origin: 'https://evil.example' }, good)).statusCode).toBe(403);
    const text = await login({ 'content-type': 'text/plain' }, good);
    expect([text.statusCode, text.json()]).toEqual([415, { error: 'content-type: expected application/json' }]);
    expect((await login({ 'content-type': 'application/x-www-form-urlencoded' }, `token=${token}`)).statusCode).toBe(
      415,
    );
    expect((await login(json, good)).statusCode).toBe(200);
  });
});

describe('logins', () => {
  test('a link works once, within ten minutes, and not for a browser that only looks ahead', async () => {
    const { app, sessions, time } = await parts();
    const open = (link: string, headers = {}) =>
      app.inject({ url: `/login/${link}`, headers: { host: 'localhost', ...headers } });
    const link = sessions.createLink();
    expect((await open(link, { 'sec-purpose': 'prefetch' })).statusCode).toBe(503);
    const looked = await app.inject({ method: 'HEAD', url: `/login/${link}`, headers: { host: 'localhost' } });
    expect([looked.statusCode, looked.headers.allow]).toEqual([405, 'GET']);
    const first = await open(link);
    expect([first.statusCode, first.headers.location]).toEqual([303, '/demo/']);
    expect(first.headers['set-cookie']).toMatch(
      /^watchglass_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800$/,
    );
    const cookie = String(first.headers['set-cookie']).split(';')[0];
    const used = await open(link);
    expect([used.statusCode, used.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    // the way on, and where what it asks for lies
    expect(used.body).toContain('<a href="../">Log in with the admin token</a>');
    expect(used.body).toContain('<code>data/token</code>');
    // who is logged in already is not told off
    expect((await open(link, { cookie })).statusCode).toBe(303);
    const late = sessions.createLink();
    time.now += 10 * 60_000;
    expect((await open(late)).statusCode).toBe(403);
  });

  test('sessions end: 12 hours without a visit, a week in all, by logout, by another token', async () => {
    const { app, time, folder, log, clock, sessions } = await parts();
    const me = async (cookie: string) =>
      (await app.inject({ url: '/api/me', headers: { host: 'localhost', cookie } })).statusCode;
    const hour = 3_600_000;
    const idle = await session(app);
    time.now += 11 * hour;
    expect(await me(idle)).toBe(200);
    time.now += 12 * hour;
    expect(await me(idle)).toBe(401);
    const busy = await session(app);
    for (let at = 0; at < 16; at += 1) {
      time.now += 10 * hour;
      expect(await me(busy)).toBe(200);
    }
    time.now += 10 * hour;
    expect(await me(busy)).toBe(401);
    const left = await session(app);
    await app.inject({ method: 'POST', url: '/api/logout', headers: { host: 'localhost', cookie: left } });
    expect(await me(left)).toBe(401);
    const kept = await session(app);
    await sessions.idle();
    const { createSessions } = await import('../../../collector/routes/sessions.ts');
    const id = kept.split('=')[1] ?? '';
    const file = `${folder}/sessions.json`;
    expect(createSessions({ file, token, clock, log }).isOpen(id)).toBe(true);
    expect(createSessions({ file, token: 'another-token-0123456789', clock, log }).isOpen(id)).toBe(false);
    const { readFileSync, statSync } = await import('node:fs');
    expect(readFileSync(file, 'utf8')).not.toContain(id);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('guessing is slowed down, also from many addresses', async () => {
    const { app } = await parts();
    const guess = async (remoteAddress: string) =>
      (
        await app.inject({
          method: 'POST',
          url: '/api/login',
          remoteAddress,
          headers: { host: 'localhost', 'content-type': 'application/json' },
          payload: { token: 'wrong' },
        })
      ).statusCode;
    const one = await Promise.all(Array.from({ length: 12 }, () => guess('203.0.113.1')));
    expect(one.filter((status) => status === 429).length).toBe(2);
    const many = await Promise.all(Array.from({ length: 120 }, (_, at) => guess(`198.51.100.${at}`)));
    expect(many.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20);
  });

  test('guessing by header is slowed down too, and asking with the token is not', async () => {
    const { app, time } = await parts();
    const ask = async (given: string, remoteAddress = '203.0.113.1') =>
      (
        await app.inject({
          url: '/api/me',
          remoteAddress,
          headers: { host: 'localhost', authorization: `Bearer ${given}` },
        })
      ).statusCode;
    for (let at = 0; at < 30; at += 1) expect(await ask(token)).toBe(200);
    for (let at = 0; at < 10; at += 1) expect(await ask(`guess-number-${at}`)).toBe(401);
    // right or wrong is not told any more
    expect([await ask('guess-number-10'), await ask(token)]).toEqual([429, 429]);
    expect(await ask(token, '203.0.113.2')).toBe(200);
    time.now += 6_000;
    expect([await ask(token), await ask(token)]).toEqual([200, 200]);
  });

  test('a login never goes on with a session that was there before', async () => {
    const { app } = await parts();
    const planted = await session(app);
    const { headers } = await app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { host: 'localhost', 'content-type': 'application/json', cookie: planted },
      payload: { token },
    });
    expect(String(headers['set-cookie']).split(';')[0]).not.toBe(planted);
    expect((await app.inject({ url: '/api/me', headers: { host: 'localhost', cookie: planted } })).statusCode).toBe(
      401,
    );
  });
});

test('every answer says how it may be used', async () => {
  const { app } = await parts();
  const none = ['/api/sessions/%E0%A4%A?secret', `/login/${'secret'.repeat(99)}`];
  for (const url of ['/', '/api/me', '/healthz', '/nothing', '/shop/nothing', ...none]) {
    const { headers } = await app.inject({ url, headers: { host: 'localhost' } });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('an address that cannot be read is answered in the words of all errors, and is not repeated', async () => {
  const { app } = await parts();
  const answer = async (url: string): Promise<unknown[]> => {
    const response = await app.inject({ url, headers: { host: 'localhost' } });
    return [response.statusCode, response.headers['content-type'], response.json()];
  };
  const json = 'application/json; charset=utf-8';
  expect(await answer('/api/sessions/%E0%A4%A?secret')).toEqual([400, json, { error: 'This address cannot be read.' }]);
  expect(await answer(`/login/${'secret'.repeat(99)}`)).toEqual([
    414,
    json,
    { error: 'A part of this address is too long.' },
  ]);
});
