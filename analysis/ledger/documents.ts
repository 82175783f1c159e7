/** What became of the events of each document: the sums of the ledger are sums of these. */
import type { StoredEvent } from '@watchglass/contract';
import { groupsBy } from '../groups.ts';
import { timeOf } from '../insight.ts';
import { byText } from '../order.ts';
import type { LedgerSums } from './shape.ts';

/** What the reasons of all limits of captures end with, those of a later SDK too: what is beyond one is never stamped. */
export const capSuffix = '_cap';

/**
 * Reasons of drops that have no number: the event was given up before it got one. All other drops leave a gap in the
 * numbers; a reason that is not known here is taken for one of those, so that what was captured is never overstated.
 */
export const unnumberedReasons: readonly string[] = [
  'before_send',
  'before_send_error',
  'event_too_large',
  'invalid',
  'click_cap',
  'error_cap',
  'late_cap',
  'long_frame_cap',
  'request_cap',
  'resource_error_cap',
  'selection_cap',
  'violation_cap',
];
const unnumbered: ReadonlySet<string> = new Set(unnumberedReasons);

/** Whether what was dropped for this reason has a number, and so leaves a gap. */
const hasNumber = (reason: string): boolean => !unnumbered.has(reason) && !reason.endsWith(capSuffix);

/**
 * What is missing of a document that is silent for longer is unknown: who comes back at all has mostly been back within the
 * week. No SDK gives up a batch because of its age, so what comes later still counts as arrived then.
 */
export const underwayMs = 7 * 86_400_000;

/** What the events of one document tell of it. */
export interface LedgerDocument {
  readonly doc: string;
  /** Time of the first event that is known, of all copies. */
  readonly firstAt: number;
  readonly lastReceivedAt: number;
  /** Of several, as no SDK sends them, the last by code point. */
  readonly release: string;
  readonly browser: string;
  /** Totals since the document began: the highest told is the latest. */
  readonly drops: ReadonlyMap<string, number>;
  readonly sums: LedgerSums;
}

/** Documents of events; copies of an event, and its place in time, make no difference to the numbers. */
export const documentsOf = (events: Iterable<StoredEvent>, now: number): LedgerDocument[] =>
  [...groupsBy(events, ({ doc }) => doc)].map(([doc, group]) => documentOf(doc, group, now));

/** Ids of documents that captured more than arrived, whatever became of the rest. */
export const documentsWithMissing = (events: Iterable<StoredEvent>): string[] =>
  documentsOf(events, 0).flatMap(({ doc, sums }) => (sums.captured > sums.stored ? [doc] : []));

const last = (texts: readonly string[]): string => texts.reduce((a, b) => (byText(a, b) < 0 ? b : a), '');

function documentOf(doc: string, group: readonly StoredEvent[], now: number): LedgerDocument {
  const drops = new Map<string, number>();
  let firstAt = Number.POSITIVE_INFINITY;
  let lastReceivedAt = Number.NEGATIVE_INFINITY;
  let highest = 0;
  for (const event of group) {
    firstAt = Math.min(firstAt, timeOf(event));
    lastReceivedAt = Math.max(lastReceivedAt, event.receivedAt);
    highest = Math.max(highest, event.seq);
    for (const told of [event.kind === 'sdk' ? event.drops : {}, event.batchDrops ?? {}])
      for (const [reason, count] of Object.entries(told))
        if (count > 0) drops.set(reason, Math.max(count, drops.get(reason) ?? 0));
  }
  const arrived = new Set(group.map((event) => event.seq)).size;
  return {
    doc,
    firstAt,
    lastReceivedAt,
    release: last(group.map((event) => event.release)),
    browser: last(group.map((event) => event.browser ?? '')),
    drops,
    sums: sumsOf(highest + 1, arrived, drops, lastReceivedAt >= now - underwayMs),
  };
}

/** Of the numbers that did not arrive, first what the page gave up, and the rest is on its way or unknown. */
function sumsOf(numbers: number, stored: number, drops: ReadonlyMap<string, number>, isHeardOf: boolean): LedgerSums {
  let without = 0;
  let within = 0;
  for (const [reason, count] of drops) {
    if (hasNumber(reason)) within += count;
    else without += count;
  }
  const gap = numbers - stored;
  const given = Math.min(within, gap);
  return {
    documents: 1,
    captured: numbers + without,
    stored,
    dropped: without + given,
    underway: isHeardOf ? gap - given : 0,
    unknown: isHeardOf ? 0 : gap - given,
  };
}
