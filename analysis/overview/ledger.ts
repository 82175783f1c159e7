/** What was captured, stored and dropped: the part of the overview that proves nothing was lost. */
import type { StoredEvent } from '@watchglass/contract';
import { eachOnce } from '../insight.ts';
import { byText } from '../order.ts';
import type { OverviewRow } from './shape.ts';

/**
 * The ledger of the documents of the `found` events, over all their events: a document that began before the scope
 * has counted on from there, and would else look as if its first events were lost.
 */
export function ledgerRows(events: readonly StoredEvent[], found: readonly StoredEvent[]): OverviewRow[] {
  const captured = new Map<string, number>(found.map((event) => [event.doc, 0]));
  const drops = new Map<string, Map<string, number>>();
  let stored = 0;
  for (const event of eachOnce(events)) {
    const known = captured.get(event.doc);
    if (known === undefined) continue;
    stored++;
    captured.set(event.doc, Math.max(known, event.seq + 1));
    if (event.kind === 'sdk') noteDrops(drops, event.doc, event.drops);
  }
  const dropped = new Map<string, number>();
  for (const reasons of drops.values()) {
    for (const [reason, count] of reasons) dropped.set(reason, (dropped.get(reason) ?? 0) + count);
  }
  return [
    { row: 'ledger', captured: [...captured.values()].reduce((sum, one) => sum + one, 0), stored },
    ...[...dropped]
      .sort(([a], [b]) => byText(a, b))
      .map(([reason, count]) => ({ row: 'dropped' as const, reason, count })),
  ];
}

/** Drops are totals since the document began: the highest told is the latest. */
function noteDrops(drops: Map<string, Map<string, number>>, doc: string, told: Readonly<Record<string, number>>): void {
  const reasons = drops.get(doc) ?? new Map<string, number>();
  drops.set(doc, reasons);
  for (const [reason, count] of Object.entries(told)) {
    if (count > 0) reasons.set(reason, Math.max(count, reasons.get(reason) ?? 0));
  }
}
