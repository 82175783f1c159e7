/** Holds a flood of events to what a person could cause. */

/** Asks for leave to make one more event; false when this second already had `perSecond`. */
export function createCap(now: () => number, perSecond: number): () => boolean {
  let second = 0;
  let used = 0;
  return () => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      used = 0;
    }
    used += 1;
    return used <= perSecond;
  };
}
