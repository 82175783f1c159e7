/** Pages of the overview. */
import type { StoredEvent } from '@watchglass/contract';
import { isBug, timesOf } from '../bugs.ts';
import { groupsBy, peopleOf } from '../groups.ts';
import { byText } from '../order.ts';
import type { OverviewRow } from './shape.ts';
import { quantile } from '../quantile.ts';

const MOST = 20;

/** Pages on which anything happened, most viewed first (ties by page), at most 20. */
export function pageRows(events: readonly StoredEvent[]): OverviewRow[] {
  const rows = [...groupsBy(events, ({ page }) => page)].map(([page, inside]) => {
    const active = inside.flatMap((event) => (event.kind === 'page_leave' ? [event.activeMs] : []));
    return {
      row: 'page' as const,
      page,
      views: inside.filter((event) => event.kind === 'page_view').length,
      visitors: peopleOf(inside).visitors,
      clicks: inside.filter((event) => event.kind === 'click' && event.trusted).length,
      errors: timesOf(inside.filter(isBug)),
      medianActiveMs: quantile(active, 0.5),
    };
  });
  return rows.sort((a, b) => b.views - a.views || byText(a.page, b.page)).slice(0, MOST);
}
