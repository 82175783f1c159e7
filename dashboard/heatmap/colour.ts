/** From blurred heat to pixels: a logarithmic scale, so that one click still shows beside a thousand. */
import { centreOf, type Grid } from './blur.ts';

/** Radius of one of the three boxes, CSS px: a spot about as wide as a finger, sharp enough to tell two buttons apart. */
export const spotRadius = 9;

/** Heat of one click at its own pixel, without {@link core}. */
const single = centreOf(spotRadius) ** 2;

/**
 * What a clicked pixel gets on top. A blurred peak is flatter than 256 levels can show, so without it the hottest
 * pixel would be a patch of several.
 */
const core = 0.06 * single;

/** Rows coloured between two chances for others to have their turn. */
const SLICE_ROWS = 32;

/** The top 16 bits of a float: sign, exponent and 7 bits more, so that a table of them has 128 entries per octave. */
const TABLE = 32_768;

/** What to colour. */
export interface Colouring {
  readonly raw: Grid;
  /** Holds heat when this begins, and heat with its cores when it ends. */
  readonly blurred: Grid;
  /** Rows of the grids that hold heat: the first, and the one after the last. */
  readonly rows: readonly [number, number];
  /** How far the grids reach beyond the viewport. */
  readonly pad: number;
  readonly width: number;
  readonly height: number;
  readonly palette: Uint32Array;
  /** Clicks on one point that make the hottest colour, at least. */
  readonly scale: number;
}

/**
 * Writes pixels; rows without heat are left as they are. The hottest pixel in sight is one level above all that are
 * not as hot.
 *
 * @returns the scale: the one given, or the hottest pixel when that is hotter
 */
export function* colour(job: Colouring, pixels: Uint8ClampedArray<ArrayBuffer>): Generator<undefined, number> {
  const { raw, blurred, pad, width, height, palette } = job;
  const heat = blurred.values;
  const from = Math.max(pad, job.rows[0]);
  const to = Math.min(height + pad, job.rows[1]);
  let hottest = 0;
  for (let y = from; y < to; y++) {
    for (let x = pad, i = y * raw.width + pad; x < width + pad; x++, i++) {
      const value = (heat[i] as number) + core * (raw.values[i] as number);
      heat[i] = value;
      if (value > hottest) hottest = value;
    }
    if (y % SLICE_ROWS === 0) yield;
  }
  // the grid keeps floats: as a double, the hottest value would not find itself
  hottest = Math.fround(hottest);
  const scale = Math.max(job.scale, hottest / (single + core));
  const levels = levelsUpTo(scale * (single + core));
  const bits = new Uint32Array(heat.buffer);
  const words = new Uint32Array(pixels.buffer);
  const top = palette[levelOf(levels, hottest) + 1] as number;
  for (let y = from; y < to; y++) {
    let out = (y - pad) * width;
    for (let x = pad, i = y * raw.width + pad; x < width + pad; x++, i++, out++) {
      words[out] = heat[i] === hottest ? top : (palette[levels[(bits[i] as number) >>> 16] as number] as number);
    }
    if (y % SLICE_ROWS === 0) yield;
  }
  return scale;
}

/** Level, 0 to 254, of each float by its top 16 bits. */
function levelsUpTo(max: number): Uint8Array {
  const levels = new Uint8Array(TABLE);
  const values = new Float32Array(1);
  const bits = new Uint32Array(values.buffer);
  const whole = Math.log1p(max / single);
  for (let i = 1; i < TABLE; i++) {
    bits[0] = i << 16;
    const value = values[0] as number;
    levels[i] = value >= max ? 254 : Math.floor((254 * Math.log1p(value / single)) / whole);
  }
  return levels;
}

const levelOf = (levels: Uint8Array, value: number): number =>
  levels[(new Uint32Array(Float32Array.of(value).buffer)[0] as number) >>> 16] as number;
