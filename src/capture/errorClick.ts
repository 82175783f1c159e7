/** Clicks after which a script or a request of the page failed. */
import { errorClickConfidence, errorClickRule } from '@watchglass/contract';
import type { Reactions, WatchedClick } from './watched.ts';
import type { Capture } from './context.ts';
import { LEAST, spotOf } from './spot.ts';

/** Starts capturing error clicks: one event for each click, about the first failure. */
export const captureErrorClick =
  (reactions: Reactions): Capture =>
  (ctx) => {
    const told = new WeakSet<WatchedClick>();
    const judge = (caused: string, requested: boolean): void => {
      const { click: one, isInTask } = reactions.last();
      if (!one || told.has(one)) return;
      const features = {
        inTask: Number(isInTask),
        requested: Number(requested),
        ms: Math.round(performance.now() - one.at),
      };
      const confidence = errorClickConfidence(features);
      if (confidence < LEAST) return;
      told.add(one);
      ctx.emit('error_click', { ...spotOf(one.click), rule: errorClickRule, confidence, features, caused });
    };
    ctx.on('error', ({ id, mechanism, noise, count }) => {
      // more than one are told at the end of the view, whatever was clicked last
      if (count < 2 && mechanism !== 'api' && !noise) judge(id, false);
    });
    ctx.on('request', ({ id, click, failure }) => {
      if (click && click === reactions.last().click?.click.id && !/^(abort|slow)$/.test(failure)) judge(id, true);
    });
  };
