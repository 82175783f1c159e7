/** A site whose clicks are known: its page, its stored events, and the map of them read from the pixels. */
import type { Page } from '@playwright/test';
import { defaultUrlRules, limits, localStore, pageOf, type WatchglassEvent } from '@watchglass/contract';
import type { Page as ServedPage, TestServer } from '../server.ts';

/** A click as a test states it; the rest of the event follows. */
export interface StatedClick {
  readonly key: string;
  readonly index?: number;
  /** Fractions of the element's box. */
  readonly ex: number;
  readonly ey: number;
  readonly pageX?: number;
  readonly pageY?: number;
  readonly fixed?: boolean;
  readonly label?: string;
  readonly interactive?: boolean;
  readonly times?: number;
}

/** Path of the page that the clicks are on. */
export const path = '/shop/plain.html';

/** The page: a fixed header, a sticky bar, a pane that scrolls both ways, a very tall element, a hidden one. */
export const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plain</title>
<meta name="viewport" content="width=device-width">
<style>
  body { margin: 0; font: 16px/1.5 sans-serif; }
  header { position: fixed; inset: 0 0 auto; height: 56px; background: #eee; z-index: 2; }
  header button { position: absolute; right: 20px; top: 10px; width: 90px; height: 36px; }
  main { padding: 80px 24px 24px; }
  .bar { position: sticky; top: 56px; height: 40px; background: #ddd; }
  .bar button { width: 50%; height: 100%; }
  .pane { position: relative; width: 260px; height: 180px; overflow: auto; border: 7px solid #999; }
  .sheet { position: relative; width: 900px; height: 1400px; }
  .sheet button { position: absolute; left: 610px; top: 1010px; width: 120px; height: 44px; }
  .tall { height: 6000px; background: linear-gradient(#fff, #eef); }
  [hidden] { display: none; }
</style></head><body>
<header><button data-testid="menu">Menu</button></header>
<main>
  <a data-testid="away" href="/shop/other.html">Away</a>
  <button data-testid="count">0</button>
  <div data-testid="wide" style="height:120px;background:#fed">Wide</div>
  <div class="bar"><button data-testid="stuck">Stuck</button></div>
  <div class="pane"><div class="sheet"><button data-testid="deep">Deep</button></div></div>
  <dialog><button data-testid="closed">Closed</button></dialog>
  <div class="tall" data-testid="tall"></div>
</main>
<script>
  const count = document.querySelector('[data-testid=count]');
  let n = 0;
  for (const type of ['click', 'mousedown', 'pointerdown', 'keydown', 'mouseover', 'submit'])
    addEventListener(type, () => { n += 1; count.textContent = String(n); });
</script>
</body></html>`;

let made = 0;
const id = (): string => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`;

const common = (origin: string, at: number, seq: number) => ({
  id: id(),
  at,
  seq,
  visitor: 'v1',
  user: '',
  session: 's1',
  tab: 't1',
  doc: `d${made}`,
  view: `w${made}`,
  url: `${origin}${path}`,
  page: pageOf(`${origin}${path}`, defaultUrlRules),
});

/** A page view at a viewport width. */
export const view = (origin: string, width: number, height = 900): WatchglassEvent => ({
  kind: 'page_view',
  ...common(origin, Date.now() - 60_000, 0),
  title: 'Plain',
  referrer: '',
  status: 200,
  viewportWidth: width,
  viewportHeight: height,
  documentWidth: width,
  documentHeight: 6600,
  how: 'load',
  properties: {},
});

/** The end of a view that saw a share of the content. */
export const leave = (origin: string, width: number, contentRatioMax: number): WatchglassEvent => ({
  kind: 'page_leave',
  ...common(origin, Date.now() - 30_000, 0),
  visibleMs: 1000,
  activeMs: 1000,
  scrollRatioMax: contentRatioMax,
  contentRatioMax,
  viewportWidth: width,
  viewportHeight: 660,
  documentHeight: 6600,
});

/** Click events as the SDK would have made them. */
export const clicks = (origin: string, width: number, stated: readonly StatedClick[]): WatchglassEvent[] =>
  stated.flatMap(({ times = 1, label, ...click }) =>
    Array.from({ length: times }, () => ({
      kind: 'click' as const,
      ...common(origin, Date.now() - 50_000 + made, 0),
      index: 0,
      keyRule: 1,
      role: 'button',
      label: (label ?? click.key.slice(click.key.indexOf(':') + 1)).slice(0, limits.labelChars),
      pageX: 100,
      pageY: 100,
      fixed: false,
      viewportWidth: width,
      pointer: 'mouse' as const,
      trusted: true,
      interactive: true,
      ...click,
    })),
  );

/** Stores events in this origin's local store, one batch per event, and tells an open dashboard. */
export async function store(page: Page, events: readonly WatchglassEvent[]): Promise<void> {
  const records: { receivedAt: number; batch: { batch: string } & object }[] = events.map((event) => ({
    receivedAt: Date.now(),
    batch: {
      contract: 1,
      batch: event.id,
      lane: 'core',
      doc: event.doc,
      release: '',
      environment: '',
      sdk: 'test',
      context: { language: 'en', timeZone: 'UTC', screenWidth: 1, screenHeight: 1, automated: true },
      sampleRate: 1,
      drops: {},
      events: [event],
    },
  }));
  await page.evaluate(
    async ({ records, names }) => {
      const open = indexedDB.open(names.database);
      open.addEventListener('upgradeneeded', () => open.result.createObjectStore(names.store));
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        open.addEventListener('success', () => resolve(open.result));
        open.addEventListener('error', () => reject(open.error ?? new Error('no database')));
      });
      const change = database.transaction(names.store, 'readwrite');
      for (const record of records) change.objectStore(names.store).put(record, record.batch.batch);
      await new Promise((resolve) => change.addEventListener('complete', resolve));
      database.close();
      const channel = new BroadcastChannel(names.channel);
      channel.postMessage('stored');
      channel.close();
    },
    { records, names: localStore },
  );
}

/** Serves the page, stores events, and opens the map of it at full size. */
export async function openMap(
  page: Page,
  server: TestServer,
  viewport: string,
  events: readonly WatchglassEvent[],
  params: Record<string, string> = {},
  served: ServedPage | string = html,
): Promise<void> {
  server.page(path, served);
  server.page('/blank.html', '<!doctype html><title>Blank</title>');
  await page.goto(`${server.origin}/blank.html`);
  await store(page, events);
  const query = new URLSearchParams({
    range: 'all',
    page: pageOf(`${server.origin}${path}`, defaultUrlRules),
    viewport,
    scale: '1',
    ...params,
  });
  await page.goto(`${server.origin}/dist/dashboard/#/heatmap?${query}`);
}

/** A point of the frame's viewport, CSS px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Waits for a picture of this moment with this many clicks in sight. */
export async function painted(page: Page, clicksInSight: number): Promise<void> {
  // what has just scrolled is told to the map with the next frame
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page
    .locator(`[data-testid=heatmap-canvas][data-state=painted][data-clicks="${clicksInSight}"]`)
    .waitFor({ state: 'attached' });
}

/** The most opaque pixel of the picture, and how many share its opacity. */
export const hottest = (page: Page): Promise<Point & { alpha: number; ties: number }> =>
  page.getByTestId('heatmap-canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    let best = { x: -1, y: -1, alpha: 0, ties: 0 };
    for (let i = 3; i < data.length; i += 4) {
      const alpha = data[i] as number;
      const pixel = (i - 3) / 4;
      if (alpha > best.alpha) best = { x: pixel % canvas.width, y: Math.floor(pixel / canvas.width), alpha, ties: 1 };
      else if (alpha > 0 && alpha === best.alpha) best.ties += 1;
    }
    return best;
  });

/** Where a fraction of an element's box is now, in the frame's viewport. */
export const spot = (page: Page, testid: string, ex: number, ey: number): Promise<Point> =>
  page
    .frameLocator('[data-testid=heatmap-frame]')
    .getByTestId(testid)
    .evaluate(
      (element, { ex, ey }) => {
        const box = element.getBoundingClientRect();
        return { x: box.left + ex * box.width, y: box.top + ey * box.height };
      },
      { ex, ey },
    );

/** As {@link spot}, in the viewport of the dashboard, where the mouse is. */
export async function mouseSpot(page: Page, testid: string, ex: number, ey: number): Promise<Point> {
  const frame = await page.getByTestId('heatmap-frame').boundingBox();
  const inside = await spot(page, testid, ex, ey);
  if (!frame) throw new Error('the frame has no box');
  return { x: frame.x + inside.x, y: frame.y + inside.y };
}
