/**
 * Moments at which a test ends the process, named where they are: `FAILPOINT: failpoint('...')`. Builds for release leave
 * out every statement under that label (`build.mjs`).
 */

/** What a process meets all the time: one in three is the last, so that not only the first after a start is. */
const OFTEN = 1 / 3;

/** Every moment, in the order in which a batch meets them, and how likely the process dies when it is met. */
const shares = {
  'spool: before the write': OFTEN,
  'spool: written': OFTEN,
  'spool: durable, not answered': OFTEN,
  'segment: durable, without its name': 1,
  'segment: named, its directory not synced': 1,
  'blocks: before the write': OFTEN,
  'blocks: durable': OFTEN,
  'insert: under way': OFTEN,
  'insert: stored, not noted': OFTEN,
  'ids: durable, block not done': OFTEN,
  'free: before a removal': 1,
  'free: removed': 1,
} as const;

/** The name of a moment. */
export type Failpoint = keyof typeof shares;

/** All of them. */
export const failpoints = Object.keys(shares) as readonly Failpoint[];

/** From the begin of an insert on: blocks of a test are stored in some 20 ms (measured). */
const SOON_MS = 20;

const isLast = (name: Failpoint): boolean =>
  process.env['WATCHGLASS_FAILPOINT'] === name && Math.random() < shares[name];

const die = (): void => void process.kill(process.pid, 'SIGKILL');

/** Kills the process at this moment when it was started to die here. */
export function failpoint(name: Failpoint): void {
  if (isLast(name)) die();
}

/** The same somewhere in what begins at this moment. */
export function failpointSoon(name: Failpoint): void {
  if (isLast(name)) setTimeout(die, Math.random() * SOON_MS);
}
