/** Cells of a heatmap as columns: names are sent once, and a browser reads arrays faster than objects. */
import type { ClickGridRow } from '@watchglass/analysis';

/** One array per field, one entry per cell. */
export type ClickGridColumns = { readonly [K in keyof ClickGridRow]: readonly ClickGridRow[K][] };

/** Rows as columns, in their order. */
export const columnsOf = (rows: readonly ClickGridRow[]): ClickGridColumns => ({
  key: rows.map((row) => row.key),
  index: rows.map((row) => row.index),
  cx: rows.map((row) => row.cx),
  cy: rows.map((row) => row.cy),
  clicks: rows.map((row) => row.clicks),
  pageX: rows.map((row) => row.pageX),
  pageY: rows.map((row) => row.pageY),
  fixed: rows.map((row) => row.fixed),
});
