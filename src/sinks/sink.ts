/** What the pipeline asks of a place where batches go. */
import type { Batch, Receipt } from '@watchglass/contract';

/**
 * `idle`: the page lives on. `leaving`: it may be gone at once, so only what needs no waiting gets through. `again`: like
 * `idle`, at the time that the sink asked for when it was tried last.
 */
export type Moment = 'idle' | 'leaving' | 'again';

/**
 * What a sink may reject with when it took nothing, so that it is asked again at the right time. Any other error means
 * backoff from 1 s up to 5 min.
 */
export interface Trouble extends Error {
  /**
   * When to try again at the earliest, ms from now; at most a day, also for `Infinity`. With 0 or `NaN` the sink answered
   * and asks for nothing: one of the batches may be what it cannot take, and fewer are sent at once. Without it the sink
   * was out of reach.
   */
  retryMs?: number;
  /** The request was too large: send fewer batches at once; a single one that is too large is given up. */
  tooLarge?: boolean;
}

/** Of a receipt what the SDK asks for: the batch that is safe, and which of its events were refused. */
export type Taken = Pick<Receipt, 'batch' | 'rejected'>;

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
 *     return batches.map(({ batch }) => ({ batch, rejected: [] }));
 *   },
 * };
 */
export interface Sink {
  /** Unique among the sinks of a client: 1 to 64 letters, digits, `_` or `-`. */
  readonly name: string;
  /** Longest that a persisted batch waits to be sent, ms; default 2,000. Less where a request costs nothing. */
  withinMs?: number | undefined;
  /**
   * Takes batches and answers which of them are safe; a batch without a receipt is sent again later. Rejecting gives no
   * receipts; the message is in `stats()`.
   */
  send(batches: Batch[], moment: Moment): Promise<Taken[]>;
}

/** A user's function as a sink: nothing returned means that all were accepted; a rejection, that none was. */
export type SinkFunction = (batches: Batch[], moment: Moment) => Promise<Taken[] | void> | Taken[] | void;

/** What is said of a batch that was accepted as a whole. */
export const receiptOf = ({ batch }: Batch): Taken => ({ batch, rejected: [] });

/** A sink made of a function. */
export const createSink = (name: string, run: SinkFunction, withinMs?: number): Sink => ({
  name,
  withinMs,
  send: async (batches, moment) => (await run(batches, moment)) ?? batches.map(receiptOf),
});
