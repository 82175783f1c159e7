/** The ledger: what became of every captured event, and so how far all other numbers can be trusted. */
import { groupsBy } from './groups.ts';
import type { Insight } from './insight.ts';
import { documentsOf, type LedgerDocument } from './ledger/documents.ts';
import type { LedgerAnswer, LedgerInput, LedgerRow, LedgerSums } from './ledger/shape.ts';
import { byText } from './order.ts';
import { zoneClock } from './zone.ts';

export type * from './ledger/shape.ts';

/** Releases, browsers, and reasons of drops, of one answer. */
export const mostLedgerGroups = 50;

const NOTHING: LedgerSums = { documents: 0, captured: 0, stored: 0, dropped: 0, underway: 0, unknown: 0 };

const sum = (documents: readonly LedgerDocument[]): LedgerSums =>
  documents.reduce(
    (all, { sums }) => ({
      documents: all.documents + sums.documents,
      captured: all.captured + sums.captured,
      stored: all.stored + sums.stored,
      dropped: all.dropped + sums.dropped,
      underway: all.underway + sums.underway,
      unknown: all.unknown + sums.unknown,
    }),
    NOTHING,
  );

const sumsBy = <Name>(
  documents: readonly LedgerDocument[],
  nameOf: (one: LedgerDocument) => Name,
): [Name, LedgerSums][] => [...groupsBy(documents, nameOf)].map(([name, group]) => [name, sum(group)]);

const mostCaptured = (groups: readonly [string, LedgerSums][]): [string, LedgerSums][] =>
  [...groups].sort(([a, x], [b, y]) => y.captured - x.captured || byText(a, b)).slice(0, mostLedgerGroups);

/** What was captured, stored, dropped, is on its way or unknown. Give `rows` also the events outside the scope. */
export const ledger: Insight<LedgerInput, LedgerRow, LedgerAnswer> = {
  rows(events, { from, to, timeZone, now }) {
    const documents = documentsOf(events, now).filter(({ firstAt }) => firstAt >= from && firstAt < to);
    const clock = zoneClock(timeZone, 'day');
    const drops = new Map<string, number>();
    for (const one of documents)
      for (const [reason, count] of one.drops) drops.set(reason, count + (drops.get(reason) ?? 0));
    return [
      { row: 'total', ...sum(documents) },
      ...sumsBy(documents, ({ firstAt }) => clock.startOf(firstAt))
        .sort(([a], [b]) => a - b)
        .map(([at, sums]) => ({ row: 'day' as const, at, ...sums })),
      ...mostCaptured(sumsBy(documents, (one) => one.release)).map(([release, sums]) => ({
        row: 'release' as const,
        release,
        ...sums,
      })),
      ...mostCaptured(sumsBy(documents, (one) => one.browser)).map(([browser, sums]) => ({
        row: 'browser' as const,
        browser,
        ...sums,
      })),
      ...[...drops]
        .sort(([a, x], [b, y]) => y - x || byText(a, b))
        .slice(0, mostLedgerGroups)
        .map(([reason, count]) => ({ row: 'dropped' as const, reason, count })),
    ];
  },

  fold(rows) {
    const of = <R extends LedgerRow['row']>(name: R): Omit<Extract<LedgerRow, { row: R }>, 'row'>[] =>
      rows.flatMap(({ row, ...rest }) => (row === name ? [rest as never] : []));
    const total = of('total')[0] ?? NOTHING;
    const decided = total.captured - total.underway;
    return {
      total,
      days: of('day'),
      releases: of('release'),
      browsers: of('browser'),
      drops: of('dropped'),
      duplicates: of('duplicates')[0],
      arrived: decided === 0 ? 1 : total.stored / decided,
    };
  },
};
