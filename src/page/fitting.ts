/** What one event may weigh, for lists that pages can make as long as they like. */
import { limits } from '@watchglass/contract';

/** UTF-8 bytes for a list: the rest of an event is its ids, its URL of 2,048 characters and a few numbers. */
const LIST_BYTES = limits.eventBytes - 12_000;

/** The first of a list that go into one event. */
export const fitting = <T>(list: readonly T[]): T[] => {
  const kept = list.slice(0, limits.elements);
  // a long list of long names loses an eighth at a time
  while (new Blob([JSON.stringify(kept)]).size > LIST_BYTES) kept.length -= Math.ceil(kept.length / 8);
  return kept;
};
