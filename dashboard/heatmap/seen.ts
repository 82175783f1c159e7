/** What is seen of a page below its heat: the same value until something of it changes, so that nothing is drawn for nothing. */
import type { Extent } from './bands.ts';
import { drawn, type HeatView, placeFields } from './cells.ts';
import type { Rect } from './geometry.ts';
import type { Scene } from './scene.ts';

/** What is seen now, for what lies beside and above the picture. */
export interface Seen {
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
  readonly contentHeight: number;
  /** Whether each element of the grid is on the page as it is now. */
  readonly found: readonly boolean[];
  /** Where in the content each of them is; the same list until one of them moves. */
  readonly extents: readonly (Extent | undefined)[];
  /** The part of the active element that can be seen. */
  readonly outline: Rect | undefined;
}

/** Whether two lists hold the same. */
export const isSame = (a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

const isSameRect = (a: Rect | undefined, b: Rect | undefined): boolean =>
  a === b || (!!a && !!b && a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom);

const isSameSeen = (a: Seen, b: Seen): boolean =>
  a.width === b.width &&
  a.height === b.height &&
  a.scrollTop === b.scrollTop &&
  a.contentHeight === b.contentHeight &&
  a.found === b.found &&
  a.extents === b.extents &&
  isSameRect(a.outline, b.outline);

/** Top and bottom of each element in the content; undefined where it has no box. */
const extentsOf = ({ places }: HeatView, scrollTop: number): (Extent | undefined)[] =>
  Array.from({ length: places.length / placeFields }, (_, element) => {
    const at = element * placeFields;
    const top = (places[at + 2] as number) + scrollTop;
    return places[at] === drawn.inBox ? [top, top + (places[at + 4] as number)] : undefined;
  });

const isSameExtents = (a: Seen['extents'], b: Seen['extents']): boolean =>
  // scrolling by half pixels must not look like a move
  a.length === b.length &&
  a.every(
    (one, i) =>
      Math.abs((one?.[0] ?? -1) - (b[i]?.[0] ?? -1)) < 1 && Math.abs((one?.[1] ?? -1) - (b[i]?.[1] ?? -1)) < 1,
  );

/** What is seen now; `last` itself when it is still the same. */
export function seenNow(
  scene: Scene,
  {
    view,
    active,
    last,
  }: { readonly view: HeatView | undefined; readonly active: number; readonly last: Seen | undefined },
): Seen {
  const found = scene.found();
  const inside = scene.view();
  const extents = view ? extentsOf(view, inside.scrollTop) : [];
  const now: Seen = {
    ...inside,
    extents: last && isSameExtents(extents, last.extents) ? last.extents : extents,
    found: last && isSame(found, last.found) ? last.found : found,
    outline: active < 0 ? undefined : scene.seen(active),
  };
  return last && isSameSeen(now, last) ? last : now;
}
