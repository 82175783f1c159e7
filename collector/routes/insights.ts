/** Routes of the insights: rows over the wire, `fold` where they are read. */
import type { FastifyInstance } from 'fastify';
import type { ClickGridInput, FunnelInput, PageInput, Scope, SessionInput, SessionsInput } from '@watchglass/analysis';
import { Type } from 'typebox';
import { attentionRows } from '../queries/attention.ts';
import { catalogueRows } from '../queries/catalogue.ts';
import { clickGridRows } from '../queries/clickGrid.ts';
import { elementsRows } from '../queries/elements.ts';
import { errorsRows } from '../queries/errors.ts';
import { sessionRows } from '../queries/events.ts';
import { formsRows } from '../queries/forms.ts';
import { funnelRows } from '../queries/funnel.ts';
import { ledgerRows } from '../queries/ledger.ts';
import { overviewRows } from '../queries/overview.ts';
import type { Query } from '../queries/query.ts';
import { requestsRows } from '../queries/requests.ts';
import { scrollReachRows } from '../queries/scrollReach.ts';
import { sessionsRows } from '../queries/sessions.ts';
import { stateRows } from '../queries/state.ts';
import { answers } from './answers.ts';
import { columnsOf } from './columns.ts';
import { type Endpoint, type InsightDeps, registerEndpoint } from './endpoint.ts';
import { exportEndpoint } from './events.ts';
import { openApi } from './openApi.ts';
import { awaited, formed, inTime, layered, listed, ofProject, paged, scoped, stepped } from './parameters.ts';

/** The rows of a query; its input is what the parameters' schemas describe. */
const rowsBy =
  <Input, Row>(query: Query<Input, Row>): Endpoint['handle'] =>
  async ({ ask, audience, input }) => ({ rows: await query(ask, audience, input as Input) });

const optionalTime = Object.fromEntries(Object.entries(inTime).map(([name, schema]) => [name, Type.Optional(schema)]));

/** All times that JavaScript knows. */
const always = { from: -8.64e15, to: 8.64e15 };

/** Every GET of the API that reads events, and the projects. */
export const endpoints: readonly Endpoint[] = [
  {
    url: '/api/projects',
    summary: 'Projects of this collector, with their write keys: these are public by design.',
    query: {},
    answer: answers.projects,
    handle: async (_question, { projects }) => ({
      rows: projects.map(({ id, name, keys, timeZone, bots }) => ({ id, name, keys, timeZone, bots })),
    }),
  },
  {
    url: '/api/state',
    summary: 'How many events there are, and of when: moves when events are stored, and costs little to ask.',
    query: { ...ofProject, ...awaited },
    answer: answers.state,
    handle: async ({ ask, audience, input, signal }, { news }) => {
      const { seen, waitMs = 0 } = input as { seen?: number; waitMs?: number };
      if (seen !== undefined) await news.after(seen, waitMs, signal);
      // before the store is asked: what is stored meanwhile is news for the next who asks
      const stored = news.count();
      return { rows: (await stateRows(ask, audience, input)).map((row) => ({ ...row, stored })) };
    },
  },
  {
    url: '/api/overview',
    summary: 'Totals, hours or days, pages, errors, and whether it all arrived.',
    query: scoped,
    answer: answers.overview,
    handle: rowsBy<Scope, unknown>(overviewRows),
  },
  {
    url: '/api/catalogue',
    summary: 'Pages, custom events and clicked elements that occurred.',
    query: scoped,
    answer: answers.catalogue,
    handle: rowsBy<Scope, unknown>(catalogueRows),
  },
  {
    url: '/api/heatmap',
    summary:
      'Clicks of one page, or those that enraged, did nothing or broke something, by cell of the element, in columns.',
    query: layered,
    answer: answers.heatmap,
    handle: async ({ ask, audience, input }) => ({
      columns: columnsOf(await clickGridRows(ask, audience, input as unknown as ClickGridInput)),
    }),
  },
  {
    url: '/api/attention',
    summary: 'How long the pointer was on the elements of one page.',
    query: paged,
    answer: answers.attention,
    handle: rowsBy<PageInput, unknown>(attentionRows),
  },
  {
    url: '/api/elements',
    summary: 'Elements of one page by clicks, and in how many views each was exposed and clicked.',
    query: paged,
    answer: answers.elements,
    handle: rowsBy<PageInput, unknown>(elementsRows),
  },
  {
    url: '/api/scroll-reach',
    summary: 'How far down one page its views got.',
    query: paged,
    answer: answers.scrollReach,
    handle: rowsBy(scrollReachRows),
  },
  {
    url: '/api/forms',
    summary: 'Forms, of one page or of all: how many were begun and submitted, and what happened in each field.',
    query: formed,
    answer: answers.forms,
    handle: rowsBy(formsRows),
  },
  {
    url: '/api/errors',
    summary: 'Errors by type and message, and those that are noise beside them.',
    query: scoped,
    answer: answers.errors,
    handle: rowsBy<Scope, unknown>(errorsRows),
  },
  {
    url: '/api/requests',
    summary: 'Requests that failed or took long, by method, target, failure and status.',
    query: scoped,
    answer: answers.requests,
    handle: rowsBy<Scope, unknown>(requestsRows),
  },
  {
    url: '/api/funnel',
    summary: 'How far each visitor or session got along some steps.',
    query: stepped,
    answer: answers.funnel,
    handle: rowsBy<FunnelInput, unknown>(funnelRows),
  },
  {
    url: '/api/sessions',
    summary: 'Sessions, latest first; one more than asked for when there are more.',
    query: listed,
    answer: answers.sessions,
    handle: rowsBy<SessionsInput, unknown>(sessionsRows),
  },
  {
    url: '/api/sessions/:session',
    summary: 'Events of one session, in order; 5,001 at most.',
    path: { session: Type.String({ maxLength: 64, description: 'the id of a session' }) },
    query: ofProject,
    answer: answers.session,
    handle: rowsBy<SessionInput, unknown>(sessionRows),
  },
  {
    url: '/api/ledger',
    summary:
      'What was captured, stored, dropped, is underway or unknown, of documents that began in a time, or of all.',
    query: { ...scoped, ...optionalTime },
    answer: answers.ledger,
    handle: async ({ ask, audience, input }, { clock, duplicates }) => ({
      rows: [
        ...(await ledgerRows(ask, audience, { ...always, ...(input as Pick<Scope, 'timeZone'>), now: clock() })),
        { row: 'duplicates', ...duplicates(audience.project) },
      ],
    }),
  },
  exportEndpoint,
];

/** Registers the routes of the insights and the API's description of itself. */
export function registerInsights(app: FastifyInstance, deps: InsightDeps): void {
  for (const endpoint of endpoints) registerEndpoint(app, endpoint, deps);
  const description = openApi(endpoints);
  app.get('/api/openapi.json', () => description);
}
