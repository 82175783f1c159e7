/**
 * The event language as TypeBox schemas, the only schema of the product: the collector compiles them, OpenAPI and
 * the interfaces in `types.ts` are printed from them (`npm run build` fails when those are stale).
 * A field has one name, one type and one meaning in every kind that carries it.
 */
import { type TProperties, type TSchema, Type } from 'typebox';
import { limits } from './limits.ts';
import type { Kind } from './types.ts';

const id = (description: string): TSchema =>
  Type.String({ description, minLength: 1, maxLength: 64, pattern: '^[0-9A-Za-z_-]+$' });
const text = (maxLength: number, description: string): TSchema => Type.String({ maxLength, description });
const ratio = (description: string): TSchema => Type.Number({ minimum: 0, maximum: 1, description });
const px = (description: string): TSchema => Type.Integer({ minimum: -1e9, maximum: 1e9, description });
const size = (description: string): TSchema => Type.Integer({ minimum: 0, maximum: 1e9, description });
const ms = (description: string): TSchema => Type.Number({ minimum: 0, maximum: 1e12, description });
const whole = { minimum: 0, maximum: 9007199254740991 };
const count = (description: string): TSchema => Type.Integer({ ...whole, description });
const oneOf = (values: readonly string[], description: string): TSchema =>
  Type.Union(
    values.map((value) => Type.Literal(value)),
    { description },
  );
const json = (description: string): TSchema =>
  Type.Record(Type.String(), Type.Unknown(), { description, 'x-type': 'Properties' });
/**
 * Events of one document: a hundred a second for eight months. Sums over documents stay exact as long as there are fewer
 * than a million of such.
 */
const ofDocument = { minimum: 0, maximum: 2_147_483_647 };
const counts = (description: string): TSchema => Type.Record(Type.String(), Type.Integer(ofDocument), { description });
const numbers = (description: string): TSchema => Type.Record(Type.String(), Type.Number(), { description });
const listOf = (fields: TProperties, maxItems: number, description: string): TSchema =>
  Type.Array(Type.Object(fields), { maxItems, description });

const at = Type.Integer({
  minimum: -8.64e15,
  maximum: 8.64e15,
  description: "epoch milliseconds on the client's clock",
});

/** Fields that every event carries, whatever its kind. */
const common = {
  id: id("UUIDv7; the event's name for ever"),
  at,
  seq: Type.Integer({ ...ofDocument, description: 'position within the document, from 0, without gaps' }),
  visitor: id('first-party visitor id; a new one after storage is cleared'),
  user: text(limits.nameChars, "the site's own user id, '' until `identify`"),
  session: id('visit of a visitor: ends after 30 min without activity or after 24 h'),
  tab: id('browser tab, kept over reloads'),
  doc: id('document, new at each page load, kept by the back/forward cache'),
  view: id('page view within the document'),
  url: text(limits.urlChars, 'sanitized URL: no userinfo, no fragment, query values only when allow-listed'),
  page: text(limits.urlChars, 'host and path template, such as `shop.example/product/:id`'),
};

const key = text(limits.keyChars, 'element key: anchor and role path, never text');
const index = count('position among the elements of the document that share the anchor of the key, from 0');
const keyRule = Type.Integer({ minimum: 1, maximum: 1000, description: 'version of the rule that made the key' });
const element = { key, index, keyRule };

const viewportWidth = size('layout viewport width, CSS px');
const viewportHeight = size('layout viewport height, CSS px');
const documentWidth = size('scrollable width of the document, CSS px');
const documentHeight = size('scrollable height of the document, CSS px');
const scrollRatioMax = ratio('largest scroll offset / scrollable distance of the view; 1 when nothing scrolls');
const contentRatioMax = ratio('largest (scroll offset + visible height) / content height of the view');
const properties = json('own properties; numbers stay numbers; `value` and `currency` are reserved for revenue');

const role = text(limits.nameChars, 'ARIA role, explicit or implied by the tag, else the tag name');
const label = text(limits.labelChars, 'human label, sanitized, for reading only');
const status = Type.Integer({ minimum: 0, maximum: 999, description: 'HTTP status, 0 when unknown' });
const message = text(limits.textChars, 'message, sanitized');
const durationMs = ms('how long it took');
const resource = text(limits.urlChars, 'what was loaded or blocked: sanitized URL, or a word such as `inline`');
const source = text(
  limits.urlChars,
  'script that did it, sanitized, with line and column or, of frames, the character',
);
const traits = json('what the site says about the user or group');

const cause = {
  type: text(limits.nameChars, 'name of the error class'),
  message,
  stack: text(limits.stackChars, 'raw stack as the browser wrote it'),
};

const pageX = px('x in the page, CSS px');
const pageY = px('y in the page, CSS px');

/** Where on the page something was done. */
const spot = {
  ...element,
  role,
  label,
  ex: ratio('x inside the box of the element, 0 left to 1 right'),
  ey: ratio('y inside the box of the element, 0 top to 1 bottom'),
  pageX,
  pageY,
  fixed: Type.Boolean({ description: 'the element or an ancestor is position fixed or sticky' }),
  viewportWidth,
  pointer: oneOf(['mouse', 'touch', 'pen', 'keyboard'], 'what made the click'),
};

/** What a versioned rule of `rules/` judged; with the features the rule of another version can judge again. */
const judged = {
  rule: text(limits.nameChars, 'rule that judged, and its version, such as `rage_click@1`'),
  confidence: ratio('how sure the rule is; what it says counts from 0.5 on'),
  features: numbers('raw features that the rule used; yes is 1, no is 0'),
};

/** An event that this one is about. */
const eventId = (description: string): TSchema =>
  Type.String({ description, maxLength: 64, pattern: '^[0-9A-Za-z_-]*$' });
const click = eventId("id of the click that it is about, the first of several; '' when there is none");

/** What each kind carries besides the common fields. */
const bodies = {
  page_view: {
    title: text(limits.urlChars, 'document title, sanitized'),
    referrer: text(limits.urlChars, 'sanitized referrer, or the previous URL of a single-page app'),
    status,
    viewportWidth,
    viewportHeight,
    documentWidth,
    documentHeight,
    how: oneOf(
      ['load', 'reload', 'push', 'replace', 'back_forward', 'restore', 'api'],
      'what led here: document load, reload, history push or replace, traversal, back/forward cache, `client.page()`',
    ),
    properties,
  },
  page_leave: {
    visibleMs: ms('time the view was visible'),
    activeMs: ms('visible time with a user action in the last 5 s'),
    scrollRatioMax,
    contentRatioMax,
    viewportWidth,
    viewportHeight,
    documentHeight,
  },
  click: {
    ...spot,
    trusted: Type.Boolean({ description: 'false when a script dispatched it' }),
    interactive: Type.Boolean({ description: 'the element or an ancestor is a control or has a click role' }),
  },
  rage_click: { ...spot, ...judged, click },
  dead_click: { ...spot, ...judged, click },
  error_click: { ...spot, ...judged, click, caused: eventId('id of the error or request that the click caused') },
  dead_swipe: { ...spot, ...judged },
  thrashed_cursor: { ...element, role, label, pageX, pageY, viewportWidth, ...judged },
  quick_back: {
    ...element,
    role,
    label,
    ...judged,
    click,
    left: text(limits.urlChars, 'page that was left so soon, as `page`'),
  },
  scroll: {
    ...element,
    viewportWidth,
    scrollRatioMax,
    scrollRatioLast: ratio('scroll offset / scrollable distance when the view ended'),
    contentRatioMax,
    reachKey: text(limits.keyChars, "element at the bottom edge when it was scrolled furthest, '' when unknown"),
    reachIndex: count('position of that element among those that share the anchor of its key, from 0'),
  },
  attention: {
    keyRule,
    viewportWidth,
    attended: listOf(
      { key, index, role, label, dwellMs: ms('time the pointer rested on it or moved over it') },
      limits.elements,
      'elements under the pointer, longest first',
    ),
  },
  exposure: {
    keyRule,
    viewportWidth,
    exposed: listOf(
      {
        key,
        index,
        role,
        label,
        exposedMs: ms('time that half of it, or half of the viewport full of it, was visible'),
      },
      limits.elements,
      'controls that were visible, longest first',
    ),
  },
  form: {
    ...element,
    label,
    outcome: oneOf(['submitted', 'abandoned'], 'how it ended'),
    durationMs,
    fields: listOf(
      {
        key,
        index,
        role,
        label,
        focusMs: ms('time in the field'),
        edits: count('times its value was changed'),
        reentries: count('times somebody came back to it'),
        invalid: count('times the browser refused its value'),
      },
      limits.elements,
      'fields in the order of the first visit; never a value',
    ),
    lastKey: text(limits.keyChars, 'field that was left last: where it was abandoned'),
    lastIndex: count('position of that field among those that share the anchor of its key, from 0'),
  },
  selection: {
    ...element,
    action: oneOf(['select', 'copy', 'cut', 'paste'], 'what was done with text'),
    chars: count('its length; never the text'),
  },
  error: {
    ...cause,
    causes: listOf(cause, limits.causes, 'chain of `error.cause`, nearest first'),
    handled: Type.Boolean({ description: 'true when the site caught it and reported it' }),
    mechanism: oneOf(['onerror', 'unhandledrejection', 'api'], 'how it was seen'),
    noise: text(limits.nameChars, "class of errors that are nobody's bug, such as `extension`; '' when it is none"),
    count: count('how often it came: more than 1 when the event stands for those after the fifth of a view'),
    breadcrumbs: listOf(
      {
        at,
        category: text(limits.nameChars, 'kind of the event, or what the site calls it'),
        message,
      },
      limits.breadcrumbs,
      'what happened before, oldest first',
    ),
    properties,
  },
  resource_error: { ...element, resource, status },
  violation: {
    policy: text(limits.nameChars, '`csp`, or the type of a report such as `deprecation`'),
    directive: text(limits.nameChars, 'directive that was violated, or id of the report'),
    resource,
    source,
    enforced: Type.Boolean({ description: 'false for what is only reported' }),
    message,
  },
  request: {
    method: text(limits.nameChars, "HTTP method, '' when seen by `timing`"),
    target: text(limits.urlChars, 'host and path template of what was asked for, as `page`'),
    status,
    failure: oneOf(['4xx', '5xx', 'network', 'timeout', 'cors', 'abort', 'slow'], 'why it is an event'),
    durationMs,
    via: oneOf(['fetch', 'xhr', 'timing'], 'how the request was seen; `timing`: in what the browser had noted before'),
    trace: text(limits.nameChars, "trace id that was sent along, '' when none"),
    click,
  },
  vital: {
    metric: oneOf(['LCP', 'INP', 'CLS', 'FCP', 'TTFB'], 'name of the measure'),
    value: Type.Number({ minimum: 0, maximum: 1e12, description: 'ms, or the score of CLS' }),
    delta: Type.Number({ minimum: -1e12, maximum: 1e12, description: 'change since the last event of the measure' }),
    rating: oneOf(['good', 'needs-improvement', 'poor'], 'by the limits of web.dev'),
    navigation: text(limits.nameChars, 'kind of navigation that it measures, such as `navigate` or `soft-navigation`'),
    ...element,
    attribution: numbers('what the value is made of: ms, and of CLS the largest shift'),
    source,
  },
  long_frame: {
    startMs: ms('when it began, from the start of the document'),
    durationMs,
    blockingMs: ms('how long input had to wait'),
    scripts: listOf(
      {
        source,
        invoker: text(limits.nameChars, 'what called it'),
        durationMs,
      },
      limits.scripts,
      'longest first',
    ),
  },
  custom: {
    name: Type.String({ minLength: 1, maxLength: limits.nameChars, description: "the event's name" }),
    properties,
  },
  identify: { traits },
  group: {
    groupType: Type.String({
      minLength: 1,
      maxLength: limits.nameChars,
      description: 'what the group is, such as `company`',
    }),
    group: Type.String({ minLength: 1, maxLength: limits.nameChars, description: "the site's own id of the group" }),
    traits,
  },
  feature_flag: {
    flag: Type.String({ minLength: 1, maxLength: limits.nameChars, description: 'key of the flag' }),
    variant: text(limits.textChars, 'what the visitor got, as text'),
    properties,
  },
  sdk: {
    mainThreadMs: ms('main-thread time the SDK used in this document so far'),
    bytes: count('bytes of sealed batches of this document so far'),
    drops: counts('events lost in this document so far, by reason'),
    notes: Type.Array(text(limits.nameChars, 'one fact'), {
      maxItems: 50,
      description: 'what the SDK had to do without, such as `storage:memory`',
    }),
  },
} satisfies Record<Kind, TProperties>;

/** Kinds of events, in the order of the documentation. */
export const kinds: readonly Kind[] = Object.keys(bodies) as Kind[];

/** One JSON Schema per kind. */
export const eventSchemas: Readonly<Record<Kind, TSchema>> = Object.fromEntries(
  kinds.map((kind): [Kind, TSchema] => [kind, Type.Object({ kind: Type.Literal(kind), ...common, ...bodies[kind] })]),
) as Record<Kind, TSchema>;

/** Everything of a batch but its events, which are judged one by one. */
export const batchSchema: TSchema = Type.Object({
  contract: Type.Literal(1, { description: 'version of the event language' }),
  batch: id('UUIDv7; a receiver stores a batch id once'),
  lane: oneOf(['replay', 'detail', 'core'], 'order of eviction: replay first, core last'),
  doc: id('document that made the events'),
  release: text(limits.nameChars, "the site's release, '' when not given"),
  environment: text(limits.nameChars, "the site's environment, '' when not given"),
  sdk: text(limits.nameChars, 'name and version of the SDK'),
  context: Type.Object(
    {
      language: text(limits.nameChars, 'first language of the browser'),
      timeZone: text(limits.nameChars, "IANA zone, '' when unknown"),
      screenWidth: size('screen width, CSS px'),
      screenHeight: size('screen height, CSS px'),
      automated: Type.Boolean({ description: '`navigator.webdriver`' }),
    },
    { description: 'what is true of the whole document' },
  ),
  sampleRate: ratio('share of visitors that the site captures; decided per visitor, never scaled silently'),
  drops: counts('events lost since the document began, by reason'),
  events: Type.Array(Type.Unknown(), {
    minItems: 1,
    maxItems: limits.eventsPerBatch,
    description: 'events of one lane and one document',
    'x-type': 'WatchglassEvent[]',
  }),
});

/** `POST /v1/batch`. */
export const requestSchema: TSchema = Type.Object({
  key: id('write key of the project'),
  sentAt: Type.Number({ description: "epoch milliseconds on the client's clock when it was sent" }),
  batches: Type.Array(Type.Unknown(), {
    minItems: 1,
    maxItems: limits.batchesPerRequest,
    description: 'sealed batches, oldest first',
    'x-type': 'Batch[]',
  }),
});

/** What a receiver says of one batch; naming it is what frees it in the outbox. */
export const receiptSchema: TSchema = Type.Object({
  batch: id('the batch this is about'),
  accepted: count('events stored now'),
  duplicates: count('events that had been stored before'),
  rejected: Type.Array(
    Type.Object({
      index: count('position in `events`'),
      reason: text(limits.textChars, 'what was wrong and what was expected'),
    }),
    { description: 'events that will never be stored' },
  ),
});

/** 202 answer to `POST /v1/batch`. */
export const answerSchema: TSchema = Type.Object({
  receipts: Type.Array(receiptSchema, { description: 'one per batch that is now safe', 'x-type': 'Receipt[]' }),
  wants: Type.Optional(
    Type.Object(
      { flushMs: Type.Optional(ms('send at least this often while somebody watches live')) },
      { description: "the receiver's wishes" },
    ),
  ),
});
