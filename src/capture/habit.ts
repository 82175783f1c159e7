/** What a change of the page is, and what the page changes by itself: what it was seen to do while nobody did anything. */
import { attributeOf, isElement, tagOf } from '@watchglass/contract';

/** How something changes. */
export interface Habit {
  /** How often, in this period; changes that came together count once. */
  beats: number;
  /** A period begins when somebody does something, and ends when nothing of it is waited for. */
  period: number;
  /** ms of the page's clock. */
  at: number;
  /** Shortest time between beats of its own, ms; {@link NEVER} when there was none. */
  gapMs: number;
  /** It does so by itself. */
  isRestless: boolean;
}

/** Longer than any page lives, ms. */
const NEVER = 1e9;
/** Of one beat are the changes that come together. */
const BEAT_MS = 150;
/** What beats so much sooner than it ever did has a reason: a carousel that is turned by hand. */
const OFF_BEAT = 0.6;

/** What nobody sees. */
const UNSEEN = /^(script|link|meta|template|title|head)$/;

/** Whether a record changed anything that somebody can see. */
export const isChange = ({
  type,
  target,
  attributeName,
  oldValue,
  addedNodes,
  removedNodes,
}: MutationRecord): boolean => {
  if (isElement(target) && UNSEEN.test(tagOf(target))) return false;
  if (type === 'attributes') return (target as Element).getAttribute(attributeName as string) !== oldValue;
  if (type === 'characterData') return (target as Text).data !== oldValue;
  const [added, removed] = [addedNodes, removedNodes].map((nodes) =>
    [...nodes].filter((node) =>
      isElement(node) ? !UNSEEN.test(tagOf(node)) : node.nodeType === 3 && node.textContent,
    ),
  ) as [Node[], Node[]];
  // drawn anew, a list may differ in what is marked alone; read, never written
  // oxlint-disable-next-line eslint/no-restricted-properties
  const text = (nodes: Node[]): string => nodes.map((node) => (node as Element).outerHTML ?? node.textContent).join('');
  return added[0] && removed[0] ? text(added) !== text(removed) : added[0] !== removed[0];
};

/** The habit that a change is of; pictures of a carousel, cells of a table: what one of them does, the others do next. */
export function createHabits(): (record: MutationRecord) => Habit {
  const habits = new WeakMap<Node, Map<string, Habit>>();
  return ({ type, target, attributeName, addedNodes, removedNodes }) => {
    const holder = type === 'childList' ? target : (target.parentNode ?? target);
    const known = habits.get(holder) ?? new Map<string, Habit>();
    habits.set(holder, known);
    const child = addedNodes[0] ?? removedNodes[0];
    const way =
      type === 'childList'
        ? `${addedNodes.length > 0} ${child?.nodeName} ${child && isElement(child) ? attributeOf(child, 'class') : ''}`
        : `${target.nodeName} ${attributeName}`;
    const habit = known.get(way) ?? { beats: 0, period: 0, at: -NEVER, gapMs: NEVER, isRestless: false };
    known.set(way, habit);
    return habit;
  };
}

/**
 * Counts a change that no task of the visitor's explains, `alone` when nobody did anything; gives the habit that it counts
 * for, undefined when it is just what the page does.
 */
export function beat(habit: Habit, at: number, period: number, alone: boolean): Habit | undefined {
  const gapMs = at - habit.at;
  const isOffBeat = gapMs > BEAT_MS && habit.gapMs < NEVER && gapMs < habit.gapMs * OFF_BEAT;
  if (habit.period !== period) {
    habit.period = period;
    habit.beats = 0;
  }
  if (gapMs > BEAT_MS) {
    habit.beats++;
    if (alone) habit.gapMs = Math.min(habit.gapMs, gapMs);
  }
  habit.at = at;
  habit.isRestless ||= alone;
  if (!habit.isRestless) return habit;
  return isOffBeat ? { ...habit, beats: 1, isRestless: false } : undefined;
}
