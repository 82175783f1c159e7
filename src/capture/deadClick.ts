/** Clicks that did nothing which the visitor could perceive, and should have; of clicks in a row the first. */
import { deadClickConfidence, deadClickRule } from '@watchglass/contract';
import type { Drawing } from '../page/drawn.ts';
import { isClosed, isCovering, isInviting, isOff, isPlayful, leads } from '../page/inviting.ts';
import { type Reactions, whenSeen } from './watched.ts';
import type { Capture } from './context.ts';
import { LEAST, spotOf } from './spot.ts';

/** A click that follows another on the same thing so soon is about the same answer. */
const AGAIN_MS = 1_000;

/** Starts capturing dead clicks. */
export const captureDeadClick =
  (reactions: Reactions): Capture =>
  (ctx) => {
    let key = '';
    let at = -AGAIN_MS;
    const again = new WeakSet<object>();
    reactions.onClick((one) => {
      if (one.click.key === key && one.at - at <= AGAIN_MS) again.add(one);
      ({ key } = one.click);
      ({ at } = one);
    });
    reactions.onOutcome((one, outcome) => {
      const { click, path, event, sync, answered, acted } = one;
      const [hit] = path as [Element];
      if (
        again.has(one) ||
        isClosed(hit) ||
        leads(path, event) ||
        path.some((element) => isPlayful(element) || isOff(element))
      )
        return;
      const style = getComputedStyle(hit);
      if (style.cursor === 'not-allowed') return;
      const judge = ctx.guard((canvas: Drawing): void => {
        const features = {
          interactive: Number(click.interactive),
          pointer: Number(style.cursor === 'pointer'),
          inviting: Number(isInviting(hit, style)),
          covering: Number(isCovering(hit, event)),
          canvas,
          sync,
          answered,
          acted,
          ...outcome,
        };
        const confidence = deadClickConfidence(features);
        if (confidence >= LEAST)
          ctx.emit('dead_click', { ...spotOf(click), rule: deadClickRule, confidence, features });
      });
      whenSeen(one, judge);
    });
  };
