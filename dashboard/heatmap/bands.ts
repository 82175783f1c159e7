/** Attention by page height: the time on each element, spread over the strips of the page that it covers. */
import type { AttentionAnswer, ClickGridAnswer } from '@watchglass/analysis';

/** Strips of a page: each a twentieth of its height, about a quarter of a screen on a page of five screens. */
export const bandCount = 20;

/** Top and bottom of an element in its page, CSS px. */
export type Extent = readonly [top: number, bottom: number];

/** Time in each strip, and on elements that are not on the page as it is shown now. */
export interface Bands {
  readonly ms: readonly number[];
  readonly elsewhereMs: number;
}

/** Sums up; `extents` are those of the answer's elements, undefined for one that is not there. */
export function bandsOf(
  { elements }: AttentionAnswer,
  extents: readonly (Extent | undefined)[],
  contentHeight: number,
): Bands {
  const ms = Array.from({ length: bandCount }, () => 0);
  const height = contentHeight / bandCount;
  let elsewhereMs = 0;
  elements.forEach(({ dwellMs }, at) => {
    const [top, bottom] = extents[at] ?? [0, 0];
    const from = Math.max(0, Math.min(top, contentHeight));
    const to = Math.max(0, Math.min(bottom, contentHeight));
    if (to <= from) {
      elsewhereMs += dwellMs;
      return;
    }
    for (let band = Math.floor(from / height); band < bandCount && band * height < to; band += 1) {
      const part = Math.min(to, (band + 1) * height) - Math.max(from, band * height);
      ms[band] = (ms[band] ?? 0) + (dwellMs * Math.max(0, part)) / (to - from);
    }
  });
  return { ms, elsewhereMs };
}

/** Elements to be found on the page, without a cell to paint. */
export const placesOf = ({ elements }: AttentionAnswer): ClickGridAnswer => ({
  clicks: 0,
  elements: elements.map(({ key, index }) => ({ key, index, clicks: 0, fixed: false, start: 0, end: 0 })),
  cx: new Uint16Array(),
  cy: new Uint16Array(),
  weight: new Uint32Array(),
  pageX: new Int32Array(),
  pageY: new Int32Array(),
});
