/** Whether a node is within another, also across the roots of shadow trees. */
import { read } from '@watchglass/contract';
import { attempt } from './attempt.ts';

const parentOf = (node: Node): Element | null =>
  (read(node, 'parentElement') ?? attempt(() => (node.getRootNode() as ShadowRoot).host) ?? null) as Element | null;

/** Whether `inner` is `outer` or somewhere in it. */
export const contains = (outer: Node, inner: Node): boolean => {
  for (let node: Node | null = inner; node; node = parentOf(node)) if (node === outer) return true;
  return false;
};
