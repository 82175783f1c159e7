/** Colours of heat: 256 of them, more opaque the hotter, told apart without red and green. */

/** Stops from cool to hot (place 0..1, red, green, blue): lightness rises all the way, so that hue only helps. */
const stops: readonly (readonly [at: number, red: number, green: number, blue: number])[] = [
  [0, 44, 58, 200],
  [0.25, 106, 40, 190],
  [0.5, 196, 44, 140],
  [0.72, 240, 96, 72],
  [0.88, 253, 166, 50],
  [1, 252, 238, 90],
];

/** Red, green and blue of a place between cool (0) and hot (1). */
function colourAt(at: number): [number, number, number] {
  const next = Math.max(
    1,
    stops.findIndex(([place]) => place >= at),
  );
  const [from, ...low] = stops[next - 1] as (typeof stops)[number];
  const [to, ...high] = stops[next] as (typeof stops)[number];
  const share = (at - from) / (to - from);
  const mixed = low.map((value, i) => Math.round(value + ((high[i] ?? value) - value) * share));
  return mixed as [number, number, number];
}

/** CSS gradient of the colours, for a legend. */
export const paletteGradient: string = `linear-gradient(to right, ${stops
  .map(([at, ...colour]) => `rgb(${colour.join(' ')} / ${Math.round(20 + 80 * at)}%) ${Math.round(at * 100)}%`)
  .join(', ')})`;

/**
 * Pixels by level, as the 32-bit words that an `ImageData` is made of. The alpha of level n is n, so that a hotter
 * pixel is always the more opaque one; level 0 is nothing.
 */
export function createPalette(): Uint32Array {
  const bytes = new Uint8ClampedArray(256 * 4);
  for (let level = 1; level < 256; level++) bytes.set([...colourAt(level / 255), level], level * 4);
  return new Uint32Array(bytes.buffer);
}
