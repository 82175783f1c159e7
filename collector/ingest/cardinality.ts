/**
 * Bounds how many different names, keys, URLs, flags and reasons one project can make: beyond them all are `(other)`,
 * counted, so that a mistake in a page or a flood costs one row and not the speed of every query.
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
  /** Different feature flags, and different variants of each. Defaults 2,000 as of names, 500 as of keys. */
  readonly flags: number;
  readonly variantsPerFlag: number;
  /** Different words of a field that has few: types of groups, methods, rules, classes of noise. Default 50. */
  readonly words: number;
  /** Different URLs in a day (UTC), and as many different pages, and targets of requests. Default 50,000. */
  readonly urlsPerDay: number;
  /** Different reasons of drops; an SDK knows some twenty. Default 50. */
  readonly reasons: number;
}

/** The collector's limits. */
const cardinalityLimits: CardinalityLimits = {
  names: 2_000,
  keysPerName: 500,
  flags: 2_000,
  variantsPerFlag: 500,
  words: 50,
  urlsPerDay: 50_000,
  reasons: 50,
};

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
  const targets = createRoom(limits.urlsPerDay);
  const flags = createRoom(limits.flags);
  const words = {
    groupType: createRoom(limits.words),
    method: createRoom(limits.words),
    rule: createRoom(limits.words),
    noise: createRoom(limits.words),
  };
  const reasons = createRoom(limits.reasons);
  // the ledger adds them up by their names: as `(other)` they would be taken for what is missing
  for (const reason of unnumberedReasons) reasons.admits(fingerprint(reason));
  const keysOf = new Map<string, ReturnType<typeof createRoom>>();
  const variantsOf = new Map<string, ReturnType<typeof createRoom>>();
  let day = 0;
  // events of a batch share their place: the same string is looked up once
  let lastUrl = '';
  let lastPage = '';

  const roomOf = (rooms: typeof keysOf, name: string, limit: number): ReturnType<typeof createRoom> => {
    let room = rooms.get(name);
    if (!room) {
      room = createRoom(limit);
      rooms.set(name, room);
    }
    return room;
  };

  const foldKeys = (name: string, properties: Record<string, unknown>): number => {
    const keys = roomOf(keysOf, name, limits.keysPerName);
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

  /** Makes a field `(other)` for which there is no room; gives how many were made so. */
  const foldField = <Field extends string>(
    event: Record<Field, string>,
    field: Field,
    room: Pick<ReturnType<typeof createRoom>, 'admits'>,
  ): number => {
    if (event[field] === '' || room.admits(fingerprint(event[field]))) return 0;
    event[field] = OTHER;
    return 1;
  };

  /** What events of the kind name in fields of their own. */
  const foldOwn = (event: WatchglassEvent): number => {
    switch (event.kind) {
      case 'custom':
        return foldField(event, 'name', names) + foldKeys(event.name, event.properties);
      case 'identify':
        return foldKeys('identify\n', event.traits);
      case 'group':
        return foldField(event, 'groupType', words.groupType) + foldKeys(`group\n${event.groupType}`, event.traits);
      case 'feature_flag': {
        const folded = foldField(event, 'flag', flags);
        const variants = roomOf(variantsOf, event.flag, limits.variantsPerFlag);
        return folded + foldField(event, 'variant', variants) + foldKeys('feature_flag\n', event.properties);
      }
      case 'request':
        return foldField(event, 'method', words.method) + foldField(event, 'target', targets);
      case 'quick_back':
        return foldField(event, 'rule', words.rule) + foldField(event, 'left', pages);
      case 'error':
        return foldField(event, 'noise', words.noise) + foldKeys('error\n', event.properties);
      case 'sdk':
        event.drops = foldDrops(event.drops);
        return 0;
      default:
        return (
          ('rule' in event ? foldField(event, 'rule', words.rule) : 0) +
          ('properties' in event ? foldKeys(`${event.kind}\n`, event.properties) : 0)
        );
    }
  };

  return {
    drops: foldDrops,
    fold: (event) => {
      const today = Math.floor(clock() / DAY_MS);
      if (today !== day) {
        day = today;
        urls.clear();
        pages.clear();
        targets.clear();
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
      return folded + foldOwn(event);
    },
  };
}
