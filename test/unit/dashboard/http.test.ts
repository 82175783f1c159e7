/** The http source against a server that answers as a collector does: rows of analysis, made from planted visits. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as analysis from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCollector } from '../../../dashboard/collector/collector.ts';
import { createAsk } from '../../../dashboard/source/ask.ts';
import { createHttpSource } from '../../../dashboard/source/http.ts';
import { type Answer, type Asked, collectorAnswer } from './collector.ts';
import { shopVisits, storedOfVisits, type Visit } from './events.ts';

const NOW = Date.UTC(2026, 2, 9, 12);
const scope = { from: 0, to: NOW + 1, timeZone: 'Asia/Kathmandu' };
const shop = 'shop.example/';
const annoyed: Visit = {
  visitor: 'annoyed',
  session: 'annoyed',
  start: NOW - 1000,
  happenings: [
    { kind: 'rage_click', page: shop, after: 0 },
    { kind: 'attention', page: shop, after: 1 },
    { kind: 'exposure', page: shop, after: 2 },
    { kind: 'form', page: shop, after: 3 },
    { kind: 'request', page: shop, after: 4 },
  ],
};
const events = storedOfVisits([...shopVisits(NOW), annoyed]);
const never = new AbortController().signal;

let server: http.Server;
let api = '';
let seen: Asked[] = [];
let answer: (asked: Asked) => Answer | Promise<Answer>;
let closed = 0;

beforeEach(async () => {
  seen = [];
  closed = 0;
  answer = () => ({ body: { rows: [] } });
  server = http.createServer((req, res) => {
    void (async () => {
      let body = '';
      for await (const chunk of req) body += String(chunk);
      const { pathname, searchParams } = new URL(req.url ?? '/', 'http://x');
      const asked = { method: req.method ?? '', path: pathname, params: Object.fromEntries(searchParams), body };
      seen.push(asked);
      res.on('close', () => {
        if (!res.writableFinished) closed += 1;
      });
      const { status = 200, body: said } = await answer(asked);
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(typeof said === 'string' ? said : JSON.stringify(said));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

let loggedOut = 0;
const start = (extra: Partial<Parameters<typeof createHttpSource>[0]> = {}) => {
  loggedOut = 0;
  const ask = createAsk({ api, fetch, loggedOut: () => (loggedOut += 1) });
  return createHttpSource({ ask, project: 'pr & 1', timeZone: 'Asia/Kathmandu', ...extra });
};

const until = async (is: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 500 && !is(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(is()).toBe(true);
};

describe('the source of a collector', () => {
  it('answers as analysis does, whatever the question', async () => {
    answer = (asked) => collectorAnswer(events, asked);
    const source = start();
    const answered = <Input, Row, Out>(
      insight: {
        rows(all: readonly StoredEvent[], input: Input): Row[];
        fold(rows: readonly Row[], input: Input): Out;
      },
      input: Input,
    ): Out => insight.fold(insight.rows(events, input), input);
    const paged = { ...scope, page: 'shop.example/', viewport: 'desktop' } as const;
    const steps = [
      { kind: 'page', page: 'shop.example/' },
      { kind: 'click', key: 'testid:add-to-cart' },
    ] as const;
    const way = { ...scope, steps, windowMs: 3_600_000, by: 'session' } as const;
    expect(await source.overview(scope, never)).toEqual(answered(analysis.overview, scope));
    const asked = { ...scope, now: Date.now() };
    expect(await source.ledger(asked, never)).toEqual({
      ...answered(analysis.ledger, asked),
      duplicates: { count: 3, since: 0 },
    });
    expect(await source.catalogue(scope, never)).toEqual(answered(analysis.catalogue, scope));
    expect(await source.clickGrid(paged, never)).toEqual(answered(analysis.clickGrid, paged));
    expect((await source.clickGrid(paged, never)).clicks).toBe(40);
    const rage = { ...paged, layer: 'rage_click' } as const;
    expect(await source.clickGrid(rage, never)).toEqual(answered(analysis.clickGrid, rage));
    expect((await source.clickGrid(rage, never)).clicks).toBe(1);
    expect(await source.attention(paged, never)).toEqual(answered(analysis.attention, paged));
    expect(await source.elements(paged, never)).toEqual(answered(analysis.elements, paged));
    expect(await source.forms(paged, never)).toEqual(answered(analysis.forms, paged));
    expect((await source.forms(paged, never)).forms).toHaveLength(1);
    expect(await source.errors(scope, never)).toEqual(answered(analysis.errors, scope));
    expect(await source.requests(scope, never)).toEqual(answered(analysis.requests, scope));
    expect((await source.requests(scope, never)).requests).toHaveLength(1);
    expect(await source.scrollReach(paged, never)).toEqual(answered(analysis.scrollReach, paged));
    expect(await source.funnel(way, never)).toEqual(answered(analysis.funnel, way));
    const first = { ...scope, limit: 3, page: 'shop.example/checkout', withErrors: true };
    const found = await source.sessions(first, never);
    expect(found).toEqual(answered(analysis.sessions, first));
    expect(found.next).toBeDefined();
    const second = { ...first, before: found.next };
    expect(await source.sessions(second, never)).toEqual(answered(analysis.sessions, second));
    expect((await source.sessions(second, never)).sessions).toHaveLength(1);
    const narrow = {
      ...scope,
      error: { type: 'TypeError', message: 'x' },
      release: '1.4.2',
      browser: 'Firefox',
      withMissing: true,
    };
    expect(await source.sessions(narrow, never)).toEqual(answered(analysis.sessions, narrow));
    expect(await source.session({ session: 'session-2' }, never)).toEqual(
      answered(analysis.session, { session: 'session-2' }),
    );
    for (const asked of seen) expect(asked).toMatchObject({ method: 'GET', params: { project: 'pr & 1' } });
    // a filter that lets all pass is not asked for
    await source.sessions({ ...scope, withErrors: false }, never);
    expect(Object.keys(seen.at(-1)?.params ?? {})).toEqual(['project', 'from', 'to', 'timeZone']);
  });

  it('keeps any id of a session in one part of the path', async () => {
    await start().session({ session: 'a/../b?c#d é' }, never);
    expect(decodeURIComponent(seen[0]?.path ?? '')).toBe('/api/sessions/a/../b?c#d é');
    expect(seen[0]?.path.split('/')).toHaveLength(4);
  });

  it('gives up the request when a question is cancelled', async () => {
    answer = () => new Promise(() => {});
    const stop = new AbortController();
    const asked = start().overview(scope, stop.signal);
    await until(() => seen.length === 1);
    stop.abort();
    await expect(asked).rejects.toThrow('You stopped it before it was done.');
    await until(() => closed === 1);
  });

  it('says in a sentence what went wrong: the collector’s own where it has one', async () => {
    const source = start();
    const says = async (said: Answer, sentence: string): Promise<void> => {
      answer = () => said;
      await expect(source.overview(scope, never)).rejects.toThrow(sentence);
    };
    await says({ status: 503, body: { message: 'The engine is starting.' } }, 'The engine is starting.');
    await says({ status: 400, body: { error: 'from: expected a time' } }, 'from: expected a time');
    await says({ status: 502, body: '<h1>Bad gateway</h1>' }, 'The collector answered with status 502.');
    await says({ body: 'null' }, 'The collector’s answer could not be read.');
    await says({ body: { rows: 'none' } }, 'The collector’s answer could not be read.');
    await says({ body: '<!doctype html>' }, 'The collector’s answer could not be read.');
    expect(loggedOut).toBe(0);
    await says({ status: 401, body: '' }, 'You are logged out.');
    expect(loggedOut).toBe(1);
    answer = () => ({ body: { columns: { key: ['a'], index: [] } } });
    const paged = { ...scope, page: 'a', viewport: 'desktop' } as const;
    await expect(source.clickGrid(paged, never)).rejects.toThrow('could not be read');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(source.overview(scope, never)).rejects.toThrow('The collector could not be reached.');
  });
});

describe('news of a collector', () => {
  it('comes when what the project holds changes, within 5 s, and not otherwise', async () => {
    let row = { events: 0, firstAt: 0, lastAt: 0, receivedAt: 0 };
    answer = ({ path }) => (path === '/api/state' ? { body: { rows: [row] } } : { status: 404, body: {} });
    const source = start();
    let news = 0;
    expect(source.state()).toBeUndefined();
    const stop = source.watch(() => (news += 1));
    await until(() => news === 1);
    expect(source.state()).toMatchObject({ events: 0 });
    await until(() => seen.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(news).toBe(1);
    row = { events: 7, firstAt: 5, lastAt: 9, receivedAt: 10 };
    await until(() => news === 2);
    expect(source.state()).toEqual({ events: 7, firstAt: 5, lastAt: 9, skipped: 0, blocked: '', automated: 0 });
    // as many came as copies were merged away
    row = { ...row, receivedAt: 11 };
    await until(() => news === 3);
    stop();
    const asked = seen.length;
    await new Promise((resolve) => setTimeout(resolve, 2100));
    // one may have been on its way
    expect(seen.length).toBeLessThanOrEqual(asked + 1);
  });

  it('comes at once from a collector that waits for it, and is given up when nobody watches', async () => {
    let row = { events: 1, stored: 4 };
    let tell = (): void => {};
    answer = ({ params }) =>
      params['seen'] === String(row.stored)
        ? new Promise((resolve) => (tell = () => resolve({ body: { rows: [row] } })))
        : { body: { rows: [row] } };
    const source = start({ pollMs: 60_000 });
    let news = 0;
    const stop = source.watch(() => (news += 1));
    await until(() => news === 1 && seen.length === 2);
    expect(seen[1]?.params).toMatchObject({ seen: '4', waitMs: '60000' });
    row = { events: 2, stored: 5 };
    tell();
    await until(() => news === 2 && seen.length === 3);
    expect(seen[2]?.params).toMatchObject({ seen: '5' });
    stop();
    await until(() => closed === 1);
  });

  it('stops while the page is hidden, and looks at once when it is shown again', async () => {
    let show: ((isVisible: boolean) => void) | undefined;
    const source = start({
      pollMs: 50,
      watchVisible: (changed) => {
        show = changed;
        return () => {};
      },
    });
    const stop = source.watch(() => {});
    await until(() => seen.length >= 3);
    show?.(false);
    const before = seen.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    // one may have been on its way
    expect(seen.length).toBeLessThanOrEqual(before + 1);
    const hidden = seen.length;
    show?.(true);
    await until(() => seen.length > hidden);
    stop();
  });

  it('comes when an outage begins and when it ends, so that it is said, and what failed is asked again', async () => {
    let status = 200;
    answer = () => ({ status, body: { rows: [] } });
    const source = start({ pollMs: 50 });
    let news = 0;
    const stop = source.watch(() => (news += 1));
    await until(() => news === 1);
    status = 503;
    // once, however long it lasts: whoever shows numbers learns that they are not those of now
    await until(() => news === 2);
    const before = seen.length;
    await until(() => seen.length > before + 2);
    expect(news).toBe(2);
    status = 200;
    await until(() => news === 3);
    stop();
  });
});

describe('the way into a collector', () => {
  const projects = [{ id: 'shop', name: 'Shop', keys: ['pk_1'] }];
  const make = () => createCollector({ api, fetch });

  it('is in where the collector knows us, out where it does not, and says when it cannot tell', async () => {
    answer = ({ path }) => ({ body: { rows: path === '/api/projects' ? projects : [] } });
    const collector = make();
    expect(collector.access.value).toEqual({ kind: 'checking' });
    await collector.check();
    expect(collector.access.value).toEqual({ kind: 'in', projects });
    answer = () => ({ status: 401, body: {} });
    await collector.check();
    expect(collector.access.value).toEqual({ kind: 'out' });
    const other = make();
    answer = () => ({ status: 503, body: { message: 'Stopping.' } });
    await other.check();
    expect(other.access.value).toEqual({ kind: 'failed', sentence: 'Stopping.' });
  });

  it('opens for the token alone, which is posted and never in an address', async () => {
    let isIn = false;
    answer = ({ path, method, body }) => {
      if (path === '/api/login') {
        isIn = method === 'POST' && (JSON.parse(body) as { token: string }).token === 'right';
        return isIn ? { status: 204, body: '' } : { status: 401, body: '' };
      }
      if (path === '/api/logout') isIn = false;
      return isIn || path === '/api/logout' ? { body: { rows: projects } } : { status: 401, body: {} };
    };
    const collector = make();
    await collector.check();
    await expect(collector.logIn('wrong')).rejects.toThrow('This is not the admin token of this collector.');
    expect(collector.access.value.kind).toBe('out');
    await collector.logIn('right');
    expect(collector.access.value.kind).toBe('in');
    await collector.logOut();
    expect(collector.access.value.kind).toBe('out');
    expect(JSON.stringify(seen.map(({ path, params }) => [path, params]))).not.toContain('right');
  });

  it('shows the door as soon as any answer says that we are not known', async () => {
    answer = ({ path }) => ({ body: { rows: path === '/api/projects' ? projects : [] } });
    const collector = make();
    await collector.check();
    answer = () => ({ status: 401, body: {} });
    await expect(collector.source({ id: 'shop', timeZone: 'UTC' }).overview(scope, never)).rejects.toThrow(
      'You are logged out.',
    );
    expect(collector.access.value.kind).toBe('out');
  });
});
