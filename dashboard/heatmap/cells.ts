/** Clicks as columns, elements as places, and the sum of both: a grid of one CSS pixel per entry. */
import { cellsPerSide } from '@watchglass/analysis';
import type { Grid } from './blur.ts';

/** Cells added between two chances for others to have their turn. */
const SLICE_CELLS = 65_536;

/** Cells of all elements as columns; element `i` owns those from `starts[i]` to `ends[i]`, the latter not included. */
export interface HeatCells {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly cx: Uint16Array;
  readonly cy: Uint16Array;
  readonly weight: Uint32Array;
  readonly pageX: Int32Array;
  readonly pageY: Int32Array;
}

/** How an element is drawn: not at all, its cells inside its box, or its cells where they were on the page. */
export const drawn = { not: 0, inBox: 1, onPage: 2 } as const;

/**
 * Numbers per element in {@link HeatView.places}: one of {@link drawn}, then left, top, width, height of its box (of
 * the page, when that is where its cells lie), then left, top, right, bottom of what can be seen of it. All in CSS px
 * of the viewport.
 */
export const placeFields = 9;

/** What to draw. */
export interface HeatView {
  /** Size of the viewport, CSS px. */
  readonly width: number;
  readonly height: number;
  /** {@link placeFields} numbers per element, in the order of the cells' runs. */
  readonly places: Float32Array;
}

/** What was added: clicks inside the viewport, and the first and last row of the grid that holds any. */
export interface Added {
  readonly clicks: number;
  readonly first: number;
  readonly last: number;
}

/** Adds cells to a grid of zeros that reaches `pad` beyond the viewport on all sides. */
export function* addUp(cells: HeatCells, view: HeatView, grid: Grid, pad: number): Generator<undefined, Added> {
  const { width, height, places } = view;
  const { starts, ends, cx, cy, weight, pageX, pageY } = cells;
  let clicks = 0;
  let first = grid.height;
  let last = -1;
  let budget = SLICE_CELLS;
  for (let element = 0; element < starts.length; element++) {
    const at = element * placeFields;
    const how = places[at] ?? drawn.not;
    if (how === drawn.not) continue;
    const left = places[at + 1] as number;
    const top = places[at + 2] as number;
    const stepX = (places[at + 3] as number) / cellsPerSide;
    const stepY = (places[at + 4] as number) / cellsPerSide;
    const clipLeft = Math.max(-pad, places[at + 5] as number);
    const clipTop = Math.max(-pad, places[at + 6] as number);
    const clipRight = Math.min(width + pad, places[at + 7] as number);
    const clipBottom = Math.min(height + pad, places[at + 8] as number);
    if (clipLeft >= clipRight || clipTop >= clipBottom) continue;
    const end = ends[element] as number;
    for (let i = starts[element] as number; i < end; i++) {
      const x = left + (how === drawn.inBox ? ((cx[i] as number) + 0.5) * stepX : (pageX[i] as number));
      const y = top + (how === drawn.inBox ? ((cy[i] as number) + 0.5) * stepY : (pageY[i] as number));
      if (x >= clipLeft && x < clipRight && y >= clipTop && y < clipBottom) {
        const row = Math.floor(y) + pad;
        const cell = row * grid.width + Math.floor(x) + pad;
        const count = weight[i] as number;
        grid.values[cell] = (grid.values[cell] as number) + count;
        if (row < first) first = row;
        if (row > last) last = row;
        if (x >= 0 && x < width && y >= 0 && y < height) clicks += count;
      }
      if (--budget === 0) {
        budget = SLICE_CELLS;
        yield;
      }
    }
  }
  return { clicks, first, last };
}

/** Sum of a grid's entries within `radius` of a point. */
export function sumNear(grid: Grid, x: number, y: number, radius: number): number {
  let sum = 0;
  for (let row = Math.max(0, Math.ceil(y - radius)); row <= Math.min(grid.height - 1, y + radius); row++) {
    const half = Math.sqrt(radius ** 2 - (row - y) ** 2);
    for (let column = Math.max(0, Math.ceil(x - half)); column <= Math.min(grid.width - 1, x + half); column++) {
      sum += grid.values[row * grid.width + column] as number;
    }
  }
  return sum;
}
