/** Rage and dead clicks: what somebody who looked over the visitor's shoulder would say of them. */
import {
  attributeOf,
  type BodyOf,
  type EventOf,
  deadClickConfidence,
  deadClickRule,
  rageClickConfidence,
  rageClickRule,
  read,
  tagOf,
} from '@watchglass/contract';
import { attempt } from '../page/attempt.ts';
import type { Stop } from '../page/listen.ts';
import { type WatchedClick, watchReactions } from '../page/reaction.ts';
import type { Capture, CaptureContext } from './context.ts';

/** What is made to be clicked often, and answers with what no observer sees. */
const PLAYFUL = /^(canvas|video|audio|iframe|object|embed|textarea|select|option|progress|meter)$/;
/** Clicks of a streak follow each other so fast, and so near. */
const GAP_MS = 1_000;
const NEAR_PX = 30;

const isEditable = (element: Element): boolean =>
  PLAYFUL.test(tagOf(element)) ||
  (tagOf(element) === 'input' && !/^(button|submit|reset|image)$/.test(attributeOf(element, 'type'))) ||
  !!read(element, 'isContentEditable');

const isOff = (element: Element): boolean =>
  attempt(() => element.matches(':disabled')) || attributeOf(element, 'aria-disabled') === 'true';

/** A link that leads somewhere by itself. */
const leads = ({ path, event }: WatchedClick): boolean => {
  const link = path.find((one) => tagOf(one) === 'a' || tagOf(one) === 'area');
  const href = link && attributeOf(link, 'href');
  return (
    !!href &&
    !event.defaultPrevented &&
    (event.ctrlKey || event.metaKey || event.shiftKey || !/^(#$|javascript:)/.test(href))
  );
};

const bodyOf = (click: EventOf<'click'>): Omit<BodyOf<'rage_click'>, 'rule' | 'confidence' | 'features'> => {
  const { key, index, keyRule, role, label, ex, ey, pageX, pageY, fixed, viewportWidth, pointer, id } = click;
  return { key, index, keyRule, role, label, ex, ey, pageX, pageY, fixed, viewportWidth, pointer, click: id };
};

/** Starts both. */
export const captureClickVerdict: Capture = (ctx: CaptureContext) => {
  let streak: WatchedClick[] = [];
  let timer: Stop = () => {};

  const endStreak = (): void => {
    timer();
    const [first] = streak;
    if (!first) return;
    const times = streak.map(({ at }) => at);
    const count = streak.length;
    const features = {
      count,
      spanMs: Math.round((times.at(-1) as number) - first.at),
      threeMs: Math.round(Math.min(...times.slice(2).map((at, index) => at - (times[index] as number)), 1e9)),
      spreadPx: Math.round(Math.max(...streak.map((one) => distance(first, one)))),
      answered: streak.slice(0, -1).filter((one, index) => {
        const next = (times[index + 1] as number) - one.at;
        return one.answerMs && one.answerMs <= next;
      }).length,
      playful: Number(first.path.some(isEditable) || attempt(() => !getSelection()?.isCollapsed, false)),
    };
    streak = [];
    const confidence = rageClickConfidence(features);
    if (confidence >= 0.25)
      ctx.emit('rage_click', { ...bodyOf(first.click), rule: rageClickRule, confidence, features });
  };
  const distance = (a: WatchedClick, b: WatchedClick): number =>
    Math.hypot(a.event.clientX - b.event.clientX, a.event.clientY - b.event.clientY);

  const inStreak = new WeakSet<WatchedClick>();
  const reactions = watchReactions(
    ctx,
    (one) => {
      const [first] = streak;
      const last = streak.at(-1);
      const goesOn =
        first &&
        last &&
        one.at - last.at <= GAP_MS &&
        (distance(first, one) <= NEAR_PX || first.click.key === one.click.key);
      if (!goesOn) endStreak();
      else inStreak.add(one);
      streak.push(one);
      timer();
      timer = ctx.after(GAP_MS, endStreak);
    },
    (one, watchedMs, farMs) => {
      if (inStreak.has(one)) return;
      const { click, path } = one;
      const [hit] = path as [Element];
      if (path.some((element) => isEditable(element) || isOff(element)) || leads(one)) return;
      const style = attempt(() => getComputedStyle(hit));
      const features = {
        interactive: Number(click.interactive),
        pointer: Number(style?.cursor === 'pointer'),
        inviting: Number(tagOf(hit) === 'img' || /underline/.test(style?.textDecorationLine ?? '')),
        sync: one.sync,
        nearMs: Math.round(one.nearMs),
        farMs: Number.isFinite(farMs) ? Math.round(farMs) : 0,
        answered: one.answered,
        acted: one.acted,
        watchedMs: Math.round(watchedMs),
      };
      const confidence = deadClickConfidence(features);
      if (confidence >= 0.25) ctx.emit('dead_click', { ...bodyOf(click), rule: deadClickRule, confidence, features });
    },
  );
  ctx.listen(window, 'pagehide', endStreak);
  const { fetch } = window;
  window.fetch = (...args) => {
    const answer = fetch(...args);
    reactions.request(answer);
    return answer;
  };
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (...args) {
    reactions.request(new Promise((resolve) => this.addEventListener('loadend', resolve)));
    return send.apply(this, args);
  };
};
