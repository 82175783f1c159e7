/** Cuts time in SQL as `zoneClock` of analysis cuts it: with the offsets that it knows, so that both agree. */
import { setImmediate } from 'node:timers/promises';
import { type BucketSize, type Scope, zoneOffset, zoneTimes } from '@watchglass/analysis';
import type { Statement } from '../types.ts';
import type { Ask } from './query.ts';

const DAY = 86_400_000;
/** Zones change their offset at a full quarter of an hour of universal time. */
const QUARTER = 900_000;
/** No zone changed its offset twice within 5 days; parts of Brazil did so after 7, in October 2000. */
const STEP_MS = 5 * DAY;
/** Looking up an offset takes 4 µs: others have their turn every 2 ms. */
const STEPS_PER_TURN = 500;

/** A stretch of time, epoch ms: `from` included, `to` not. */
export type Reach = Pick<Scope, 'from' | 'to'>;

/** Stretches up to this length are short enough to look up a zone's offset on each day. */
const SHORT_MS = 400 * DAY;

/** Time that something lies in: for a long scope asked by `extent`, so that "everything" costs as much as there is. */
export async function reachOf(ask: Ask, scope: Reach, extent: Statement): Promise<Reach> {
  if (scope.to - scope.from <= SHORT_MS) return scope;
  const [found] = await ask<{ first: number; last: number }>(extent);
  const { first = 0, last = 0 } = found ?? {};
  return { from: Math.max(scope.from, first), to: Math.min(scope.to, last + 1) };
}

/** Offset of a zone at `from`, and its changes before `to`: from which time on, by how many ms. */
interface Shifts {
  readonly shift: number;
  readonly changes: readonly { readonly at: number; readonly byMs: number }[];
}

async function shiftsOf(timeZone: string, { from, to }: Reach): Promise<Shifts> {
  const offset = zoneOffset(timeZone);
  const clamped = (time: number): number =>
    Math.min(zoneTimes.last, Math.max(zoneTimes.first, Math.floor(time / QUARTER) * QUARTER));
  const start = clamped(from);
  const end = clamped(to);
  const changes: { at: number; byMs: number }[] = [];
  for (let at = start, turn = 1; at < end; at += STEP_MS, turn += 1) {
    if (turn % STEPS_PER_TURN === 0) await setImmediate();
    let before = at;
    let after = Math.min(at + STEP_MS, end);
    const byMs = offset(after) - offset(before);
    if (byMs === 0) continue;
    while (after - before > QUARTER) {
      const middle = Math.floor((before + after) / 2 / QUARTER) * QUARTER;
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    changes.push({ at: after, byMs });
  }
  return { shift: offset(start), changes };
}

/** Expression of the local time of `time`, epoch ms as if it were universal time. */
const LOCAL =
  'time + {shift:Int64} + arraySum((at, byMs) -> if(time >= at, byMs, 0), {changesAt:Array(Int64)}, {changesBy:Array(Int64)})';

/**
 * Expression that is equal for times of one bucket, and for no others; goes with {@link bucketParams}. For hours it is
 * their start: the hour that is repeated in autumn is two buckets, and in a zone with odd quarters the hours on both sides
 * of a change may start at one moment.
 */
export const bucketOf: Readonly<Record<BucketSize, string>> = {
  hour: `time - positiveModulo(${LOCAL}, 3600000)`,
  day: `${LOCAL} - positiveModulo(${LOCAL}, ${DAY})`,
};

/** Parameters of {@link bucketOf}, for times in `reach`. */
export async function bucketParams(timeZone: string, reach: Reach): Promise<Statement['params']> {
  const { shift, changes } = await shiftsOf(timeZone, reach);
  return { shift, changesAt: changes.map(({ at }) => at), changesBy: changes.map(({ byMs }) => byMs) };
}
