/** Finds the controls of a page a slice at a time, without watching its mutations, which costs pages that draw a lot. */
import { isElement } from '@watchglass/contract';
import { isControl } from './control.ts';

/** Elements looked at in one go: nearly all are known, and cost a look into a set. */
const SLICE = 1000;

/** Controls found in one go: each is named when it shows, which is the dear part. */
const FOUND = 50;

/**
 * Tells of each control once, in open shadow roots too: each call looks at the next slice, and says whether that was the
 * last of a round.
 */
export const findControls = (found: (control: Element) => void): (() => boolean) => {
  const known = new WeakSet<Node>();
  /** Roots that are left in this round. */
  const roots: Node[] = [];
  let walker: TreeWalker | undefined;
  return () => {
    let news = 0;
    for (let left = SLICE; left-- && news < FOUND; ) {
      // 1: elements
      walker ??= document.createTreeWalker(roots.shift() ?? document, 1);
      const node = walker.nextNode() as Element | null;
      if (!node) {
        walker = undefined;
        if (roots[0]) continue;
        return true;
      }
      // a field of a form may be called that; it has nothing below it
      if (node.shadowRoot && !isElement(node.shadowRoot)) roots.push(node.shadowRoot);
      if (known.has(node)) continue;
      known.add(node);
      if (!isControl(node)) continue;
      news++;
      found(node);
    }
    return false;
  };
};
