/** Clicks in a row that were made in frustration; one event when the streak is over. */
import { rageClickConfidence, rageClickRule } from '@watchglass/contract';
import { attempt } from '../page/attempt.ts';
import { CHANGED, type Drawing } from '../page/drawn.ts';
import { isClosed, isPlayful } from '../page/inviting.ts';
import type { Stop } from '../page/listen.ts';
import { type Reactions, type WatchedClick, whenSeen } from './watched.ts';
import type { Capture } from './context.ts';
import { isSeen } from './seen.ts';
import { LEAST, spotOf } from './spot.ts';

/** Clicks of a streak follow each other so fast, and so near: a hand shakes by less (PostHog and Mixpanel: 30 px). */
const GAP_MS = 1_000;
const NEAR_PX = 30;
/** Two or three clicks select a word or a paragraph; more select it on the way. */
const SELECTING = 3;

/** When the hand made it: a page that stood still hears of it later. */
const timeOf = ({ event }: WatchedClick): number => event.timeStamp;
const distance = ({ event: a }: WatchedClick, { event: b }: WatchedClick): number =>
  Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

/** Starts capturing rage clicks. */
export const captureRageClick =
  (reactions: Reactions): Capture =>
  (ctx) => {
    let streak: WatchedClick[] = [];
    let timer: Stop = () => {};

    const end = (): void => {
      timer();
      const clicks = streak;
      streak = [];
      const [first] = clicks;
      const count = clicks.length;
      // no rule calls fewer rage
      if (!first || count < 3) return;
      const times = clicks.map(timeOf);
      const isSelected = count <= SELECTING && attempt(() => !getSelection()?.isCollapsed, false);
      const judge = ctx.guard((canvas: Drawing): void => {
        const features = {
          count,
          spanMs: Math.round((times.at(-1) as number) - (times[0] as number)),
          threeMs: Math.round(Math.min(...times.slice(2).map((at, index) => at - (times[index] as number)), 1e6)),
          spreadPx: Math.round(Math.max(...clicks.map((one) => distance(first, one)))),
          answered: clicks.filter(
            ({ at, answerMs, acted, changed }, index) =>
              answerMs && at + answerMs <= (times[index + 1] ?? 0) && (acted || isSeen(changed)),
          ).length,
          doubles: Number(count % 2 === 0 && clicks.every(({ event }, index) => event.detail === (index % 2) + 1)),
          playful: Number(
            isSelected || canvas === CHANGED || isClosed(first.path[0] as Element) || first.path.some(isPlayful),
          ),
        };
        const confidence = rageClickConfidence(features);
        if (confidence >= LEAST)
          ctx.emit('rage_click', { ...spotOf(first.click), rule: rageClickRule, confidence, features });
      });
      whenSeen(first, judge);
    };
    const hear = (one: WatchedClick): void => {
      const [first] = streak;
      const last = streak.at(-1);
      const isNext =
        first &&
        timeOf(one) - timeOf(last as WatchedClick) <= GAP_MS &&
        (distance(first, one) <= NEAR_PX || (one.click.interactive && first.click.key === one.click.key));
      if (!isNext) end();
      streak.push(one);
      timer();
      timer = ctx.after(GAP_MS, end);
    };
    reactions.onClick(hear);
    reactions.onRefused(hear);
    ctx.listen(window, 'pagehide', end);
  };
