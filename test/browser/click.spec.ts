import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { openWith, seen } from './captures.ts';

const at = 'position:absolute;left:100px;top:200px;width:200px;height:40px';
const quiet = { errors: [], console: [], violations: [] };

/** Bodies of the clicks seen so far. */
const clicks = async (page: Page): Promise<Record<string, unknown>[]> =>
  (await seen(page, 'click')).map((one) => one.body);

test('a click says what was clicked and where in it', async ({ page, server, noise }) => {
  await openWith(page, server, `<main><button style="${at}"><b>Add</b> to cart</button></main>`);
  await page.mouse.click(150, 210);
  expect(await clicks(page)).toEqual([
    {
      key: 'root/main:1/button:1',
      index: 0,
      keyRule: 1,
      role: 'button',
      label: 'Add to cart',
      ex: 0.25,
      ey: 0.25,
      pageX: 150,
      pageY: 210,
      fixed: false,
      viewportWidth: 1280,
      pointer: 'mouse',
      trusted: true,
      interactive: true,
    },
  ]);
  expect(noise).toEqual(quiet);
});

test('keyboard clicks lie at the centre of their element', async ({ page, server }) => {
  await openWith(
    page,
    server,
    `<button id="b" style="${at}">Go</button>
     <a href="#x" id="a" style="position:absolute;left:0;top:300px;width:100px;height:20px">Link</a>
     <form onsubmit="return false"><input id="t"><input type="submit" id="s" style="position:absolute;left:0;top:400px;width:100px;height:20px"></form>`,
  );
  await page.locator('#b').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await page.locator('#a').focus();
  await page.keyboard.press('Enter');
  await page.locator('#t').focus();
  await page.keyboard.press('Enter');
  expect(await clicks(page)).toMatchObject([
    { key: 'id:b', ex: 0.5, ey: 0.5, pageX: 200, pageY: 220, pointer: 'keyboard', trusted: true },
    { key: 'id:b', ex: 0.5, ey: 0.5, pointer: 'keyboard' },
    { key: 'id:a', ex: 0.5, ey: 0.5, pageX: 50, pageY: 310, pointer: 'keyboard', trusted: true },
    { key: 'id:s', ex: 0.5, ey: 0.5, pageX: 50, pageY: 410, pointer: 'keyboard', trusted: true },
  ]);
});

test('the clicked element is the control around the target, if the point lies in it', async ({ page, server }) => {
  await openWith(
    page,
    server,
    `<a href="#x" id="link" style="${at};display:block"><span id="inner">text</span>
       <i id="out" style="position:absolute;left:0;top:100px;width:50px;height:50px;background:red"></i></a>
     <div id="plain" style="position:absolute;left:500px;top:0;width:100px;height:100px"><p id="p">text</p></div>
     <div role="button" id="role" style="position:absolute;left:500px;top:200px"><b id="bold">x</b></div>
     <div onclick="0" id="attr" style="position:absolute;left:500px;top:300px"><b id="bold2">x</b></div>
     <div id="prop" style="position:absolute;left:500px;top:400px"><b id="bold3">x</b></div>
     <div contenteditable id="edit" style="position:absolute;left:500px;top:500px;width:100px"><b id="bold4">x</b></div>
     <details style="position:absolute;left:700px;top:0"><summary id="sum"><b id="bold5">more</b></summary></details>`,
  );
  await page.evaluate(() => {
    Object.assign(document.getElementById('prop') as HTMLElement, { onclick() {} });
  });
  for (const id of ['inner', 'out', 'p', 'bold', 'bold2', 'bold3', 'bold4', 'bold5']) await page.click(`#${id}`);
  expect(await clicks(page)).toMatchObject([
    { key: 'id:link', interactive: true, role: 'link' },
    { key: 'id:out', interactive: true, role: 'i' },
    { key: 'id:p', interactive: false, role: 'p' },
    { key: 'id:role', interactive: true, role: 'button' },
    { key: 'id:attr', interactive: true, role: 'div' },
    { key: 'id:prop', interactive: true, role: 'div' },
    { key: 'id:edit/b:1', interactive: true, label: '' },
    { key: 'id:sum', interactive: true, label: 'more' },
  ]);
  const urgent = (await seen(page, 'click')).map((one) => one.urgency);
  expect(urgent).toEqual(['now', 'now', 'soon', 'now', 'now', 'now', 'now', 'now']);
});

test('a click on a label counts once, and its control can be clicked again', async ({ page, server }) => {
  await openWith(
    page,
    server,
    `<label id="around"><input type="checkbox" id="one"> <span id="text">Nested</span></label>
     <label for="two" id="for">Apart</label><input type="checkbox" id="two">
     <label for="three" id="no">Prevented</label><input type="checkbox" id="three">`,
  );
  await page.evaluate(() =>
    document.getElementById('no')?.addEventListener('click', (event) => event.preventDefault()),
  );
  await page.click('#text');
  await page.click('#one');
  await page.click('#for');
  await page.click('#two');
  await page.click('#no');
  await page.click('#three');
  expect((await clicks(page)).map(({ key, label }) => [key, label])).toEqual([
    ['id:around', 'Nested'],
    ['id:one', 'Nested'],
    ['id:for', 'Apart'],
    ['id:two', 'Apart'],
    ['id:no', 'Prevented'],
    ['id:three', 'Prevented'],
  ]);
  expect(
    await page.evaluate(() =>
      ['one', 'two', 'three'].map((id) => (document.getElementById(id) as HTMLInputElement).checked),
    ),
  ).toEqual([false, false, true]);
});

test('a choice in a list box and a drop-down names what was clicked', async ({ page, server }) => {
  await openWith(
    page,
    server,
    `<select id="drop"><option>One<option>Two</select>
     <select id="box" size="3" style="position:absolute;left:200px;top:100px;width:100px"><option>Red<option>Green</select>`,
  );
  await page.click('#drop');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.mouse.click(220, 110);
  const [first, ...rest] = await clicks(page);
  expect(first).toMatchObject({ key: 'id:drop', role: 'combobox', label: '', pointer: 'mouse' });
  expect(rest.at(-1)?.['key']).toMatch(/^id:box(\/option:1)?$/);
  expect(rest.every(({ key }) => /^id:(drop|box)/.test(String(key)))).toBe(true);
});

test('clicks by scripts are kept and marked', async ({ page, server }) => {
  await openWith(page, server, `<button id="b" style="${at}">Go</button>`);
  await page.evaluate(() => {
    const button = document.getElementById('b') as HTMLElement;
    button.click();
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: 150, clientY: 210 }));
    button.firstChild?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    // at no element at all: nobody's
    document.dispatchEvent(new MouseEvent('click'));
    window.dispatchEvent(new MouseEvent('click'));
    window.dispatchEvent(new Event('click'));
    document.documentElement.click();
    document.body.click();
  });
  expect(await clicks(page)).toMatchObject([
    { key: 'id:b', trusted: false, ex: 0.5, ey: 0.5 },
    { key: 'id:b', trusted: false, ex: 0.5, ey: 0.5 },
    { key: 'id:b', trusted: false },
    { key: 'root/html:1', trusted: false, interactive: false },
    { key: 'root', trusted: false },
  ]);
});

test('a host that stops propagation hides nothing', async ({ page, server }) => {
  await openWith(page, server, `<button id="b" style="${at}">Go</button>`);
  await page.evaluate(() => {
    for (const target of [document, document.body, document.getElementById('b') as Element])
      for (const capture of [true, false])
        target.addEventListener('click', (event) => event.stopImmediatePropagation(), capture);
  });
  await page.click('#b');
  expect(await clicks(page)).toMatchObject([{ key: 'id:b' }]);
});

test('fixed and sticky elements are marked, through shadow roots and slots', async ({ page, server }) => {
  await openWith(
    page,
    server,
    `<header style="position:fixed;top:0;left:0;height:50px;width:300px"><p><b id="in">x</b></p></header>
     <div style="position:sticky;top:60px;margin-top:60px;width:300px" id="sticky">s</div>
     <div id="host" style="width:300px"><b id="slotted">light</b></div>
     <div style="height:3000px" id="flow">f</div>`,
  );
  await page.evaluate(() => {
    const shadow = (document.getElementById('host') as Element).attachShadow({ mode: 'open' });
    const bar = shadow.appendChild(document.createElement('div'));
    bar.style.cssText = 'position:fixed;left:400px;top:0;width:200px;height:100px';
    bar.append(document.createElement('slot'), document.createElement('button'));
    (bar.lastChild as HTMLElement).textContent = 'deep';
  });
  await page.evaluate(() => window.scrollTo(0, 500));
  await page.click('#in');
  await page.click('#sticky');
  await page.click('#slotted');
  await page.locator('#host >> button').click();
  await page.evaluate(() => {
    window.scrollTo(0, 500);
    // the browser's own idea of the place, which asynchronous scrolling may move by a pixel
    addEventListener('click', (event) => Object.assign(window, { place: [event.pageX, event.pageY].map(Math.round) }));
  });
  await page.mouse.click(700, 300);
  const [pageX, pageY] = await page.evaluate(() => (window as unknown as { place: [number, number] }).place);
  expect(pageY).toBeGreaterThan(790);
  expect(await clicks(page)).toMatchObject([
    { key: 'id:in', fixed: true },
    { key: 'id:sticky', fixed: true },
    { key: 'id:slotted', fixed: true },
    { key: 'id:host//root/div:1/button:1', fixed: true, label: 'deep', interactive: true },
    { key: 'id:flow', fixed: false, pageX, pageY },
  ]);
});

test('a closed shadow root shows its host alone', async ({ page, server }) => {
  await openWith(page, server, '<div id="host"></div>');
  await page.evaluate(() => {
    const shadow = (document.getElementById('host') as Element).attachShadow({ mode: 'closed' });
    const button = shadow.appendChild(document.createElement('button'));
    button.textContent = 'secret';
  });
  await page.click('#host', { position: { x: 10, y: 10 } });
  expect(await clicks(page)).toMatchObject([{ key: 'id:host', label: '' }]);
});

const labels: [html: string, label: string][] = [
  ['<button aria-label="Close dialog">x</button>', 'Close dialog'],
  ['<button>  Add \n to\t<b>cart</b> </button>', 'Add to cart'],
  ['<button><img alt="Search"></button>', 'Search'],
  ['<button><svg><title>Menu</title><path d=""/></svg>&nbsp;</button>', 'Menu'],
  ['<button title="Help">  </button>', 'Help'],
  ['<button><i aria-label="Close">x</i> window</button>', 'Close window'],
  ['<a href="#x"><h3>Red shoe</h3><p>49 €</p></a>', 'Red shoe 49 €'],
  ['<label for="f">E-mail</label><input id="f" class="t" value="jane@example.com">', 'E-mail'],
  ['<label>Name <input class="t" value="Jane"></label>', 'Name'],
  ['<label>Notes <textarea class="t">my secret</textarea></label>', 'Notes'],
  ['<input class="t" value="Jane" placeholder="Name">', ''],
  ['<label>Password <input class="t" type="password" value="hunter2" aria-label="Password"></label>', ''],
  ['<input class="t" type="submit" value="hunter2">', ''],
  ['<label>Size <select class="t"><option>Large</select></label>', 'Size'],
  ['<div contenteditable class="t" aria-label="Message">typed text</div>', 'Message'],
  ['<div contenteditable class="t">typed text</div>', ''],
  ['<button>Say <span contenteditable>typed</span> <script>code()</script><style>p{}</style>now</button>', 'Say now'],
  ['<img class="t" alt="A red shoe" src="data:," width=50 height=50>', 'A red shoe'],
  ['<span class="t">Looks like a link</span>', 'Looks like a link'],
  [`<p class="t">${'long text '.repeat(30)}</p>`, ''],
  [`<button>${'long text '.repeat(30)}</button>`, 'long text '.repeat(12).trim()],
  [`<button>${'<i></i>'.repeat(300)}late</button>`, ''],
  ['<button aria-label="a&#0;b&#x2028;c&#7;d">x</button>', 'a\ufffdb cd'],
];

test('labels are what people call an element, never what they typed', async ({ page, server }) => {
  await openWith(page, server, '<main id="m"></main>');
  for (const [html, label] of labels) {
    await page.evaluate((text) => {
      window.captures.seen.length = 0;
      const parsed = new DOMParser().parseFromString(text, 'text/html');
      const main = document.getElementById('m') as Element;
      main.replaceChildren(...document.adoptNode(parsed.body).childNodes);
      (main.querySelector('.t, button, a') as Element).dispatchEvent(new MouseEvent('click', { bubbles: true }));
    }, html);
    expect.soft([html, (await clicks(page))[0]?.['label']]).toEqual([html, label]);
    // of a script's clicks ten a second are told
    await page.waitForTimeout(110);
  }
});

test('a flood of clicks is cut and counted', async ({ page, server }) => {
  await openWith(page, server, '<button id="b">x</button>');
  const { took, dropped, kept } = await page.evaluate(() => {
    const from = performance.now();
    for (let i = 0; i < 1000; i++) document.getElementById('b')?.click();
    const { seen, drops } = window.captures;
    const kept = seen.filter(({ what }) => what === 'click').length;
    return { took: performance.now() - from, dropped: drops['click_cap'], kept };
  });
  expect(kept + (dropped ?? 0)).toBe(1000);
  expect(kept).toBeGreaterThanOrEqual(10);
  expect(kept).toBeLessThanOrEqual(10 * (2 + Math.floor(took / 1000)));
});

test('a hostile page neither breaks nor hides a click', async ({ page, server, noise }) => {
  await openWith(
    page,
    server,
    `<form id="f"><input name="getBoundingClientRect"><input name="matches"><input name="getAttribute"><input name="onclick">
       <input name="parentNode"><input name="isContentEditable"><input name="labels"><input name="getRootNode"></form>
     <img name="scrollingElement" src="data:,"><img name="documentElement" src="data:,"><img name="body" src="data:,">
     <button id="b">Go</button><button id="c">Go</button>`,
  );
  await page.evaluate(() => {
    const button = Document.prototype.getElementById.call(document, 'b') as HTMLElement;
    for (const name of [
      'onclick',
      'labels',
      'isContentEditable',
      'id',
      'parentNode',
      'getAttribute',
      'localName',
      'role',
    ])
      Object.defineProperty(button, name, {
        get() {
          throw new Error('mine');
        },
      });
    window.getComputedStyle = () => {
      throw new Error('mine');
    };
    Object.defineProperty(window, 'scrollX', { value: {} });
    const click = new MouseEvent('click', { bubbles: true });
    Document.prototype.getElementById.call(document, 'f')?.dispatchEvent(click);
  });
  await page.click('#b');
  await page.click('#c');
  expect(await clicks(page)).toMatchObject([
    { key: 'id:f', interactive: false },
    { key: 'id:b', viewportWidth: 1280, interactive: true, fixed: false },
    { key: 'id:c', label: 'Go' },
  ]);
  expect((await clicks(page)).every(({ pageX, pageY }) => Number.isInteger(pageX) && Number.isInteger(pageY))).toBe(
    true,
  );
  expect(noise.errors).toEqual([]);
});

test('after stop nothing is captured', async ({ page, server }) => {
  await openWith(page, server, '<button id="b">x</button>');
  await page.evaluate(() => {
    window.captures.stop();
    window.captures.stop();
  });
  await page.click('#b');
  expect(await clicks(page)).toEqual([]);
});

test('the viewport is the layout viewport without its scroll bar, also in quirks mode', async ({ page, server }) => {
  for (const doctype of ['<!doctype html>', '']) {
    await openWith(page, server, '<div id="d" style="width:3000px;height:3000px;overflow-y:scroll">x</div>', {
      doctype,
      path: `/q${doctype.length}`,
    });
    await page.evaluate(() => window.scrollTo(300, 400));
    await page.mouse.click(10, 20);
    const width = await page.evaluate(
      () => (document.compatMode === 'BackCompat' ? document.body : document.documentElement).clientWidth,
    );
    expect(await clicks(page)).toMatchObject([{ viewportWidth: width, pageX: 310, pageY: 420 }]);
  }
});

test('a target without a box stands for the nearest one that has it', async ({ page, server }) => {
  await openWith(
    page,
    server,
    `<div id="box" style="${at}"><span id="none" style="display:contents">text</span></div>`,
  );
  await page.mouse.click(110, 210);
  expect(await clicks(page)).toMatchObject([{ key: 'id:box', ex: 0.05, ey: 0.25 }]);
});

test('touch and pen are told apart', async ({ browser, browserName, server }) => {
  const context = await browser.newContext({ hasTouch: true });
  const page = await context.newPage();
  await openWith(page, server, `<button id="b" style="${at}">Go</button>`);
  if (browserName === 'chromium') {
    await page.touchscreen.tap(150, 210);
    const session = await context.newCDPSession(page);
    const pen = { x: 150, y: 210, button: 'left', clickCount: 1, pointerType: 'pen' } as const;
    await session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...pen });
    await session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...pen });
  } else {
    // Playwright cannot touch Firefox over BiDi
    await page.evaluate(() => {
      const button = document.getElementById('b');
      const place = { bubbles: true, detail: 1, clientX: 150, clientY: 210 };
      button?.dispatchEvent(new PointerEvent('pointerdown', { ...place, pointerType: 'touch' }));
      button?.dispatchEvent(new PointerEvent('click', { ...place, pointerType: 'touch' }));
      // a click tells its pointer in some browsers only, the press before it in all
      button?.dispatchEvent(new PointerEvent('pointerdown', { ...place, pointerType: 'pen' }));
      button?.dispatchEvent(new MouseEvent('click', place));
    });
  }
  await expect.poll(async () => (await clicks(page)).length).toBe(2);
  expect(await clicks(page)).toMatchObject([
    { pointer: 'touch', ex: 0.25, ey: 0.25 },
    { pointer: 'pen', ex: 0.25, ey: 0.25 },
  ]);
  await context.close();
});
