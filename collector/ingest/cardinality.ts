/**
 * Bounds how many different names, keys, URLs and reasons one project can make: beyond them all are `(other)`, counted,
 * so that a mistake in a page or a flood costs one row and not the speed of every query.
 */
import { unnumberedReasons } from '@watchglass/analysis';
import type { Clock } from '../types.ts';
import type { WatchglassEvent } from '@watchglass/contract';

/** What stands for everything beyond a limit. */
const OTHER = '(other)';

/** Most of each kind per project. */
export interface CardinalityLimits {
  /** Different names of custom events. Default 2,000. */
  readonly names: number;
  /** Different property keys per name. Default 500. */
  readonly keysPerName: number;
  /** Different URLs in a day (UTC), and as many different pages. Default 50,000. */
  readonly urlsPerDay: number;
  /** Different reasons of drops; an SDK knows some ten, and one for each sink. Default 50. */
  readonly reasons: number;
}

/** The collector's limits. */
const cardinalityLimits: CardinalityLimits = { names: 2_000, keysPerName: 500, urlsPerDay: 50_000, reasons: 50 };

/** Folds what is too much into `(other)`. */
export interface Cardinality {
  /** Folds the event in place; gives how many of its values were folded. */
  fold(event: WatchglassEvent): number;
  /** The counts of a batch, those of reasons beyond the limit together. */
  drops(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>>;
}

const DAY_MS = 86_400_000;

/** FNV-1a, 32 bits: two texts that share one only let one more through. */
function fingerprint(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** A set that takes no more than its limit. */
function createRoom(limit: number): { admits(mark: number): boolean; clear(): void } {
  const marks = new Set<number>();
  return {
    admits: (mark) => {
      if (marks.has(mark)) return true;
      if (marks.size >= limit) return false;
      marks.add(mark);
      return true;
    },
    clear: () => marks.clear(),
  };
}

/** The limits of one project; it remembers since the process began, URLs since midnight UTC. */
export function createCardinality(clock: Clock, limits: CardinalityLimits = cardinalityLimits): Cardinality {
  const names = createRoom(limits.names);
  const urls = createRoom(limits.urlsPerDay);
  const pages = createRoom(limits.urlsPerDay);
  const reasons = createRoom(limits.reasons);
  // the ledger adds them up by their names: as `(other)` they would be taken for what is missing
  for (const reason of unnumberedReasons) reasons.admits(fingerprint(reason));
  const keysOf = new Map<string, ReturnType<typeof createRoom>>();
  let day = 0;
  // events of a batch share their place: the same string is looked up once
  let lastUrl = '';
  let lastPage = '';

  const foldKeys = (name: string, properties: Record<string, unknown>): number => {
    let keys = keysOf.get(name);
    if (!keys) {
      keys = createRoom(limits.keysPerName);
      keysOf.set(name, keys);
    }
    let folded = 0;
    for (const key of Object.keys(properties)) {
      if (keys.admits(fingerprint(key))) continue;
      delete properties[key];
      folded += 1;
    }
    if (folded > 0) properties[OTHER] = folded;
    return folded;
  };

  const foldDrops = (counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> => {
    const kept: [reason: string, count: number][] = [];
    let other = 0;
    for (const [reason, count] of Object.entries(counts)) {
      if (reason !== OTHER && reasons.admits(fingerprint(reason))) kept.push([reason, count]);
      else other += count;
    }
    return Object.fromEntries(other > 0 ? [...kept, [OTHER, other]] : kept);
  };

  return {
    drops: foldDrops,
    fold: (event) => {
      const today = Math.floor(clock() / DAY_MS);
      if (today !== day) {
        day = today;
        urls.clear();
        pages.clear();
        lastUrl = lastPage = '';
      }
      let folded = 0;
      if (event.url !== lastUrl) {
        if (urls.admits(fingerprint(event.url))) lastUrl = event.url;
        else {
          event.url = OTHER;
          folded += 1;
        }
      }
      if (event.page !== lastPage) {
        if (pages.admits(fingerprint(event.page))) lastPage = event.page;
        else {
          event.page = OTHER;
          folded += 1;
        }
      }
      if (event.kind === 'custom') {
        if (!names.admits(fingerprint(event.name))) {
          event.name = OTHER;
          folded += 1;
        }
        folded += foldKeys(event.name, event.properties);
      } else if (event.kind === 'sdk') event.drops = foldDrops(event.drops);
      else if (event.kind === 'identify') folded += foldKeys('identify\n', event.traits);
      else if ('properties' in event) folded += foldKeys(`${event.kind}\n`, event.properties);
      return folded;
    },
  };
}
