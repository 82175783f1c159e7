/**
 * What a frame shows, seen from outside: where the clicked elements are now, which of them can be seen, and when that
 * changes.
 */
import type { ClickGridElement } from '@watchglass/analysis';
import { drawn, placeFields } from './cells.ts';
import { type Clipper, clipped, clippersOf, innerBox, isShown, type Rect, renderedParent, reveal } from './geometry.ts';

/** An element that was found, and what clips it. Both hold until the page changes. */
interface Found {
  readonly element: Element;
  readonly clippers: readonly Clipper[];
}

/** Elements of one document. */
export interface Scene {
  readonly document: Document;
  /** Finds the elements anew; until then the last ones are taken as they were. */
  find(elements: readonly ClickGridElement[]): void;
  /** Whether each element is on the page as it is now. */
  found(): boolean[];
  /** Places of the elements, as the painter takes them. */
  places(): Float32Array;
  /** The part of an element that can be seen, or undefined when there is none. */
  seen(index: number): Rect | undefined;
  /** Which element is at a point: the innermost, or -1. */
  at(x: number, y: number): number;
  /** Scrolls the page, and the panes in it, to an element. */
  reveal(index: number): void;
  /** Size of the viewport, and where in the content it is. All CSS px. */
  view(): {
    readonly width: number;
    readonly height: number;
    readonly scrollTop: number;
    readonly contentHeight: number;
  };
}

/** Makes a scene; `findElement` knows how elements are told apart in this document. */
export function createScene(
  document: Document,
  findElement: (element: ClickGridElement, index: number) => Element | undefined,
): Scene {
  const window = document.defaultView as Window;
  let asked: readonly ClickGridElement[] = [];
  let known: (Found | undefined)[] = [];
  let indexOf = new Map<Element, number>();

  const scroller = (): Element => document.scrollingElement ?? document.documentElement;

  function seen(index: number, boxOf?: (element: Element) => Rect): Rect | undefined {
    const found = known[index];
    if (!found?.element.isConnected || !isShown(found.element)) return undefined;
    const rect = clipped(found.element.getBoundingClientRect(), found.clippers, boxOf);
    return rect.right > rect.left && rect.bottom > rect.top ? rect : undefined;
  }

  function place(into: Float32Array, index: number, boxOf: (element: Element) => Rect): void {
    const at = index * placeFields;
    const found = known[index];
    const fixed = asked[index]?.fixed ?? false;
    if (!found?.element.isConnected) {
      // a fixed element has no place on the page: where it was depends on how far the visitor had scrolled
      if (fixed) return;
      const { scrollLeft, scrollTop } = scroller();
      into.set([drawn.onPage, -scrollLeft, -scrollTop, 0, 0, -1e9, -1e9, 1e9, 1e9], at);
      return;
    }
    const rect = seen(index, boxOf);
    const box = found.element.getBoundingClientRect();
    const { left, top, right, bottom } = rect ?? { left: 0, top: 0, right: 0, bottom: 0 };
    // what is clipped away is not drawn, but its size still counts for the colour scale
    into.set([drawn.inBox, box.left, box.top, box.width, box.height, left, top, right, bottom], at);
  }

  return {
    document,
    find(elements) {
      asked = elements;
      known = elements.map((one, index) => {
        const element = findElement(one, index);
        return element && { element, clippers: clippersOf(element) };
      });
      indexOf = new Map(known.flatMap((found, index) => (found ? [[found.element, index] as const] : [])));
    },
    found: () => known.map((found) => found?.element.isConnected === true),
    places() {
      const into = new Float32Array(known.length * placeFields);
      // many elements share their panes
      const boxes = new Map<Element, Rect>();
      const boxOf = (element: Element): Rect => {
        const box = boxes.get(element) ?? innerBox(element);
        boxes.set(element, box);
        return box;
      };
      for (let index = 0; index < known.length; index++) place(into, index, boxOf);
      return into;
    },
    seen: (index) => seen(index),
    at(x, y) {
      let element = document.elementFromPoint(x, y);
      for (let inner = element?.shadowRoot; inner; inner = element?.shadowRoot) {
        const deeper = inner.elementFromPoint(x, y);
        if (!deeper || deeper === element) break;
        element = deeper;
      }
      for (; element; element = renderedParent(element)) {
        const index = indexOf.get(element);
        if (index !== undefined) return index;
      }
      return -1;
    },
    reveal(index) {
      const found = known[index];
      if (found) reveal(found.element, found.clippers);
    },
    view() {
      const { scrollTop, scrollHeight } = scroller();
      return { width: window.innerWidth, height: window.innerHeight, scrollTop, contentHeight: scrollHeight };
    },
  };
}

/** Pages move in ways that no event tells of (animations, images of styles): look this often. */
const LOOK_MS = 400;

/** What may have happened to a page. */
export interface SceneWatch {
  /** Something scrolled or may have moved. */
  moved(): void;
  /** Elements came, went or changed. */
  changed(): void;
}

/** Hears of everything that moves or changes elements; returns the way to stop. */
export function watchScene(document: Document, watch: SceneWatch): () => void {
  const window = document.defaultView as Window & typeof globalThis;
  const moved = (): void => watch.moved();
  const changed = (): void => watch.changed();
  const types = ['scroll', 'load', 'toggle', 'transitionend', 'animationend', 'fullscreenchange'];
  for (const type of types) window.addEventListener(type, moved, { capture: true, passive: true });
  window.addEventListener('resize', changed);
  const mutations = new window.MutationObserver(changed);
  mutations.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const sizes = new window.ResizeObserver(moved);
  sizes.observe(document.documentElement);
  if (document.body) sizes.observe(document.body);
  const timer = setInterval(moved, LOOK_MS);
  return () => {
    for (const type of types) window.removeEventListener(type, moved, { capture: true });
    window.removeEventListener('resize', changed);
    mutations.disconnect();
    sizes.disconnect();
    clearInterval(timer);
  };
}
