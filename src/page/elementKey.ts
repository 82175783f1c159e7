/** Names the element that something happened to, in a way that holds on the next load and in the next language. */
import { keyOf, keyRule } from '@watchglass/contract';
import { read } from './element.ts';

/** What an event says about its element, and the element meant: an ancestor where the path is too long for a key. */
export function elementKey(element: Element): {
  fields: { key: string; index: number; keyRule: number };
  named: Element;
} {
  const { key, index, element: named } = keyOf(read, element);
  return { fields: { key, index, keyRule }, named: named as Element };
}
