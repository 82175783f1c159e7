/** How elements that people look at, point at and fill in are named: as the control they belong to. */
import { isElement, keyOf, type NamedElement, read, roleOf } from '@watchglass/contract';
import { isControl } from './control.ts';
import { isPage } from './element.ts';
import { labelOf } from './label.ts';

/** Name of an element as events carry it. */
export interface Named {
  readonly key: string;
  readonly index: number;
  readonly role: string;
  readonly label: string;
}

/** Element, and what contains it, out of every open shadow root, innermost first. */
const pathOf = (start: Node | undefined): Element[] => {
  const path: Element[] = [];
  for (let node: Node | null | undefined = start; node; ) {
    if (isElement(node)) path.push(node as Element);
    // a link has a `host` too
    node = (read(node, 'parentNode') ?? (isElement(node) ? undefined : read(node, 'host'))) as Node | undefined;
  }
  return path;
};

/** Name of an element, under which it is found again; `interactive` as in {@link labelOf}. */
export const nameOfElement = (element: Element, interactive: boolean): Named => {
  const { key, index, element: named } = keyOf(element) as NamedElement & { element: Element };
  return { key, index, role: roleOf(named), label: labelOf(named, interactive) };
};

/**
 * Name of what a person would say that they are at: the control around a node, else its element. What is
 * the page itself, or is there no longer, has no name.
 */
export const nameAround = (node: Node | undefined): Named | undefined => {
  const path = pathOf(node);
  const control = path.find(isControl);
  const element = control ?? path[0];
  return element?.isConnected && !isPage(element) ? nameOfElement(element, !!control) : undefined;
};
