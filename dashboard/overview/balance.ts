/** The ledger as a sum that comes out: what was captured is each of the other terms together. */
import type { OverviewAnswer } from '@watchglass/analysis';

/** Terms of the sum, events: captured = stored + underway + dropped + unknown. */
export interface Balance {
  readonly captured: number;
  readonly stored: number;
  readonly underway: number;
  readonly dropped: number;
  readonly unknown: number;
}

/**
 * Of what did not arrive, first what pages said they dropped (they say it of events with a number, and may say more
 * than the numbers seen: then captured was more than it looked), then what is underway, and the rest nobody told of.
 */
export function balanceOf({ captured, stored, underway, dropped }: OverviewAnswer['ledger']): Balance {
  const given = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  const rest = Math.max(0, captured - stored - given);
  const open = Math.min(underway, rest);
  const unknown = rest - open;
  return { captured: stored + given + open + unknown, stored, underway: open, dropped: given, unknown };
}
