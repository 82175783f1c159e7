/** Counts what makes a browser compute layout, so that a test can say that something does not. */
import type { Page } from '@playwright/test';

/** Getters and methods that need layout; from here on each call on the page is noted by name. */
export const countLayout = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const reads: string[] = [];
    Object.assign(window, { layoutReads: reads });
    const sides = ['Left', 'Top', 'Width', 'Height'];
    const names: [object, string[]][] = [
      [
        Element.prototype,
        ['getBoundingClientRect', 'getClientRects', ...sides.flatMap((side) => [`client${side}`, `scroll${side}`])],
      ],
      [HTMLElement.prototype, ['innerText', ...sides.map((side) => `offset${side}`)]],
      [Document.prototype, ['elementFromPoint', 'elementsFromPoint']],
      [MouseEvent.prototype, ['offsetX', 'offsetY']],
      [Window.prototype, ['getComputedStyle', 'scrollX', 'scrollY']],
      [window, ['getComputedStyle', 'scrollX', 'scrollY']],
    ];
    for (const [owner, members] of names)
      for (const name of members) {
        const found = Object.getOwnPropertyDescriptor(owner, name);
        const { get, value } = found ?? {};
        if (!found?.configurable || (!get && typeof value !== 'function')) continue;
        const note = <A extends unknown[], R>(run: (...args: A) => R) =>
          function (this: unknown, ...args: A): R {
            reads.push(name);
            return run.apply(this, args);
          };
        Object.defineProperty(owner, name, {
          ...found,
          ...(get ? { get: note(get) } : { value: note(value as () => unknown) }),
        });
      }
  });

/** Names of what was read since the counting began. */
export const layoutReads = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { layoutReads: string[] }).layoutReads);
