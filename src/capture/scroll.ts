/** How deep visitors got into the document and into each pane that they scrolled, one event per root when a view ends. */
import { createScrollTracker } from '../page/scrollRoot.ts';
import type { Capture } from './context.ts';

/** Inner scroll roots per view; a page with more is a list of carousels. */
const PANES = 19;

/** Starts capturing scroll depth. */
export const captureScroll: Capture = (ctx) => {
  const read = createScrollTracker(ctx, PANES);
  ctx.last('scroll', (ending) => read(ending));
};
