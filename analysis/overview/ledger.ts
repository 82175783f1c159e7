/** What was captured, stored and dropped: the part of the overview that proves nothing was lost. */
import type { StoredEvent } from '@watchglass/contract';
import { eachOnce } from '../insight.ts';
import { byText } from '../order.ts';
import type { OverviewRow } from './shape.ts';

/** What the events of one document tell of it. */
interface Told {
  captured: number;
  stored: number;
  /** Views whose end has not been stored: the events that end a view have their numbers while it is open. */
  readonly openViews: Set<string>;
  readonly leftViews: Set<string>;
}

/**
 * The ledger of the documents of the `found` events, over all their events: a document that began before the scope
 * has counted on from there, and would else look as if its first events were lost.
 */
export function ledgerRows(events: readonly StoredEvent[], found: readonly StoredEvent[]): OverviewRow[] {
  const documents = new Map<string, Told>(
    found.map((event) => [event.doc, { captured: 0, stored: 0, openViews: new Set(), leftViews: new Set() }]),
  );
  const drops = new Map<string, Map<string, number>>();
  for (const event of eachOnce(events)) {
    const told = documents.get(event.doc);
    if (!told) continue;
    told.stored++;
    told.captured = Math.max(told.captured, event.seq + 1);
    if (event.kind === 'page_view' && !told.leftViews.has(event.view)) told.openViews.add(event.view);
    if (event.kind === 'page_leave') {
      told.leftViews.add(event.view);
      told.openViews.delete(event.view);
    }
    if (event.kind === 'sdk') noteDrops(drops, event.doc, event.drops);
  }
  const dropped = new Map<string, number>();
  for (const reasons of drops.values()) {
    for (const [reason, count] of reasons) dropped.set(reason, (dropped.get(reason) ?? 0) + count);
  }
  return [
    { row: 'ledger', ...sumOf([...documents.values()]) },
    ...[...dropped]
      .sort(([a], [b]) => byText(a, b))
      .map(([reason, count]) => ({ row: 'dropped' as const, reason, count })),
  ];
}

const sumOf = (documents: readonly Told[]): { captured: number; stored: number; underway: number } => ({
  captured: documents.reduce((sum, { captured }) => sum + captured, 0),
  stored: documents.reduce((sum, { stored }) => sum + stored, 0),
  underway: documents.reduce(
    (sum, { captured, stored, openViews }) => sum + (openViews.size > 0 ? Math.max(0, captured - stored) : 0),
    0,
  ),
});

/** Drops are totals since the document began: the highest told is the latest. */
function noteDrops(drops: Map<string, Map<string, number>>, doc: string, told: Readonly<Record<string, number>>): void {
  const reasons = drops.get(doc) ?? new Map<string, number>();
  drops.set(doc, reasons);
  for (const [reason, count] of Object.entries(told)) {
    if (count > 0) reasons.set(reason, Math.max(count, reasons.get(reason) ?? 0));
  }
}
