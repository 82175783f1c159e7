/** Draws heat on a canvas: keeps one picture in the making, and of those that wait only the latest. */
import type { ClickGridAnswer } from '@watchglass/analysis';
import type { HeatCells, HeatView } from './cells.ts';
import { type HeatPort, pagePort, workerPort } from './heatPort.ts';
import type { HeatReply } from './heatServer.ts';
import { createTasks, type Tasks } from './tasks.ts';

/** What a picture cost and shows. */
export interface Painted {
  /** As it was given to `paint`. */
  readonly view: HeatView;
  /** Clicks inside the viewport. */
  readonly clicks: number;
  /** Milliseconds of work, in the worker or in slices. */
  readonly workMs: number;
  readonly inWorker: boolean;
}

/** A painter of one canvas. */
export interface Painter {
  /** The clicks to draw from now on; the next `paint` shows them. */
  setGrid(grid: ClickGridAnswer): void;
  /** Draws as soon as possible. The canvas takes the size of the view. */
  paint(view: HeatView): void;
  /** Clicks within `radius` px of a point of the last picture. */
  near(x: number, y: number, radius: number): Promise<number>;
  stop(): void;
}

/** Bytes copied between two chances for others to have their turn: 1 to 3 ms. */
const SLICE_BYTES = 4_000_000;

/** Columns of their own, which can be given away: the answer may be kept by its source. */
async function columnsOf(grid: ClickGridAnswer, tasks: Tasks): Promise<HeatCells> {
  let copied = 0;
  const own = async <Column extends HeatCells[keyof HeatCells]>(column: Column): Promise<Column> => {
    if (copied > 0 && copied + column.byteLength > SLICE_BYTES) {
      copied = 0;
      await tasks.next();
    }
    copied += column.byteLength;
    return column.slice() as Column;
  };
  return {
    starts: Uint32Array.from(grid.elements, (element) => element.start),
    ends: Uint32Array.from(grid.elements, (element) => element.end),
    cx: await own(grid.cx),
    cy: await own(grid.cy),
    weight: await own(grid.weight),
    pageX: await own(grid.pageX),
    pageY: await own(grid.pageY),
  };
}

/** Makes a painter; `painted` hears of every picture. */
export function createPainter(canvas: HTMLCanvasElement, painted: (picture: Painted) => void): Painter {
  const context = canvas.getContext('2d');
  let grid: ClickGridAnswer | undefined;
  let next: HeatView | undefined;
  /** What is being drawn: a worker that fails leaves it to us. */
  let current: HeatView | undefined;
  let isBusy = false;
  let isSending = false;
  let isStopped = false;
  let spare: ArrayBuffer | undefined;
  let asked: ((clicks: number) => void)[] = [];
  let inWorker = typeof Worker === 'function';
  const tasks = createTasks();
  let port = open();

  function open(): HeatPort {
    if (!inWorker) return pagePort(receive);
    try {
      return workerPort(receive, withoutWorker);
    } catch {
      inWorker = false;
      return pagePort(receive);
    }
  }

  function withoutWorker(): void {
    if (!inWorker) return;
    inWorker = false;
    port.close();
    port = pagePort(receive);
    for (const answer of asked) answer(0);
    asked = [];
    if (grid) sendCells(grid);
    isBusy = false;
    next ??= current;
    start();
  }

  /** Pictures of a grid wait until its cells are where they are drawn. */
  function sendCells(from: ClickGridAnswer): void {
    isSending = true;
    void columnsOf(from, tasks).then((cells) => {
      if (grid !== from || isStopped) return;
      const columns: HeatCells[keyof HeatCells][] = Object.values(cells);
      port.post(
        { ask: 'cells', cells },
        columns.map((column) => column.buffer as ArrayBuffer),
      );
      isSending = false;
      start();
    });
  }

  function receive(reply: HeatReply): void {
    if (reply.reply === 'near') {
      asked.shift()?.(reply.clicks);
      return;
    }
    const { width, height, pixels, clicks, workMs } = reply;
    // setting a size clears a canvas, also to the size it has
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    // a stage that is hidden has no size, and an image must have one
    if (pixels.length > 0) context?.putImageData(new ImageData(pixels, width, height), 0, 0);
    spare = pixels.buffer;
    isBusy = false;
    if (current) painted({ view: current, clicks, workMs, inWorker });
    start();
  }

  function start(): void {
    if (isBusy || isSending || !next) return;
    isBusy = true;
    current = next;
    next = undefined;
    const reuse = spare;
    spare = undefined;
    port.post({ ask: 'paint', view: current, ...(reuse ? { reuse } : {}) }, reuse ? [reuse] : []);
  }

  return {
    setGrid(answer) {
      grid = answer;
      sendCells(answer);
    },
    paint(view) {
      next = view;
      start();
    },
    near: (x, y, radius) =>
      new Promise((resolve) => {
        asked.push(resolve);
        port.post({ ask: 'near', x, y, radius }, []);
      }),
    stop: () => {
      isStopped = true;
      port.close();
      tasks.close();
    },
  };
}
