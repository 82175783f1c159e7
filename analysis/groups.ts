/** Things under the names they share, and what every list says of such a group. */
import type { StoredEvent } from '@watchglass/contract';
import { byTime } from './insight.ts';

/** Things by name, names in the order of their first things. */
export function groupsBy<Thing, Name>(things: Iterable<Thing>, nameOf: (thing: Thing) => Name): Map<Name, Thing[]> {
  const groups = new Map<Name, Thing[]>();
  for (const thing of things) {
    const name = nameOf(thing);
    const group = groups.get(name);
    if (group) group.push(thing);
    else groups.set(name, [thing]);
  }
  return groups;
}

/** How many sessions, and how many visitors, events are of. */
export const peopleOf = (
  events: readonly Pick<StoredEvent, 'session' | 'visitor'>[],
): { readonly sessions: number; readonly visitors: number } => ({
  sessions: new Set(events.map(({ session }) => session)).size,
  visitors: new Set(events.map(({ visitor }) => visitor)).size,
});

/** The last of the events of a group, which has at least one. */
export const latestOf = <E extends StoredEvent>(group: readonly E[]): E =>
  group.reduce((found, one) => (byTime(one, found) > 0 ? one : found));

/** What broke for the most sessions first, then what broke most often. */
export const byHits = <Row extends { readonly sessions: number; readonly count: number }>(a: Row, b: Row): number =>
  b.sessions - a.sessions || b.count - a.count;
