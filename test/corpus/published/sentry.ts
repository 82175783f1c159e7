/** Sentry's rules: dead clicks from its published source, rage from what its maintainers say of the server. */
import { clicksOf, type PressRecord, type Trace } from '../trace.ts';
import { anyDead, closest, isLeave, isOpen, isScroll, type PublishedRule, seen, target } from './rule.ts';

/** No mutation in this time makes a click dead, not only slow. */
const DEAD_MS = 7000;
const SCROLL_MS = 300;
const RAGE_CLICKS = 5;

const isDead = (trace: Trace, click: PressRecord): boolean => {
  const node = closest(click, ({ tag }) => tag === 'a' || tag === 'button') ?? target(click);
  if (!node || !['a', 'button', 'input'].includes(node.tag)) return false;
  if (node.tag === 'input' && !['submit', 'button'].includes(node.type)) return false;
  if (node.tag === 'a' && (node.download || (node.opens && node.opens !== '_self'))) return false;
  // its recorder follows shadow roots
  return !(
    seen(trace, click, [0, DEAD_MS], (one) => one.kind === 'mutation' || isLeave(one) || isOpen(one)) ||
    seen(trace, click, [0, SCROLL_MS], isScroll)
  );
};

export const sentry: PublishedRule = {
  name: 'Sentry',
  dead: anyDead(isDead),
  rage: (trace) => {
    const clicks = clicksOf(trace);
    return clicks.some(
      (click) =>
        isDead(trace, click) &&
        clicks.filter((one) => one.doc === click.doc && target(one)?.node === target(click)?.node).length >=
          RAGE_CLICKS,
    );
  },
};
