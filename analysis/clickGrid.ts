/** Clicks of one page, anchored to elements: the heatmap's grid. */
import { type StoredEvent, type ViewportClass, viewportClass } from '@watchglass/contract';
import { type Insight, inScope, type Scope, type StoredOf } from './insight.ts';
import { byText } from './order.ts';

/** Which clicks. */
export interface ClickGridInput extends Scope {
  readonly page: string;
  readonly viewport: ViewportClass;
}

/**
 * Cells along each side of an element's box: a power of two, so that cells are exact in binary, and large enough for
 * a cell of an element 8,000 px tall to be under 2 px.
 */
export const cellsPerSide = 4096;

/** Clicks in one cell of one element's box of 4,096 x 4,096 cells. Ordered by key, index, cy, cx. */
export interface ClickGridRow {
  readonly key: string;
  readonly index: number;
  /** Column, 0 to 4095, left to right. */
  readonly cx: number;
  /** Row, 0 to 4095, top to bottom. */
  readonly cy: number;
  readonly clicks: number;
  /** Mean page position of the cell's clicks, rounded half up, CSS px: where to draw when the element is gone. */
  readonly pageX: number;
  readonly pageY: number;
  /** Whether the element was fixed or sticky at any of the clicks. */
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

/** Column or row of a fraction of a box. */
const cellOf = (fraction: number): number => Math.min(cellsPerSide - 1, Math.floor(fraction * cellsPerSide));

/** Clicks of people (script-made ones are left out) on one page in one class of viewports. */
export function clicksOn(events: Iterable<StoredEvent>, input: ClickGridInput): StoredOf<'click'>[] {
  return inScope(events, input, ['click']).filter(
    (click) => click.trusted && click.page === input.page && viewportClass(click.viewportWidth) === input.viewport,
  );
}

/** Where people clicked, by cell of the clicked element's box. */
export const clickGrid: Insight<ClickGridInput, ClickGridRow, ClickGridAnswer> = {
  rows(events, input) {
    const cells = new Map<string, { -readonly [K in keyof ClickGridRow]: ClickGridRow[K] }>();
    for (const click of clicksOn(events, input)) {
      const cx = cellOf(click.ex);
      const cy = cellOf(click.ey);
      const name = `${click.index} ${cy} ${cx} ${click.key}`;
      let cell = cells.get(name);
      if (!cell) {
        cell = { key: click.key, index: click.index, cx, cy, clicks: 0, pageX: 0, pageY: 0, fixed: false };
        cells.set(name, cell);
      }
      cell.clicks++;
      cell.pageX += click.pageX;
      cell.pageY += click.pageY;
      cell.fixed ||= click.fixed;
    }
    const rows = [...cells.values()];
    for (const row of rows) {
      row.pageX = Math.floor(row.pageX / row.clicks + 0.5);
      row.pageY = Math.floor(row.pageY / row.clicks + 0.5);
    }
    return rows.sort((a, b) => byText(a.key, b.key) || a.index - b.index || a.cy - b.cy || a.cx - b.cx);
  },

  fold(rows) {
    const answer = {
      clicks: 0,
      elements: [] as ClickGridElement[],
      cx: new Uint16Array(rows.length),
      cy: new Uint16Array(rows.length),
      weight: new Uint32Array(rows.length),
      pageX: new Int32Array(rows.length),
      pageY: new Int32Array(rows.length),
    };
    let element: { -readonly [K in keyof ClickGridElement]: ClickGridElement[K] } | undefined;
    rows.forEach((row, i) => {
      if (!element || element.key !== row.key || element.index !== row.index) {
        element = { key: row.key, index: row.index, clicks: 0, fixed: false, start: i, end: i };
        answer.elements.push(element);
      }
      element.clicks += row.clicks;
      element.fixed ||= row.fixed;
      element.end = i + 1;
      answer.clicks += row.clicks;
      answer.cx[i] = row.cx;
      answer.cy[i] = row.cy;
      answer.weight[i] = row.clicks;
      answer.pageX[i] = row.pageX;
      answer.pageY[i] = row.pageY;
    });
    return answer;
  },
};
