/** Where every captured event is: at any moment captured = in memory + waiting + receipted + dropped by reason. */

/** Counts of one document; what is in none of the other terms is in memory. */
export interface Ledger {
  captured: number;
  receipted: number;
  readonly dropped: Record<string, number>;
  /** All of them. */
  lost: number;
  /** Events that were captured are lost. */
  drop(reason: string, count: number): void;
}

/** An empty ledger. */
export const createLedger = (): Ledger => {
  const ledger: Ledger = {
    captured: 0,
    receipted: 0,
    dropped: {},
    lost: 0,
    drop(reason, count) {
      ledger.lost += count;
      if (count) ledger.dropped[reason] = (ledger.dropped[reason] ?? 0) + count;
    },
  };
  return ledger;
};
