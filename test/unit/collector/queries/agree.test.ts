/** Analysis and SQL on the same random streams: equal rows, in equal order, for every insight. */
import * as analysis from '@watchglass/analysis';
import type { FunnelStep, Insight } from '@watchglass/analysis';
import { type Kind, type StoredEvent, type ViewportClass, viewportClass, viewportClasses } from '@watchglass/contract';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogueRows } from '../../../../collector/queries/catalogue.ts';
import { clickGridRows } from '../../../../collector/queries/clickGrid.ts';
import { elementsRows } from '../../../../collector/queries/elements.ts';
import { sessionRows } from '../../../../collector/queries/events.ts';
import { funnelRows } from '../../../../collector/queries/funnel.ts';
import { overviewRows } from '../../../../collector/queries/overview.ts';
import type { Audience, Query } from '../../../../collector/queries/query.ts';
import { scrollReachRows } from '../../../../collector/queries/scrollReach.ts';
import { sessionsRows } from '../../../../collector/queries/sessions.ts';
import { rowsOf } from '../../../../collector/store/rows.ts';
import type { Store } from '../../../../collector/types.ts';
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
const streams: readonly Stream[] = fc.sample(fc.noBias(anyStream), { numRuns: count, seed });
const audienceOf = (i: number): Audience => ({ project: `p'${i}`, bots: i % 3 === 0 ? 'include' : 'exclude' });

beforeAll(async () => {
  store = await eventsStore(engine);
  const lines = streams.map(({ events, bots }, i) =>
    events.flatMap((event) => rowsOf(entryOf(audienceOf(i).project, event, bots.has(event.id)))),
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
): Promise<number> {
  let rows = 0;
  const left = [...streams.keys()];
  const work = async (): Promise<void> => {
    for (let i = left.shift(); i !== undefined; i = left.shift()) {
      const stream = streams[i] as Stream;
      const audience = audienceOf(i);
      const [input] = fc.sample(inputOf(stream), { numRuns: 1, seed: seed + i }) as [Input];
      const expected = insight.rows(heard(stream, audience), input);
      const found = await query((statement) => store.ask(statement), audience, input);
      expect(found, `stream ${i} of seed ${seed}, asked ${JSON.stringify(input)}`).toEqual(expected);
      rows += expected.length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return rows;
}

const scopeOf = ({ scope }: Stream): fc.Arbitrary<Stream['scope']> => fc.constant(scope);

/** Mostly a page and a viewport that occur: what a picker would offer. */
const pageOf =
  (kind: Kind) =>
  ({ scope, names, events }: Stream): fc.Arbitrary<analysis.ClickGridInput> => {
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

const funnelOf = ({ scope, names }: Stream): fc.Arbitrary<analysis.FunnelInput> => {
  const name = fc.constantFrom(...names);
  const step: fc.Arbitrary<FunnelStep> = fc.oneof(
    { weight: 3, arbitrary: name.map((page): FunnelStep => ({ kind: 'page', page })) },
    name.map((one): FunnelStep => ({ kind: 'custom', name: one })),
    name.map((key): FunnelStep => ({ kind: 'click', key })),
  );
  return fc.record({
    from: fc.constant(scope.from),
    to: fc.constant(scope.to),
    timeZone: fc.constant(scope.timeZone),
    steps: fc.array(step, { minLength: 2, maxLength: 10 }),
    windowMs: fc.constantFrom(0, 1, 1000, 3_600_000, 86_400_000, 1e12),
    by: fc.constantFrom('visitor' as const, 'session' as const),
  });
};

const sessionsOf = ({ scope, names, events }: Stream): fc.Arbitrary<analysis.SessionsInput> => {
  const name = fc.option(fc.constantFrom(...names), { nil: undefined, freq: 2 });
  return fc.record({
    from: fc.constant(scope.from),
    to: fc.constant(scope.to),
    timeZone: fc.constant(scope.timeZone),
    page: name,
    visitor: name,
    withErrors: fc.constantFrom(undefined, false, true),
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

describe(`rows from SQL on ${count} streams`, () => {
  // a comparison of nothing with nothing proves nothing: each test counts what it compared
  const some = count / 4;
  it('overview', { timeout: 600_000 }, async () => {
    expect(await agree(analysis.overview, overviewRows, scopeOf)).toBeGreaterThan(some);
  });
  it('catalogue', { timeout: 600_000 }, async () => {
    expect(await agree(analysis.catalogue, catalogueRows, scopeOf)).toBeGreaterThan(some);
  });
  it('clickGrid', { timeout: 600_000 }, async () => {
    expect(await agree(analysis.clickGrid, clickGridRows, pageOf('click'))).toBeGreaterThan(some);
  });
  it('elements', { timeout: 600_000 }, async () => {
    expect(await agree(analysis.elements, elementsRows, pageOf('click'))).toBeGreaterThan(some);
  });
  it('scrollReach', { timeout: 600_000 }, async () => {
    expect(await agree(analysis.scrollReach, scrollReachRows, pageOf('page_leave'))).toBeGreaterThan(some);
  });
  it('funnel', { timeout: 600_000 }, async () => {
    expect(await agree(analysis.funnel, funnelRows, funnelOf)).toBeGreaterThan(some);
  });
  it('sessions', { timeout: 600_000 }, async () => {
    expect(await agree(analysis.sessions, sessionsRows, sessionsOf)).toBeGreaterThan(some);
  });
  it('session', { timeout: 600_000 }, async () => {
    expect(
      await agree(analysis.session, sessionRows, ({ names }) => fc.record({ session: fc.constantFrom(...names) })),
    ).toBeGreaterThan(some);
  });
});
