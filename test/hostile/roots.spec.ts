/** H10: shadow roots of each kind, frames of this site and of another, sheets that are adopted, pictures, films and canvases. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import { startServer, type TestServer } from '../server.ts';
import { expectWhole, of, pageOf, tagOf } from './hostPage.ts';

/** What stands where nobody may read it: typed, drawn, played, in a closed root, in a style. */
const SECRET = 'S3CR3T-7419';

const BODY = `
  <main>
    <open-box></open-box>
    <closed-box></closed-box>
    <div id="declared"><template shadowrootmode="open"><button data-testid="declared">Declared <slot></slot></button></template>light</div>
    <div id="sealed"><template shadowrootmode="closed"><button>${SECRET}</button></template></div>
    <outer-box></outer-box>
    <canvas id="flat" width="60" height="20"></canvas>
    <canvas id="deep" width="60" height="20"></canvas>
    <video id="film" width="60" height="20" title="Film"></video>
    <object id="thing" data="data:text/html,${SECRET}" width="60" height="20"></object>
    <svg id="drawing" width="60" height="20"><text y="12">drawn</text></svg>
    <input id="typed" value="${SECRET}">
  </main>
  <script>
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('button::after { content: "${SECRET}"; } main > * { display: block; margin: 2px; }');
    document.adoptedStyleSheets.push(sheet);
    const define = (name, mode, body) => customElements.define(name, class extends HTMLElement {
      constructor() {
        super();
        const root = this.attachShadow({ mode });
        root.innerHTML = body;
        root.adoptedStyleSheets = [sheet];
      }
    });
    define('open-box', 'open', '<button data-testid="open">Open</button>');
    define('closed-box', 'closed', '<button>${SECRET}</button>');
    define('inner-box', 'open', '<button data-testid="inner">Inner</button>');
    define('outer-box', 'open', '<inner-box></inner-box>');
    const flat = document.getElementById('flat').getContext('2d');
    flat.fillText('${SECRET}', 0, 12);
    const deep = document.getElementById('deep').getContext('webgl');
    deep?.clear(deep.COLOR_BUFFER_BIT);
  </script>`;

/** Clicks where something is drawn, whatever root it is in. */
async function clickAll(page: Page, selectors: readonly string[]): Promise<void> {
  for (const selector of selectors) {
    const box = await page.locator(selector).boundingBox();
    if (!box) throw new Error(`${selector} is not drawn`);
    await page.mouse.click(box.x + 5, box.y + box.height / 2);
  }
}

const keysOf = (server: TestServer): string[] =>
  of(server, 'click').map((event) => (event.kind === 'click' ? event.key : ''));

test('shadow roots, canvases, films and adopted sheets: each click names what can be named, and nothing hidden is told', {
  tag: '@long-in-firefox',
}, async ({ page, server, noise }) => {
  server.page('/', pageOf(tagOf(server), BODY));
  await page.goto(`${server.origin}/`);
  const places = ['open-box', 'closed-box', '#declared', '#sealed', 'outer-box', '#flat', '#deep', '#film', '#drawing'];
  await clickAll(page, [...places, '#typed']);
  await page.locator('#typed').pressSequentially(SECRET);
  await expect.poll(() => of(server, 'click').length).toBe(10);
  await flush(page);
  expect(keysOf(server)).toEqual([
    expect.stringMatching(/\/\/testid:open$/),
    expect.stringMatching(/\/closed-box:1$/),
    'id:declared//testid:declared',
    'id:sealed',
    expect.stringMatching(/\/\/.*\/\/testid:inner$/),
    'id:flat',
    'id:deep',
    'id:film',
    expect.stringMatching(/^id:drawing/),
    'id:typed',
  ]);
  expect(await stats(page)).toMatchObject({ state: 'running', caught: 0 });
  await expectWhole(page, server);
  expect(JSON.stringify(server.collector.requests)).not.toContain(SECRET);
  // what software that draws WebGL says of itself, also on a page without the tag
  const said = noise.console.filter((line) => !line.includes('GL Driver Message'));
  expect({ ...noise, console: said }).toEqual({ errors: [], console: [], violations: [] });
});

test('frames in frames, of this site and of another, each with the tag or without: each tells of its own, and no more', {
  tag: '@long-in-firefox',
}, async ({ page, server, noise }) => {
  const other = await startServer();
  const frame = (url: string): string => `<iframe src="${url}" width="300" height="200"></iframe>`;
  const button = (id: string): string => `<button id="${id}">${id}</button>`;
  server.page('/', pageOf(tagOf(server), `${button('top')}${frame('/with')}${frame('/without')}`));
  server.page('/with', pageOf(tagOf(server), `${button('with')}${frame(`${other.origin}/`)}`));
  server.page('/without', pageOf('', button('without')));
  // another site's, in which it may not even ask who frames it
  other.page('/', pageOf(tagOf(server), button('other')));
  await page.goto(`${server.origin}/`);
  const [, within] = page.frames();
  const whole = ['top', 'with', 'without', 'other'];
  for (const id of whole)
    await expect
      .poll(async () => {
        for (const one of page.frames())
          if (await one.locator(`#${id}`).count()) return one.click(`#${id}`).then(() => true);
        return false;
      })
      .toBe(true);
  expect(within).toBeDefined();
  await expect.poll(() => [...keysOf(server)].sort()).toEqual(['id:other', 'id:top', 'id:with']);
  for (const one of page.frames())
    await one.evaluate(() => (window as { watchglass?: { shutdown(): Promise<void> } }).watchglass?.shutdown());
  await expectWhole(page, server);
  const docs = new Set(server.collector.events().map(({ doc }) => doc));
  expect(docs.size).toBe(3);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
  await other.close();
});
