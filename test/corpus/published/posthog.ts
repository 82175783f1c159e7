/** PostHog's rules, from its published source; swipes are left out, the corpus judges clicks. */
import {
  anyDead,
  anyRun,
  closest,
  eachPair,
  isLeave,
  isMutation,
  isSelectionChange,
  type PublishedRule,
  seen,
  target,
} from './rule.ts';

/** Waits in ms: for a mutation, for scroll and selection, around a change of visibility, the longest of all. */
const MUTATION_MS = 2500;
const SCROLL_MS = 100;
const SELECTION_MS = 100;
const VISIBILITY_MS = 1000;
const ABSOLUTE_MS = 2750;
/** A node is a candidate once in this time. */
const ONCE_MS = 1000;
/** Its throttle looks at a scroll only when the clock's milliseconds are a multiple of this. */
const SCROLL_THROTTLE_MS = 50;

const GAP_MS = 1000;
const MANHATTAN_PX = 30;
/** Words and signs on which rage is not looked for, with the steppers of the defaults of May 2026. */
const IGNORED = /^(\s*(next|previous|prev|>|<|‹|›|\+|-|−)\s*)$/i;
const TEXT_TYPES = ['text', 'search', 'email', 'password', 'number', 'tel', 'url'];

export const posthog: PublishedRule = {
  name: 'PostHog',
  dead: anyDead((trace, click, earlier) => {
    const node = target(click);
    if (!node || node.tag === 'html' || click.modifiers.length > 0) return false;
    if (closest(click, ({ tag }) => tag === 'a')) return false;
    if (earlier.some((one) => target(one)?.node === node.node && click.at - one.at < ONCE_MS)) return false;
    return !(
      seen(trace, click, [0, MUTATION_MS], isMutation) ||
      seen(trace, click, [0, ABSOLUTE_MS], isLeave) ||
      seen(trace, click, [0, SELECTION_MS], isSelectionChange) ||
      seen(
        trace,
        click,
        [0, SCROLL_MS],
        (one) => one.kind === 'scroll' && Math.floor(one.at) % SCROLL_THROTTLE_MS === 0,
      ) ||
      seen(trace, click, [-VISIBILITY_MS, VISIBILITY_MS], (one) => one.kind === 'visibility')
    );
  }),
  rage: anyRun(
    3,
    (run) =>
      !run.some((click) => {
        const node = target(click);
        const control = closest(click, ({ tag }) => tag === 'button' || tag === 'a') ?? node;
        return (
          IGNORED.test(control?.text ?? '') ||
          node?.editable ||
          node?.tag === 'textarea' ||
          (node?.tag === 'input' && TEXT_TYPES.includes(node.type))
        );
      }) &&
      eachPair(
        run,
        (before, click) =>
          click.at - before.at < GAP_MS && Math.abs(click.x - before.x) + Math.abs(click.y - before.y) < MANHATTAN_PX,
      ),
  ),
};
