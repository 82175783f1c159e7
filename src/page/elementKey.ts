/** Names the element that something happened to, in a way that holds on the next load and in the next language. */
import { keyOf } from '@watchglass/contract';
import { read } from './element.ts';

/** What an event says about its element, and the element meant: an ancestor where the path is too long for a key. */
export const elementKey = (element: Element): { key: string; index: number; keyRule: number; element: Element } =>
  keyOf(read, element) as ReturnType<typeof elementKey>;
