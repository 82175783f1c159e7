/**
 * From clicks in cells of elements, and where those elements are now, to pixels: cells are added up in a grid of one
 * CSS pixel, blurred, and coloured. Knows no DOM: runs in a worker, or on the page in slices.
 */
import { blur, emptyGrid, type Grid, reachOf } from './blur.ts';
import { addUp, type HeatCells, type HeatView, placeFields, sumNear } from './cells.ts';
import { colour, spotRadius } from './colour.ts';
import { createPalette } from './palette.ts';
import { strongestSpot } from './strongest.ts';

/** A drawn viewport. */
export interface HeatPicture {
  readonly width: number;
  readonly height: number;
  /** RGBA, one pixel per CSS px. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Clicks that lie inside the viewport. */
  readonly clicks: number;
}

/** Draws heat; keeps its grids from picture to picture. */
export interface Heat {
  setCells(cells: HeatCells): void;
  /** Draws, into `reuse` when that has the right size. Yields between slices of work. */
  paint(view: HeatView, reuse?: ArrayBuffer): Generator<undefined, HeatPicture>;
  /** Clicks within `radius` px of a point of the last picture. */
  countNear(x: number, y: number, radius: number): number;
}

/** Makes a {@link Heat}. */
export function createHeat(): Heat {
  const palette = createPalette();
  // a click just outside still glows into the picture, and a blur that is cut off would move its hottest point
  const pad = reachOf(spotRadius);
  let cells: HeatCells | undefined;
  let scale = 0;
  let scaledFor = '';
  let raw = emptyGrid(0, 0);
  let scratch: readonly [Grid, Grid] = [raw, raw];

  return {
    setCells(next) {
      cells = next;
      scaledFor = '';
    },

    *paint(view, reuse) {
      const { width, height } = view;
      if (raw.width !== width + 2 * pad || raw.height !== height + 2 * pad) {
        raw = emptyGrid(width + 2 * pad, height + 2 * pad);
        scratch = [emptyGrid(raw.width, raw.height), emptyGrid(raw.width, raw.height)];
      } else raw.values.fill(0);
      const bytes = width * height * 4;
      const pixels = new Uint8ClampedArray(reuse?.byteLength === bytes ? reuse : new ArrayBuffer(bytes));
      pixels.fill(0);
      if (!cells) return { width, height, pixels, clicks: 0 };

      const { clicks, first, last } = yield* addUp(cells, view, raw, pad);
      const sizes = sizesOf(view);
      if (sizes !== scaledFor) {
        scaledFor = sizes;
        scale = yield* strongestSpot(cells, view);
      }
      if (last >= 0) {
        const rows = [Math.max(0, first - pad), Math.min(raw.height, last + pad + 1)] as const;
        const blurred = yield* blur(raw, scratch, spotRadius, rows);
        scale = yield* colour({ raw, blurred, rows, pad, width, height, palette, scale }, pixels);
      }
      return { width, height, pixels, clicks };
    },

    countNear: (x, y, radius) => sumNear(raw, x + pad, y + pad, radius),
  };
}

/** Sizes of viewport and boxes in one text: the scale depends on them, and not on where the boxes are. */
function sizesOf({ places, width, height }: HeatView): string {
  let sum = 0;
  for (let i = 0; i < places.length; i += placeFields) {
    const size = Math.round(places[i + 3] as number) * 4096 + Math.round(places[i + 4] as number);
    sum = (sum * 31 + size) % 0xfff_ffff_ffff;
  }
  return `${width} ${height} ${sum}`;
}
