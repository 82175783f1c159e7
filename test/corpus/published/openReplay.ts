/** OpenReplay's rules, from its published source: they run at the server, over messages of any document. */
import { anyDead, anyRun, eachPair, isField, type PublishedRule, target } from './rule.ts';

const DEAD_MS = 1234;
const GAP_MS = 300;
const FIELDS = ['input', 'textarea', 'select'];

export const openReplay: PublishedRule = {
  name: 'OpenReplay',
  dead: anyDead((trace, click) => {
    const node = target(click);
    if (!node?.text || FIELDS.includes(node.tag)) return false;
    // the DOM with its shadow roots and frames, focus and inputs, and the DOM of the next page
    return !trace.records.some(
      (one) =>
        one.at > click.at &&
        one.at - click.at < DEAD_MS &&
        (one.kind === 'mutation' ||
          (one.kind === 'focus' && one.what === 'focusin') ||
          isField(one, 'input', 'change')),
    );
  }),
  rage: anyRun(
    3,
    (run) =>
      run.every((click) => target(click)?.text && target(click)?.text === target(run[0] as never)?.text) &&
      eachPair(run, (before, click) => click.at - before.at < GAP_MS),
  ),
};
