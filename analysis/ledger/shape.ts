/** Rows and answer of the ledger. */
import type { Scope } from '../insight.ts';

/** What is asked: documents that began in the scope, each counted whole, as it is known at a moment. */
export interface LedgerInput extends Scope {
  /** Epoch ms, by the receiver's clock. */
  readonly now: number;
}

/** Terms of the sum, in events: captured = stored + dropped + underway + unknown, always. */
export interface LedgerSums {
  readonly documents: number;
  /**
   * Highest seq + 1 of each document, and what it told to have given up before it had a number. A lower bound: what came
   * after the last event that arrived is not known.
   */
  readonly captured: number;
  /** Numbers that arrived, each once. */
  readonly stored: number;
  /** Given up by the pages, as they told: what has a number counts as far as numbers are missing. */
  readonly dropped: number;
  /** Missing of documents that were heard of in the last 7 days. */
  readonly underway: number;
  /** Missing of documents that were silent for longer. */
  readonly unknown: number;
}

/** Day on which documents began, its start as epoch ms. */
export interface LedgerDay extends LedgerSums {
  readonly at: number;
}
/** A release, '' when the site does not name one. */
export interface LedgerRelease extends LedgerSums {
  readonly release: string;
}
/** A family of browsers, '' when nobody told. */
export interface LedgerBrowser extends LedgerSums {
  readonly browser: string;
}
/** What pages told to have given up, by reason; may be more than `dropped`, when another sink had it before. */
export interface LedgerDrop {
  readonly reason: string;
  readonly count: number;
}

/** Events that came again and were kept once, since a moment; a receiver may know. */
export interface LedgerDuplicates {
  readonly count: number;
  /** Epoch ms. */
  readonly since: number;
}

/**
 * One row of the total, always and first; then days by time; releases, browsers and reasons of drops, those with the most
 * events first (ties by name), at most 50 of each.
 */
export type LedgerRow =
  | ({ readonly row: 'total' } & LedgerSums)
  | ({ readonly row: 'day' } & LedgerDay)
  | ({ readonly row: 'release' } & LedgerRelease)
  | ({ readonly row: 'browser' } & LedgerBrowser)
  | ({ readonly row: 'dropped' } & LedgerDrop)
  /** Last, and from a collector alone. */
  | ({ readonly row: 'duplicates' } & LedgerDuplicates);

/** The whole page. */
export interface LedgerAnswer {
  readonly total: LedgerSums;
  readonly days: readonly LedgerDay[];
  readonly releases: readonly LedgerRelease[];
  readonly browsers: readonly LedgerBrowser[];
  readonly drops: readonly LedgerDrop[];
  /** undefined where nobody counts them. */
  readonly duplicates: LedgerDuplicates | undefined;
  /** Of what has been decided, the share that arrived: without what is underway. 1 when nothing was captured. */
  readonly arrived: number;
}
