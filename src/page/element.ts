/** Elements as the platform sees them, also on pages whose forms have fields called `parentNode` or `getAttribute`. */
import { attributeOf, type Read, roleOf as roleIn } from '@watchglass/contract';
import { attempt } from './attempt.ts';

/** A property of a node, past everything the page put in front of it. */
export const read: Read = (node, name) => Reflect.get(Element.prototype, name, node);

/** A property of the document, which `<img name="title">` cannot hide. */
export const ofDocument = (name: string): unknown => Reflect.get(Document.prototype, name, document);

/** An attribute's value, '' when the element has none. */
export const attribute = (element: Element, name: string): string => attributeOf(read, element, name) ?? '';

/** Whether something out of an event's path is an element; the window is in there too, and is no node. */
export const isElement = (node: unknown): node is Element =>
  attempt(() => read(node as object, 'nodeType') === 1, false);

/** Tag name, lower case in HTML. */
export const tagOf = (element: Element): string => read(element, 'localName') as string;

/** Whether an element is the page rather than something on it. */
export const isPage = (element: Element): boolean => /^(html|body)$/.test(tagOf(element));

/** Explicit or implied ARIA role, else the tag's name. */
export const roleOf = (element: Element): string => roleIn(read, element);

/** The html element. */
export const documentElement = (): Element => ofDocument('documentElement') as Element;

/** The element that scrolls the document and whose client box is the layout viewport: html, or body in quirks mode. */
export const pageScroller = (): Element => (ofDocument('scrollingElement') as Element | null) ?? documentElement();
