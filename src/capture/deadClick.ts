/** Clicks that did nothing which the visitor could perceive, and should have; of clicks in a row the first. */
import { deadClickConfidence, deadClickRule } from '@watchglass/contract';
import type { Drawing } from '../page/drawn.ts';
import { isClosed, isCovering, isInviting, isOff, isPlayful, leads } from '../page/inviting.ts';
import { type Reactions, type WatchedClick, whenSeen } from './watched.ts';
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
    let first: WatchedClick | undefined;
    /** The second of a double click, by its first. */
    const second = new WeakMap<WatchedClick, WatchedClick>();
    const hear = (one: WatchedClick): void => {
      if (one.click.key === key && one.at - at <= AGAIN_MS) {
        again.add(one);
        if (one.event.detail === 2) second.set(first as WatchedClick, one);
      } else first = one;
      ({ key } = one.click);
      ({ at } = one);
    };
    reactions.onClick(hear);
    reactions.onRefused(hear);
    reactions.onOutcome((one, outcome) => {
      const { click, path, event, answered } = one;
      const { sync = 0, acted = 0 } = second.get(one) ?? {};
      const [hit] = path as [Element];
      if (
        again.has(one) ||
        isClosed(hit) ||
        leads(path, event) ||
        // one that takes no click is only watched when it looks as if it were on
        path.some((element) => isPlayful(element) || (click.id && isOff(element)))
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
          sync: one.sync + sync,
          answered,
          acted: one.acted + acted,
          ...outcome,
        };
        const confidence = deadClickConfidence(features);
        if (confidence >= LEAST)
          ctx.emit('dead_click', { ...spotOf(click), rule: deadClickRule, confidence, features });
      });
      whenSeen(one, judge);
    });
  };
