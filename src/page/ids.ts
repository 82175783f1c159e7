/** UUIDv7: names that sort by time, made without `randomUUID`, which http pages lack. */
import { attempt } from './attempt.ts';

/** Makes ids, each greater than the one before. */
export type NewId = () => string;

const WORDS = [0, 0, 0];

/** Three random 32-bit numbers, from `Math.random` where the page has no crypto. */
const randomWords = (): ArrayLike<number> =>
  attempt<ArrayLike<number>>(
    () => crypto.getRandomValues(new Uint32Array(WORDS)),
    WORDS.map(() => Math.random() * 2 ** 32),
  );

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/**
 * Ids of one document; `now` gives whole milliseconds. Within a millisecond, and while the clock stands still or goes
 * back, the 12 bits after the version count on; they start below their half, so that at least 2,048 ids fit before the
 * time is moved by one.
 */
export function createIds(now: () => number, random = randomWords): NewId {
  let ms = 0;
  let count = 0;
  return () => {
    const { 0: a = 0, 1: b = 0, 2: c = 0 } = random();
    const time = now();
    if (time > ms) {
      ms = time;
      count = a >>> 21;
    } else if (++count > 0xfff) {
      ms++;
      count = 0;
    }
    const head = hex(ms, 12);
    const tail = hex(b >>> 0, 8) + hex(c >>> 16, 4);
    return `${head.slice(0, 8)}-${head.slice(8)}-7${hex(count, 3)}-${hex((a & 0x3fff) | 0x8000, 4)}-${tail}`;
  };
}
