/** Chance that repeats: the shop's faults and the demo's visitors are the same for the same seed. */

/** A number from 0 up to 1 that is the same for the same seed (mulberry32, public domain, by Tommy Ettinger). */
export function chance(seed: number): number {
  let t = (seed + 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

/** Share of questions that the carrier does not answer. */
const BUSY_SHARE = 0.2;

/** Whether the carrier is busy when a visit with this seed asks for the `asked`-th time (from 1). */
export const isBusy = (seed: number, asked: number): boolean => chance(seed + asked) < BUSY_SHARE;
