/** Analysis and SQL on the same random streams: equal rows, in equal order, for every insight. */
import * as analysis from '@watchglass/analysis';
import type { FunnelStep, Insight } from '@watchglass/analysis';
import { type Kind, type StoredEvent, type ViewportClass, viewportClass, viewportClasses } from '@watchglass/contract';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { attentionRows } from '../../../../collector/queries/attention.ts';
import { catalogueRows } from '../../../../collector/queries/catalogue.ts';
import { clickGridRows } from '../../../../collector/queries/clickGrid.ts';
import { elementsRows } from '../../../../collector/queries/elements.ts';
import { errorsRows } from '../../../../collector/queries/errors.ts';
import { sessionRows } from '../../../../collector/queries/events.ts';
import { formsRows } from '../../../../collector/queries/forms.ts';
import { funnelRows } from '../../../../collector/queries/funnel.ts';
import { ledgerRows } from '../../../../collector/queries/ledger.ts';
import { overviewRows } from '../../../../collector/queries/overview.ts';
import type { Ask, Audience, Query } from '../../../../collector/queries/query.ts';
import { requestsRows } from '../../../../collector/queries/requests.ts';
import { scrollReachRows } from '../../../../collector/queries/scrollReach.ts';
import { sessionsRows } from '../../../../collector/queries/sessions.ts';
import { rowsOf } from '../../../../collector/store/rows.ts';
import type { Store } from '../../../../collector/types.ts';
import { eventOf } from '../../analysis/events.ts';
import { engineForTests } from '../../../engine.ts';
import { eventsStore } from '../eventsStore.ts';
import { anyStream, entryOf, type Stream } from './streams.ts';

/** `npm test` looks at 200 streams; `npm run test:long` sets more. */
const count = Number(process.env['WATCHGLASS_STREAMS'] ?? 200);
const seed = Number(process.env['WATCHGLASS_SEED'] ?? Date.now() % 1_000_000);
/** Streams asked at a time: a browser's dashboard asks as many. */
const AT_ONCE = 6;

const engine = engineForTests();
let store: Store;

/** Streams under one seed, each in a project of its own. */
interface World {
  readonly seed: number;
  readonly streams: readonly Stream[];
  audienceOf(i: number): Audience;
}
const worldOf = (name: string, worldSeed: number, size: number): World => ({
  seed: worldSeed,
  streams: fc.sample(fc.noBias(anyStream), { numRuns: size, seed: worldSeed }),
  audienceOf: (i) => ({ project: `${name}'${i}`, bots: i % 3 === 0 ? 'include' : 'exclude' }),
});
// one that is always the same, in which each planted mistake shows
const known = worldOf('known', 29, 200);
const random = worldOf('random', seed, count);

beforeAll(async () => {
  store = await eventsStore(engine);
  const lines = [known, random].flatMap(({ streams, audienceOf }) =>
    streams.map(({ events, bots }, i) =>
      events.flatMap((event) => rowsOf(entryOf(audienceOf(i).project, event, bots.has(event.id)))),
    ),
  );
  // in three inserts, so that copies of an event lie in different parts
  for (const part of [0, 1, 2]) {
    const some = lines.flatMap((all) => all.filter((_, i) => i % 3 === part));
    await store.insert('events', Buffer.from(some.join('\n')), `part ${part}`);
  }
}, 120_000);

/** What the analysis is given of a stream: bots only where the project includes them. */
const heard = ({ events, bots }: Stream, { bots: wanted }: Audience): StoredEvent[] =>
  events.filter((event) => wanted === 'include' || !bots.has(event.id));

async function agree<Input, Row>(
  insight: Insight<Input, Row, unknown>,
  query: Query<Input, Row>,
  inputOf: (stream: Stream) => fc.Arbitrary<Input>,
  wrong?: Ask,
): Promise<number> {
  const { seed, streams, audienceOf } = wrong ? known : random;
  const ask: Ask = wrong ?? ((statement) => store.ask(statement));
  let rows = 0;
  const left = [...streams.keys()];
  const work = async (): Promise<void> => {
    for (let i = left.shift(); i !== undefined; i = left.shift()) {
      const stream = streams[i] as Stream;
      const audience = audienceOf(i);
      const [input] = fc.sample(inputOf(stream), { numRuns: 1, seed: seed + i }) as [Input];
      const expected = insight.rows(heard(stream, audience), input);
      const found = await query(ask, audience, input);
      expect(found, `stream ${i} of seed ${seed}, asked ${JSON.stringify(input)}`).toEqual(expected);
      rows += expected.length;
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    // one that differs ends it for all
    left.length = 0;
  }
  return rows;
}

const scopeOf = ({ scope }: Stream): fc.Arbitrary<Stream['scope']> => fc.constant(scope);

/** Mostly a page and a viewport that occur: what a picker would offer. */
const pageOf =
  (kind: Kind) =>
  ({ scope, names, events }: Stream): fc.Arbitrary<analysis.PageInput> => {
    const any = { page: 'absent', viewport: 'phone' as ViewportClass };
    const seen = events.flatMap((event) =>
      event.kind === kind && 'viewportWidth' in event
        ? [{ page: event.page, viewport: viewportClass(event.viewportWidth) }]
        : [],
    );
    const free = fc.record({
      page: fc.constantFrom(...names),
      viewport: fc.constantFrom(...viewportClasses.map(({ name }) => name)),
    });
    return fc
      .oneof({ weight: 4, arbitrary: fc.constantFrom(...(seen.length > 0 ? seen : [any])) }, free)
      .map((place) => ({ ...scope, ...place }));
  };

const stepOf = (event: StoredEvent): FunnelStep[] =>
  event.kind === 'page_view'
    ? [{ kind: 'page', page: event.page }]
    : event.kind === 'custom'
      ? [{ kind: 'custom', name: event.name }]
      : event.kind === 'click'
        ? [{ kind: 'click', key: event.key }]
        : [];

/** Mostly steps that somebody took in this order, so that chains become long. */
const funnelOf = ({ scope, names, events }: Stream): fc.Arbitrary<analysis.FunnelInput> => {
  const name = fc.constantFrom(...names);
  const step: fc.Arbitrary<FunnelStep> = fc.oneof(
    { weight: 3, arbitrary: name.map((page): FunnelStep => ({ kind: 'page', page })) },
    name.map((one): FunnelStep => ({ kind: 'custom', name: one })),
    name.map((key): FunnelStep => ({ kind: 'click', key })),
  );
  const free = fc.array(step, { minLength: 2, maxLength: 10 });
  const ordered = [...events].sort(analysis.byTime).filter((event) => stepOf(event).length > 0);
  const walk = ordered.flatMap(stepOf);
  // windows that end exactly at an event
  const waits = ordered.flatMap((event, i) =>
    ordered.slice(i + 1, i + 9).map((later) => analysis.timeOf(later) - analysis.timeOf(event)),
  );
  const walked = fc.shuffledSubarray([...walk.keys()], {
    minLength: Math.min(2, walk.length),
    maxLength: Math.min(5, walk.length),
  });
  const taken = walked.map((places) => places.sort((a, b) => a - b).map((place) => walk[place] as FunnelStep));
  return fc.record({
    from: fc.constant(scope.from),
    to: fc.constant(scope.to),
    timeZone: fc.constant(scope.timeZone),
    steps: walk.length < 2 ? free : fc.oneof({ weight: 3, arbitrary: taken }, free),
    windowMs: fc.oneof(fc.constantFrom(0, ...waits), fc.constantFrom(0, 1, 3_600_000, 86_400_000, 1e12)),
    by: fc.constantFrom('visitor' as const, 'session' as const),
  });
};

const reachOf = (stream: Stream): fc.Arbitrary<analysis.FunnelReach> =>
  fc
    .tuple(funnelOf(stream), fc.constantFrom(1, 1, 1, 2, 3), fc.constantFrom(0, 1, 9, 9))
    .map(([{ steps, windowMs, by }, least, more]) => ({ steps, windowMs, by, least, most: least + more }));

const sessionsOf = ({ scope, names, events }: Stream): fc.Arbitrary<analysis.SessionsInput> => {
  const name = fc.option(fc.constantFrom(...names), { nil: undefined, freq: 2 });
  return fc.record({
    from: fc.constant(scope.from),
    to: fc.constant(scope.to),
    timeZone: fc.constant(scope.timeZone),
    page: name,
    visitor: name,
    release: name,
    browser: fc.constantFrom(undefined, undefined, 'Firefox', ''),
    withErrors: fc.constantFrom(undefined, false, true),
    withMissing: fc.constantFrom(undefined, false, true),
    error: fc.option(
      fc.constantFrom(...events.filter((event) => event.kind === 'error'), { type: 'a', message: 'b' }),
      {
        nil: undefined,
        freq: 1,
      },
    ),
    limit: fc.constantFrom(undefined, 1, 2, 3),
    before: fc.option(
      fc.record({
        at: fc.constantFrom(0, ...events.map((event) => event.at + event.skewMs)),
        session: fc.constantFrom(...names),
      }),
      { nil: undefined, freq: 2 },
    ),
  });
};

/** Around the moment from which on what is missing is unknown. */
const ledgerOf = ({ scope }: Stream): fc.Arbitrary<analysis.LedgerInput> =>
  fc.integer({ min: 5000, max: 5020 }).map((heardAt) => ({ ...scope, now: heardAt + analysis.underwayMs }));

/** A layer of signals, mostly one that occurs, on a page and in a viewport where it does. */
const layerOf = (stream: Stream): fc.Arbitrary<analysis.ClickGridInput> => {
  const seen = stream.events.flatMap(({ kind }) =>
    kind === 'rage_click' || kind === 'dead_click' || kind === 'error_click' ? [kind] : [],
  );
  return fc
    .constantFrom<'rage_click' | 'dead_click' | 'error_click'>(...(seen.length ? seen : ['rage_click' as const]))
    .chain((layer) => pageOf(layer)(stream).map((input) => ({ ...input, layer })));
};

/** Mostly a page with a form. */
const formsOf = ({ scope, names, events }: Stream): fc.Arbitrary<analysis.FormsInput> =>
  fc
    .constantFrom(undefined, ...names, ...events.flatMap(({ kind, page }) => (kind === 'form' ? [page, page] : [])))
    .map((page) => ({ ...scope, page }));

/** An event that occurs, told by some of what it has, and now and then by something that its kind has not. */
const eventFilterOf = ({ events }: Stream): fc.Arbitrary<analysis.EventFilter> => {
  const kinds: readonly string[] = analysis.filteredKinds;
  const seen = events.filter(({ kind }) => kinds.includes(kind)) as unknown as Readonly<Record<string, unknown>>[];
  const absent = { kind: 'form', lastKey: '', field: { key: '', index: 0 }, isNoise: false };
  const names = [...analysis.filteredFields.texts, ...analysis.filteredFields.numbers, 'viewport', 'isNoise', 'field'];
  return fc
    .tuple(fc.constantFrom(...seen, absent), fc.subarray(names, { maxLength: 3 }), fc.constantFrom(0, 0, 0, 1))
    .map(([event, some, isAny]) => {
      const known: Readonly<Record<string, unknown>> = {
        ...event,
        ...('viewportWidth' in event ? { viewport: viewportClass(event['viewportWidth'] as number) } : {}),
        ...('noise' in event ? { isNoise: event['noise'] !== '' } : {}),
        ...('fields' in event ? { field: (event['fields'] as { key: string; index: number }[])[0] } : {}),
      };
      const any: Readonly<Record<string, unknown>> = { ...absent, viewport: 'phone', status: 0, index: 0, type: '' };
      const picked = some.flatMap((name) => {
        const value = known[name] ?? (isAny ? any[name] : undefined);
        if (value === undefined) return [];
        // a field of a list has more than its name
        const { key, index } = value as { key?: string; index?: number };
        return [[name, name === 'field' ? { key, index } : value] as const];
      });
      return { kind: event['kind'], ...Object.fromEntries(picked) } as analysis.EventFilter;
    });
};

/** Each insight, its query and what it is asked. */
const compare = {
  ledger: (wrong?: Ask) => agree(analysis.ledger, ledgerRows, ledgerOf, wrong),
  overview: (wrong?: Ask) => agree(analysis.overview, overviewRows, scopeOf, wrong),
  catalogue: (wrong?: Ask) => agree(analysis.catalogue, catalogueRows, scopeOf, wrong),
  clickGrid: (wrong?: Ask) => agree(analysis.clickGrid, clickGridRows, pageOf('click'), wrong),
  signalGrid: (wrong?: Ask) => agree(analysis.clickGrid, clickGridRows, layerOf, wrong),
  attention: (wrong?: Ask) => agree(analysis.attention, attentionRows, pageOf('attention'), wrong),
  elements: (wrong?: Ask) => agree(analysis.elements, elementsRows, pageOf('click'), wrong),
  exposed: (wrong?: Ask) => agree(analysis.elements, elementsRows, pageOf('exposure'), wrong),
  forms: (wrong?: Ask) => agree(analysis.forms, formsRows, formsOf, wrong),
  errors: (wrong?: Ask) => agree(analysis.errors, errorsRows, scopeOf, wrong),
  requests: (wrong?: Ask) => agree(analysis.requests, requestsRows, scopeOf, wrong),
  scrollReach: (wrong?: Ask) => agree(analysis.scrollReach, scrollReachRows, pageOf('page_leave'), wrong),
  // of the other filters only one: beside more of them few sessions are left
  funnelSessions: (wrong?: Ask) =>
    agree(
      analysis.sessions,
      sessionsRows,
      (stream) =>
        fc
          .tuple(reachOf(stream), fc.constantFrom(undefined, undefined, undefined, true))
          .map(([funnel, withErrors]) => ({ ...stream.scope, funnel, withErrors })),
      wrong,
    ),
  eventSessions: (wrong?: Ask) =>
    agree(
      analysis.sessions,
      sessionsRows,
      (stream) => eventFilterOf(stream).map((event) => ({ ...stream.scope, event })),
      wrong,
    ),
  funnel: (wrong?: Ask) => agree(analysis.funnel, funnelRows, funnelOf, wrong),
  sessions: (wrong?: Ask) => agree(analysis.sessions, sessionsRows, sessionsOf, wrong),
  session: (wrong?: Ask) =>
    agree(analysis.session, sessionRows, ({ names }) => fc.record({ session: fc.constantFrom(...names) }), wrong),
};
type Name = keyof typeof compare;

/** Mistakes that somebody could make in a query: each must be noticed; of each insight the first one in `npm test`. */
const mistakes: readonly (readonly [Name, string, string])[] = [
  ['overview', 'time < {to', 'time <= {to'],
  ['overview', 'OR NOT bot', 'OR true'],
  ['overview', ' AND trusted', ''],
  ['overview', '{changesBy:Array(Int64)}', '{changesAt:Array(Int64)}'],
  ['overview', 'quantileExactInclusiveIf', 'quantileExactIf'],
  ['overview', " AND noise = ''", ''],
  ['overview', "noise != ''", 'true'],
  ['overview', 'sum(`count`) AS here', 'count() AS here'],
  ['ledger', 'time < {to', 'time <= {to'],
  ['ledger', 'OR NOT bot', 'OR true'],
  ['ledger', 'groupBitmapMerge(d.numbers)', 'max(d.highest)'],
  ['ledger', 'heardAt >= {since', 'heardAt > {since'],
  ['ledger', 'NOT (has({unnumbered', '(has({unnumbered'],
  ['ledger', ' OR endsWith(reason, {capSuffix:String})', ''],
  ['ledger', "= 'day', firstAt", "= 'day', -firstAt"],
  ['sessions', 'captures > kept', 'captures < kept'],
  ['sessions', 'countIf(browser = {browser:String}) > 0', 'true'],
  ['funnelSessions', 'BETWEEN {least:UInt32}', 'BETWEEN 1'],
  ['funnelSessions', 'AND {mostSteps:UInt32}', 'AND 10'],
  ['funnelSessions', 'SELECT session FROM', 'SELECT subject FROM'],
  ['eventSessions', 'confidence >= 0.5', 'confidence > 0.5'],
  ['eventSessions', 'kind = {eventKind:String}', 'true'],
  ['eventSessions', '{is_page:String}', "''"],
  ['eventSessions', "(noise != '') =", "(noise = '') ="],
  ['eventSessions', 'arrayExists(one -> one.1 = {fieldKey:String}', 'arrayExists(one -> true'],
  ['catalogue', 'argMax(title, (time, id))', 'argMin(title, (time, id))'],
  ['catalogue', 'project = {project:String}', "project != ''"],
  ['clickGrid', '+ 0.5', '+ 0.4'],
  ['clickGrid', '`index`, cy, cx', '`index`, cx, cy'],
  ['clickGrid', "= 'click', trusted,", "= 'click', true,"],
  ['signalGrid', 'confidence >= 0.5', 'confidence > 0.5'],
  ['attention', 'uniqExact((doc, view))', 'count()'],
  ['attention', 'argMax(one.4, (time, id, -nth))', 'argMax(one.4, (time, id, nth))'],
  ['elements', 'max((isClick, time', 'max((time'],
  ['elements', 'uniqExactStateIf(visitor', 'uniqExactStateIf(session'],
  ['exposed', 'countIf(exposedMs >= 1000)', 'countIf(exposedMs > 1000)'],
  ['exposed', ' AND clicksHere > 0', ''],
  ['exposed', 'ofIndex, doc, view', 'ofIndex, doc, view, id'],
  ['forms', 'quantileExactInclusive', 'quantileExact'],
  ['forms', 'OR page = {page:String}', 'OR true'],
  ['forms', "outcome = 'abandoned' AND lastKey", 'lastKey'],
  ['forms', 'sum(nth)', 'max(nth)'],
  ['errors', 'sum(`count`)', 'count()'],
  ['errors', "sumIf(`count`, noise = '')", 'sum(`count`)'],
  ['errors', 'argMax(session, (time, id))', 'argMin(session, (time, id))'],
  ['requests', 'quantileExactInclusive', 'quantileExact'],
  ['requests', 'max(time)', 'min(time)'],
  ['requests', 'argMax(session, (time, id))', 'argMin(session, (time, id))'],
  ['scrollReach', ' - 1e-9', ''],
  ['scrollReach', 'GROUP BY doc, view', 'GROUP BY doc, view, page, time'],
  ['funnel', 'e.1 <= s.1[1] + {windowMs', 'e.1 < s.1[1] + {windowMs'],
  ['funnel', 's.1[1] < e.1', 's.1[1] <= e.1 - 1000'],
  ['funnel', "(kind = 'click' AND trusted)", "kind = 'click'"],
  ['sessions', 'ORDER BY startedAt DESC', 'ORDER BY startedAt'],
  ['sessions', "user != ''", 'true'],
  ['sessions', " AND noise = ''", ''],
  ['session', 'ORDER BY time, id', 'ORDER BY at, id'],
];

describe(`rows from SQL on ${count} streams, seed ${seed}`, () => {
  // a comparison of nothing with nothing proves nothing: each counts what it compared
  it.each(Object.keys(compare) as Name[])('%s', { timeout: 3_600_000 }, async (name) => {
    expect(await compare[name]()).toBeGreaterThan(count / 4);
  });

  const looked = process.env['WATCHGLASS_LONG']
    ? mistakes
    : mistakes.filter(([name], place) => mistakes.findIndex(([other]) => other === name) === place);
  it.each(looked)('notices in %s when %s becomes %s', { timeout: 600_000 }, async (name, right, wrong) => {
    let changed = 0;
    const ask: Ask = (statement) => {
      const sql = statement.sql.replaceAll(right, wrong);
      if (sql !== statement.sql) changed++;
      return store.ask({ ...statement, sql });
    };
    await expect(compare[name](ask)).rejects.toThrow('stream');
    expect(changed).toBeGreaterThan(0);
  });

  it('counts errors without noise on the overview, in sessions and on the page of errors alike', async () => {
    const events = [
      eventOf('error', 1, { session: 's1', count: 7 }),
      eventOf('error', 2, { session: 's2' }),
      eventOf('error', 3, { session: 's2', message: 'from outside', noise: 'extension', count: 4 }),
      eventOf('error', 4, { session: 's3', message: 'Script error.', noise: 'script_error' }),
    ];
    const audience: Audience = { project: 'noisy', bots: 'exclude' };
    const lines = events.flatMap((event) => rowsOf(entryOf(audience.project, event, false)));
    await store.insert('events', Buffer.from(lines.join('\n')), 'noisy');
    const scope = { from: 0, to: 10, timeZone: 'UTC' };
    const ask: Ask = (statement) => store.ask(statement);
    const { overview, errors, sessions } = analysis;
    const total = overview.fold(await overviewRows(ask, audience, scope), scope);
    const bins = errors.fold(await errorsRows(ask, audience, scope), scope);
    expect(total).toMatchObject({ sessions: 3, errors: 8, sessionsWithErrors: 2, noiseErrors: 5 });
    expect([bins.errors.count, bins.errors.sessions, bins.noise.count]).toEqual([8, 2, 5]);
    expect(total.errorGroups.map(({ message, count }) => [message, count])).toEqual([['x is not a function', 8]]);
    const input = { ...scope, withErrors: true };
    const listed = sessions.fold(await sessionsRows(ask, audience, input), input);
    expect(listed.sessions.map((one) => [one.session, one.errors])).toEqual([
      ['s2', 1],
      ['s1', 7],
    ]);
  });

  it('joins hours of Chatham that begin at one moment on both sides of a change', async () => {
    const change = Date.UTC(2026, 8, 26, 14);
    const events = [eventOf('page_view', change - 1), eventOf('click', change), eventOf('error', change + 1_800_000)];
    const audience: Audience = { project: 'chatham', bots: 'exclude' };
    const lines = events.flatMap((event) => rowsOf(entryOf(audience.project, event, false)));
    await store.insert('events', Buffer.from(lines.join('\n')), 'chatham');
    const scope = { from: change - 3_600_000, to: change + 3_600_000, timeZone: 'Pacific/Chatham' };
    const rows = await overviewRows((statement) => store.ask(statement), audience, scope);
    expect(rows).toEqual(analysis.overview.rows(events, scope));
    expect(rows.filter(({ row }) => row === 'bucket')).toHaveLength(2);
  });
});
