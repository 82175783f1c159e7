/** H6: a page of 100,000 elements that changes 20,000 times a second, with 5 MB of styles, and an extension that adds its own. */
import { expect, test } from '../fixture.ts';
import { flush, stats } from '../pageClient.ts';
import { expectWhole, of, pageOf, tagOf } from './hostPage.ts';

const ROWS = 10_000;
const STYLE_BYTES = 5_000_000;
/** Changes in a tick, 50 ticks a second. */
const CHANGES = 400;
/** Ticks of the busy time: two seconds of it on an idle machine. */
const TICKS = 100;

const BODY = `<main><button id="go">Go</button><button id="dead">Nothing</button><p id="out"></p></main><div id="rows"></div><script>
  let rows = '';
  for (let row = 0; row < ${ROWS}; row++)
    rows += '<div><b>' + row + '</b><i>a</i><i>b</i><i>c</i><u>d</u><u>e</u><s>f</s><a href="#x">g</a><button>h</button></div>';
  document.getElementById('rows').innerHTML = rows;
  document.getElementById('go').addEventListener('click', () => { document.getElementById('out').textContent += 'x'; });
  const cells = document.querySelectorAll('#rows b');
  window.spent = 0;
  /** As many changes as asked for, of text, attributes and elements, and an extension's sheet now and then. */
  window.busy = (ticks) => new Promise((resolve) => {
    const tick = () => {
      const from = performance.now();
      for (let i = 0; i < ${CHANGES}; i++) {
        const cell = cells[(ticks * ${CHANGES} + i * 7) % cells.length];
        if (i % 3 === 0) cell.textContent = String(ticks);
        else if (i % 3 === 1) cell.setAttribute('data-tick', ticks);
        else cell.parentNode.append(cell.parentNode.firstChild);
      }
      if (ticks % 25 === 0) document.documentElement.append(Object.assign(document.createElement('style'), { textContent: 'x-ext{top:0}'.repeat(10000) }));
      document.body.offsetHeight;
      spent += performance.now() - from;
      if (--ticks > 0) setTimeout(tick, 20);
      else resolve();
    };
    tick();
  });
</script>`;

test('100,000 elements, 20,000 changes a second, 5 MB of styles: the clicks are told, and the tag takes less of the page than the page does', {
  tag: '@long-in-firefox',
}, async ({ page, server, noise }) => {
  test.setTimeout(120_000);
  const styles = `<style>${'.x-rule-of-many{color:#123456;margin:0 1px}'.repeat(STYLE_BYTES / 43)}</style>`;
  server.page('/', pageOf(styles + tagOf(server), BODY));
  await page.goto(`${server.origin}/`);
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeGreaterThan(100_000);
  const [spent] = await Promise.all([
    page.evaluate(async (ticks) => {
      const busy = window as unknown as { busy(ticks: number): Promise<void>; spent: number };
      await busy.busy(ticks);
      return busy.spent;
    }, TICKS),
    page.click('#go').then(() => page.click('#dead')),
  ]);
  // and one far down, whose key has 10,000 siblings before it
  await page.evaluate(() => document.querySelector<HTMLElement>('#rows > :last-child button')?.click());
  await expect.poll(() => of(server, 'click').length).toBe(3);
  await flush(page);
  const after = await stats(page);
  expect(after).toMatchObject({ state: 'running', caught: 0, dropped: {} });
  // both in the same thread and time, so that a busy machine takes from either
  expect(after.mainThreadMs).toBeLessThan(spent);
  expect(of(server, 'click').map((event) => event.kind === 'click' && event.key)).toEqual([
    'id:go',
    'id:dead',
    `id:rows/div:${ROWS}/button:1`,
  ]);
  // nothing of a page is sent by its size
  expect(Math.max(...server.collector.requests.map(({ bytes }) => bytes))).toBeLessThan(65_536);
  await expectWhole(page, server);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});
