/** Elements as the platform sees them, also on pages whose forms have fields called `parentNode` or `getAttribute`. */
import { attributeOf, isElement as isElementNode, nativeRead, type Read, roleOf as roleIn } from '@watchglass/contract';

/** A property of a node, past everything the page put in front of it. */
export const read: Read = (node, name) => nativeRead(Element.prototype)(node, name);

/** An attribute's value, '' when the element has none. */
export const attribute = (element: Element, name: string): string => attributeOf(read, element, name) ?? '';

/** Whether something out of an event's path is an element. */
export function isElement(node: unknown): node is Element {
  try {
    return isElementNode(read, node as object);
  } catch {
    // the window is in the path too, and is no node
    return false;
  }
}

/** Tag name, lower case in HTML. */
export const tagOf = (element: Element): string => String(read(element, 'localName'));

/** Explicit or implied ARIA role, else the tag's name. */
export const roleOf = (element: Element): string => roleIn(read, element);

/** A property of the document, which `<img name="title">` cannot hide. */
export const ofDocument = (name: string): unknown => Reflect.get(Document.prototype, name, document);

/** The html element. */
export const documentElement = (): Element => ofDocument('documentElement') as Element;

/** The element that scrolls the document and whose client box is the layout viewport: html, or body in quirks mode. */
export const pageScroller = (): Element => (ofDocument('scrollingElement') as Element | null) ?? documentElement();
