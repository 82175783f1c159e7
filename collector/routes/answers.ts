/** Answers of the API as schemas: what OpenAPI prints and tests hold the routes to. */
import { kinds } from '@watchglass/contract/schema';
import { type TProperties, type TSchema, Type } from 'typebox';

const count = (description?: string): TSchema =>
  Type.Integer({ minimum: 0, ...(description === undefined ? {} : { description }) });
const time = Type.Integer({ description: 'epoch milliseconds' });
const text = Type.String();

/** One row of many kinds, told apart by `row`. */
const row = (name: string, fields: TProperties): TSchema =>
  Type.Object({ row: Type.Literal(name), ...fields }, { additionalProperties: false });
const whole = (fields: TProperties): TSchema => Type.Object(fields, { additionalProperties: false });
const rows = (...kinds: TSchema[]): TSchema =>
  Type.Object(
    { rows: Type.Array(kinds.length === 1 ? (kinds[0] as TSchema) : Type.Union(kinds)) },
    { additionalProperties: false },
  );

const views = { pageViews: count(), errors: count() };
const visits = { sessions: count(), ...views };
const sums = {
  documents: count(),
  captured: count('highest seq + 1 of each document, and what it dropped before it had a number: a lower bound'),
  stored: count('numbers that arrived, each once'),
  dropped: count('given up by the pages, as they told'),
  underway: count('missing of documents that were heard of in the last 7 days'),
  unknown: count('missing of documents that were silent for longer'),
};
const named = { key: text, index: count(), label: text, role: text };
const ms = Type.Number({ minimum: 0 });
const drops = row('dropped', { reason: text, count: Type.Number({ minimum: 0 }) });

/** An event as it was stored: its kind's schema in `docs/events.md`, and what the receiver added. */
export const storedEvent: TSchema = Type.Object(
  {
    kind: Type.Union(kinds.map((kind) => Type.Literal(kind))),
    id: text,
    at: time,
    seq: count(),
    visitor: text,
    user: text,
    session: text,
    tab: text,
    doc: text,
    view: text,
    url: text,
    page: text,
    batch: text,
    release: text,
    environment: text,
    sampleRate: Type.Number({ minimum: 0, maximum: 1, description: 'share of visitors that the site captures' }),
    receivedAt: time,
    skewMs: Type.Integer({ description: 'added to `at` in every query' }),
    browser: Type.Optional(text),
    batchDrops: Type.Optional(Type.Record(Type.String(), Type.Number({ minimum: 0 }))),
  },
  { description: 'a stored event; its kind says what else it carries' },
);

/** Bodies of the answers by what they are about. */
export const answers = {
  projects: rows(
    whole({
      id: text,
      name: text,
      keys: Type.Array(text),
      timeZone: text,
      bots: Type.Union([Type.Literal('include'), Type.Literal('exclude')]),
    }),
  ),
  state: rows(
    whole({
      events: count('an event that was sent twice may count twice for a while'),
      firstAt: time,
      lastAt: time,
      receivedAt: time,
      automated: count('sessions of programs that are kept out; counted while there is nothing else to show'),
      stored: count('how often this collector has stored something since it started'),
    }),
  ),
  overview: rows(
    row('totals', {
      visitors: count(),
      ...visits,
      clicks: count(),
      sessionsWithErrors: count(),
      noiseErrors: count("errors that are nobody's bug: in none of the other numbers"),
    }),
    row('bucket', { at: time, ...visits }),
    row('page', {
      page: text,
      views: count(),
      visitors: count(),
      clicks: count(),
      errors: count(),
      medianActiveMs: Type.Union([Type.Number(), Type.Null()]),
    }),
    row('error', {
      type: text,
      message: text,
      count: count(),
      sessions: count(),
      visitors: count(),
      page: text,
      lastAt: time,
    }),
  ),
  catalogue: rows(
    row('page', { page: text, title: text, url: text, views: count() }),
    row('custom', { name: text, count: count() }),
    row('element', { key: text, label: text, page: text, clicks: count() }),
  ),
  heatmap: Type.Object(
    {
      columns: whole({
        key: Type.Array(text),
        index: Type.Array(count()),
        cx: Type.Array(count()),
        cy: Type.Array(count()),
        clicks: Type.Array(count()),
        pageX: Type.Array(Type.Integer()),
        pageY: Type.Array(Type.Integer()),
        fixed: Type.Array(Type.Boolean()),
      }),
    },
    { additionalProperties: false, description: 'one entry per cell in each column' },
  ),
  attention: rows(
    row('views', { views: count('those that tell of the pointer') }),
    row('element', { ...named, dwellMs: count('time the pointer was on it'), views: count() }),
  ),
  elements: rows(
    row('views', { views: count(), exposedViews: count('those that tell what was exposed') }),
    row('element', {
      ...named,
      interactive: Type.Boolean(),
      clicks: count(),
      visitors: count(),
      sessions: count(),
      exposed: count('views in which it was exposed for at least 1 s'),
      clicked: count('of these, the views in which it was clicked'),
    }),
  ),
  forms: rows(
    row('form', {
      page: text,
      key: text,
      index: count(),
      label: text,
      starts: count(),
      submits: count(),
      abandons: count(),
      sessions: count(),
    }),
    row('field', {
      page: text,
      form: text,
      formIndex: count(),
      ...named,
      visits: count('starts of the form in which somebody was in the field'),
      medianFocusMs: ms,
      edits: count(),
      reentries: count(),
      invalid: count(),
      abandons: count('starts that were abandoned in this field'),
      place: Type.Number({ minimum: 1, description: 'mean place in the order in which fields are visited' }),
    }),
  ),
  errors: rows(
    whole({
      row: Type.Union([Type.Literal('errors'), Type.Literal('noise')]),
      count: count('how often they came, also of those beyond the list'),
      sessions: count(),
    }),
    row('error', {
      type: text,
      message: text,
      noise: Type.String({ description: "class of errors that are nobody's bug, '' when it is none" }),
      count: count(),
      sessions: count(),
      visitors: count(),
      firstAt: time,
      lastAt: time,
      session: Type.String({ description: 'in which it was seen last' }),
    }),
  ),
  requests: rows(
    whole({
      method: text,
      target: text,
      failure: text,
      status: count(),
      count: count(),
      p75DurationMs: ms,
      sessions: count(),
      lastAt: time,
      session: Type.String({ description: 'in which it was seen last' }),
    }),
  ),
  scrollReach: rows(
    whole({
      row: Type.Union([Type.Literal('reach'), Type.Literal('fold')]),
      percent: Type.Integer({ minimum: 0, maximum: 100 }),
      views: count(),
    }),
  ),
  funnel: rows(whole({ subject: text, session: text, times: Type.Array(time, { minItems: 1 }) })),
  sessions: rows(
    whole({
      session: text,
      visitor: text,
      user: text,
      startedAt: time,
      endedAt: time,
      events: count(),
      ...views,
      clicks: count(),
      firstPage: text,
      lastPage: text,
      release: text,
    }),
  ),
  session: rows(storedEvent),
  ledger: rows(
    row('total', sums),
    row('day', { at: time, ...sums }),
    row('release', { release: text, ...sums }),
    row('browser', { browser: text, ...sums }),
    drops,
    row('duplicates', { count: count('events that came again and were kept once, of this collector'), since: time }),
  ),
  error: whole({ error: Type.String({ description: 'a sentence for people' }) }),
} satisfies Record<string, TSchema>;
