/** Dead clicks on the built tag: what answers where no observer of the document sees it, and what only seems to. */
import type { EventOf } from '@watchglass/contract';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import type { TestServer } from '../server.ts';

/** What counts. */
const SURE = 0.5;
/** Longer than an answer elsewhere may take that nothing explains: clicks are told apart. */
const APART_MS = 800;

const dead = (server: TestServer): EventOf<'dead_click'>[] =>
  server.collector
    .events()
    .filter((event): event is EventOf<'dead_click'> => event.kind === 'dead_click' && event.confidence >= SURE);

/** Opens a page with the tag and waits for its first idle chunk. */
const open = async (page: Page, server: TestServer, body: string): Promise<void> => {
  server.page(
    '/',
    `<!doctype html><html><head><title>T</title><script src="/dist/watchglass.js" data-key="pk_test" data-endpoint="${server.collector.origin}"></script></head>
    <body><style>button, a { display: inline-block; min-width: 60px; margin: 4px }</style>${body}</body></html>`,
  );
  await page.goto(`${server.origin}/`);
  await expect
    .poll(() =>
      page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /detail-/.test(name)).length),
    )
    .toBe(1);
  await page.waitForTimeout(300);
};

/** Clicks one after the other, then on `#dead`, and waits until that has been told. */
const clickAll = async (page: Page, server: TestServer, ids: readonly string[]): Promise<void> => {
  for (const id of [...ids, 'dead']) {
    await page.click(`#${id}`);
    await page.waitForTimeout(APART_MS);
  }
  await expect
    .poll(async () => {
      await flush(page);
      return dead(server).map(({ key }) => key);
    })
    .toContain('id:dead');
};

test('what answers at the press, by an attribute alone, to the ear, in a frame or by motion is not dead', async ({
  page,
  server,
}) => {
  await open(
    page,
    server,
    `<button id="opens" onclick="panel.hidden = !panel.hidden">Menu</button><div id="panel" hidden>Items</div>
    <button id="presses" onpointerdown="said.textContent = 'now'">Press</button><p id="said">never</p>
    <button id="sounds" onclick="const at = new AudioContext(), tone = at.createOscillator(); tone.connect(at.destination); tone.start(); tone.stop(at.currentTime + 0.01)">Tone</button>
    <button id="copies" onclick="navigator.clipboard.writeText('code').catch(() => {})">Copy</button>
    <button id="shakes" onclick="said.animate([{ translate: '0 0' }, { translate: '4px 0' }], 80)">Shake</button>
    <form><input value="a"><button id="clears" type="reset">Reset</button></form>
    <iframe id="frame" srcdoc="<p id=inner>0</p>" width="80" height="40"></iframe>
    <button id="frames" onclick="frame.contentDocument.body.textContent += 1">Frame</button>
    <button id="dead">Nothing</button>`,
  );
  await clickAll(page, server, ['opens', 'presses', 'sounds', 'copies', 'shakes', 'clears', 'frames']);
  expect(dead(server).map(({ key }) => key)).toEqual(['id:dead']);
  expect(await stats(page)).toMatchObject({ caught: 0 });
});

test('what nobody can see is no answer, and neither is what the page does anyway', async ({ page, server }) => {
  await open(
    page,
    server,
    `<style>.shown { outline: 2px solid } #used { margin-left: var(--gap, 4px) }</style>
    <button id="hook" onclick="this.classList.toggle('nobody-knows-it')">Hook</button>
    <button id="styled" onclick="this.classList.toggle('shown')">Styled</button>
    <button id="idle" onclick="this.dataset.state = 'open'">State</button>
    <button id="unused" onclick="this.style.setProperty('--nobody', '1px')">Variable</button>
    <button id="used" onclick="this.style.setProperty('--gap', '9px')">Gap</button>
    <button id="invalid" onclick="this.setAttribute('style', 'position: stuck')">Value</button>
    <button id="springs" onclick="this.animate([{ scale: 1 }, { scale: 0.9 }], 80)">Spring</button>
    <button id="below" onclick="out.textContent += 'more'">Below</button>
    <button id="dead">Nothing</button><p id="ball">o</p><div style="height: 4000px"></div><p id="out">Out of sight</p>
    <script>setInterval(() => ball.animate([{ translate: '0 0' }, { translate: '9px 0' }], 100), 900);</script>`,
  );
  // the ball has moved once while nobody did anything
  await page.waitForTimeout(1_200);
  await clickAll(page, server, ['hook', 'styled', 'idle', 'unused', 'used', 'invalid', 'springs', 'below']);
  expect(dead(server).map(({ key }) => key)).toEqual(
    ['hook', 'idle', 'unused', 'invalid', 'springs', 'below', 'dead'].map((id) => `id:${id}`),
  );
  expect(await stats(page)).toMatchObject({ caught: 0 });
});

test('a link to a place that is there leads; one to a place that is missing is dead', async ({ page, server }) => {
  await open(
    page,
    server,
    `<a id="there" href="#place">There</a> <a id="missing" href="#gone">Gone</a> <button id="dead">Nothing</button>
    <div style="height:2000px"></div><p id="place">The place</p><div style="height:2000px"></div>`,
  );
  await page.click('#there');
  await page.waitForTimeout(APART_MS);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(APART_MS);
  await clickAll(page, server, ['missing']);
  expect(dead(server).map(({ key }) => key)).toEqual(['id:missing', 'id:dead']);
});

test('a button that draws is not dead, one that draws nothing is, and neither is told of where drawing cannot be seen', async ({
  page,
  server,
}) => {
  await open(
    page,
    server,
    `<canvas id="paper" width="400" height="200"></canvas><button id="draws">Draw</button><button id="dead">Undo</button>
    <script>const pen = paper.getContext('2d'); pen.fillStyle = '#eee'; pen.fillRect(0, 0, 400, 200);
    draws.onclick = () => { pen.fillStyle = '#a00'; pen.fillRect(180, 90, 12, 12); };</script>`,
  );
  await clickAll(page, server, ['draws']);
  expect(dead(server).map(({ key, features }) => [key, features['canvas']])).toEqual([['id:dead', 0]]);
  // a canvas that shows nothing: a map of WebGL
  await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [300, 200];
    document.body.append(canvas);
  });
  await page.waitForTimeout(3_000);
  await page.click('#dead');
  await page.waitForTimeout(3_500);
  await flush(page);
  expect(dead(server)).toHaveLength(1);
  expect(await stats(page)).toMatchObject({ caught: 0 });
});

test('a double click that is answered is not dead', { tag: '@chromium' }, async ({ page, server }) => {
  // the driver of Firefox makes two single clicks of it
  await open(
    page,
    server,
    `<button id="twice" ondblclick="out.textContent = 'open'">Open</button><button id="dead">Nothing</button><p id="out"></p>`,
  );
  await page.dblclick('#twice');
  await clickAll(page, server, []);
  expect(dead(server).map(({ key }) => key)).toEqual(['id:dead']);
});

test('a button that is off and looks alive is dead, once; one that is grey is not', async ({ page, server }) => {
  await open(
    page,
    server,
    `<button id="off" disabled style="cursor: pointer; color: #000">Pay</button><button id="grey" disabled>Later</button>
    <button id="dead">Nothing</button>`,
  );
  for (const id of ['off', 'off', 'grey']) {
    const box = await page.locator(`#${id}`).boundingBox();
    await page.mouse.click((box?.x ?? 0) + 9, (box?.y ?? 0) + 9);
  }
  await clickAll(page, server, []);
  expect(dead(server).map(({ key, click }) => [key, click !== ''])).toEqual([
    ['id:off', false],
    ['id:dead', true],
  ]);
});

test('a slide that turned just after a click is no answer once it has turned again', async ({ page, server }) => {
  await open(
    page,
    server,
    '<div><button id="dead">Nothing</button></div><div style="margin-top: 200px"><p id="slide">One</p></div>',
  );
  const turn = (): Promise<void> =>
    page.evaluate(() => {
      const slide = document.querySelector('#slide') as HTMLElement;
      slide.textContent = `Slide ${(slide.textContent ?? '').length}`;
      slide.textContent += 'I';
    });
  await page.click('#dead');
  await page.waitForTimeout(150);
  await turn();
  await page.waitForTimeout(2_300);
  await turn();
  await expect
    .poll(async () => {
      await flush(page);
      return dead(server).map(({ key, features }) => [key, features['farMs']]);
    })
    .toEqual([['id:dead', 0]]);
});

test('fields that a script fills in and dialogs that it opens answer a click', async ({ page, server }) => {
  page.on('dialog', (dialog) => void dialog.accept());
  await open(
    page,
    server,
    `<button id="fills" onclick="field.value = 'x'">Suggest</button><button id="ticks" onclick="box.checked = !box.checked">All</button>
    <button id="late" onclick="setTimeout(() => { field.value += 'y'; }, 500)">Later</button><button id="asks" onclick="confirm('Sure?')">Delete</button>
    <button id="dead">Nothing</button>
    <input id="field"><input id="box" type="checkbox">`,
  );
  await clickAll(page, server, ['fills', 'ticks', 'late', 'asks']);
  expect(dead(server).map(({ key }) => key)).toEqual(['id:dead']);
});

test('a list that is drawn anew answers when it looks otherwise, a theme by its style, a motion when it is held', async ({
  page,
  server,
}) => {
  await open(
    page,
    server,
    `<style>.on { color: #a00 }</style><style id="theme">p { color: #000 }</style>
    <ul id="list"><li>One</li></ul><p id="ball">o</p>
    <button id="marks" onclick="list.innerHTML = '<li class=on>One</li>'">Mark</button>
    <button id="themes" onclick="theme.textContent = 'p { color: #060 }'">Theme</button>
    <button id="holds" onclick="moving.pause()">Hold</button>
    <button id="redraws" onclick="list.innerHTML = list.innerHTML">Draw</button><button id="dead">Nothing</button>
    <script>const moving = ball.animate([{ translate: '0 0' }, { translate: '400px 0' }], { duration: 9000, iterations: Infinity });</script>`,
  );
  await clickAll(page, server, ['marks', 'themes', 'holds', 'redraws']);
  expect(dead(server).map(({ key }) => key)).toEqual(['id:redraws', 'id:dead']);
});

test('a stepper whose number is a field is served, however fast', async ({ page, server }) => {
  await open(page, server, `<button id="more" onclick="n.value = +n.value + 1">+</button><input id="n" value="1">`);
  for (let at = 0; at < 6; at++) await page.click('#more', { delay: 20 });
  await page.waitForTimeout(1_500);
  await flush(page);
  const kinds = server.collector.events().map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'click')).toHaveLength(6);
  expect(kinds).not.toContain('rage_click');
});

test('who hammers on a button that is off is heard, though no click comes of it', async ({ page, server }) => {
  await open(page, server, '<button id="off" disabled style="width: 200px; height: 60px">Pay</button>');
  const box = await page.locator('#off').boundingBox();
  for (let press = 0; press < 5; press++) {
    await page.mouse.click((box?.x ?? 0) + 100, (box?.y ?? 0) + 30);
    await page.waitForTimeout(60);
  }
  const raged = (): EventOf<'rage_click'>[] =>
    server.collector.events().filter((event): event is EventOf<'rage_click'> => event.kind === 'rage_click');
  await page.waitForTimeout(1_500);
  await flush(page);
  expect(raged()).toEqual([expect.objectContaining({ key: 'id:off', label: 'Pay', click: '', rule: 'rage_click@1' })]);
  expect(server.collector.rejected).toEqual([]);
  expect(server.collector.events().filter(({ kind }) => kind === 'click')).toEqual([]);
});

test('calls that the idle chunk answers are counted when the page is left before it came', async ({ page, server }) => {
  await page.route('**/signals-*.js', (route) => route.abort());
  server.page(
    '/',
    `<!doctype html><title>T</title><script src="/dist/watchglass.js" data-key="pk_test" data-endpoint="${server.collector.origin}"></script>`,
  );
  server.page('/next', '<!doctype html><title>Next</title>');
  await page.goto(`${server.origin}/`);
  await page.evaluate(() => {
    const { watchglass } = window as unknown as { watchglass: Record<string, (...args: unknown[]) => void> };
    for (let n = 0; n < 105; n++) watchglass['featureFlag']?.(`flag-${n}`, true);
    watchglass['group']?.('team', 'one');
  });
  expect((await stats(page)).dropped).toMatchObject({ late_cap: 6 });
  await page.goto(`${server.origin}/next`);
  await expect
    .poll(() => Math.max(0, ...[...server.collector.batches.values()].map(({ drops }) => drops['late_cap'] ?? 0)))
    .toBe(106);
});
