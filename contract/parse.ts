/** Turns unknown JSON into batches and events of the language, or says in words why not. Never throws. */
import type { TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { limits } from './limits.ts';
import { laneOf } from './rules/lane.ts';
import { batchSchema, eventSchemas, kinds, receiptSchema, requestSchema } from './schema.ts';
import type { Batch, BatchRequest, Receipt, RejectedEvent, WatchglassEvent } from './types.ts';

/** A value, or the reason why there is none: which field, what was wrong, what was expected. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string };

/** Longest reason we write: enough for one field and its rule, and never an echo of the input. */
const REASON_CHARS = 200;

function wrong(schema: TSchema, value: unknown): string {
  // The schema's own words first; `anyOf` branches repeat themselves, so the last error of a union is the useful one.
  const errors = Errors(schema, value);
  const error = errors.find((e) => e.keyword === 'anyOf') ?? errors.find((e) => e.keyword !== 'const') ?? errors[0];
  if (!error) return 'does not match the schema';
  const where = named(schema, error.instancePath) || 'value';
  if (error.keyword === 'anyOf' || error.keyword === 'const')
    return `${where}: expected one of ${allowed(schema, error.instancePath)}`;
  return `${where}: ${error.message}`.slice(0, REASON_CHARS);
}

/** Where in the value, in the schema's own names: a name that the sender made up is `*`. */
function named(schema: TSchema, path: string): string {
  let node = schema as Record<string, unknown>;
  const names = path.split('/').slice(1);
  return names
    .map((name) => {
      const properties = node['properties'] as Record<string, unknown> | undefined;
      const isKnown = properties !== undefined && Object.hasOwn(properties, name);
      node = ((isKnown ? properties[name] : node['items']) ?? {}) as Record<string, unknown>;
      return isKnown || /^\d{1,4}$/.test(name) ? name : '*';
    })
    .join('.');
}

function allowed(schema: TSchema, path: string): string {
  let node: Record<string, unknown> = schema as Record<string, unknown>;
  for (const part of path.split('/').slice(1)) {
    node = ((node['properties'] as Record<string, unknown> | undefined)?.[part] ?? {}) as Record<string, unknown>;
  }
  const branches = (node['anyOf'] as { const?: unknown }[] | undefined) ?? [node];
  return branches.map((branch) => JSON.stringify(branch.const)).join(', ');
}

/** How values are checked: interpreted, or compiled where evaluating code is allowed and many are to be judged. */
export type CheckOf = (schema: TSchema) => (value: unknown) => boolean;

/** The judges of a request, made from one way of checking. */
export interface Parsers {
  /**
   * One event of any kind.
   *
   * @returns the same object, or a reason such as `ex: must be <= 1` or `kind: unknown`.
   */
  parseEvent(value: unknown): Parsed<WatchglassEvent>;
  /**
   * A batch whose envelope is sound, with a reason for each event that is not: `accepted` holds the good events in
   * their order, `rejected` names the others by their index. Events of another document or lane than their batch, or
   * with an id that the batch holds already, are rejected.
   */
  parseBatch(value: unknown): Parsed<{ batch: Batch; accepted: WatchglassEvent[]; rejected: RejectedEvent[] }>;
  /** A request; its batches are judged one by one with `parseBatch`. */
  parseRequest(value: unknown): Parsed<Omit<BatchRequest, 'batches'> & { batches: unknown[] }>;
  /** A receipt, as a client reads it. */
  parseReceipt(value: unknown): Parsed<Receipt>;
}

function tooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left < 0 || Object.values(value).some((inner) => tooDeep(inner, left - 1));
}

/** The schema says it too, but looks at each of a million elements before it has the words for it. */
function tooLong(value: unknown, field: string, most: number): string {
  const list = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
  return Array.isArray(list) && list.length > most ? `${field}: must not have more than ${most} items` : '';
}

function misplaced(event: WatchglassEvent, batch: Batch, seen: ReadonlySet<string>): string {
  if (event.doc !== batch.doc) return "doc: must be the batch's own";
  if (laneOf(event.kind) !== batch.lane) return `kind: must be sent in lane ${laneOf(event.kind)}`;
  if (seen.has(event.id)) return 'id: must be unique in the batch';
  return '';
}

/**
 * Judges that check as `checkOf` says. Schemas are prepared here, once.
 */
export function createParsers(checkOf: CheckOf): Parsers {
  const judge = <T>(schema: TSchema): ((value: unknown) => Parsed<T>) => {
    const check = checkOf(schema);
    return (value) => (check(value) ? { ok: true, value: value as T } : { ok: false, reason: wrong(schema, value) });
  };
  const judges = new Map<unknown, (value: unknown) => Parsed<WatchglassEvent>>(
    kinds.map((kind) => [kind, judge<WatchglassEvent>(eventSchemas[kind])]),
  );
  const envelope = judge<Batch>(batchSchema);

  const parseEvent: Parsers['parseEvent'] = (value) => {
    if (typeof value !== 'object' || value === null) return { ok: false, reason: 'event: must be an object' };
    const ofKind = judges.get((value as { kind?: unknown }).kind);
    if (!ofKind) return { ok: false, reason: 'kind: unknown' };
    const answer = ofKind(value);
    if (answer.ok && tooDeep(value, limits.depth))
      return { ok: false, reason: `event: must not nest deeper than ${limits.depth}` };
    return answer;
  };

  const request = judge<Omit<BatchRequest, 'batches'> & { batches: unknown[] }>(requestSchema);

  return {
    parseEvent,
    parseBatch: (value) => {
      const long = tooLong(value, 'events', limits.eventsPerBatch);
      if (long !== '') return { ok: false, reason: long };
      const found = envelope(value);
      if (!found.ok) return found;
      const batch = found.value;
      const accepted: WatchglassEvent[] = [];
      const rejected: RejectedEvent[] = [];
      const seen = new Set<string>();
      batch.events.forEach((candidate: unknown, index) => {
        const event = parseEvent(candidate);
        const reason = event.ok ? misplaced(event.value, batch, seen) : event.reason;
        if (reason !== '') rejected.push({ index, reason });
        else if (event.ok) {
          seen.add(event.value.id);
          accepted.push(event.value);
        }
      });
      return { ok: true, value: { batch, accepted, rejected } };
    },
    parseRequest: (value) => {
      const long = tooLong(value, 'batches', limits.batchesPerRequest);
      return long === '' ? request(value) : { ok: false, reason: long };
    },
    parseReceipt: judge(receiptSchema),
  };
}

/** The judges of pages with a strict CSP, in which no code may be evaluated. */
export const { parseEvent, parseBatch, parseRequest, parseReceipt }: Parsers = createParsers(
  (schema) => (value) => Check(schema, value),
);
