/** The map tells the truth: heat lies where the click was, whatever the page in the frame has scrolled. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { viewportClasses } from '@watchglass/contract';
import { expect, test } from '../fixture.ts';
import {
  clicks,
  hottest,
  leave,
  mouseSpot,
  openMap,
  painted,
  path,
  type StatedClick,
  spot,
  store,
  view,
} from './heatmapSite.ts';

const inFrame = (page: Page, testid: string) => page.frameLocator('[data-testid=heatmap-frame]').getByTestId(testid);

async function expectHottestAt(page: Page, click: StatedClick): Promise<void> {
  const wanted = await spot(page, click.key.replace('testid:', ''), click.ex, click.ey);
  const found = await hottest(page);
  expect(Math.hypot(found.x + 0.5 - wanted.x, found.y + 0.5 - wanted.y)).toBeLessThanOrEqual(2);
  expect(found.ties).toBe(1);
}

for (const { name, drawnPx } of viewportClasses) {
  test.describe(`at ${drawnPx} px`, () => {
    const one = async (page: Page, server: Parameters<typeof openMap>[1], click: StatedClick): Promise<void> =>
      openMap(page, server, name, [view(server.origin, drawnPx), ...clicks(server.origin, drawnPx, [click])]);

    test('a click is hottest where it was in its element', async ({ page, server }) => {
      const click = { key: 'testid:wide', ex: 0.013, ey: 0.97 };
      await one(page, server, click);
      await painted(page, 1);
      await expectHottestAt(page, click);
    });

    test('a click on a fixed header stays on it while the page scrolls', async ({ page, server }) => {
      const click = { key: 'testid:menu', ex: 0.2, ey: 0.8, fixed: true };
      await one(page, server, click);
      await painted(page, 1);
      await expectHottestAt(page, click);
      await inFrame(page, 'wide').evaluate(() => scrollTo(0, 2500));
      await expect.poll(() => inFrame(page, 'wide').evaluate(() => scrollY)).toBe(2500);
      await painted(page, 1);
      await expectHottestAt(page, click);
    });

    test('a click in a pane is drawn once the pane is scrolled to it, and not before', async ({ page, server }) => {
      const click = { key: 'testid:deep', ex: 0.9, ey: 0.1 };
      await one(page, server, click);
      await painted(page, 0);
      expect((await hottest(page)).alpha).toBe(0);
      await page.getByTestId('heatmap-show').click();
      await painted(page, 1);
      await expectHottestAt(page, click);
    });

    test('a click far down a tall element is drawn where the page has scrolled to', async ({ page, server }) => {
      const click = { key: 'testid:tall', ex: 0.4, ey: 0.7312 };
      await one(page, server, click);
      await painted(page, 0);
      await inFrame(page, 'tall').evaluate((tall) => {
        scrollTo(0, (tall as HTMLElement).offsetTop + 0.7312 * (tall as HTMLElement).offsetHeight - 333);
      });
      await painted(page, 1);
      await expectHottestAt(page, click);
    });

    test('a click on a sticky bar goes where the bar sticks', async ({ page, server }) => {
      const click = { key: 'testid:stuck', ex: 0.75, ey: 0.5, fixed: true };
      await one(page, server, click);
      await painted(page, 1);
      await expectHottestAt(page, click);
      await inFrame(page, 'stuck').evaluate(() => scrollTo(0, 700));
      await expect.poll(() => inFrame(page, 'stuck').evaluate((bar) => bar.getBoundingClientRect().top)).toBe(56);
      await painted(page, 1);
      await expectHottestAt(page, click);
    });
  });
}

const desktop = 1440;

test('the map follows a page that changes, and draws nothing of what is hidden', async ({ page, server }) => {
  const click = { key: 'testid:closed', ex: 0.5, ey: 0.5 };
  await openMap(page, server, 'desktop', [view(server.origin, desktop), ...clicks(server.origin, desktop, [click])]);
  await painted(page, 0);
  await inFrame(page, 'closed').evaluate((button) => (button.closest('dialog') as HTMLDialogElement).showModal());
  await painted(page, 1);
  await expectHottestAt(page, click);
  await inFrame(page, 'closed').evaluate((button) => (button.closest('dialog') as HTMLDialogElement).close());
  await painted(page, 0);
});

test('without workers the page draws the same', async ({ page, server }) => {
  await page.addInitScript(() => {
    Object.assign(globalThis, { Worker: undefined });
  });
  const click = { key: 'testid:wide', ex: 0.25, ey: 0.5 };
  await openMap(page, server, 'desktop', [view(server.origin, desktop), ...clicks(server.origin, desktop, [click])]);
  await painted(page, 1);
  await expect(page.getByTestId('heatmap-canvas')).toHaveAttribute('data-worker', 'false');
  await expectHottestAt(page, click);
});

test('the busiest spot wins, a single click elsewhere still shows', async ({ page, server }) => {
  const busy = { key: 'testid:wide', ex: 0.8, ey: 0.5, times: 300 };
  const quiet = { key: 'testid:wide', ex: 0.2, ey: 0.5 };
  await openMap(page, server, 'desktop', [
    view(server.origin, desktop),
    ...clicks(server.origin, desktop, [quiet, busy]),
  ]);
  await painted(page, 301);
  await expectHottestAt(page, busy);
  const at = await spot(page, 'wide', quiet.ex, quiet.ey);
  const alpha = await page
    .getByTestId('heatmap-canvas')
    .evaluate(
      (canvas, { x, y }) =>
        (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(Math.floor(x), Math.floor(y), 1, 1).data[3],
      at,
    );
  expect(alpha).toBeGreaterThan(20);
});

test('the page in the frame scrolls and does nothing else', async ({ page, server, noise }) => {
  server.page('/shop/other.html', '<!doctype html><title>Other</title>');
  const click = { key: 'testid:wide', ex: 0.5, ey: 0.5 };
  await openMap(page, server, 'desktop', [view(server.origin, desktop), ...clicks(server.origin, desktop, [click])]);
  await painted(page, 1);
  const frame = page.frameLocator('[data-testid=heatmap-frame]');
  expect(await inFrame(page, 'wide').evaluate(() => window.name)).toBe('watchglass:inert');
  for (const testid of ['away', 'count']) {
    const at = await mouseSpot(page, testid, 0.5, 0.5);
    await page.mouse.click(at.x, at.y);
    await inFrame(page, testid).evaluate((element) => (element as HTMLElement).focus());
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
  }
  await page.mouse.wheel(0, 400);
  await expect.poll(() => inFrame(page, 'wide').evaluate(() => scrollY)).toBeGreaterThan(0);
  expect(await inFrame(page, 'wide').evaluate(() => location.pathname)).toBe(path);
  await expect(frame.getByTestId('count')).toHaveText('0');
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});

test('the list ranks elements with their numbers, and points at them', async ({ page, server }) => {
  const { origin } = server;
  await openMap(page, server, 'desktop', [
    view(origin, desktop),
    view(origin, desktop),
    view(origin, 390),
    ...clicks(origin, desktop, [
      { key: 'testid:deep', ex: 0.5, ey: 0.5, times: 6 },
      { key: 'testid:wide', ex: 0.5, ey: 0.5, times: 3, interactive: false, label: 'A picture' },
      { key: 'testid:gone', ex: 0.5, ey: 0.5, times: 1, pageX: 300, pageY: 400 },
    ]),
  ]);
  await painted(page, 4);
  const rows = page.getByTestId('heatmap-row');
  await expect(rows).toHaveCount(3);
  await expect(page.getByTestId('row-clicks')).toHaveText(['6', '3', '1']);
  await expect(page.getByTestId('row-share')).toHaveText(['60 %', '30 %', '10 %']);
  await expect(page.getByTestId('row-per-view')).toHaveText(['3.00', '1.50', '0.50']);
  await expect(rows.nth(1)).toContainText('A picture');
  await expect(rows.nth(1).getByTestId('not-clickable')).toBeVisible();
  await expect(rows.nth(0).getByTestId('not-clickable')).toHaveCount(0);
  await expect(rows.nth(2).getByTestId('not-found')).toHaveText('not on the page as shown now');

  await rows.nth(1).hover();
  const outline = await page.getByTestId('heatmap-outline').boundingBox();
  const from = await mouseSpot(page, 'wide', 0, 0);
  const to = await mouseSpot(page, 'wide', 1, 1);
  expect(outline?.x).toBeCloseTo(from.x, 0);
  expect(outline?.y).toBeCloseTo(from.y, 0);
  expect(outline?.width).toBeCloseTo(to.x - from.x, 0);

  // by keyboard: focus outlines, arrows move, Show scrolls the pane
  await rows.nth(1).getByTestId('heatmap-show').focus();
  await page.keyboard.press('ArrowUp');
  await expect(rows.nth(0).getByTestId('heatmap-show')).toBeFocused();
  await page.keyboard.press('Enter');
  await painted(page, 10);
  await expect(page.getByTestId('heatmap-outline')).toBeVisible();

  // an element that is gone is drawn where it was clicked on the page
  const alpha = await page
    .getByTestId('heatmap-canvas')
    .evaluate(
      (canvas, y) => (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(300, y, 1, 1).data[3],
      400 - (await inFrame(page, 'wide').evaluate(() => scrollY)),
    );
  expect(alpha).toBeGreaterThan(20);
});

test('the pointer over the page tells what is under it', async ({ page, server }) => {
  await openMap(page, server, 'desktop', [
    view(server.origin, desktop),
    ...clicks(server.origin, desktop, [{ key: 'testid:wide', ex: 0.25, ey: 0.5, times: 7 }]),
  ]);
  await painted(page, 7);
  const at = await mouseSpot(page, 'wide', 0.25, 0.5);
  await page.mouse.move(at.x, at.y);
  await expect(page.getByTestId('heatmap-tip')).toContainText('7 clicks here');
  await expect(page.getByTestId('heatmap-tip')).toContainText('wide');
  await expect(page.getByTestId('heatmap-row')).toHaveAttribute('data-pointed', 'true');
  await page.mouse.move(at.x + 100, at.y);
  await expect(page.getByTestId('heatmap-tip')).toContainText('0 clicks here');
});

test('new clicks are on the map within a second, and nothing jumps', async ({ page, server }) => {
  const { origin } = server;
  const click = { key: 'testid:tall', ex: 0.5, ey: 0.1 };
  await openMap(page, server, 'desktop', [view(origin, desktop), ...clicks(origin, desktop, [click])]);
  await inFrame(page, 'tall').evaluate(() => scrollTo(0, 400));
  await painted(page, 1);
  const frame = page.frames().find((one) => one.name() === 'watchglass:inert');
  await store(page, clicks(origin, desktop, [{ key: 'testid:tall', ex: 0.6, ey: 0.1 }]));
  await expect(page.getByTestId('row-clicks')).toHaveText(['2'], { timeout: 3000 });
  await painted(page, 2);
  expect(await inFrame(page, 'tall').evaluate(() => scrollY)).toBe(400);
  expect(page.frames().find((one) => one.name() === 'watchglass:inert')).toBe(frame);
});

test('everything shown is in the address, and a choice keeps the focus', async ({ page, server }) => {
  const { origin } = server;
  const events = [
    view(origin, desktop),
    view(origin, 820),
    ...clicks(origin, desktop, [{ key: 'testid:wide', ex: 0.5, ey: 0.5 }]),
    ...clicks(origin, 820, [{ key: 'testid:wide', ex: 0.5, ey: 0.5, times: 4 }]),
  ];
  await openMap(page, server, 'desktop', events, { scale: 'fit' });
  await painted(page, 1);
  await page.getByRole('radio', { name: 'Desktop 1440' }).focus();
  await page.keyboard.press('ArrowLeft');
  await painted(page, 4);
  await expect(page.getByRole('radio', { name: 'Tablet 820' })).toBeFocused();
  await page.getByRole('radio', { name: '100 %' }).check();
  await page.getByTestId('heatmap-opacity').fill('40');
  expect(Object.fromEntries(new URLSearchParams(page.url().split('?')[1]))).toMatchObject({
    viewport: 'tablet',
    scale: '1',
    opacity: '40',
  });
  await expect(page.getByTestId('heatmap-canvas')).toHaveCSS('opacity', '0.4');
  await page.goBack();
  await page.goBack();
  await painted(page, 1);
  await expect(page.getByRole('radio', { name: 'Desktop 1440' })).toBeChecked();
});

const corners = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Corners</title><style>
  body { margin: 0; } .pane { width: 200px; height: 100px; overflow: hidden; margin: 20px; }
  button { width: 80px; height: 30px; } .far { margin-top: 300px; }
</style></head><body>
<div class="pane"><button data-testid="escapes" style="position:absolute;left:400px;top:40px">1</button></div>
<div class="pane" style="position:relative"><button data-testid="held" style="position:absolute;left:400px;top:0">2</button></div>
<div class="pane" style="transform:translate(0)"><button data-testid="caught" style="position:fixed;left:400px;top:0">3</button></div>
<div class="pane"><button data-testid="free" style="position:fixed;left:600px;top:300px">4</button></div>
<div class="pane"><button data-testid="below" class="far">5</button></div>
<div data-testid="unseen" style="visibility:hidden;width:80px;height:30px"></div>
<label style="position:relative;display:block;width:80px;height:30px"><input data-testid="clear" type="checkbox" style="opacity:0;width:80px;height:30px;margin:0"></label>
<div style="zoom:1;transform:scale(.5);transform-origin:0 0;width:300px"><div class="pane" style="overflow:auto"><button data-testid="small" style="margin-left:60px">6</button></div></div>
<div class="pane" id="shadow"></div>
<script>
  const host = document.getElementById('shadow');
  const inner = document.createElement('button');
  inner.setAttribute('data-testid', 'inner');
  inner.textContent = '7';
  host.attachShadow({ mode: 'open' }).append(inner);
</script></body></html>`;

test('only what can be seen is drawn: panes, containing blocks, shadow roots, see-through fields', async ({
  page,
  server,
}) => {
  const shown = {
    escapes: true,
    held: false,
    caught: false,
    free: true,
    below: false,
    unseen: false,
    clear: true,
    small: true,
  };
  const stated = Object.keys(shown).map((testid) => ({ key: `testid:${testid}`, ex: 0.5, ey: 0.5 }));
  await openMap(
    page,
    server,
    'desktop',
    [
      view(server.origin, desktop),
      ...clicks(server.origin, desktop, [...stated, { key: 'id:shadow//testid:inner', ex: 0.5, ey: 0.5 }]),
    ],
    {},
    corners,
  );
  await painted(page, 5);
  const alphaAt = async (testid: string): Promise<number | undefined> =>
    page
      .getByTestId('heatmap-canvas')
      .evaluate(
        (canvas, { x, y }) =>
          (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(Math.floor(x), Math.floor(y), 1, 1).data[3],
        await spot(page, testid, 0.5, 0.5),
      );
  const drawn: Record<string, boolean> = {};
  for (const testid of Object.keys(shown)) drawn[testid] = ((await alphaAt(testid)) ?? 0) > 20;
  expect(drawn).toEqual(shown);
  expect(await alphaAt('inner')).toBeGreaterThan(20);
});

test('scroll reach draws its lines at their depth, and says the same in a table', async ({ page, server }) => {
  const { origin } = server;
  await openMap(
    page,
    server,
    'desktop',
    [view(origin, desktop), ...[0.1, 0.1, 0.4, 0.4, 0.4, 0.4, 0.8, 1].map((ratio) => leave(origin, desktop, ratio))],
    { layer: 'scroll' },
  );
  await expect(page.getByTestId('heatmap-median')).toHaveText('40 %');
  await expect(page.getByTestId('heatmap-reach-line')).toHaveText([
    'First screen of half of the views',
    '75 % of views got this far',
    '25 % of views got this far',
  ]);
  await expect(page.locator('[data-depth="0"] [data-testid=reach-share]')).toHaveText('100 %');
  await expect(page.locator('[data-depth="20"] [data-testid=reach-share]')).toHaveText('75 %');
  await expect(page.locator('[data-depth="90"] [data-testid=reach-share]')).toHaveText('13 %');
  const height = await inFrame(page, 'wide').evaluate(() => document.documentElement.scrollHeight);
  const top = (await page.getByTestId('heatmap-frame').boundingBox())?.y ?? Number.NaN;
  const line = page.locator('[data-testid=heatmap-reach-line][data-percent="40"]');
  expect(((await line.boundingBox())?.y ?? 0) - top).toBeCloseTo(0.4 * height, 0);
  await inFrame(page, 'wide').evaluate(() => scrollTo(0, 1000));
  await expect
    .poll(async () => Math.abs(((await line.boundingBox())?.y ?? 0) - top - (0.4 * height - 1000)))
    .toBeLessThan(1);
});

test('a page that cannot be shown becomes boxes of its clicked elements, with the reason', async ({ page, server }) => {
  const events = [
    view(server.origin, desktop),
    ...clicks(server.origin, desktop, [
      { key: 'testid:buy', ex: 0, ey: 0.5, pageX: 200, pageY: 320, label: 'Buy now' },
      { key: 'testid:buy', ex: 1, ey: 0.5, pageX: 400, pageY: 320, label: 'Buy now', times: 5 },
    ]),
  ];
  await openMap(page, server, 'desktop', events, {}, { body: '<!doctype html><title>Gone</title>', status: 404 });
  await expect(page.getByTestId('heatmap-note')).toContainText('status 404');
  await expect(page.getByTestId('heatmap-frame')).toHaveAttribute('data-shows', 'boxes');
  await painted(page, 6);
  await expect(page.frameLocator('[data-testid=heatmap-frame]').getByText('Buy now')).toBeVisible();
  const found = await hottest(page);
  expect(Math.hypot(found.x - 400, found.y - 320)).toBeLessThanOrEqual(2);
});

test('a page that leads elsewhere is not drawn over', async ({ page, server }) => {
  const events = clicks(server.origin, desktop, [{ key: 'testid:wide', ex: 0.5, ey: 0.5 }]);
  const elsewhere = { body: '', status: 302, headers: { location: '/blank.html' } };
  await openMap(page, server, 'desktop', [view(server.origin, desktop), ...events], {}, elsewhere);
  await expect(page.getByTestId('heatmap-note')).toContainText('another page');
});

test('with no clicks there is a picture of what will be here, and no violation of accessibility rules anywhere', {
  tag: '@long-in-firefox',
}, async ({ page, server }) => {
  const check = async (): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
  };
  server.page('/blank.html', '<!doctype html><title>Blank</title>');
  await page.goto(`${server.origin}/dist/dashboard/#/heatmap`);
  await expect(page.getByTestId('empty')).toContainText('No clicks yet');
  await check();
  await openMap(page, server, 'desktop', [
    view(server.origin, desktop),
    ...clicks(server.origin, desktop, [{ key: 'testid:wide', ex: 0.5, ey: 0.5, interactive: false }]),
  ]);
  await painted(page, 1);
  await check();
  await page.getByRole('radio', { name: 'Scroll reach' }).check();
  await expect(page.getByTestId('heatmap-reach-table')).toBeVisible();
  await check();
});
