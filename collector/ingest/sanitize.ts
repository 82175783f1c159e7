/**
 * The second pass of the sanitizer: everything a request says goes through the rules that the SDK has applied already,
 * because a request need not come from the SDK. What the SDK made comes out as it went in.
 */
import {
  type Batch,
  cleanLine,
  cleanText,
  cleanTrace,
  type Kind,
  limits,
  pageOf,
  sanitizeUrl,
  type UrlRules,
  type WatchglassEvent,
} from '@watchglass/contract';
import { eventSchemas, kinds } from '@watchglass/contract/schema';

/** Until nothing more goes: a second pass sees a `data:` that the first has laid bare. */
const traceOf = (value: string, maxChars: number): string => cleanTrace(cleanTrace(value, maxChars), maxChars);

/** Reasons for losses in one batch, and characters of one: the SDK knows some ten, and one for each sink that a site names. */
const DROP_REASONS = 50;
const REASON_CHARS = 64;

/** Characters that no sanitizer leaves: halves of characters and controls, white space apart. A plain text has none. */
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff]/;

const text = (value: string, maxChars: number): string =>
  value.length <= maxChars && !SUSPECT.test(value) ? value : cleanText(value, maxChars);

const known: ReadonlyMap<Kind, ReadonlySet<string>> = new Map(
  kinds.map((kind) => [kind, new Set(Object.keys((eventSchemas[kind] as { properties?: object }).properties ?? {}))]),
);

/** A property of its own, whatever its name: `__proto__` is a name like any other. */
const put = (target: object, key: string, value: unknown): void =>
  void Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });

/** Cleans keys and strings of free JSON in place; gives the number of keys. Depth is bounded by the contract. */
function cleanJson(node: object): number {
  let count = 0;
  const holder = node as Record<string, unknown>;
  for (const key of Object.keys(node)) {
    if (!Array.isArray(node)) count += 1;
    const value = holder[key];
    let next = value;
    if (typeof value === 'string') next = text(value, limits.textChars);
    else if (typeof value === 'object' && value !== null) count += cleanJson(value);
    const name = Array.isArray(node) ? key : text(key, limits.nameChars);
    if (name !== key) delete holder[key];
    if (name !== key || next !== value) put(holder, name, next);
  }
  return count;
}

const freeOf = (event: WatchglassEvent): object | undefined =>
  'properties' in event ? event.properties : event.kind === 'identify' ? event.traits : undefined;

/** Cleans events of one project. */
export interface Sanitizer {
  /** Cleans an event in place; gives the reason why it cannot be kept, '' when it can. */
  event(event: WatchglassEvent): string;
  /** The envelope with known fields alone, around `events`. */
  batch(batch: Batch, events: WatchglassEvent[]): Batch;
}

/** A sanitizer by the project's own rules. Make one per request: it remembers the URLs it has seen. */
export function createSanitizer(rules: UrlRules): Sanitizer {
  const urls = new Map<string, readonly [url: string, page: string]>();
  const place = (raw: string): readonly [url: string, page: string] => {
    let found = urls.get(raw);
    if (!found) {
      const url = sanitizeUrl(raw, rules);
      found = [url, pageOf(url, rules)];
      urls.set(raw, found);
    }
    return found;
  };
  const trace = (one: { type: string; message: string; stack: string }): void => {
    one.type = text(one.type, limits.nameChars);
    one.message = traceOf(one.message, limits.textChars);
    one.stack = traceOf(one.stack, limits.stackChars);
  };
  const body = (event: WatchglassEvent): void => {
    switch (event.kind) {
      case 'page_view':
        event.title = cleanLine(event.title, limits.urlChars);
        [event.referrer] = place(event.referrer);
        break;
      case 'click':
        event.key = text(event.key, limits.keyChars);
        event.role = text(event.role, limits.nameChars);
        event.label = cleanLine(event.label, limits.labelChars);
        break;
      case 'scroll':
        event.key = text(event.key, limits.keyChars);
        break;
      case 'error':
        trace(event);
        event.causes.forEach(trace);
        break;
      case 'custom':
        event.name = cleanLine(event.name, limits.nameChars);
        break;
      case 'sdk':
        event.notes = event.notes.map((note) => text(note, limits.nameChars));
        event.drops = drops(event.drops);
        break;
      default:
    }
  };
  return {
    event: (event) => {
      const fields = known.get(event.kind);
      for (const key of Object.keys(event))
        if (!fields?.has(key)) delete (event as unknown as Record<string, unknown>)[key];
      [event.url, event.page] = place(event.url);
      event.user = text(event.user, limits.nameChars);
      const free = freeOf(event);
      if (free && cleanJson(free) > limits.propertyKeys)
        return `${event.kind === 'identify' ? 'traits' : 'properties'}: must not hold more than ${limits.propertyKeys} keys`;
      body(event);
      return event.kind === 'custom' && event.name === '' ? 'name: must hold something that can be read' : '';
    },
    batch: (batch, events) => ({
      contract: batch.contract,
      batch: batch.batch,
      lane: batch.lane,
      doc: batch.doc,
      release: text(batch.release, limits.nameChars),
      environment: text(batch.environment, limits.nameChars),
      sdk: text(batch.sdk, limits.nameChars),
      context: {
        language: text(batch.context.language, limits.nameChars),
        timeZone: text(batch.context.timeZone, limits.nameChars),
        screenWidth: batch.context.screenWidth,
        screenHeight: batch.context.screenHeight,
        automated: batch.context.automated,
      },
      sampleRate: batch.sampleRate,
      drops: drops(batch.drops),
      events,
    }),
  };
}

/** Counts by reason: few, with clean names, added up where those are the same; what is beyond is left out. */
function drops(counts: Readonly<Record<string, number>>): Record<string, number> {
  const names = Object.keys(counts);
  if (names.length === 0) return counts;
  const kept: Record<string, number> = {};
  for (const name of names.slice(0, DROP_REASONS)) {
    const reason = text(name, REASON_CHARS);
    const known = Object.hasOwn(kept, reason) ? (kept[reason] ?? 0) : 0;
    put(kept, reason, known + (counts[name] ?? 0));
  }
  return kept;
}
