/** Clicks of one page, anchored to elements: the heatmap's grid. */
import type { ViewportClass } from '@watchglass/contract';
import type { Scope } from './insight.ts';

/** Which clicks. */
export interface ClickGridInput extends Scope {
  readonly page: string;
  readonly viewport: ViewportClass;
}

/**
 * Clicks in one cell of one element's box: the box is cut into 4,096 x 4,096 cells, so that a cell of an element
 * 6,000 px tall is still under 2 px. Ordered by key, index, cy, cx.
 */
export interface ClickGridRow {
  readonly key: string;
  readonly index: number;
  /** Column, 0 to 4095, left to right. */
  readonly cx: number;
  /** Row, 0 to 4095, top to bottom. */
  readonly cy: number;
  readonly clicks: number;
  /** Mean page position of the cell's clicks, CSS px: where to draw when the element is gone. */
  readonly pageX: number;
  readonly pageY: number;
  readonly fixed: boolean;
}

/** Cells as columns (one entry per cell), and the elements that own runs of them. */
export interface ClickGridAnswer {
  readonly clicks: number;
  readonly elements: readonly ClickGridElement[];
  readonly cx: Uint16Array;
  readonly cy: Uint16Array;
  readonly weight: Uint32Array;
  readonly pageX: Int32Array;
  readonly pageY: Int32Array;
}

/** One element and its run of cells, `start` included, `end` not. */
export interface ClickGridElement {
  readonly key: string;
  readonly index: number;
  readonly clicks: number;
  readonly fixed: boolean;
  readonly start: number;
  readonly end: number;
}
