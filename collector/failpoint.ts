/**
 * Moments at which a test ends the process, named where they are: `FAILPOINT: failpoint('...')`. Builds for release leave
 * out every statement under that label (`build.mjs`).
 */

/** Every moment, in the order in which a batch meets them. */
export const failpoints = [
  'spool: before the write',
  'spool: written',
  'spool: durable, not answered',
  'segment: durable, without its name',
  'segment: named, its directory not synced',
  'blocks: before the write',
  'blocks: durable',
  'insert: under way',
  'insert: stored, not noted',
  'ids: durable, block not done',
  'free: before a removal',
  'free: removed',
] as const;

/** The name of a moment. */
export type Failpoint = (typeof failpoints)[number];

/** Of the times that a moment is met, one in three is the last: the first ones after a start are not the only ones. */
const SHARE = 1 / 3;
/** Met once or twice in a life of some seconds. */
const seldom: readonly Failpoint[] = [
  'segment: durable, without its name',
  'segment: named, its directory not synced',
  'free: before a removal',
  'free: removed',
];

/** From the begin of an insert on: blocks of a test are stored in some 20 ms (measured). */
const SOON_MS = 20;

const isLast = (name: Failpoint): boolean =>
  process.env['WATCHGLASS_FAILPOINT'] === name && Math.random() < (seldom.includes(name) ? 1 : SHARE);

const die = (): void => void process.kill(process.pid, 'SIGKILL');

/** Kills the process at this moment when it was started to die here. */
export function failpoint(name: Failpoint): void {
  if (isLast(name)) die();
}

/** The same somewhere in what begins at this moment. */
export function failpointSoon(name: Failpoint): void {
  if (isLast(name)) setTimeout(die, Math.random() * SOON_MS);
}
