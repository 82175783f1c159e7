/** One batch of a request: which of its events are kept, why the others are not, and what the spool is given. */
import { type Batch, limits, type Receipt, type RejectedEvent, type WatchglassEvent } from '@watchglass/contract';
import type { Parsers } from '@watchglass/contract/parse';
import type { Cardinality } from './cardinality.ts';
import type { Sanitizer } from './sanitize.ts';

/** How a batch was judged. */
export interface Judged {
  readonly id: string;
  /** The batch with what is kept, clean; undefined when nothing is. */
  readonly batch: Batch | undefined;
  readonly rejected: Receipt['rejected'];
  /** The events of `rejected` with the envelope they came in, for the dead letter; undefined when there are none. */
  readonly dead: DeadBatch | undefined;
  /** Values that went into `(other)`. */
  readonly folded: number;
}

/** What was rejected of one batch. */
export interface DeadBatch {
  /** Everything of the batch but its events, as it came. */
  readonly envelope: unknown;
  readonly events: readonly { readonly reason: string; readonly event: unknown }[];
}

/** What a batch is judged with. */
export interface JudgeOptions {
  readonly parsers: Parsers;
  readonly sanitizer: Sanitizer;
  readonly cardinality: Cardinality;
  /** Bytes of the whole request: below the limit of one event no event needs to be measured. */
  readonly bytes: number;
  /** ms to add to the events' times. */
  readonly skewMs: number;
}

/** Times beyond these are no times: the range of a JavaScript date, ms. */
export const TIME_MS = 8.64e15;

const isLarge = (event: unknown): boolean => Buffer.byteLength(JSON.stringify(event)) > limits.eventBytes;

function envelopeOf(batch: object): unknown {
  const { events: _, ...envelope } = batch as { events?: unknown };
  return envelope;
}

function cleanBatch(batch: Batch, kept: WatchglassEvent[], { sanitizer, cardinality }: JudgeOptions): Batch {
  const clean = sanitizer.batch(batch, kept);
  return { ...clean, drops: cardinality.drops(clean.drops) };
}

/** Judges a batch; undefined when it has no id that a receipt could name. */
export function judgeBatch(candidate: unknown, options: JudgeOptions): Judged | undefined {
  const parsed = options.parsers.parseBatch(candidate);
  if (!parsed.ok) return unsound(candidate, parsed.reason);
  const { batch, rejected } = parsed.value;
  const kept: WatchglassEvent[] = [];
  const out: RejectedEvent[] = [];
  const dead: { reason: string; event: unknown }[] = [];
  let folded = 0;
  let next = 0;
  batch.events.forEach((event, index) => {
    let reason = '';
    if (rejected[next]?.index === index) {
      reason = rejected[next]?.reason ?? '';
      next += 1;
    } else if (options.bytes > limits.eventBytes && isLarge(event))
      reason = `event: must not be larger than ${limits.eventBytes} bytes`;
    else if (Math.abs(event.at + options.skewMs) > TIME_MS)
      reason = 'at: must be a time, also when the clock of the browser is put right';
    else reason = options.sanitizer.event(event);
    if (reason === '') {
      folded += options.cardinality.fold(event);
      kept.push(event);
    } else {
      out.push({ index, reason });
      dead.push({ reason, event });
    }
  });
  return {
    id: batch.batch,
    batch: kept.length > 0 ? cleanBatch(batch, kept, options) : undefined,
    rejected: out,
    dead: dead.length > 0 ? { envelope: envelopeOf(batch), events: dead } : undefined,
    folded,
  };
}

/** A batch whose envelope is wrong will be wrong whenever it is sent: a receipt that rejects all of it sets it free. */
function unsound(candidate: unknown, reason: string): Judged | undefined {
  if (typeof candidate !== 'object' || candidate === null) return undefined;
  const { batch: id, events } = candidate as { batch?: unknown; events?: unknown };
  if (typeof id !== 'string' || !/^[0-9A-Za-z_-]{1,64}$/.test(id)) return undefined;
  const all: readonly unknown[] = Array.isArray(events) && events.length > 0 ? events : [undefined];
  const some = all.slice(0, limits.eventsPerBatch);
  return {
    id,
    batch: undefined,
    rejected: some.map((_, index) => ({ index, reason })),
    dead: { envelope: envelopeOf(candidate), events: some.map((event) => ({ reason, event })) },
    folded: 0,
  };
}
