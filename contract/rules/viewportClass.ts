/** Three classes of viewport widths, so that a heatmap never mixes layouts of a phone and a desktop. */

/** Class of a viewport width. */
export type ViewportClass = 'phone' | 'tablet' | 'desktop';

/**
 * The classes from narrow to wide: first width that belongs to the class, and the width at which a heatmap draws it.
 * 600 is Material Design's end of "compact", 1,024 an iPad in landscape; 390, 820 and 1,440 are the commonest widths
 * of the three (iPhone 12 to 15, iPad Air, 13-inch notebook).
 */
export const viewportClasses: readonly {
  name: ViewportClass;
  fromPx: number;
  drawnPx: number;
  drawnHeightPx: number;
}[] = [
  { name: 'phone', fromPx: 0, drawnPx: 390, drawnHeightPx: 844 },
  { name: 'tablet', fromPx: 600, drawnPx: 820, drawnHeightPx: 1180 },
  { name: 'desktop', fromPx: 1024, drawnPx: 1440, drawnHeightPx: 900 },
];

/** Class that a width in CSS px belongs to. */
export function viewportClass(widthPx: number): ViewportClass {
  let found: ViewportClass = 'phone';
  for (const one of viewportClasses) if (widthPx >= one.fromPx) found = one.name;
  return found;
}
