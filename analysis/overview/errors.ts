/** Errors of the overview, by type and message. */
import type { StoredEvent } from '@watchglass/contract';
import { type StoredOf, timeOf } from '../insight.ts';
import { byText } from '../order.ts';
import type { OverviewRow } from './shape.ts';

const MOST = 20;

/** Groups of errors, most sessions hit first (ties by count, type, message), at most 20. */
export function errorRows(events: readonly StoredEvent[]): OverviewRow[] {
  const groups = new Map<string, StoredOf<'error'>[]>();
  for (const event of events) {
    if (event.kind !== 'error') continue;
    const name = `${event.type.length} ${event.type}${event.message}`;
    const group = groups.get(name);
    if (group) group.push(event);
    else groups.set(name, [event]);
  }
  const rows = [...groups.values()].map((group) => ({
    row: 'error' as const,
    type: (group[0] as StoredOf<'error'>).type,
    message: (group[0] as StoredOf<'error'>).message,
    count: group.length,
    sessions: new Set(group.map((event) => event.session)).size,
    visitors: new Set(group.map((event) => event.visitor)).size,
    page: commonest(group.map((event) => event.page)),
    lastAt: group.reduce((latest, event) => Math.max(latest, timeOf(event)), Number.NEGATIVE_INFINITY),
  }));
  rows.sort(
    (a, b) => b.sessions - a.sessions || b.count - a.count || byText(a.type, b.type) || byText(a.message, b.message),
  );
  return rows.slice(0, MOST);
}

/** Value that occurs most often, of equally frequent ones the first by code point. */
function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || byText(a, b))[0]?.[0] ?? '';
}
