/**
 * Three box blurs, which are nearly a Gaussian. Running sums are doubles and hold whole numbers (counts times box
 * widths), so nothing drifts along a row and the hottest point stays where it was.
 */

/** Sum of the three-box kernel at its centre, in one direction. */
export const centreOf = (radius: number): number => (2 * radius + 1) ** 2 - radius * (radius + 1);

/** How far the kernel of three boxes reaches. */
export const reachOf = (radius: number): number => 3 * radius;

/** Rows after which a blur lets others have their turn. */
const SLICE_ROWS = 32;

/** A grid of heat, row by row. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array<ArrayBuffer>;
}

/** A grid of zeros. */
export const emptyGrid = (width: number, height: number): Grid => ({
  width,
  height,
  values: new Float32Array(width * height),
});

/** One box along a line. Both lines have `radius + 1` zeros before and after their `length` values. */
function boxAlong(from: Float64Array, to: Float64Array, length: number, radius: number): void {
  const margin = radius + 1;
  const ahead = 2 * radius + 1;
  let sum = 0;
  for (let i = 0; i < radius; i++) sum += from[i + margin] as number;
  for (let x = 0; x < length; x++) {
    sum += (from[x + ahead] as number) - (from[x] as number);
    to[x + margin] = sum;
  }
}

/** Blurs rows `from` to `to` of `source` along themselves into `target`. */
function* blurRows(source: Grid, target: Grid, radius: number, from: number, to: number): Generator<undefined, void> {
  const { width } = source;
  const margin = radius + 1;
  const a = new Float64Array(width + 2 * margin);
  const b = new Float64Array(width + 2 * margin);
  for (let y = from; y < to; y++) {
    a.set(source.values.subarray(y * width, (y + 1) * width), margin);
    boxAlong(a, b, width, radius);
    boxAlong(b, a, width, radius);
    boxAlong(a, b, width, radius);
    target.values.set(b.subarray(margin, margin + width), y * width);
    if (y % SLICE_ROWS === 0) yield;
  }
}

/** One box down all columns; rows outside `from` to `to` count as zero and are not written. */
function* boxDown(source: Grid, target: Grid, radius: number, from: number, to: number): Generator<undefined, void> {
  const { width } = source;
  const input = source.values;
  const output = target.values;
  const sums = new Float64Array(width);
  const add = (row: number): void => {
    for (let x = 0, i = row * width; x < width; x++, i++) sums[x] = (sums[x] as number) + (input[i] as number);
  };
  for (let y = from; y < Math.min(from + radius, to); y++) add(y);
  for (let y = from; y < to; y++) {
    if (y + radius < to) add(y + radius);
    const last = (y - radius - 1) * width;
    if (y - radius - 1 >= from) {
      for (let x = 0; x < width; x++) sums[x] = (sums[x] as number) - (input[last + x] as number);
    }
    output.set(sums, y * width);
    if (y % SLICE_ROWS === 0) yield;
  }
}

/**
 * Blurs rows `from` to `to` (which must hold all heat and its reach) of `source`; `source` is left as it is. Yields
 * between slices of work.
 *
 * @returns whichever of the two scratch grids holds the result; its other rows are not touched
 */
export function* blur(
  source: Grid,
  scratch: readonly [Grid, Grid],
  radius: number,
  [from, to]: readonly [number, number] = [0, source.height],
): Generator<undefined, Grid> {
  const [a, b] = scratch;
  yield* blurRows(source, a, radius, from, to);
  yield* boxDown(a, b, radius, from, to);
  yield* boxDown(b, a, radius, from, to);
  yield* boxDown(a, b, radius, from, to);
  return b;
}

/** Runs a generator to its end at once. */
export function finish<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
