/** Frames that kept people waiting, and the scripts that filled them. */
import { type BodyOf, cleanTrace, limits } from '@watchglass/contract';
import { observe } from '../page/observe.ts';
import { sourceOf } from '../page/source.ts';
import type { Capture } from './context.ts';

/** An answer within 100 ms feels immediate to people (web.dev/articles/rail); what blocks for longer cannot give one. */
const BLOCKING_MS = 100;

/** A task may take so long before it counts as blocking (web.dev/articles/tbt). */
const TASK_MS = 50;

/** Frames per view: the tail says enough of a page that is always busy. */
const FRAMES = 20;

/** An entry of type `long-animation-frame`, or of type `longtask`, which has none of the rest. */
interface Frame extends Pick<PerformanceEntry, 'startTime' | 'duration'> {
  readonly blockingDuration?: number;
  readonly scripts?: readonly {
    readonly duration: number;
    readonly invoker: string;
    readonly sourceURL: string;
    readonly sourceCharPosition: number;
  }[];
}

/** Starts capturing long frames. */
export const captureLongFrame: Capture = (ctx) => {
  let frames: BodyOf<'long_frame'>[] = [];
  const types = ['long-animation-frame', 'longtask'].filter((one) =>
    PerformanceObserver.supportedEntryTypes.includes(one),
  );
  const take = observe<PerformanceEntry & Frame>(ctx, types.slice(0, 1), (entries) => {
    for (const { startTime, duration, blockingDuration: blocking = duration - TASK_MS, scripts = [] } of entries) {
      if (blocking <= BLOCKING_MS) continue;
      const shortest = frames.reduce((at, one, i) => (one.blockingMs < (frames[at]?.blockingMs ?? 0) ? i : at), 0);
      const isFull = frames.length >= FRAMES;
      if (isFull) {
        ctx.drop('long_frame_cap');
        if (blocking <= (frames[shortest]?.blockingMs ?? 0)) continue;
      }
      frames[isFull ? shortest : frames.length] = {
        startMs: Math.round(startTime),
        durationMs: Math.round(duration),
        blockingMs: Math.round(blocking),
        scripts: [...scripts]
          .sort((a, b) => b.duration - a.duration)
          .slice(0, limits.scripts)
          .map(({ duration, invoker, sourceURL, sourceCharPosition }) => ({
            source: sourceOf(ctx, sourceURL, sourceCharPosition),
            invoker: cleanTrace(invoker, limits.nameChars),
            durationMs: Math.round(duration),
          })),
      };
    }
  });
  ctx.last('long_frame', (ending) => {
    take();
    const known = frames;
    if (ending) frames = [];
    return known;
  });
};
