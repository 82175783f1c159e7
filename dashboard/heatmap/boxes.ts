/**
 * A page drawn from its clicks alone: where it cannot be shown, each clicked element still is a box where it was.
 * A click knows its place on the page and its place in the element, so two clicks give the element's size.
 */
import type { ClickGridAnswer, ElementsAnswer } from '@watchglass/analysis';
import { cellsPerSide } from '@watchglass/analysis';
import { nameOf } from './names.ts';

/** One side of a box. */
interface Side {
  readonly start: number;
  readonly length: number;
}

/** A box on the page, CSS px. */
export interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Length of a side when all clicks of an element hit the same place: a usual button. */
const GUESS = { width: 120, height: 40 } as const;
/** Nothing that is clicked is smaller. */
const LEAST_PX = 12;

/**
 * The side for which places on the page best follow from places in the element (least squares, each cell weighted by
 * its clicks).
 */
function sideOf(
  cells: { readonly fraction: number; readonly page: number; readonly weight: number }[],
  guess: number,
  most: number,
): Side {
  let weights = 0;
  let fractions = 0;
  let pages = 0;
  for (const { fraction, page, weight } of cells) {
    weights += weight;
    fractions += fraction * weight;
    pages += page * weight;
  }
  const meanFraction = weights > 0 ? fractions / weights : 0.5;
  const meanPage = weights > 0 ? pages / weights : 0;
  let spread = 0;
  let joint = 0;
  for (const { fraction, page, weight } of cells) {
    spread += weight * (fraction - meanFraction) ** 2;
    joint += weight * (fraction - meanFraction) * (page - meanPage);
  }
  const isKnown = spread > 1e-6 * weights;
  const length = Math.min(most, Math.max(LEAST_PX, isKnown ? joint / spread : guess));
  return { start: meanPage - meanFraction * length, length };
}

/** The box of each element of the grid, by its clicks. */
export function boxesOf(grid: ClickGridAnswer, widthPx: number): PageBox[] {
  return grid.elements.map(({ start, end }) => {
    const cells = (places: Uint16Array, pages: Int32Array) =>
      Array.from({ length: end - start }, (_, i) => ({
        fraction: ((places[start + i] as number) + 0.5) / cellsPerSide,
        page: pages[start + i] as number,
        weight: grid.weight[start + i] as number,
      }));
    const across = sideOf(cells(grid.cx, grid.pageX), GUESS.width, widthPx);
    const down = sideOf(cells(grid.cy, grid.pageY), GUESS.height, Number.POSITIVE_INFINITY);
    return { left: across.start, top: down.start, width: across.length, height: down.length };
  });
}

/** Room below the lowest box. */
const MARGIN_PX = 80;

/**
 * Draws the boxes into an empty document.
 *
 * @returns one element per element of the grid, in its order
 */
export function drawBoxes(document: Document, grid: ClickGridAnswer, list: ElementsAnswer, widthPx: number): Element[] {
  const names = new Map(list.elements.map((element) => [`${element.index} ${element.key}`, nameOf(element)]));
  const boxes = boxesOf(grid, widthPx);
  const sheet = document.createElement('div');
  Object.assign(sheet.style, {
    position: 'relative',
    overflow: 'hidden',
    height: `${Math.max(0, ...boxes.map((box) => box.top + box.height)) + MARGIN_PX}px`,
    background: '#fff',
    color: '#454b58',
    font: '12px/16px system-ui, sans-serif',
  });
  // large boxes first, so that they lie below the small ones inside them
  const order = [...boxes.keys()].sort((a, b) => areaOf(boxes[b]) - areaOf(boxes[a]));
  const drawn: Element[] = [];
  for (const i of order) {
    const box = boxes[i] as PageBox;
    // an element without cells says nothing of where it was
    if (grid.elements[i]?.start === grid.elements[i]?.end) continue;
    const element = grid.elements[i] as ClickGridAnswer['elements'][number];
    const shape = document.createElement('div');
    shape.textContent = names.get(`${element.index} ${element.key}`) ?? element.key;
    Object.assign(shape.style, {
      position: 'absolute',
      boxSizing: 'border-box',
      left: `${box.left}px`,
      top: `${box.top}px`,
      width: `${box.width}px`,
      height: `${box.height}px`,
      overflow: 'hidden',
      padding: '0 4px',
      border: '1px solid #b9bfca',
      borderRadius: '4px',
      background: 'rgb(120 130 150 / 8%)',
    });
    sheet.append(shape);
    drawn[i] = shape;
  }
  Object.assign(document.body.style, { margin: '0', background: '#fff' });
  document.documentElement.lang = 'en';
  document.title = 'Boxes of the clicked elements';
  document.body.replaceChildren(sheet);
  return drawn;
}

const areaOf = (box: PageBox | undefined): number => (box ? box.width * box.height : 0);
