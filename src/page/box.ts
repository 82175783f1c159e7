/** Where an element lies in the layout viewport, and shares of lengths. */
import { read } from '@watchglass/contract';

/** Bounding box in CSS px of the layout viewport. */
export const boxOf = (element: Element): DOMRect =>
  (read(element, 'getBoundingClientRect') as () => DOMRect).call(element);

/** `part` of `whole`, 0 to 1, with four decimals (0.6 px of 6,000); `otherwise` when the whole is at most a pixel. */
export const shareOf = (part: number, whole: number, otherwise: number): number =>
  whole > 1 ? Math.round(Math.min(1, Math.max(0, part / whole)) * 1e4) / 1e4 : otherwise;
