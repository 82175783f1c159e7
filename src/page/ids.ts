/** UUIDv7: names that sort by time, made without `randomUUID`, which http pages lack. */

/** Makes ids, each greater than the one before. */
export type NewId = () => string;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** Random digits. They keep names apart and guard nothing, so that no page can take them away with its crypto. */
const random = (digits: number): string => hex(Math.floor(Math.random() * 16 ** digits), digits);

/**
 * Ids of one document; `now` gives whole milliseconds. The 12 bits after the version are 4,096ths of a millisecond (RFC
 * 9562, method 3): they count on within it, and while the clock stands still or goes back. Exact until 2039.
 */
export function createIds(now: () => number): NewId {
  let ticks = 0;
  return () => {
    const current = now() * 4096;
    ticks = current > ticks ? current : ticks + 1;
    return `${hex(ticks, 15).replace(/(.{8})(.{4})/, '$1-$2-7')}-8${random(3)}-${random(12)}`;
  };
}
