/** Query strings of the API: schemas in words, and texts turned into what they describe or into a sentence why not. */
import { eventFilter } from './eventFilter.ts';
import { funnelReach, funnelSteps, funnelSubject, funnelWindow } from './steps.ts';
import { gridLayers, sessionLimits } from '@watchglass/analysis';
import { limits, viewportClasses } from '@watchglass/contract';
import { isTimeZone } from '../config/timeZone.ts';
import { type TProperties, type TSchema, Type } from 'typebox';
import { Check } from 'typebox/value';

/** Longest wait for news, ms: a third of what proxies give a request that says nothing. */
const MOST_WAIT_MS = 20_000;

/** Times that JavaScript knows, epoch ms. */
const time = (what: string): TSchema =>
  Type.Integer({
    minimum: -8.64e15,
    maximum: 8.64e15,
    description: `a whole number of milliseconds since 1970: ${what}`,
  });

const text = (maxLength: number, what: string): TSchema => Type.String({ maxLength, description: what });

const oneOf = (values: readonly string[], more = ''): TSchema =>
  Type.Union(
    values.map((value) => Type.Literal(value)),
    { description: `one of ${values.join(', ')}${more}` },
  );

/** A value that travels as JSON in one parameter. */
const json = (schema: TSchema): TSchema => ({ ...schema, 'x-json': true });

/** Whose events. */
export const ofProject: TProperties = { project: text(200, 'the id of a project of this collector') };

/** The time asked about. */
export const inTime: TProperties = {
  from: time('the start, included'),
  to: time('the end, not included, not before from'),
};

/** Waiting for news: an answer comes as soon as this collector has stored something, or when the time is over. */
export const awaited: TProperties = {
  seen: Type.Optional(
    Type.Integer({ minimum: 0, description: 'a whole number: `stored` of the last answer; without it nothing waits' }),
  ),
  waitMs: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: MOST_WAIT_MS,
      description: `a whole number of milliseconds up to ${MOST_WAIT_MS}: how long to wait while \`stored\` is \`seen\``,
    }),
  ),
};

/** What every insight is asked about. */
export const scoped: TProperties = {
  ...ofProject,
  ...inTime,
  timeZone: Type.Optional(text(100, "an IANA time zone such as Europe/Berlin; default: the project's")),
};

/** One page in one class of viewports. */
export const paged: TProperties = {
  ...scoped,
  page: text(limits.urlChars, 'a page such as shop.example/product/:id'),
  viewport: oneOf(viewportClasses.map(({ name }) => name)),
};

/** One page in one class of viewports, and which clicks. */
export const layered: TProperties = { ...paged, layer: Type.Optional(oneOf(gridLayers, '; default click')) };

/** Forms, of one page or of all. */
export const formed: TProperties = { ...scoped, page: Type.Optional(paged['page'] as TSchema) };

/** A funnel. */
export const stepped: TProperties = {
  ...scoped,
  steps: json(funnelSteps),
  windowMs: funnelWindow,
  by: funnelSubject,
};

/** A list of sessions. */
export const listed: TProperties = {
  ...scoped,
  page: Type.Optional(text(limits.urlChars, 'a page such as shop.example/product/:id: sessions with any event on it')),
  withErrors: Type.Optional(
    Type.Boolean({ description: 'true or false: only sessions with an error that is no noise' }),
  ),
  error: Type.Optional(
    json(
      Type.Object(
        { type: Type.String({ maxLength: limits.nameChars }), message: Type.String({ maxLength: limits.textChars }) },
        { description: 'JSON such as {"type":"TypeError","message":"x is null"}: sessions with such an error' },
      ),
    ),
  ),
  event: Type.Optional(json(eventFilter)),
  visitor: Type.Optional(text(64, 'the id of a visitor')),
  release: Type.Optional(text(limits.nameChars, 'a release: sessions with any event of it')),
  browser: Type.Optional(text(limits.nameChars, 'a browser such as Firefox: sessions with any event of it')),
  withMissing: Type.Optional(
    Type.Boolean({ description: 'true or false: only sessions with a document of which events are missing' }),
  ),
  funnel: Type.Optional(json(funnelReach)),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: sessionLimits.most,
      description: `a whole number from 1 to ${sessionLimits.most}; default ${sessionLimits.usual}`,
    }),
  ),
  before: Type.Optional(
    json(
      Type.Object(
        { at: Type.Integer({ minimum: -8.64e15, maximum: 8.64e15 }), session: Type.String({ maxLength: 64 }) },
        { description: 'JSON such as {"at":1790000000000,"session":"id"}: the last session of the answer before' },
      ),
    ),
  ),
};

/** What a query string said, or a sentence that names the parameter and what was expected. */
export type Read =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly reason: string };

const refused = (reason: string): Read => ({ ok: false, reason });

/** Reads a query string by its schemas. The sentence never repeats what was sent, but for the names of parameters. */
export function readQuery(parameters: TProperties, query: Readonly<Record<string, unknown>>): Read {
  const value: Record<string, unknown> = {};
  const unknown = Object.keys(query).find((name) => !Object.hasOwn(parameters, name));
  if (unknown !== undefined)
    return refused(
      `There is a parameter that is not known here; expected ${Object.keys(parameters).join(', ') || 'none'}.`,
    );
  for (const [name, schema] of Object.entries(parameters)) {
    const sent = query[name];
    const said = 'description' in schema ? String(schema.description) : 'a value';
    if (sent === undefined) {
      if (Type.IsOptional(schema)) continue;
      return refused(`${name}: is missing; expected ${said}.`);
    }
    if (typeof sent !== 'string') return refused(`${name}: was given more than once; expected ${said}.`);
    const read = valueOf(schema, sent);
    if (read === undefined || !Check(schema, read)) return refused(`${name}: expected ${said}.`);
    value[name] = read;
  }
  const { from, to, timeZone } = value;
  if (typeof from === 'number' && typeof to === 'number' && from > to)
    return refused('to: expected a time that is not before from.');
  if (typeof timeZone === 'string' && !isTimeZone(timeZone))
    return refused('timeZone: expected an IANA time zone such as Europe/Berlin.');
  return { ok: true, value };
}

/** The value of a text by its schema; undefined when it has none. */
function valueOf(schema: TSchema, sent: string): unknown {
  if ('x-json' in schema) {
    try {
      return JSON.parse(sent) as unknown;
    } catch {
      return undefined;
    }
  }
  if (Type.IsInteger(schema)) return /^-?\d{1,17}$/.test(sent) ? Number(sent) : undefined;
  if (Type.IsBoolean(schema)) return sent === 'true' ? true : sent === 'false' ? false : undefined;
  return sent;
}
