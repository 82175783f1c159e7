/** Errors of the overview, by type and message. */
import type { StoredEvent } from '@watchglass/contract';
import { byHits, groupsBy, peopleOf } from '../groups.ts';
import { type StoredOf, timeOf } from '../insight.ts';
import { byText } from '../order.ts';
import type { OverviewRow } from './shape.ts';

const MOST = 20;

/** Groups of errors, most sessions hit first (ties by count, type, message), at most 20. */
export function errorRows(events: readonly StoredEvent[]): OverviewRow[] {
  const groups = groupsBy(
    events.filter((event) => event.kind === 'error'),
    ({ type, message }) => `${type.length} ${type}${message}`,
  );
  const rows = [...groups.values()].map((group) => ({
    row: 'error' as const,
    type: (group[0] as StoredOf<'error'>).type,
    message: (group[0] as StoredOf<'error'>).message,
    count: group.length,
    ...peopleOf(group),
    page: commonest(group.map((event) => event.page)),
    lastAt: group.reduce((latest, event) => Math.max(latest, timeOf(event)), Number.NEGATIVE_INFINITY),
  }));
  rows.sort((a, b) => byHits(a, b) || byText(a.type, b.type) || byText(a.message, b.message));
  return rows.slice(0, MOST);
}

/** Value that occurs most often, of equally frequent ones the first by code point. */
function commonest(values: readonly string[]): string {
  const groups = [...groupsBy(values, (value) => value)];
  return groups.sort(([a, some], [b, others]) => others.length - some.length || byText(a, b))[0]?.[0] ?? '';
}
