import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blur, centreOf, emptyGrid, finish } from '../../../../dashboard/heatmap/blur.ts';
import { drawn, type HeatCells, placeFields } from '../../../../dashboard/heatmap/cells.ts';
import { createHeat, type HeatPicture } from '../../../../dashboard/heatmap/heat.ts';
import { createHeatServer, type HeatReply } from '../../../../dashboard/heatmap/heatServer.ts';

interface Dot {
  readonly cx: number;
  readonly cy: number;
  readonly weight: number;
}

/** One element per list of dots. */
function cellsOf(...elements: Dot[][]): HeatCells {
  const all = elements.flat();
  let end = 0;
  const ends = elements.map((dots) => {
    end += dots.length;
    return end;
  });
  return {
    starts: Uint32Array.from(ends, (value, i) => value - (elements[i]?.length ?? 0)),
    ends: Uint32Array.from(ends),
    cx: Uint16Array.from(all, (dot) => dot.cx),
    cy: Uint16Array.from(all, (dot) => dot.cy),
    weight: Uint32Array.from(all, (dot) => dot.weight),
    pageX: new Int32Array(all.length),
    pageY: new Int32Array(all.length),
  };
}

const FAR = 1e9;
const inBox = (left: number, top: number, width: number, height: number, clip = [-FAR, -FAR, FAR, FAR]): number[] => [
  drawn.inBox,
  left,
  top,
  width,
  height,
  ...clip,
];
const places = (...each: number[][]): Float32Array => Float32Array.from(each.flat());

const size = { width: 240, height: 160 };

function paint(cells: HeatCells, where: Float32Array, heat = createHeat()): HeatPicture {
  heat.setCells(cells);
  return finish(heat.paint({ ...size, places: where }));
}

const alphaAt = (picture: HeatPicture, x: number, y: number): number =>
  picture.pixels[(y * picture.width + x) * 4 + 3] as number;

function hottest(picture: HeatPicture): { x: number; y: number; ties: number } {
  let best = { x: -1, y: -1, ties: 0, alpha: 0 };
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) {
      const alpha = alphaAt(picture, x, y);
      if (alpha > best.alpha) best = { x, y, ties: 1, alpha };
      else if (alpha > 0 && alpha === best.alpha) best.ties += 1;
    }
  return best;
}

const cell = fc.nat(4095);
const box = fc.tuple(
  fc.integer({ min: -50, max: 200 }),
  fc.integer({ min: -50, max: 120 }),
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: 300 }),
);

describe('heat', () => {
  it('is nothing without clicks', () => {
    const heat = createHeat();
    const blank = finish(heat.paint({ ...size, places: new Float32Array(0) }));
    expect(blank.clicks).toBe(0);
    expect(blank.pixels.every((value) => value === 0)).toBe(true);
    expect(paint(cellsOf([]), places(inBox(0, 0, 9, 9))).pixels.every((value) => value === 0)).toBe(true);
  });

  it('is hottest at the pixel of a single click, and only there, also at the edges', () => {
    fc.assert(
      fc.property(cell, cell, box, (cx, cy, [left, top, width, height]) => {
        const x = left + ((cx + 0.5) / 4096) * width;
        const y = top + ((cy + 0.5) / 4096) * height;
        const picture = paint(cellsOf([{ cx, cy, weight: 1 }]), places(inBox(left, top, width, height)));
        const isIn = x >= 0 && y >= 0 && x < size.width && y < size.height;
        expect(picture.clicks).toBe(isIn ? 1 : 0);
        if (isIn) expect(hottest(picture)).toMatchObject({ x: Math.floor(x), y: Math.floor(y), ties: 1 });
      }),
      { numRuns: 60 },
    );
  });

  it('never rises on the way from a click outwards', () => {
    const picture = paint(cellsOf([{ cx: 2048, cy: 2048, weight: 5 }]), places(inBox(0, 0, 240, 160)));
    const along = Array.from({ length: 60 }, (_, i) => alphaAt(picture, 120 + i, 80));
    expect(along[0]).toBeGreaterThan(along[1] ?? 255);
    along.forEach((alpha, i) => expect(alpha).toBeLessThanOrEqual(along[i - 1] ?? 255));
    expect(along.at(-1)).toBe(0);
  });

  it('gives more clicks the higher opacity, at any ratio', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (a, b) => {
        const picture = paint(
          cellsOf([
            { cx: 1000, cy: 2000, weight: a },
            { cx: 3000, cy: 2000, weight: a + b },
          ]),
          places(inBox(0, 0, 240, 160)),
        );
        expect(alphaAt(picture, 58, 78)).toBeGreaterThan(10);
        expect(alphaAt(picture, 175, 78)).toBeGreaterThan(alphaAt(picture, 58, 78));
      }),
      { numRuns: 30 },
    );
  });

  it('draws nothing of what is clipped away', () => {
    const dots = [
      { cx: 0, cy: 2048, weight: 1 },
      { cx: 4095, cy: 2048, weight: 7 },
    ];
    const picture = paint(cellsOf(dots), places(inBox(20, 20, 200, 100, [0, 0, 120, 160])));
    expect(picture.clicks).toBe(1);
    expect(hottest(picture)).toMatchObject({ x: 20, y: 70 });
    expect(alphaAt(picture, 219, 70)).toBe(0);
    const hidden = paint(cellsOf(dots), places(inBox(20, 20, 200, 100, [0, 0, 0, 0])));
    expect(hidden.clicks).toBe(0);
  });

  it('draws cells of an element that is gone where they were on the page', () => {
    const cells = cellsOf([{ cx: 0, cy: 0, weight: 1 }]);
    cells.pageX[0] = 130;
    cells.pageY[0] = 640;
    const picture = paint(cells, places([drawn.onPage, 0, -600, 0, 0, -FAR, -FAR, FAR, FAR]));
    expect(hottest(picture)).toMatchObject({ x: 130, y: 40 });
  });

  it('keeps the colour of a quiet spot whether a busy one is in sight or not', () => {
    const busy = [{ cx: 2048, cy: 2048, weight: 900 }];
    const quiet = [{ cx: 2048, cy: 2048, weight: 3 }];
    const at = (busyTop: number) =>
      alphaAt(paint(cellsOf(busy, quiet), places(inBox(0, busyTop, 60, 40), inBox(120, 60, 60, 40))), 150, 80);
    expect(Math.abs(at(20) - at(5000))).toBeLessThanOrEqual(2);
    const alone = alphaAt(paint(cellsOf(quiet), places(inBox(120, 60, 60, 40))), 150, 80);
    expect(alone).toBeGreaterThan(at(5000) + 50);
  });

  it('counts clicks near a point of the last picture', () => {
    const heat = createHeat();
    paint(
      cellsOf([
        { cx: 0, cy: 0, weight: 4 },
        { cx: 4095, cy: 0, weight: 2 },
      ]),
      places(inBox(100, 50, 20, 10)),
      heat,
    );
    expect(heat.countNear(100, 50, 5)).toBe(4);
    expect(heat.countNear(110, 50, 12)).toBe(6);
    expect(heat.countNear(10, 10, 12)).toBe(0);
    expect(heat.countNear(-500, 9999, 12)).toBe(0);
  });

  it('forgets the last picture, also one of another size', () => {
    const heat = createHeat();
    const cells = cellsOf([{ cx: 2048, cy: 2048, weight: 1 }]);
    heat.setCells(cells);
    const first = finish(heat.paint({ width: 300, height: 200, places: places(inBox(0, 0, 100, 100)) }));
    const again = finish(heat.paint({ ...size, places: places(inBox(100, 20, 100, 100)) }, first.pixels.buffer));
    const moved = finish(heat.paint({ ...size, places: places(inBox(0, 0, 40, 40)) }, again.pixels.buffer));
    expect(hottest(moved)).toMatchObject({ x: 20, y: 20 });
    expect(alphaAt(moved, 150, 70)).toBe(0);
  });
});

describe('blur', () => {
  it('is three boxes in both directions, added up exactly', () => {
    const naive = (values: number[], radius: number): number[] =>
      values.map((_, i) => values.slice(Math.max(0, i - radius), i + radius + 1).reduce((sum, one) => sum + one, 0));
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (values, radius, isColumn) => {
          const length = values.length;
          const grid = isColumn ? emptyGrid(1, length) : emptyGrid(length, 1);
          grid.values.set(values);
          const result = finish(
            blur(grid, [emptyGrid(grid.width, grid.height), emptyGrid(grid.width, grid.height)], radius),
          );
          const wanted = naive(naive(naive(values, radius), radius), radius);
          expect([...result.values]).toEqual(wanted);
        },
      ),
    );
  });

  it('has its centre where it says', () => {
    const grid = emptyGrid(61, 61);
    grid.values[30 * 61 + 30] = 1;
    const result = finish(blur(grid, [emptyGrid(61, 61), emptyGrid(61, 61)], 5));
    expect(result.values[30 * 61 + 30]).toBe(centreOf(5) ** 2);
  });
});

describe('heat server', () => {
  it('answers in order, in pieces or at once, with the same pixels', async () => {
    const cells = cellsOf(
      Array.from({ length: 300 }, (_, i) => ({ cx: (i * 37) % 4096, cy: (i * 91) % 4096, weight: 1 })),
    );
    const view = { ...size, places: places(inBox(10, 10, 200, 140)) };
    const replies = async (mayPause?: () => Promise<void> | undefined): Promise<HeatReply[]> => {
      const heard: HeatReply[] = [];
      const handle = createHeatServer((reply) => heard.push(reply), mayPause);
      handle({ ask: 'cells', cells });
      handle({ ask: 'paint', view });
      handle({ ask: 'near', x: 110, y: 80, radius: 200 });
      handle({ ask: 'cells', cells: cellsOf([]) });
      handle({ ask: 'paint', view });
      while (heard.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
      return heard;
    };
    const atOnce = await replies();
    const inPieces = await replies(() => Promise.resolve());
    const told = (heard: HeatReply[]) => heard.map((one) => [one.reply, one.clicks]);
    expect(told(atOnce)).toEqual([
      ['picture', 300],
      ['near', 300],
      ['picture', 0],
    ]);
    expect(told(inPieces)).toEqual(told(atOnce));
    const pixels = (heard: HeatReply[]) => (heard[0]?.reply === 'picture' ? [...heard[0].pixels] : []);
    expect(pixels(inPieces)).toEqual(pixels(atOnce));
  });
});

it('has as many numbers per place as the places of these tests', () => {
  expect(inBox(0, 0, 1, 1)).toHaveLength(placeFields);
});
