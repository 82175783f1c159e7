/** Where an element is, and how much of it its ancestors let through. */

/** A rectangle in CSS px of the viewport. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Something that hides what reaches beyond it, across or down. */
export interface Clipper {
  readonly element: Element;
  readonly across: boolean;
  readonly down: boolean;
}

const styleOf = (element: Element): CSSStyleDeclaration =>
  (element.ownerDocument.defaultView as Window).getComputedStyle(element);

/** Parent in the tree that is rendered: slots and shadow hosts included. */
export function renderedParent(element: Element): Element | null {
  const parent = element.assignedSlot ?? element.parentElement;
  if (parent) return parent;
  const root = element.getRootNode();
  return 'host' in root ? (root.host as Element) : null;
}

/** Whether a box holds even its fixed descendants (CSS Transforms 1, Filter Effects 1, CSS Containment 1). */
const holdsFixed = (style: CSSStyleDeclaration): boolean =>
  [style.transform, style.translate, style.rotate, style.scale, style.perspective, style.filter].some(
    (value) => value !== '' && value !== 'none',
  ) ||
  /transform|perspective|filter/.test(style.willChange) ||
  /paint|layout|strict|content/.test(style.contain);

function clipperOf(element: Element, style: CSSStyleDeclaration): Clipper | undefined {
  const root = element.ownerDocument.documentElement;
  if (element === root || style.display === 'inline' || style.display === 'contents') return undefined;
  // the body gives its overflow to the viewport unless the root has one of its own (CSS Overflow 3, 3.3)
  if (element === element.ownerDocument.body && styleOf(root).overflow === 'visible') return undefined;
  const isContained = /paint|strict|content/.test(style.contain);
  const across = isContained || style.overflowX !== 'visible';
  const down = isContained || style.overflowY !== 'visible';
  return across || down ? { element, across, down } : undefined;
}

/** Ancestors that clip an element: those that its chain of containing blocks goes through, innermost first. */
export function clippersOf(element: Element): Clipper[] {
  const clippers: Clipper[] = [];
  let { position } = styleOf(element);
  for (let parent = renderedParent(element); parent; parent = renderedParent(parent)) {
    const style = styleOf(parent);
    const holds = holdsFixed(style);
    if (!holds && (position === 'fixed' || (position === 'absolute' && style.position === 'static'))) continue;
    const clipper = clipperOf(parent, style);
    if (clipper) clippers.push(clipper);
    position = style.position;
  }
  return clippers;
}

/** The box inside an element's borders and scroll bars. */
export function innerBox(element: Element): Rect {
  const box = element.getBoundingClientRect();
  const { clientLeft, clientTop, clientWidth, clientHeight } = element;
  if (clientWidth === 0 || clientHeight === 0) return box;
  // SVG elements have no offset sizes
  const { offsetWidth = box.width, offsetHeight = box.height } = element as Partial<HTMLElement>;
  const scaleX = offsetWidth > 0 ? box.width / offsetWidth : 1;
  const scaleY = offsetHeight > 0 ? box.height / offsetHeight : 1;
  const left = box.left + clientLeft * scaleX;
  const top = box.top + clientTop * scaleY;
  return { left, top, right: left + clientWidth * scaleX, bottom: top + clientHeight * scaleY };
}

/** What `clippers` leave of `whole`; nothing is left when its right lies left of its left, or its bottom above its top. */
export function clipped(whole: Rect, clippers: readonly Clipper[], boxOf: (element: Element) => Rect = innerBox): Rect {
  let { left, top, right, bottom } = whole;
  for (const { element, across, down } of clippers) {
    const box = boxOf(element);
    if (across) {
      left = Math.max(left, box.left);
      right = Math.min(right, box.right);
    }
    if (down) {
      top = Math.max(top, box.top);
      bottom = Math.min(bottom, box.bottom);
    }
  }
  return { left, top, right, bottom };
}

/** Whether an element has a box that people can see or hit. A see-through field over a drawn control can be hit. */
export function isShown(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  return element.checkVisibility({ opacityProperty: true }) || styleOf(element).pointerEvents !== 'none';
}

/** Scrolls every pane around an element, and the page, so that it lies in the middle of each where it did not fit. */
export function reveal(element: Element, clippers: readonly Clipper[]): void {
  const page = element.ownerDocument.scrollingElement;
  const view = element.ownerDocument.defaultView as Window;
  for (const pane of [...clippers.map((clipper) => clipper.element), page]) {
    if (!pane) continue;
    const room: Rect =
      pane === page ? { left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight } : innerBox(pane);
    const box = element.getBoundingClientRect();
    const isIn = box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
    if (isIn) continue;
    pane.scrollBy({
      left: (box.left + box.right - room.left - room.right) / 2,
      top: (box.top + box.bottom - room.top - room.bottom) / 2,
      behavior: 'instant',
    });
  }
}
