/** What the pipeline asks of a place where batches go. */
import type { Batch, Receipt } from '@watchglass/contract';

/** `idle`: the page lives on. `leaving`: it may be gone at once, so only what needs no waiting gets through. */
export type Moment = 'idle' | 'leaving';

/** What the last `send` met, when it gave fewer receipts than it got batches. */
export interface Trouble {
  /** One fact for `stats()`, such as `HTTP 503`. */
  readonly error: string;
  /** When to try again, ms from now; by default exponential backoff up to 5 min. */
  readonly retryMs?: number;
  /**
   * `split`: the request was too large, send fewer batches. `pause`: the sink refuses us, ask again in an hour.
   * `stop`: it never wants anything again in this document.
   */
  readonly action?: 'split' | 'pause' | 'stop';
}

/**
 * A place where batches go. Each sink has its own progress through the outbox, and a batch is kept until every sink
 * has receipted it. A sink may be given a batch it has seen, when a page died before the receipt was noted: it should
 * store each batch id once.
 *
 * @example
 * const sink: Sink = {
 *   name: 'mine',
 *   async send(batches) {
 *     await save(batches);
 *     return batches.map(({ batch, events }) => ({ batch, accepted: events.length, duplicates: 0, rejected: [] }));
 *   },
 * };
 */
export interface Sink {
  /** Unique among the sinks of a client, at most 64 characters. */
  readonly name: string;
  /** Takes batches and answers which of them are safe; a batch without a receipt is sent again later. Never rejects. */
  send(batches: Batch[], moment: Moment): Promise<Receipt[]>;
  /** Why the last `send` did not take everything. */
  readonly trouble?: Trouble | undefined;
}

/** A user's function as a sink: nothing returned means that all were accepted; a rejection, that none was. */
export type SinkFunction = (batches: Batch[], moment: Moment) => Promise<Receipt[] | void> | Receipt[] | void;

/** The receipt of a batch that was stored as a whole. */
export const receiptOf = (batch: Batch): Receipt => ({
  batch: batch.batch,
  accepted: batch.events.length,
  duplicates: 0,
  rejected: [],
});
