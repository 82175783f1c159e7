/**
 * Keeps the picture over a frame true: when the page in the frame scrolls, resizes or changes, or when there are new
 * clicks, the heat is drawn again, once per frame of the screen at most.
 */
import type { ClickGridAnswer } from '@watchglass/analysis';
import type { Rect } from './geometry.ts';
import type { HeatView } from './cells.ts';
import { keepStill } from './keepStill.ts';
import { createPainter } from './painter.ts';
import { type Scene, watchScene } from './scene.ts';
import { isSame, type Seen, seenNow } from './seen.ts';

/** Elements are found anew at most this often: a page that never rests must not cost all of a core. */
const FIND_MS = 250;
/** Around the pointer, clicks this near are counted: about the width of a spot. */
export const nearPx = 12;

/** What the pointer is over. */
export interface Pointed {
  readonly x: number;
  readonly y: number;
  /** Element of the grid, or -1. */
  readonly index: number;
  /** Clicks within {@link nearPx}. */
  readonly near: number;
}

/** Hears what a sight sees. */
export interface SightWatch {
  seen(now: Seen): void;
  pointed(at: Pointed | undefined): void;
}

/** A picture over a page. */
export interface Sight {
  /** Draws other clicks; the old picture stays until the new one is there. */
  show(grid: ClickGridAnswer): void;
  /** Outlines an element, or none (-1). */
  activate(index: number): void;
  /** Scrolls to an element; the part of it that can be seen then. */
  reveal(index: number): Rect | undefined;
  stop(): void;
}

/** Starts a sight of a scene on a canvas. The canvas says in `data-state` whether its picture is of this moment. */
export function createSight(scene: Scene, canvas: HTMLCanvasElement, watch: SightWatch): Sight {
  let grid: ClickGridAnswer | undefined;
  let isNewGrid = false;
  let view: HeatView | undefined;
  let last: Seen | undefined;
  let active = -1;
  let mustFind = true;
  let foundAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tick = 0;
  let pointer: { readonly x: number; readonly y: number } | undefined;

  const painter = createPainter(canvas, (painted) => {
    const { clicks, workMs, inWorker } = painted;
    Object.assign(canvas.dataset, { clicks, workMs: workMs.toFixed(1), worker: inWorker });
    if (painted.view === view) canvas.dataset['state'] = 'painted';
    point();
  });

  function schedule(): void {
    if (tick === 0) tick = requestAnimationFrame(look);
  }

  function look(): void {
    tick = 0;
    if (!grid) return;
    if (mustFind) find(grid);
    draw(grid);
    tell();
  }

  function find({ elements }: ClickGridAnswer): void {
    const wait = foundAt + FIND_MS - performance.now();
    if (wait > 0) {
      timer ??= setTimeout(schedule, wait);
      return;
    }
    clearTimeout(timer);
    timer = undefined;
    mustFind = false;
    foundAt = performance.now();
    scene.find(elements);
  }

  function draw(now: ClickGridAnswer): void {
    const { width, height } = scene.view();
    const places = scene.places();
    if (isNewGrid) painter.setGrid(now);
    else if (view?.width === width && view.height === height && isSame(places, view.places)) return;
    isNewGrid = false;
    view = { width, height, places };
    canvas.dataset['state'] = 'painting';
    painter.paint(view);
  }

  function tell(): void {
    const now = seenNow(scene, { view, active, last });
    if (now === last) return;
    last = now;
    watch.seen(now);
  }

  function point(): void {
    const at = pointer;
    if (!at) return;
    void painter.near(at.x, at.y, nearPx).then((near) => {
      if (pointer === at) watch.pointed({ ...at, index: scene.at(at.x, at.y), near });
    });
  }

  const stops = [
    watchScene(scene.document, {
      moved: schedule,
      changed: () => {
        mustFind = true;
        schedule();
      },
    }),
    keepStill(scene.document.defaultView as Window & typeof globalThis, {
      over: (x, y) => {
        pointer = { x, y };
        point();
      },
      out: () => {
        pointer = undefined;
        watch.pointed(undefined);
      },
    }),
  ];

  return {
    show(next) {
      if (next === grid) return;
      grid = next;
      isNewGrid = true;
      mustFind = true;
      // places belong to the elements of their grid: a new one is found at once
      foundAt = Number.NEGATIVE_INFINITY;
      schedule();
    },
    activate(index) {
      active = index;
      schedule();
    },
    reveal(index) {
      scene.reveal(index);
      schedule();
      return scene.seen(index);
    },
    stop() {
      cancelAnimationFrame(tick);
      clearTimeout(timer);
      for (const stop of stops) stop();
      painter.stop();
    },
  };
}
