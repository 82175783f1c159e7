/** The bench's page: the dashboard's own picture over a frame with 300 elements, and the usual way as a control. */
import type { ClickGridAnswer, ClickGridElement } from '@watchglass/analysis';
import { createScene } from '../../dashboard/heatmap/scene.ts';
import { createSight, type Sight } from '../../dashboard/heatmap/sight.ts';

/** Called by the bench, step by step. */
interface Bench {
  /** Prepares everything; nothing of it is measured. */
  prepare(elements: number, clicks: number): Promise<void>;
  /** Draws the clicks, scrolls through the page, takes in new clicks; resolves to the longest task and the pictures. */
  draw(): Promise<{ longTasks: number[]; workMs: number[] }>;
  /** Milliseconds of one stamped radial gradient per point. */
  control(points: number): number;
}

declare global {
  var bench: Bench;
}

const WIDTH = 1440;
const HEIGHT = 900;
const COLUMNS = 10;
/** Stops of the scroll through the page. */
const STEPS = 24;

const frame = document.createElement('iframe');
const canvas = document.createElement('canvas');
let grids: ClickGridAnswer[] = [];
let sight: Sight;

function randomGrid(elements: number, clicks: number): ClickGridAnswer {
  const list: ClickGridElement[] = Array.from({ length: elements }, (_, i) => {
    const [start, end] = [Math.floor((i * clicks) / elements), Math.floor(((i + 1) * clicks) / elements)];
    return { key: `testid:e${i}`, index: 0, clicks: end - start, fixed: false, start, end };
  });
  const cells = (): Uint16Array => Uint16Array.from({ length: clicks }, () => Math.random() * 4096);
  return {
    clicks,
    elements: list,
    cx: cells(),
    cy: cells(),
    weight: new Uint32Array(clicks).fill(1),
    pageX: new Int32Array(clicks),
    pageY: new Int32Array(clicks),
  };
}

/** A page of 10 columns in which a third of the elements lies in panes that scroll. */
function fill(page: Document, elements: number): void {
  page.body.style.margin = '0';
  let row = page.createElement('div');
  for (let i = 0; i < elements; i++) {
    if (i % COLUMNS === 0) {
      row = page.createElement('div');
      Object.assign(row.style, { height: '180px', overflow: i % 3 === 0 ? 'auto' : 'visible' });
      page.body.append(row);
    }
    const element = page.createElement('button');
    element.dataset['testid'] = `e${i}`;
    Object.assign(element.style, { width: `${WIDTH / COLUMNS - 8}px`, height: '200px', margin: '4px' });
    row.append(element);
  }
}

/** Two frames of the screen: whatever was asked for has begun. */
const frames = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

async function painted(): Promise<number> {
  await frames();
  while (canvas.dataset['state'] !== 'painted') await new Promise((resolve) => setTimeout(resolve, 5));
  return Number(canvas.dataset['workMs']);
}

globalThis.bench = {
  async prepare(elements, clicks) {
    Object.assign(frame, { width: WIDTH, height: HEIGHT });
    document.body.append(frame, canvas);
    await frames();
    const page = frame.contentDocument as Document;
    fill(page, elements);
    grids = [randomGrid(elements, clicks), randomGrid(elements, clicks)];
    const scene = createScene(page, ({ key }) => page.querySelector(`[data-testid="${key.slice(7)}"]`) ?? undefined);
    sight = createSight(scene, canvas, { seen: () => {}, pointed: () => {} });
    await new Promise((resolve) => setTimeout(resolve, 500));
  },

  async draw() {
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((one) => one.duration)));
    observer.observe({ type: 'longtask' });
    const workMs: number[] = [];
    const view = frame.contentWindow as Window;
    for (const grid of grids) {
      sight.show(grid);
      workMs.push(await painted());
      const end = view.document.documentElement.scrollHeight - HEIGHT;
      for (let step = 1; step <= STEPS; step++) {
        view.scrollTo(0, (end * step) / STEPS);
        workMs.push(await painted());
      }
    }
    // an observer is told of a task after it ended
    await new Promise((resolve) => setTimeout(resolve, 300));
    observer.disconnect();
    return { longTasks, workMs };
  },

  control(points) {
    const radius = 27;
    const stamp = document.createElement('canvas');
    stamp.width = stamp.height = 2 * radius;
    const brush = stamp.getContext('2d') as CanvasRenderingContext2D;
    const gradient = brush.createRadialGradient(radius, radius, 0, radius, radius, radius);
    gradient.addColorStop(0, 'rgb(0 0 0 / 20%)');
    gradient.addColorStop(1, 'rgb(0 0 0 / 0%)');
    brush.fillStyle = gradient;
    brush.fillRect(0, 0, 2 * radius, 2 * radius);
    const map = document.createElement('canvas');
    Object.assign(map, { width: WIDTH, height: HEIGHT });
    // pixels that are read are kept where they can be read: drawing is not put off beyond the measured time
    const context = map.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    const started = performance.now();
    for (let i = 0; i < points; i++) context.drawImage(stamp, Math.random() * WIDTH, Math.random() * HEIGHT);
    context.getImageData(0, 0, WIDTH, HEIGHT);
    return performance.now() - started;
  },
};
