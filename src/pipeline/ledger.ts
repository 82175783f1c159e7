/**
 * Where every captured event is. At any moment captured = in memory + waiting + receipted + dropped by reason: this
 * file is the only one that moves events from one term to another.
 */

/** A term of the ledger besides the drops. */
export type Place = 'inMemory' | 'waiting' | 'receipted';

/** The ledger as numbers. */
export interface Totals extends Record<Place, number> {
  captured: number;
  dropped: Record<string, number>;
}

/** Counts of one document. */
export interface Ledger {
  /** Events that were captured and are in memory. */
  capture(count: number): void;
  /** Events that went from one place to another. */
  move(from: Place, to: Place, count: number): void;
  /** Events that are lost and why; `from` is where they were, nowhere when they never became events. */
  drop(reason: string, count: number, from?: Place): void;
  totals(): Totals;
  /** A copy of the drops. */
  drops(): Record<string, number>;
}

/** Reasons that captures may invent; more would make every batch larger. */
const MOST_REASONS = 50;

/** An empty ledger. */
export function createLedger(): Ledger {
  const places: Record<Place, number> = { inMemory: 0, waiting: 0, receipted: 0 };
  const dropped = new Map<string, number>();
  let captured = 0;
  const drops = (): Record<string, number> => Object.fromEntries(dropped);
  return {
    capture(count) {
      captured += count;
      places.inMemory += count;
    },
    move(from, to, count) {
      places[from] -= count;
      places[to] += count;
    },
    drop(reason, count, from) {
      if (from) places[from] -= count;
      else captured += count;
      const known = dropped.has(reason) || dropped.size < MOST_REASONS ? reason : 'other';
      dropped.set(known, (dropped.get(known) ?? 0) + count);
    },
    totals: () => ({ captured, ...places, dropped: drops() }),
    drops,
  };
}
