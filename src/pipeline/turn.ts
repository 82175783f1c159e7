/**
 * Whose turn it is to ask a sink. One document at a time does, by a lease on the shelf: it works on http pages, which have
 * no Web Locks, and it ends when its owner crashes or freezes, where a frozen page keeps its lock (docs/adr/0009). A wait
 * after a failure is a lease that nobody holds: all tabs and the next pages keep it (docs/adr/0016).
 */
import { now } from '../page/clock.ts';

/** Another document takes over so long after the last sign of life; 5 s are promised, and a hidden page's timers are 1 s late. */
export const LEASE_MS = 3_500;
/** The owner gives a sign of life so often: a machine may stand still for the rest of the lease. */
export const RENEW_MS = 1_000;

/**
 * What lies on the shelf under a sink's name. Other versions of the SDK read it too: no name in it may be shortened, and
 * any may be missing.
 */
export interface Turn {
  /** From `at`, epoch ms, nobody else may ask for `ms`; with none at all there may be more to send at once. */
  at: number;
  ms: number | undefined;
  /** The document that holds it; missing when it is a wait. */
  by?: string;
  /** What the last attempt met; missing while one is under way. */
  why?: string;
  /** Failures in a row; 0 when the sink asked for the wait: any other gives way to `flush` and to a network that is back. */
  tries?: number;
}

/** Whether nobody else may ask now. One that begins later is from before the clock was set back. */
export const isTaken = ({ at, ms }: Turn): boolean => at <= now() && now() < at + (ms as number);
