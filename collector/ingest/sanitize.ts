/**
 * The second pass of the sanitizer: everything a request says goes through the rules that the SDK has applied already,
 * because a request need not come from the SDK. What the SDK made comes out as it went in.
 */
import {
  type Batch,
  type Kind,
  limits,
  pageOf,
  sanitizeUrl,
  type UrlRules,
  type WatchglassEvent,
} from '@watchglass/contract';
import { eventSchemas, kinds } from '@watchglass/contract/schema';
import { createBodySanitizer, drops, put, text } from './sanitizeBody.ts';

const known: ReadonlyMap<Kind, ReadonlySet<string>> = new Map(
  kinds.map((kind) => [kind, new Set(Object.keys((eventSchemas[kind] as { properties?: object }).properties ?? {}))]),
);

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

/** The field of an event that holds free JSON, '' when there is none. */
const freeOf = (event: WatchglassEvent): '' | 'properties' | 'traits' =>
  'properties' in event ? 'properties' : 'traits' in event ? 'traits' : '';

/** Names without which an event says nothing. */
const names = ['name', 'groupType', 'group', 'flag'] as const;

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
  const body = createBodySanitizer(rules, (raw) => place(raw)[0]);
  return {
    event: (event) => {
      const fields = known.get(event.kind);
      for (const key of Object.keys(event))
        if (!fields?.has(key)) delete (event as unknown as Record<string, unknown>)[key];
      [event.url, event.page] = place(event.url);
      event.user = text(event.user, limits.nameChars);
      const free = freeOf(event);
      if (free !== '' && cleanJson((event as unknown as Record<string, object>)[free] ?? {}) > limits.propertyKeys)
        return `${free}: must not hold more than ${limits.propertyKeys} keys`;
      body(event);
      const empty = names.find((name) => (event as Partial<Record<typeof name, string>>)[name] === '');
      return empty === undefined ? '' : `${empty}: must hold something that can be read`;
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
