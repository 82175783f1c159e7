/** How far the document and the panes in it were scrolled during one view. */
import { type BodyOf, isElement, keyOf, keyRule } from '@watchglass/contract';
import { boxOf, shareOf } from './box.ts';
import { documentScroller, pageSizes, rangeOf } from './depth.ts';
import { isPage, ofDocument } from './element.ts';
import type { Listen, Stop } from './listen.ts';
import type { After } from './timers.ts';

/** What one scroll root showed so far, px; `last` is a share. */
interface Trail {
  key: Pick<BodyOf<'scroll'>, 'key' | 'index' | 'keyRule'> | undefined;
  last: number;
  top: number;
  visible: number;
  height: number;
  /** Where it lies now. */
  at: number;
  /** Largest offset and height when its bottom edge was looked at. */
  reached: number;
  reach: Pick<BodyOf<'scroll'>, 'reachKey' | 'reachIndex'>;
}

const UNSEEN: Omit<Trail, 'key'> = {
  last: 1,
  top: 0,
  visible: 0,
  height: 0,
  at: 0,
  reached: 0,
  reach: { reachKey: '', reachIndex: 0 },
};

/** Looks up what lies at the bottom centre of a root, once for each depth that it never had before. */
const reach = (pane: Element | undefined, trail: Trail): void => {
  const { at, top, height } = trail;
  // what loads below it may change what is there
  if (at < top || top + height === trail.reached) return;
  trail.reached = top + height;
  const { viewportWidth, viewportHeight } = pageSizes();
  const { left, width, bottom } = pane ? boxOf(pane) : { left: 0, width: viewportWidth, bottom: viewportHeight };
  const element = (ofDocument('elementFromPoint') as Document['elementFromPoint']).call(
    document,
    left + width / 2,
    Math.min(bottom, viewportHeight) - 1,
  );
  // out of sight, or behind something else
  if (!element || (pane && !pane.contains(element))) return;
  const { key, index } = keyOf(element);
  trail.reach = { reachKey: key, reachIndex: index };
};

/** Reads the scroll roots of the view in the order of their first scroll, the document first; `ending` starts the next. */
export type ReadScroll = (ending: boolean) => BodyOf<'scroll'>[];

/** Pace of measuring while somebody scrolls, ms; a navigation becomes a view sooner. */
const PACE_MS = 50;

/** A scroll root that did not move for so long has come to rest: Safari tells of no `scrollend`. */
const REST_MS = 150;

/**
 * Follows the document and up to `panes` inner scroll roots that move vertically. Layout is read 20 times a second at
 * most, and when asked; what lies at the bottom is looked up when scrolling comes to rest. Positions and heights are kept as maxima of the view, so that a page that was still loading
 * does not count as read to its end.
 */
export const createScrollTracker = (
  ctx: { readonly listen: Listen; readonly after: After },
  panes: number,
): ReadScroll => {
  /** By pane; under `undefined` the document. */
  let trails: Map<Element | undefined, Trail>;
  let viewportWidth = 0;
  /** URL at the last measurement, '' when the view has none yet. */
  let href: string;
  let timer: Stop | undefined;
  let resting: Stop | undefined;

  const measure = (): void => {
    href = location.href;
    ({ viewportWidth } = pageSizes());
    for (const [pane, trail] of trails) {
      const element = pane ?? documentScroller();
      const height = element.scrollHeight;
      const range = rangeOf(element);
      if (pane && range > 1 && !trail.key) {
        const { element: _, ...key } = keyOf(pane);
        trail.key = key;
      }
      // a carousel is no pane; a pane that is detached or hidden keeps what was seen of it
      if (!trail.key) trails.delete(pane);
      else if (height) {
        // a pane with its end at the top (`column-reverse`) counts down from 0
        const top = Math.ceil(Math.abs(element.scrollTop));
        trail.last = shareOf(top, range, 1);
        trail.at = top;
        trail.top = Math.max(trail.top, top);
        trail.visible = height - range;
        trail.height = Math.max(trail.height, height);
      }
    }
  };
  /** After a navigation a router may have drawn the next page already: that is not measured into this view. */
  const measureHere = (): void => {
    timer = undefined;
    if (!href || href === location.href) measure();
  };
  const reachAll = (): void => {
    if (href === location.href) for (const [pane, trail] of trails) reach(pane, trail);
  };
  const rest = (): void => {
    resting = undefined;
    // still under way
    if (timer) linger();
    else reachAll();
  };
  const linger = (): void => {
    resting ??= ctx.after(REST_MS, rest);
  };
  const follow = (pane?: Element, key?: Trail['key']): void => {
    if (trails.size <= panes && !trails.has(pane)) trails.set(pane, { ...UNSEEN, key });
    timer ??= ctx.after(PACE_MS, measureHere);
    linger();
  };
  const begin = (): void => {
    trails = new Map();
    href = '';
    follow(undefined, { key: 'root', index: 0, keyRule });
  };
  ctx.listen(window, 'scroll', ({ target }) => {
    const pane = target as Element;
    follow(isElement(pane) && !isPage(pane) ? pane : undefined);
  });
  begin();
  return (ending) => {
    // a view that was over before it was measured has nothing that was reached
    const wasMeasured = href;
    if (ending) measureHere();
    else measure();
    if (wasMeasured) reachAll();
    // one that was scrolled after the navigation was never measured
    const roots = [...trails.values()]
      .filter(({ key }) => key)
      .map(({ key, last, top, visible, height, reach }) => ({
        ...key,
        viewportWidth,
        // where nothing scrolls, all was seen
        scrollRatioMax: shareOf(top, height - visible, 1),
        scrollRatioLast: last,
        contentRatioMax: shareOf(top + visible, height, 1),
        ...reach,
      })) as BodyOf<'scroll'>[];
    if (ending) begin();
    return roots;
  };
};
