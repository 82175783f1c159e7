/** UUIDv7: names that sort by time, made without `randomUUID`, which http pages lack. */
import { attempt } from './attempt.ts';

/** Makes ids, each greater than the one before. */
export type NewId = () => string;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** 32 random bits, from `Math.random` where the page took crypto away. */
const word = (): string =>
  hex(
    attempt(() => crypto.getRandomValues(new Uint32Array(1))[0] as number, Math.floor(Math.random() * 2 ** 32)),
    8,
  );

/**
 * Ids of one document; `now` gives whole milliseconds. The 12 bits after the version are 4,096ths of a millisecond (RFC
 * 9562, method 3): they count on within it, and while the clock stands still or goes back. Exact until 2039.
 */
export function createIds(now: () => number): NewId {
  let ticks = 0;
  return () => {
    const current = now() * 4096;
    ticks = current > ticks ? current : ticks + 1;
    // the variant stands in the place of the first random digit
    return (hex(ticks, 15) + word() + word()).replace(/(.{8})(.{4})(...).(...)/, '$1-$2-7$3-8$4-');
  };
}
