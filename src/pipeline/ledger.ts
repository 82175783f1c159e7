/** Where every captured event is: at any moment captured = in memory + waiting + receipted + dropped by reason. */

/** A term of the ledger besides the drops. */
type Place = 'inMemory' | 'waiting' | 'receipted';

/** Counts of one document; only this file moves events from one term to another. */
export interface Ledger {
  readonly counts: Readonly<Record<Place | 'captured', number>>;
  readonly dropped: Readonly<Record<string, number>>;
  /** An event was captured and is in memory. */
  capture(): void;
  /** Events went from one place to another. */
  move(from: Place, to: Place, count: number): void;
  /** Events are lost; `from` is where they were, nowhere when they never became events. */
  drop(reason: string, count: number, from?: Place): void;
}

/** An empty ledger. */
export function createLedger(): Ledger {
  const counts = { captured: 0, inMemory: 0, waiting: 0, receipted: 0 };
  const dropped: Record<string, number> = {};
  return {
    counts,
    dropped,
    capture() {
      counts.captured++;
      counts.inMemory++;
    },
    move(from, to, count) {
      counts[from] -= count;
      counts[to] += count;
    },
    drop(reason, count, from) {
      if (from) counts[from] -= count;
      else counts.captured += count;
      if (count) dropped[reason] = (dropped[reason] ?? 0) + count;
    },
  };
}
