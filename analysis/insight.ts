/**
 * The shape of every insight: `rows` reads events (a collector replaces it by SQL that gives the same rows), `fold`
 * does the arithmetic on rows and is shared. Both are pure.
 */
import type { StoredEvent } from '@watchglass/contract';

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
