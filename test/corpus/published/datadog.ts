/** Datadog's rules, from its published source. */
import type { PathElement, PressRecord, Trace } from '../trace.ts';
import {
  anyDead,
  anyRun,
  closest,
  distance,
  eachPair,
  isField,
  isMarked,
  isMutation,
  isOpen,
  isRequest,
  isScroll,
  onOneElement,
  type PublishedRule,
  seen,
  span,
  target,
} from './rule.ts';

/** Page activity has to start within this time. */
const ACTIVITY_MS = 100;
/** What the visitor does himself is looked at from the press on; presses are this much earlier than clicks. */
const PRESS_MS = 150;

const GAP_MS = 1000;
const CHAIN_PX = 100;
const RAGE_MS = 1000;

const NOT_TEXT = ['checkbox', 'radio', 'button', 'submit', 'reset', 'range'];
const isExcluded = (one: PathElement): boolean =>
  (one.tag === 'input' && !NOT_TEXT.includes(one.type)) ||
  ['textarea', 'select', 'canvas'].includes(one.tag) ||
  one.editable === true;

const marks = (trace: Trace, click: PressRecord): boolean => seen(trace, click, [-PRESS_MS, 1], isMarked);
const moves = (trace: Trace, click: PressRecord): boolean => seen(trace, click, [-PRESS_MS, ACTIVITY_MS], isScroll);

export const datadog: PublishedRule = {
  name: 'Datadog',
  dead: anyDead((trace, click) => {
    const node = target(click);
    if (!node || isExcluded(node) || closest(click, ({ tag, href }) => tag === 'a' && href !== undefined)) return false;
    // a label stands for its control: a box answers with an input event, a text field is excluded
    if (closest(click, ({ tag, controls }) => tag === 'label' && Boolean(controls))) return false;
    return !(
      marks(trace, click) ||
      moves(trace, click) ||
      seen(trace, click, [-PRESS_MS, ACTIVITY_MS], (one) => isField(one, 'input')) ||
      seen(trace, click, [0, ACTIVITY_MS], (one) => isMutation(one) || isRequest(one) || isOpen(one))
    );
  }),
  rage: anyRun(
    3,
    (run, trace) =>
      onOneElement(run) &&
      span(run) <= RAGE_MS &&
      eachPair(run, (before, click) => click.at - before.at <= GAP_MS && distance(before, click) <= CHAIN_PX) &&
      !run.some((click) => marks(trace, click) || moves(trace, click)),
  ),
};
