/** Entries of the spool to rows of the events table and back: whatever went in comes out, event by event, field by field. */
import type { Kind, StoredEvent } from '@watchglass/contract';
import type { Entry } from '../types.ts';

/** Fields of every event that are columns. */
const common = ['kind', 'id', 'at', 'seq', 'visitor', 'user', 'session', 'tab', 'doc', 'view', 'url', 'page'] as const;

/** Fields that a receiver adds, and so no event can bring along. */
const received = ['batch', 'release', 'environment', 'sampleRate', 'receivedAt', 'skewMs'] as const;

/** Those of them that are missing when there is nothing to tell. */
const told = ['browser', 'batchDrops'] as const;

/** Where on its page something was done, and on what. */
const spot = ['key', 'index', 'role', 'label', 'ex', 'ey', 'pageX', 'pageY', 'fixed', 'viewportWidth'];
/** And what a rule judged it by. */
const signal = [...spot, 'rule', 'confidence', 'features'];

/** Fields of each kind that are columns because a query reads them; all others of the kind are in `body`. */
const own: Readonly<Record<Kind, readonly string[]>> = {
  page_view: ['title', 'viewportWidth', 'viewportHeight', 'documentHeight'],
  page_leave: ['activeMs', 'contentRatioMax', 'viewportWidth', 'viewportHeight', 'documentHeight'],
  click: [...spot, 'trusted', 'interactive'],
  rage_click: signal,
  dead_click: signal,
  error_click: signal,
  dead_swipe: [],
  thrashed_cursor: [],
  quick_back: [],
  scroll: ['key', 'index', 'viewportWidth', 'contentRatioMax'],
  attention: ['viewportWidth', 'attended'],
  exposure: ['viewportWidth', 'exposed'],
  form: ['key', 'index', 'label', 'outcome', 'fields', 'lastKey', 'lastIndex'],
  selection: [],
  error: ['type', 'message', 'noise', 'count'],
  resource_error: [],
  violation: [],
  request: ['method', 'target', 'status', 'failure', 'durationMs'],
  vital: [],
  long_frame: [],
  custom: ['name'],
  identify: [],
  group: [],
  feature_flag: [],
  sdk: ['drops'],
};

const columnsOf = new Map<string, ReadonlySet<string>>(
  Object.entries(own).map(([kind, fields]) => [kind, new Set([...common, ...fields])]),
);
const commonColumns: ReadonlySet<string> = new Set(common);
const added: ReadonlySet<string> = new Set([...received, ...told]);

/** Columns from which {@link eventOfRow} makes an event again, for a SELECT. */
export const eventColumns: string = [
  ...new Set([...common, ...received, ...told, ...Object.values(own).flat(), 'body']),
]
  .map((column) => `\`${column}\``)
  .join(', ');

/** A row of {@link eventColumns}. */
export type EventRow = Readonly<Record<string, unknown>> & { readonly kind: string; readonly body: string };

/** Latest time that JavaScript knows; a skew beyond it is noise, and would not fit the column. */
const MOST_MS = 8.64e15;

const within = (ms: number): number =>
  Number.isFinite(ms) ? Math.min(MOST_MS, Math.max(-MOST_MS, Math.trunc(ms))) : 0;

/**
 * The rows of one entry, one JSON object per event, without line ends.
 *
 * Halves of characters in columns become U+FFFD (ingest removes them before); in `body`, which is JSON text, they stay
 * as the escapes they are.
 */
export function rowsOf(entry: Entry): string[] {
  const { batch, release, environment, sampleRate, sdk, context, drops, events } = entry.batch;
  const { language, timeZone, screenWidth, screenHeight, automated } = context;
  const head = columnText({
    project: entry.project,
    receivedAt: Math.max(0, within(entry.receivedAt)),
    skewMs: within(entry.skewMs),
    bot: entry.bot,
    batch,
    release,
    environment,
    sampleRate,
    sdk,
    language,
    timeZone,
    screenWidth,
    screenHeight,
    automated,
    ...(entry.browser === undefined || entry.browser === '' ? {} : { browser: entry.browser }),
    ...(Object.keys(drops).length === 0 ? {} : { batchDrops: drops }),
  }).slice(0, -1);
  return events.map((event) => {
    const names = columnsOf.get(event.kind) ?? commonColumns;
    const columns: [string, unknown][] = [];
    const rest: [string, unknown][] = [];
    for (const field of Object.entries(event)) {
      if (names.has(field[0])) columns.push(field);
      else if (!added.has(field[0])) rest.push(field);
    }
    const body = rest.length > 0 ? JSON.stringify(JSON.stringify(Object.fromEntries(rest))) : '"{}"';
    return `${head},${columnText(Object.fromEntries(columns)).slice(1, -1)},"body":${body}}`;
  });
}

/** JSON without halves of characters: `JSON.stringify` writes them, and only them, as escapes that begin with `\ud`. */
function columnText(columns: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(columns);
  return text.includes('\\ud') ? JSON.stringify(wellFormed(columns)) : text;
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Cs}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [wellFormed(name), wellFormed(inner)]));
}

/** The event that a row was made of, with what the receiver added. */
export function eventOfRow(row: EventRow): StoredEvent {
  const fields = columnsOf.get(row.kind) ?? commonColumns;
  const event: [string, unknown][] = [];
  for (const name of fields) event.push([name, row[name]]);
  const body = JSON.parse(row.body) as Record<string, unknown>;
  event.push(...Object.entries(body));
  for (const name of received) event.push([name, row[name]]);
  const { browser, batchDrops } = row;
  if (browser !== '') event.push(['browser', browser]);
  if (Object.keys(batchDrops as object).length > 0) event.push(['batchDrops', batchDrops]);
  return Object.fromEntries(event) as unknown as StoredEvent;
}
