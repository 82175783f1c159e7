/** Errors of the overview, by type and message. */
import type { StoredEvent } from '@watchglass/contract';
import { isBug, timesOf } from '../bugs.ts';
import { byHits, groupsBy, peopleOf } from '../groups.ts';
import { type StoredOf, timeOf } from '../insight.ts';
import { byText } from '../order.ts';
import type { OverviewRow } from './shape.ts';

const MOST = 20;

/** Groups of errors that are no noise, most sessions hit first (ties by count, type, message), at most 20. */
export function errorRows(events: readonly StoredEvent[]): OverviewRow[] {
  const groups = groupsBy(events.filter(isBug), ({ type, message }) => `${type.length} ${type}${message}`);
  const rows = [...groups.values()].map((group) => ({
    row: 'error' as const,
    type: (group[0] as StoredOf<'error'>).type,
    message: (group[0] as StoredOf<'error'>).message,
    count: timesOf(group),
    ...peopleOf(group),
    page: commonestPage(group),
    lastAt: group.reduce((latest, event) => Math.max(latest, timeOf(event)), Number.NEGATIVE_INFINITY),
  }));
  rows.sort((a, b) => byHits(a, b) || byText(a.type, b.type) || byText(a.message, b.message));
  return rows.slice(0, MOST);
}

/** Page on which they came most often, of equals the first by code point. */
function commonestPage(errors: readonly StoredOf<'error'>[]): string {
  const pages = [...groupsBy(errors, ({ page }) => page)].map(([page, group]) => ({ page, count: timesOf(group) }));
  return pages.sort((a, b) => b.count - a.count || byText(a.page, b.page))[0]?.page ?? '';
}
