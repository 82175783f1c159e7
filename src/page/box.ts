/** Where an element lies in the layout viewport. */
import { read } from './element.ts';

/** Bounding box in CSS px of the layout viewport. */
export const boxOf = (element: Element): DOMRect =>
  (read(element, 'getBoundingClientRect') as () => DOMRect).call(element);

/** Where a point lies inside a side of a box, 0 to 1; 0.5 when the side has no length. Four decimals: 0.6 px of 6,000. */
export const fraction = (point: number, start: number, length: number): number =>
  length > 0 ? Math.round(Math.min(1, Math.max(0, (point - start) / length)) * 1e4) / 1e4 : 0.5;
