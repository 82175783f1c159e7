import { viewportClass, viewportClasses } from '@watchglass/contract';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

test.each([
  [0, 'phone'],
  [390, 'phone'],
  [599, 'phone'],
  [600, 'tablet'],
  [820, 'tablet'],
  [1023, 'tablet'],
  [1024, 'desktop'],
  [1440, 'desktop'],
  [1e9, 'desktop'],
])('%i px is a %s', (width, name) => expect(viewportClass(width)).toBe(name));

test('each class draws at a width of its own, and wider is never a narrower class', () => {
  for (const { name, drawnPx, fromPx } of viewportClasses) {
    expect(viewportClass(drawnPx)).toBe(name);
    expect(viewportClass(fromPx)).toBe(name);
  }
  const order = viewportClasses.map(({ name }) => name);
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), (a, b) => {
      const [narrow, wide] = a < b ? [a, b] : [b, a];
      return order.indexOf(viewportClass(narrow)) <= order.indexOf(viewportClass(wide));
    }),
  );
});
