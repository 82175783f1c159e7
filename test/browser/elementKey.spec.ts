import type { Page } from '@playwright/test';
import * as fc from 'fast-check';
import { expect, test } from '../fixture.ts';
import { openWith } from './captures.ts';
import { type KeyCase, keyCases } from './elementKeyCorpus.ts';

interface Named {
  key: string;
  index: number;
  /** Whether the key names the element asked for; false when it was too deep. */
  exact: boolean;
  /** Whether the way back finds what the key names. */
  found: boolean;
}

/** Parses each page, attaches its shadow roots, and names the target. */
const nameAll = (page: Page, cases: readonly KeyCase[]): Promise<Named[]> =>
  page.evaluate((cases) => {
    const grow = (root: Element | ShadowRoot): void => {
      for (const template of [...root.querySelectorAll('template[data-shadow]')] as HTMLTemplateElement[]) {
        const shadow = (template.parentElement as Element).attachShadow({ mode: 'open' });
        shadow.append(template.content);
        template.remove();
        grow(shadow);
      }
    };
    return cases.map(([html, target]) => {
      const text = html.replaceAll('${', '<template data-shadow>').replaceAll('}', '</template>');
      const parsed = new DOMParser().parseFromString(`<title>t</title>${text}`, 'text/html');
      const top = document.adoptNode(Reflect.get(Document.prototype, 'documentElement', parsed));
      document.replaceChild(top, Reflect.get(Document.prototype, 'documentElement', document));
      grow(top);
      let scope: Element | ShadowRoot = top;
      let element: Element | undefined;
      for (const selector of target.split(' >>> ')) {
        element = (selector === 'html' ? top : scope.querySelector(selector)) as Element;
        scope = element.shadowRoot ?? element;
      }
      const { key, index, element: named } = window.captures.keyOf(element as Element);
      return { key, index, exact: named === element, found: window.captures.findElement(key, index) === named };
    });
  }, cases);

for (const [group, cases] of Object.entries(keyCases)) {
  test(`element keys: ${group}`, async ({ page, server, noise }) => {
    await openWith(page, server, '', { settings: { only: [] } });
    const named = await nameAll(page, cases);
    for (const [i, one] of cases.entries()) {
      const [html, target, key, index = 0] = one;
      expect.soft({ html, target, ...named[i] }).toEqual({
        html,
        target,
        key,
        index,
        exact: !key.endsWith('/div:1'.repeat(84)),
        found: true,
      });
    }
    expect(noise.errors).toEqual([]);
  });
}

test('the corpus has at least 80 cases', () => {
  expect(Object.values(keyCases).flat().length).toBeGreaterThanOrEqual(80);
});

interface Tree {
  tag: string;
  attributes: Record<string, string>;
  shadow: Tree[];
  children: Tree[];
}

const value = fc.oneof(
  fc.constantFrom('a', 'b', 'row', 'main', 'step2', ':r1:', 'x/y', '%2F', 'a:b', '"', '\\', ']', 'root', ''),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const none: fc.Arbitrary<Tree[]> = fc.constant([]);
const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; leaf: Tree }>((tie) => ({
  leaf: fc.record({
    tag: fc.constantFrom('i', 'button', 'input', 'a', 'img', 'svg'),
    attributes: fc.dictionary(fc.constantFrom('id', 'data-testid', 'role', 'name', 'href'), value, { maxKeys: 2 }),
    shadow: none,
    children: none,
  }),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.record({
      tag: fc.constantFrom('div', 'form', 'ul', 'li', 'section', 'span', 'main', 'p'),
      attributes: fc.dictionary(fc.constantFrom('id', 'data-testid', 'data-watchglass-id', 'role'), value, {
        maxKeys: 2,
      }),
      shadow: fc.oneof({ weight: 3, arbitrary: none }, fc.array(tie('tree'), { maxLength: 3 })),
      children: fc.array(tie('tree'), { maxLength: 4 }),
    }),
  ),
})).tree;

test('in random trees every element is found again by its key, and no two share one', async ({ page, server }) => {
  await openWith(page, server, '', { settings: { only: [] } });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(tree, { maxLength: 4 }), { minLength: 20, maxLength: 20 }), async (pages) => {
      const wrong = await page.evaluate((pages) => {
        const problems: string[] = [];
        for (const trees of pages) {
          const all: Element[] = [document.documentElement, document.head, document.body];
          document.body.replaceChildren();
          const add = (parent: Node, one: (typeof trees)[number]): void => {
            const element = document.createElement(one.tag);
            for (const [name, text] of Object.entries(one.attributes)) element.setAttribute(name, text);
            Node.prototype.appendChild.call(parent, element);
            all.push(element);
            if (one.shadow.length > 0 && /^(div|section|span|main|p)$/.test(one.tag)) {
              const shadow = element.attachShadow({ mode: 'open' });
              for (const child of one.shadow) add(shadow, child);
            }
            for (const child of one.children) add(element, child);
          };
          for (const one of trees) add(document.body, one);
          const keys = new Set<string>();
          for (const element of all) {
            const { key, index, element: named } = window.captures.keyOf(element);
            const name = `${key} #${index}`;
            if (window.captures.findElement(key, index) !== named) problems.push(`lost ${name}`);
            if (named === element && keys.has(name)) problems.push(`twice ${name}`);
            if (key.length > 512) problems.push(`long ${name}`);
            keys.add(name);
          }
        }
        return problems;
      }, pages);
      expect(wrong).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test('keys that name nothing find nothing', async ({ page, server, noise }) => {
  await openWith(page, server, '<main id="m"><i>x</i></main>', { settings: { only: [] } });
  const found = await page.evaluate(() =>
    [
      '',
      'x',
      'id:',
      'id:gone',
      'id:m/i:2',
      'id:m/i:0',
      'id:m//root/i:1',
      'root/i:1/i:1',
      'root//root',
      'id:m/i',
      '//',
      'class:x',
      'id:"]',
    ].filter((key) => window.captures.findElement(key, 0) !== undefined),
  );
  expect(found).toEqual([]);
  expect(await page.evaluate(() => [1, -1, NaN].map((index) => window.captures.findElement('id:m', index)))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(noise.errors).toEqual([]);
});

test('an element that is not in the document still has a key', async ({ page, server }) => {
  await openWith(page, server, '', { settings: { only: [] } });
  const keys = await page.evaluate(() => {
    const alone = document.createElement('div');
    const inner = alone.appendChild(document.createElement('button'));
    const fragment = document.createDocumentFragment();
    const child = fragment.appendChild(document.createElement('i'));
    return [alone, inner, child].map((element) => window.captures.keyOf(element).key);
  });
  expect(keys).toEqual(['root/div:1', 'root/div:1/button:1', 'root/i:1']);
});

test('a key on a page of 100,000 elements takes one search of an attribute and one look at each sibling', async ({
  page,
  server,
}) => {
  await openWith(page, server, '', { settings: { only: [] } });
  const asked = await page.evaluate(() => {
    const list = document.body.appendChild(document.createElement('ul'));
    for (let row = 0; row < 10_000; row++) {
      const item = list.appendChild(document.createElement('li'));
      item.dataset['testid'] = 'row';
      for (let cell = 0; cell < 9; cell++) item.appendChild(document.createElement('span'));
    }
    const last = list.lastElementChild?.lastElementChild as Element;
    const byPath = list.lastElementChild as HTMLElement;
    const count = { siblings: 0, searches: 0 };
    const sibling = Object.getOwnPropertyDescriptor(Element.prototype, 'previousElementSibling')?.get as () => unknown;
    Object.defineProperty(Element.prototype, 'previousElementSibling', {
      get() {
        count.siblings++;
        return sibling.call(this);
      },
    });
    const search = Object.getOwnPropertyDescriptor(Element.prototype, 'querySelectorAll')
      ?.value as typeof document.querySelectorAll;
    Element.prototype.querySelectorAll = function (selector: string) {
      count.searches++;
      return search.call(this, selector);
    };
    return [true, false].map((isShared) => {
      Object.assign(count, { siblings: 0, searches: 0 });
      if (!isShared) delete byPath.dataset['testid'];
      window.captures.keyOf(last);
      return { ...count };
    });
  });
  expect(asked).toEqual([
    { siblings: 9, searches: 1 },
    { siblings: 10_010, searches: 0 },
  ]);
});
