/** Mixpanel's rules, from its published source. */
import type { PathElement, TraceRecord } from '../trace.ts';
import {
  anyDead,
  anyRun,
  distance,
  eachPair,
  isField,
  isLeave,
  isSelectionChange,
  type PublishedRule,
  seen,
  target,
} from './rule.ts';

const DEAD_MS = 500;
/** Changes from a little before the click on count as its own. */
const TOLERANCE_MS = 100;
const GAP_MS = 1000;
const RAGE_PX = 30;

/** Attributes that its observer asks for. */
const ATTRIBUTES = ['style', 'class', 'hidden', 'checked', 'selected', 'value', 'display', 'visibility'];
const NEVER = ['html', 'head', 'body', 'br', 'hr', 'script', 'style', 'link', 'meta', 'title', 'template'];
const ROLES =
  'button link menuitem menuitemcheckbox menuitemradio option radio checkbox switch tab treeitem textbox combobox slider spinbutton searchbox listbox gridcell';

/** Anything that hints at a control; listeners cannot be seen, `onclick` can. */
const isPerhapsInteractive = (one: PathElement): boolean =>
  ['button', 'input', 'select', 'textarea', 'details', 'dialog'].includes(one.tag) ||
  one.editable === true ||
  one.hasOnClick === true ||
  one.hasTabIndex === true ||
  ROLES.split(' ').includes(one.role) ||
  (one.tag === 'a' && one.href !== undefined);

/** Shadow roots on the way of a click are observed from then on. */
const isChange = (one: TraceRecord): boolean =>
  (one.kind === 'mutation' && (one.what !== 'attributes' || ATTRIBUTES.includes(one.attribute ?? ''))) ||
  isField(one, 'change', 'input', 'submit', 'select') ||
  isSelectionChange(one) ||
  (one.kind === 'toggle' && one.what === 'toggle') ||
  (one.kind === 'scroll' && one.what === 'scrollend' && one.where === 'document') ||
  (one.kind === 'history' && one.what === 'hashchange');

export const mixpanel: PublishedRule = {
  name: 'Mixpanel',
  dead: anyDead((trace, click) => {
    const node = target(click);
    if (!node || NEVER.includes(node.tag) || !click.path.some(isPerhapsInteractive)) return false;
    return !seen(trace, click, [-TOLERANCE_MS, DEAD_MS], (one) => isChange(one) || isLeave(one));
  }),
  rage: anyRun(4, (run) =>
    eachPair(run, (before, click) => click.at - before.at < GAP_MS && distance(before, click) < RAGE_PX),
  ),
};
