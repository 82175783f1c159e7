/** Elements as the platform sees them, also on pages whose forms have fields called `parentNode` or `getAttribute`. */
import { attempt } from './attempt.ts';
import { read, tagOf } from '@watchglass/contract';

/** A property of the document, which `<img name="title">` cannot hide. */
export const ofDocument = (name: string): unknown => attempt(() => read(document, name));

/** Whether an element is the page rather than something on it. */
export const isPage = (element: Element): boolean => /^(html|body)$/.test(tagOf(element));

/** The element that scrolls the document and whose client box is the layout viewport: html, or body in quirks mode. */
export const pageScroller = (): Element => (ofDocument('scrollingElement') ?? ofDocument('documentElement')) as Element;
