import { expect, test } from '../fixture.ts';
import { openWith, seen } from './captures.ts';

test('a click says what was clicked and where in it', async ({ page, server, noise }) => {
  await openWith(
    page,
    server,
    '<main><button style="position:absolute;left:100px;top:200px;width:200px;height:40px"><b>Add</b> to cart</button></main>',
  );
  await page.mouse.click(150, 210);
  const [click] = await seen(page, 'click');
  expect(click?.body).toEqual({
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
  });
  expect(await seen(page, 'page_view')).toHaveLength(1);
  expect(noise).toEqual({ errors: [], console: [], violations: [] });
});
