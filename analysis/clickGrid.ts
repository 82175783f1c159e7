/** Clicks of one page, or what a rule judged of them, anchored to elements: the heatmap's grid. */
import { isCounted, type StoredEvent } from '@watchglass/contract';
import type { Insight, StoredOf } from './insight.ts';
import { byText } from './order.ts';
import { onPage, type PageInput } from './page.ts';

/** What can be laid over a page: clicks of people, or those of them that enraged, did nothing or broke something. */
export const gridLayers = ['click', 'rage_click', 'dead_click', 'error_click'] as const;

/** One of {@link gridLayers}. */
export type GridLayer = (typeof gridLayers)[number];

/** Which clicks. */
export interface ClickGridInput extends PageInput {
  /** Default `click`. */
  readonly layer?: GridLayer | undefined;
}

/**
 * Cells along each side of an element's box: a power of two, so that cells are exact in binary, and large enough for
 * a cell of an element 8,000 px tall to be under 2 px.
 */
export const cellsPerSide = 4096;

/**
 * Clicks in one cell of one element's box of 4,096 x 4,096 cells; of a layer of judged clicks those that count. Ordered
 * by key, index, cy, cx.
 */
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

/** Clicks of a layer: of people (script-made ones are left out), and of judged ones those that count. */
export const clicksOn = <L extends GridLayer>(
  events: Iterable<StoredEvent>,
  input: PageInput,
  layer: L,
): StoredOf<L>[] =>
  onPage<GridLayer>(events, input, [layer]).filter((event): event is StoredOf<L> =>
    event.kind === 'click' ? event.trusted : isCounted(event),
  );

/** Where people clicked, by cell of the clicked element's box. */
export const clickGrid: Insight<ClickGridInput, ClickGridRow, ClickGridAnswer> = {
  rows(events, input) {
    const cells = new Map<string, { -readonly [K in keyof ClickGridRow]: ClickGridRow[K] }>();
    for (const click of clicksOn<GridLayer>(events, input, input.layer ?? 'click')) {
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
