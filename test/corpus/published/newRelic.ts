/** New Relic's rules, from its published source. */
import { isClick } from '../trace.ts';
import {
  anyDead,
  anyRun,
  closest,
  isLeave,
  isMutation,
  isRequest,
  onOneElement,
  type PublishedRule,
  seen,
  span,
} from './rule.ts';

const DEAD_MS = 2000;
const RAGE_MS = 1000;

export const newRelic: PublishedRule = {
  name: 'New Relic',
  dead: anyDead(
    (trace, click) =>
      closest(click, ({ tag }) => tag === 'a' || tag === 'button') !== undefined &&
      // the visitor's next action ends the wait, without a verdict
      !seen(
        trace,
        click,
        [0, DEAD_MS],
        (one) =>
          isMutation(one) ||
          isRequest(one) ||
          isLeave(one) ||
          one.kind === 'history' ||
          one.kind === 'navigate' ||
          isClick(one),
      ),
  ),
  rage: anyRun(4, (run) => onOneElement(run) && span(run) < RAGE_MS),
};
