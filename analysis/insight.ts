/**
 * The shape of every insight: `rows` reads events (a collector replaces it by SQL that gives the same rows), `fold`
 * does the arithmetic on rows and is shared. Both are pure.
 */
import type { Kind, StoredEvent } from '@watchglass/contract';

/** What a number means, in two steps. */
export interface Insight<Input, Row, Answer> {
  /** Events, in any order, to plain rows; rows come out in a stated order. */
  rows(events: Iterable<StoredEvent>, input: Input): Row[];
  /** Rows to the answer; no rows is a valid input. */
  fold(rows: readonly Row[], input: Input): Answer;
}

/** What every insight is asked about. */
export interface Scope {
  /** Start, epoch ms, included. */
  readonly from: number;
  /** End, epoch ms, not included. */
  readonly to: number;
  /** IANA zone in which days and hours are cut. */
  readonly timeZone: string;
}

/** A stored event of one kind. */
export type StoredOf<K extends Kind> = Extract<StoredEvent, { kind: K }>;

/** When an event happened, by the receiver's clock, epoch ms. */
export const timeOf = (event: Pick<StoredEvent, 'at' | 'skewMs'>): number => event.at + event.skewMs;

/** Whether an event lies in a scope. */
export const isInScope = (event: Pick<StoredEvent, 'at' | 'skewMs'>, scope: Scope): boolean => {
  const time = timeOf(event);
  return time >= scope.from && time < scope.to;
};

/** Order of events in every insight: by time, then by id (UUIDv7, so that equal times keep their order of birth). */
export const byTime = (a: StoredEvent, b: StoredEvent): number =>
  timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Events of some kinds (all kinds without a list), each id once. An event that was sent again may lie in the store
 * twice with another receiver's time: the copy received first counts, of equally old ones the smaller batch id.
 */
export function eachOnce<K extends Kind>(events: Iterable<StoredEvent>, kinds?: readonly K[]): StoredOf<K>[] {
  const kept = new Map<string, StoredOf<K>>();
  for (const event of events) {
    if (kinds && !kinds.includes(event.kind as K)) continue;
    const known = kept.get(event.id);
    if (!known || isEarlierCopy(event, known)) kept.set(event.id, event as StoredOf<K>);
  }
  return [...kept.values()];
}

const isEarlierCopy = (a: StoredEvent, b: StoredEvent): boolean =>
  a.receivedAt === b.receivedAt ? a.batch < b.batch : a.receivedAt < b.receivedAt;

/** As {@link eachOnce}, only those in the scope. In no order: sort by {@link byTime} where order matters. */
export const inScope = <K extends Kind>(
  events: Iterable<StoredEvent>,
  scope: Scope,
  kinds?: readonly K[],
): StoredOf<K>[] => eachOnce(events, kinds).filter((event) => isInScope(event, scope));
