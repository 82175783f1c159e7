/** Routes of the insights on the real engine: what they take, what they refuse, what they answer. */
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as analysis from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import Fastify, { type FastifyInstance } from 'fastify';
import { Check, Errors } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNews } from '../../../collector/news.ts';
import { access } from '../../../collector/routes/access.ts';
import type { InsightDeps } from '../../../collector/routes/endpoint.ts';
import { stretchesOf } from '../../../collector/routes/events.ts';
import { endpoints, registerInsights } from '../../../collector/routes/insights.ts';
import { openApi } from '../../../collector/routes/openApi.ts';
import type { WritableStore } from '../../../collector/store/client.ts';
import { rowsOf } from '../../../collector/store/rows.ts';
import { StoreError } from '../../../collector/store/storeError.ts';
import type { Project, Store } from '../../../collector/types.ts';
import { allKinds, eventOf } from '../analysis/events.ts';
import { engineForTests } from '../../engine.ts';
import { eventsStore } from './eventsStore.ts';
import { entryOf } from './queries/streams.ts';

const DAY = 86_400_000;
const start = Date.UTC(2026, 9, 24);
const project = (id: string, bots: Project['bots'] = 'exclude'): Project => ({
  id,
  name: `Shop ${id}`,
  keys: [`pk_${id}`],
  origins: [],
  timeZone: 'Europe/Berlin',
  bots,
});
const projects = [
  project('shop'),
  project('all', 'include'),
  project('empty'),
  project('growing'),
  project('programs'),
];

const news = createNews(new AbortController().signal);
const appOf = (deps: Partial<InsightDeps> & Pick<InsightDeps, 'store'>): FastifyInstance => {
  const app = Fastify();
  registerInsights(app, {
    isTaking: () => true,
    projects,
    clock: () => start + 30 * DAY,
    news,
    duplicates: () => ({ count: 3, since: start }),
    onlookers: { look: () => undefined },
    ...deps,
  });
  return app;
};

/** Two days and a bit of a small shop: every kind, two visitors, one bot, one lost event. */
const events: StoredEvent[] = Array.from({ length: 120 }, (_, i) => {
  const of = {
    seq: Math.floor(i / 2),
    visitor: `v${i % 2}`,
    session: `s${i % 2}-${i >> 6}`,
    doc: `d${i % 2}`,
    view: `w${i >> 5}`,

    skewMs: i % 7 === 0 ? 3_600_000 : 0,
  };
  return eventOf(allKinds[i % allKinds.length] ?? 'custom', start + i * 1_800_000, of);
});
const isBot = (event: StoredEvent): boolean => event.session === 's1-1';
const people = events.filter((event) => !isBot(event));

const engine = engineForTests();
let app: FastifyInstance;
let store: WritableStore;
beforeAll(async () => {
  store = await eventsStore(engine);
  const lines = ['shop', 'all'].flatMap((id) => events.flatMap((event) => rowsOf(entryOf(id, event, isBot(event)))));
  lines.push(...events.filter(isBot).flatMap((event) => rowsOf(entryOf('programs', event, true))));
  await store.insert('events', Buffer.from(lines.join('\n')), 'all');
  app = appOf({ store });
}, 60_000);
afterAll(() => app.close());

const scope = { from: start, to: start + 4 * DAY, timeZone: 'Europe/Berlin' };
const page = { ...scope, page: 'shop.example/', viewport: 'desktop' as const };
const funnel: analysis.FunnelInput = {
  ...scope,
  steps: [
    { kind: 'page', page: 'shop.example/' },
    { kind: 'custom', name: 'paid' },
  ],
  windowMs: DAY,
  by: 'session',
};

type Query = Record<string, string | number | boolean | object>;
const urlOf = (path: string, query: Query): string =>
  `/api/${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]))}`;
async function ask(
  path: string,
  query: Query = {},
): Promise<{ status: number; body: Record<string, unknown>; text: string }> {
  const { statusCode, body, headers } = await app.inject(urlOf(path, { project: 'shop', ...query }));
  const isJson = String(headers['content-type']).startsWith('application/json');
  return { status: statusCode, body: isJson ? (JSON.parse(body) as Record<string, unknown>) : {}, text: body };
}
const rows = async (path: string, query: Query = {}): Promise<unknown> => {
  const { status, body } = await ask(path, query);
  expect([status, body['error']]).toEqual([200, undefined]);
  return body['rows'];
};

describe('insight routes', () => {
  it('answer the rows of analysis', async () => {
    expect(await rows('overview', scope)).toEqual(analysis.overview.rows(people, scope));
    expect(await rows('catalogue', scope)).toEqual(analysis.catalogue.rows(people, scope));
    expect(await rows('elements', page)).toEqual(analysis.elements.rows(people, page));
    expect(await rows('scroll-reach', page)).toEqual(analysis.scrollReach.rows(people, page));
    const { steps, windowMs, by } = funnel;
    expect(await rows('funnel', { ...scope, steps, windowMs, by })).toEqual(analysis.funnel.rows(people, funnel));
    expect(await rows('sessions', { ...scope, limit: 1 })).toEqual(
      analysis.sessions.rows(people, { ...scope, limit: 1 }),
    );
    const next = analysis.sessions.fold(analysis.sessions.rows(people, { ...scope, limit: 1 }), {
      ...scope,
      limit: 1,
    }).next;
    const second = { ...scope, before: next ?? {}, withErrors: true };
    expect(await rows('sessions', second)).toEqual(
      analysis.sessions.rows(people, { ...scope, before: next, withErrors: true }),
    );
    const narrow = {
      ...scope,
      withMissing: true,
      browser: '',
      release: '',
      error: { type: 'TypeError', message: 'x' },
    };
    expect(await rows('sessions', narrow)).toEqual(analysis.sessions.rows(people, narrow));
    const gone = { ...scope, funnel: { steps, windowMs, by, least: 1, most: 1 } };
    expect(await rows('sessions', gone)).toEqual(analysis.sessions.rows(people, gone));
    expect(await rows('sessions/s0-0')).toEqual(analysis.session.rows(people, { session: 's0-0' }));
    for (const layer of [undefined, ...analysis.gridLayers]) {
      const query = layer === undefined ? page : { ...page, layer };
      const { columns } = (await ask('heatmap', query)).body as { columns: Record<string, unknown[]> };
      const cells = analysis.clickGrid.rows(people, { ...page, layer });
      expect(cells.length).toBeGreaterThan(0);
      for (const [name, column] of Object.entries(columns))
        expect(column).toEqual(cells.map((cell) => cell[name as keyof typeof cell]));
    }
    expect(await rows('attention', page)).toEqual(analysis.attention.rows(people, page));
    const { viewport: _, ...formPage } = page;
    expect(await rows('forms', formPage)).toEqual(analysis.forms.rows(people, page));
    expect(await rows('errors', scope)).toEqual(analysis.errors.rows(people, scope));
    expect(await rows('requests', scope)).toEqual(analysis.requests.rows(people, scope));
  });

  it('show bots where the project includes them, and cut days in its zone when none is named', async () => {
    const { timeZone: _, ...rest } = scope;
    expect(await rows('overview', { ...rest, project: 'all' })).toEqual(analysis.overview.rows(events, scope));
    expect(analysis.overview.rows(events, scope)).not.toEqual(analysis.overview.rows(people, scope));
    expect(await rows('sessions/s1-1')).toEqual([]);
  });

  it('answer as their schemas say', async () => {
    const { steps, windowMs, by } = funnel;
    const { viewport: __, ...formPage } = page;
    const queries: Record<string, Query> = {
      funnel: { ...scope, steps, windowMs, by },
      heatmap: page,
      attention: page,
      forms: formPage,
      elements: page,
      'scroll-reach': page,
    };
    for (const { url, answer, type } of endpoints) {
      const name = url.slice('/api/'.length).replace(':session', 's0-0');
      const isScoped = !/projects|state|ledger|sessions\//.test(name);
      const { timeZone: _, ...times } = scope;
      const query = queries[name] ?? (isScoped ? (name === 'events' ? times : scope) : {});
      const { status, body, text } = name === 'projects' ? await inject('/api/projects') : await ask(name, query);
      expect([name, status]).toEqual([name, 200]);
      const value: unknown = type === undefined ? body : JSON.parse(text.split('\n')[0] ?? '');
      expect(Errors(answer, value), name).toEqual([]);
      // the schema can fail: an answer of something else is none of these
      expect(Check(answer, { rows: [{}] }), name).toBe(false);
    }
  });

  const inject = async (url: string): Promise<{ status: number; body: Record<string, unknown>; text: string }> => {
    const { statusCode, body } = await app.inject(url);
    return { status: statusCode, body: JSON.parse(body) as Record<string, unknown>, text: body };
  };

  it('tell of projects what a dashboard needs', async () => {
    const { body } = await inject('/api/projects');
    expect(body['rows']).toHaveLength(projects.length);
    expect((body['rows'] as unknown[])[0]).toEqual({
      id: 'shop',
      name: 'Shop shop',
      keys: ['pk_shop'],
      timeZone: 'Europe/Berlin',
      bots: 'exclude',
    });
  });

  it('refuse with a sentence that names the parameter and what was expected, and repeats nothing', async () => {
    const { steps, windowMs, by } = funnel;
    const wanted = { ...scope, steps, windowMs, by };
    const secret = "'; DROP TABLE events; --";
    const cases: [string, Query, string][] = [
      ['overview', { ...scope, project: secret }, 'project: expected'],
      ['overview', { to: 1, timeZone: 'UTC' }, 'from: is missing; expected a whole number of milliseconds'],
      ['overview', { ...scope, from: secret }, 'from: expected a whole number'],
      ['overview', { ...scope, from: '1e3' }, 'from: expected'],
      ['overview', { ...scope, from: '9999999999999999' }, 'from: expected'],
      ['overview', { ...scope, from: scope.to + 1 }, 'to: expected a time that is not before from'],
      ['overview', { ...scope, timeZone: secret }, 'timeZone: expected an IANA time zone'],
      ['overview', { ...scope, [secret]: 1 }, 'not known here; expected project, from, to, timeZone'],
      ['overview', { ...scope, __proto__x: 1 }, 'not known here'],
      ['heatmap', { ...page, viewport: 'watch' }, 'viewport: expected one of phone, tablet, desktop'],
      ['heatmap', { ...page, page: 'a'.repeat(2049) }, 'page: expected'],
      ['heatmap', scope, 'page: is missing'],
      ['heatmap', { ...page, layer: secret }, 'layer: expected one of click, rage_click, dead_click, error_click'],
      ['forms', page, 'not known here; expected project, from, to, timeZone, page'],
      ['attention', { ...page, layer: 'click' }, 'not known here'],
      ['funnel', { ...wanted, steps: '[' }, 'steps: expected JSON of 2 to 10 steps'],
      ['funnel', { ...wanted, steps: steps.slice(1) }, 'steps: expected JSON of 2 to 10'],
      ['funnel', { ...wanted, steps: Array.from({ length: 11 }, () => steps[0]) }, 'steps: expected'],
      ['funnel', { ...wanted, steps: [...steps, { kind: 'page', name: 'x' }] }, 'steps: expected'],
      ['funnel', { ...wanted, by: 'kind' }, 'by: expected one of visitor, session'],
      ['funnel', { ...wanted, windowMs: -1 }, 'windowMs: expected'],
      ['sessions', { ...scope, limit: 501 }, 'limit: expected a whole number from 1 to 500'],
      [
        'sessions',
        { ...scope, funnel: { steps: [], windowMs: 1, by: 'visitor' } },
        'funnel: expected JSON of a funnel',
      ],
      ['sessions', { ...scope, withErrors: 'yes' }, 'withErrors: expected true or false'],
      ['sessions', { ...scope, before: { at: 'x' } }, 'before: expected JSON'],
      ['events', { from: 1, to: 2, kind: 'clicks' }, 'kind: expected one of page_view'],
      [`sessions/${'a'.repeat(65)}`, {}, 'session: expected'],
    ];
    for (const [path, query, sentence] of cases) {
      const { status, body, text } = await ask(path, query);
      expect([path, status]).toEqual([path, 400]);
      expect(body['error']).toContain(sentence);
      expect(text).not.toContain('DROP');
    }
    const twice = await app.inject(`${urlOf('overview', { project: 'shop', ...scope })}&from=1`);
    expect([twice.statusCode, twice.body]).toEqual([400, expect.stringContaining('from: was given more than once')]);
  });

  it('tell what a project holds, and tell otherwise whenever something was stored', async () => {
    const times = (some: readonly StoredEvent[]) => some.map(({ at, skewMs }) => at + skewMs);
    const held = (some: readonly StoredEvent[]) => ({
      events: some.length,
      firstAt: Math.min(...times(some)),
      lastAt: Math.max(...times(some)),
      receivedAt: Math.max(...some.map(({ receivedAt }) => receivedAt)),
      automated: 0,
      stored: 0,
    });
    expect(await rows('state')).toEqual([held(people)]);
    expect(await rows('state', { project: 'all' })).toEqual([held(events)]);
    expect(await rows('state', { project: 'empty' })).toEqual([
      { events: 0, firstAt: 0, lastAt: 0, receivedAt: 0, automated: 0, stored: 0 },
    ]);
    // nothing to show, and why: one visit, of a program
    expect(await rows('state', { project: 'programs' })).toMatchObject([{ events: 0, automated: 1 }]);
    const [one] = events as [StoredEvent];
    const first = { ...one, receivedAt: start + 9 * DAY };
    // the same event again: a row more or a later receipt, whether or not the engine has merged it by now
    const told = new Set<string>();
    for (const [index, event] of [first, { ...first, receivedAt: start + 10 * DAY }].entries()) {
      await store.insert('events', Buffer.from(rowsOf(entryOf('growing', event, false)).join('\n')), `grow ${index}`);
      const answer = (await rows('state', { project: 'growing' })) as [{ events: number; receivedAt: number }];
      expect(answer[0].events).toBeGreaterThan(0);
      told.add(JSON.stringify(answer));
    }
    expect(told.size).toBe(2);
  });

  it('wait with what a project holds until something is stored, or the time is over, or nobody waits any more', async () => {
    const seen = news.count();
    const told = rows('state', { seen, waitMs: 20_000 });
    // the route is waiting by then: an answer without waiting takes as long as this one
    expect(await rows('state')).toMatchObject([{ stored: seen }]);
    news.tell();
    expect(await told).toMatchObject([{ stored: seen + 1 }]);
    expect(await rows('state', { seen, waitMs: 20_000 })).toMatchObject([{ stored: seen + 1 }]);
    expect(await rows('state', { seen: seen + 1, waitMs: 1 })).toMatchObject([{ stored: seen + 1 }]);
    const gone = new AbortController();
    const waiting = news.after(seen + 1, 60_000, gone.signal);
    gone.abort();
    await waiting;
    expect((await ask('state', { seen: 0, waitMs: 20_001 })).body['error']).toContain(
      'waitMs: expected a whole number',
    );
  });

  it('sum up the ledger of all documents, or of those that began in a time, and tell what came again', async () => {
    const input = { from: -8.64e15, to: 8.64e15, timeZone: 'Europe/Berlin', now: start + 30 * DAY };
    const again = { row: 'duplicates', count: 3, since: start };
    // 60 numbers in each of two documents; the second half of the second is a bot's
    expect(await rows('ledger', { project: 'all' })).toEqual([...analysis.ledger.rows(events, input), again]);
    const found = (await rows('ledger')) as [Record<string, number>];
    expect(found).toEqual([...analysis.ledger.rows(people, input), again]);
    expect(found[0]).toMatchObject({ row: 'total', captured: 92, stored: people.length, underway: 0, unknown: 0 });
    expect(await rows('ledger', { project: 'empty' })).toEqual([...analysis.ledger.rows([], input), again]);
    const before = { from: start - DAY, to: start };
    expect((await rows('ledger', before)) as unknown[]).toEqual([...analysis.ledger.rows([], input), again]);
  });
});

describe('export', () => {
  const linesOf = (text: string): StoredEvent[] =>
    text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as StoredEvent]));

  it('gives every event back, by time, then id', async () => {
    const all = await ask('events', { from: -8.64e15, to: 8.64e15, project: 'all' });
    expect(linesOf(all.text)).toEqual([...events].sort(analysis.byTime));
    expect(all.text.endsWith('}\n')).toBe(true);
    // also what the project does not show
    const own = { from: -8.64e15, to: 8.64e15 };
    expect(linesOf((await ask('events', own)).text)).toEqual([...events].sort(analysis.byTime));
    expect(linesOf((await ask('events', { ...own, bots: 'exclude' })).text)).toEqual([...people].sort(analysis.byTime));
    expect((await ask('events', { ...own, bots: 'some' })).body['error']).toContain(
      'bots: expected include or exclude',
    );
    const some = { from: start + DAY / 2 + 1, to: start + 2 * DAY, kind: 'click' };
    expect(linesOf((await ask('events', some)).text)).toEqual(
      events
        .filter((event) => event.kind === 'click' && analysis.isInScope(event, { ...some, timeZone: '' }))
        .sort(analysis.byTime),
    );
    expect((await ask('events', { from: 0, to: 1 })).text).toBe('');
  });

  it('is cut into days that cover each event once', () => {
    const days = [3, 4, 9, 10, 11].map((day, i) => ({ start: day * DAY, events: [5, 20, 1, 1, 30][i] ?? 0 }));
    const input = { from: 3 * DAY + 5, to: 11 * DAY + 7, kind: '' };
    expect(stretchesOf(days, input, DAY, 20).map(({ from, to }) => [from, to])).toEqual([
      [3 * DAY + 5, 5 * DAY],
      [9 * DAY, 11 * DAY + 7],
    ]);
    expect(stretchesOf([], input, DAY)).toEqual([]);
    expect(stretchesOf(days, input, DAY, 1)).toHaveLength(5);
  });

  it('a day, an hour and a minute with more events than can be sorted are cut finer', async () => {
    const [HOUR, MINUTE] = [3_600_000, 60_000];
    // 104,000 events of one day, 56,000 of one hour, 40,000 of one minute
    const seconds = [
      { start: DAY + HOUR, events: 24_000 },
      { start: DAY + 5 * HOUR + MINUTE, events: 20_000 },
      { start: DAY + 5 * HOUR + MINUTE + 1_000, events: 20_000 },
      { start: DAY + 5 * HOUR + 7 * MINUTE, events: 16_000 },
      { start: DAY + 9 * HOUR, events: 24_000 },
      { start: 2 * DAY, events: 10 },
    ];
    const streamed: unknown[][] = [];
    const store = {
      state: () => ({ state: 'ready', reason: '' }),
      ask: async ({ params: { sizeMs, from, to } }: { params: Record<'sizeMs' | 'from' | 'to', number> }) => {
        const counts = new Map<number, number>();
        for (const { start, events } of seconds.filter((one) => one.start >= from && one.start < to)) {
          const at = start - (start % sizeMs);
          counts.set(at, (counts.get(at) ?? 0) + events);
        }
        return [...counts].map(([start, events]) => ({ start, events }));
      },
      stream: async ({ params: { from, to } }: { params: Record<'from' | 'to', number> }) => {
        streamed.push([from, to]);
        return (async function* () {})();
      },
    } as unknown as Store;
    const answer = await appOf({ store }).inject(`/api/events?project=shop&from=${DAY}&to=${3 * DAY}`);
    expect(answer.statusCode).toBe(200);
    expect(streamed).toEqual([
      [DAY + HOUR, DAY + 2 * HOUR],
      [DAY + 5 * HOUR + MINUTE, DAY + 5 * HOUR + MINUTE + 1_000],
      [DAY + 5 * HOUR + MINUTE + 1_000, DAY + 5 * HOUR + MINUTE + 2_000],
      [DAY + 5 * HOUR + 7 * MINUTE, DAY + 5 * HOUR + 8 * MINUTE],
      [DAY + 9 * HOUR, DAY + 10 * HOUR],
      [2 * DAY, 3 * DAY],
    ]);
  });
});

/** Something that happens once. */
function heard(): { now: () => void; when: Promise<void> } {
  let now = (): void => {};
  const when = new Promise<void>((resolve) => (now = resolve));
  return { now: () => now(), when };
}

describe('a store that is not there', () => {
  const down = (ask: Store['ask'], state: ReturnType<Store['state']>): Store =>
    ({ ask, state: () => state, stream: ask }) as unknown as Store;

  it('is a 503 with its sentence', async () => {
    const reason = 'The engine is starting again.';
    const refused = (): Promise<never> => Promise.reject(new StoreError('unreachable', 'Nothing listens there.'));
    for (const [store, sentence] of [
      [down(refused, { state: 'down', reason }), reason],
      [down(refused, { state: 'ready', reason: '' }), 'Nothing listens there.'],
    ] as const) {
      const there = appOf({ store });
      for (const path of ['overview', 'events']) {
        const answer = await there.inject(urlOf(path, { project: 'shop', from: 0, to: 1 }));
        expect([answer.statusCode, answer.json(), answer.headers['retry-after']]).toEqual([
          503,
          { error: `${sentence} Events that arrive meanwhile are kept, and shown later.` },
          '5',
        ]);
      }
      await there.close();
    }
  });

  it('hears when the client is gone', async () => {
    const asked = heard();
    const gone = heard();
    const there = appOf({
      store: down(
        (_statement, signal) =>
          new Promise((_, reject) => {
            asked.now();
            signal?.addEventListener('abort', () => {
              gone.now();
              reject(new StoreError('cancelled', 'The query was cancelled.'));
            });
          }),
        { state: 'ready', reason: '' },
      ),
    });
    await there.listen({ port: 0, host: '127.0.0.1' });
    const { port } = there.server.address() as AddressInfo;
    const request = get({ port, host: '127.0.0.1', path: urlOf('catalogue', { project: 'shop', ...scope }) });
    request.on('error', () => {});
    await asked.when;
    request.destroy();
    await gone.when;
    await there.close();
  });
});

it('the description names every route of the API', () => {
  const { paths } = openApi(endpoints) as { paths: Record<string, Record<string, unknown>> };
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  // the description is not a part of what it describes
  const routes = Object.keys(access).filter((route) => route.includes(' /api/') && !route.endsWith('openapi.json'));
  expect(described.filter((route) => route.includes(' /api/')).sort()).toEqual(routes.sort());
});

it('the committed description is that of the routes', async () => {
  // `npx vitest run test/unit/collector/insights.test.ts -u` writes it anew
  await expect(`${JSON.stringify(openApi(endpoints), null, 2)}\n`).toMatchFileSnapshot('../../../docs/openapi.json');
});
