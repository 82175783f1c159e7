/** What one event may weigh, for lists that pages can make as long as they like. */
import { limits } from '@watchglass/contract';
import { byteLength } from './byteLength.ts';

/** UTF-8 bytes for what pages can make long: the rest of an event is its ids, its URL of 2,048 characters and a few numbers. */
const LIST_BYTES = limits.eventBytes - 12_000;

/** The first of a list that go into one event beside `others`, if those leave any room. */
export const fitting = <T>(list: readonly T[], others: object = {}): T[] => {
  const kept = list.slice(0, limits.elements);
  const room = LIST_BYTES - byteLength(JSON.stringify(others));
  // a long list of long names loses an eighth at a time
  while (kept[0] && byteLength(JSON.stringify(kept)) > room) kept.length -= Math.ceil(kept.length / 8);
  return kept;
};
