/** Errors that are counted, in SQL: the twin of `analysis/bugs.ts`. */

/** Condition on an event: an error, and no noise. */
export const isBug = "kind = 'error' AND noise = ''";

/** How often errors came: one event may stand for many. */
export const bugTimes = `sumIf(\`count\`, ${isBug})`;
