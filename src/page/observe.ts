/** What the browser measured, from the beginning of the document: entries that came before us are kept for us. */
import type { Guard } from './guard.ts';
import type { Stop } from './listen.ts';

/** Hears entries in the order of their start. */
export type Hear<E extends PerformanceEntry> = (entries: readonly E[]) => void;

/**
 * Calls `hear` with entries of those of the types that this browser has, until the client ends; gives the call that
 * hands over at once what has not been told yet.
 */
export const observe = <E extends PerformanceEntry>(
  ctx: { readonly guard: Guard; readonly stops: Set<Stop> },
  types: readonly string[],
  hear: Hear<E>,
  options: { durationThreshold?: number } = {},
): (() => void) => {
  const observer = new PerformanceObserver(ctx.guard((list) => hear(list.getEntries() as E[])));
  // others would be named on the console
  for (const type of types)
    if (PerformanceObserver.supportedEntryTypes.includes(type)) observer.observe({ type, buffered: true, ...options });
  ctx.stops.add(() => observer.disconnect());
  return () => hear(observer.takeRecords() as E[]);
};
