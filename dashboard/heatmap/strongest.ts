/**
 * How hot the hottest spot of the whole page is, also where it is scrolled out of sight: the end of the colour scale,
 * so that a quiet corner of a busy page does not glow.
 */
import { cellsPerSide } from '@watchglass/analysis';
import { blur, centreOf, emptyGrid } from './blur.ts';
import { drawn, type HeatCells, type HeatView, placeFields } from './cells.ts';

/** Side of a bin, CSS px, unless the element is so large that it would need more than {@link MOST_BINS}. */
const BIN_PX = 4;
/** Boxes of 2 * 2 + 1 bins are 20 px wide, about as those of the picture (19 px). */
const RADIUS = 2;
const MOST_BINS = 400;

/** Clicks on one point that would be as hot as the hottest spot inside any one element. Yields between elements. */
export function* strongestSpot(cells: HeatCells, { places, width, height }: HeatView): Generator<undefined, number> {
  let strongest = 0;
  const elements = [...cells.starts.keys()].map((i) => ({ i, clicks: clicksOf(cells, i) }));
  elements.sort((a, b) => b.clicks - a.clicks);
  for (const { i, clicks } of elements) {
    // a spot cannot hold more than all clicks of its element: the rest of the list cannot be hotter
    if (clicks <= strongest) break;
    const at = i * placeFields;
    const isSized = places[at] === drawn.inBox && (places[at + 3] as number) > 0 && (places[at + 4] as number) > 0;
    // an element that is hidden now may be as large as the screen
    const boxWidth = isSized ? (places[at + 3] as number) : width;
    const boxHeight = isSized ? (places[at + 4] as number) : height;
    strongest = Math.max(strongest, yield* spotInside(cells, i, boxWidth, boxHeight));
  }
  return strongest;
}

function clicksOf({ starts, ends, weight }: HeatCells, element: number): number {
  let clicks = 0;
  for (let i = starts[element] as number; i < (ends[element] as number); i++) clicks += weight[i] as number;
  return clicks;
}

function* spotInside(cells: HeatCells, element: number, width: number, height: number): Generator<undefined, number> {
  const pad = 3 * RADIUS;
  const columns = Math.max(1, Math.min(MOST_BINS, Math.ceil(width / BIN_PX)));
  const rows = Math.max(1, Math.min(MOST_BINS, Math.ceil(height / BIN_PX)));
  const grid = emptyGrid(columns + 2 * pad, rows + 2 * pad);
  for (let i = cells.starts[element] as number; i < (cells.ends[element] as number); i++) {
    const x = Math.floor((((cells.cx[i] as number) + 0.5) / cellsPerSide) * columns) + pad;
    const y = Math.floor((((cells.cy[i] as number) + 0.5) / cellsPerSide) * rows) + pad;
    const bin = y * grid.width + x;
    grid.values[bin] = (grid.values[bin] as number) + (cells.weight[i] as number);
  }
  const scratch = [emptyGrid(grid.width, grid.height), emptyGrid(grid.width, grid.height)] as const;
  const blurred = yield* blur(grid, scratch, RADIUS);
  let max = 0;
  for (const value of blurred.values) if (value > max) max = value;
  return max / centreOf(RADIUS) ** 2;
}
