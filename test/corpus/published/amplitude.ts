/** Amplitude's rules, from its published source. */
import type { PathElement } from '../trace.ts';
import {
  anyDead,
  anyRun,
  closest,
  isLeave,
  isMarked,
  isMutation,
  onOneElement,
  type PublishedRule,
  seen,
  span,
} from './rule.ts';

const DEAD_MS = 3000;
const RAGE_MS = 1000;
const BOX_PX = 50;

const ROLES = ['button', 'link', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'option', 'tab', 'treeitem'];
const TYPES = ['button', 'submit', 'reset', 'image', 'file'];
const isAllowed = (one: PathElement): boolean =>
  one.tag === 'a' ||
  one.tag === 'button' ||
  (one.tag === 'input' && TYPES.includes(one.type)) ||
  ROLES.includes(one.role) ||
  one.editable === true;

export const amplitude: PublishedRule = {
  name: 'Amplitude',
  dead: anyDead((trace, click, earlier) => {
    const node = closest(click, isAllowed);
    if (!node || node.opens === '_blank' || click.button !== 0) return false;
    // one wait at a time
    if (earlier.some((one) => click.at - one.at < DEAD_MS)) return false;
    return !seen(
      trace,
      click,
      [0, DEAD_MS],
      (one) => isMutation(one) || isLeave(one) || one.kind === 'navigate' || one.kind === 'history',
    );
  }),
  rage: anyRun(4, (run, trace) => {
    const side = (axis: 'x' | 'y'): number =>
      Math.max(...run.map((click) => click[axis])) - Math.min(...run.map((click) => click[axis]));
    return (
      onOneElement(run) &&
      span(run) <= RAGE_MS &&
      side('x') <= BOX_PX &&
      side('y') <= BOX_PX &&
      !run.some((click) => seen(trace, click, [-RAGE_MS, 1], isMarked))
    );
  }),
};
