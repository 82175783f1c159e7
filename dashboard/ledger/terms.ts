/** The terms of the ledger's sum as they are called on screen. */
import type { LedgerSums } from '@watchglass/analysis';
import { percent } from '../shell/format.ts';
import { meanings } from '../shell/words.ts';

/** One term: a field of the sums, its name and what it means. */
export interface Term {
  readonly id: 'captured' | 'stored' | 'underway' | 'dropped' | 'unknown';
  readonly name: string;
  readonly meaning: string;
  /** What is missing leads to the sessions that miss it. */
  readonly isMissing: boolean;
}

/** Captured, and what it is the sum of. */
export const terms: readonly Term[] = [
  { id: 'captured', name: 'Captured, at least', meaning: meanings.captured, isMissing: false },
  { id: 'stored', name: 'Arrived', meaning: meanings.stored, isMissing: false },
  { id: 'underway', name: 'On the way', meaning: meanings.underway, isMissing: true },
  { id: 'dropped', name: 'Dropped', meaning: meanings.dropped, isMissing: true },
  { id: 'unknown', name: 'Unknown', meaning: meanings.unknown, isMissing: true },
];

/** Share that arrived of what has been decided; a dash where nothing has. */
export const arrivedShare = ({ captured, stored, underway }: LedgerSums): string =>
  captured === underway ? '–' : percent(stored / (captured - underway));
