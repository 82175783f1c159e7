import { findElement, keyOf, parseKey } from '@watchglass/contract';
import { anchorText, isAnchor, stepText } from '@watchglass/contract/rules/elementKey';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

const value = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc
    .array(fc.constantFrom('/', ':', '%', '2F', '25', 'a', '//', 'root', ' '), { minLength: 1, maxLength: 12 })
    .map((all) => all.join('')),
);
const anchor = fc.oneof(
  fc.constant({ anchor: 'root' as const, value: '' }),
  fc.record({ anchor: fc.constantFrom('wg' as const, 'testid' as const, 'id' as const), value }),
);
const part = fc
  .tuple(
    anchor,
    fc.array(
      fc.record({ role: value.filter((role) => !role.includes('/')), ordinal: fc.integer({ min: 1, max: 9999 }) }),
      { maxLength: 5 },
    ),
  )
  .map(([anchor, steps]) => ({ ...anchor, steps }));

test('the text of a key says all of its parts', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const text = parts
        .map(({ anchor, value, steps }) =>
          [
            anchor === 'root' ? 'root' : anchorText(anchor, value),
            ...steps.map((one) => stepText(one.role, one.ordinal)),
          ].join('/'),
        )
        .join('//');
      expect(parseKey(text)).toEqual(parts);
    }),
    { numRuns: 1000 },
  );
});

test('what is no key has no parts, and nothing makes the reader throw', () => {
  for (const text of [
    '',
    'x',
    'id',
    'id:',
    'class:x',
    'root/',
    'root/a',
    'root/a:x',
    'root/:1',
    'root//',
    '//root',
    '/root',
  ])
    expect(parseKey(text)).toEqual([]);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => Array.isArray(parseKey(text))));
});

test('an anchor is short, printable, no address and no generated id', () => {
  expect(['buy', 'a b', 'ü', 'a/b'].map((one) => isAnchor('testid', one))).toEqual([true, true, true, true]);
  for (const one of ['', 'x'.repeat(129), 'a\nb', 'a\u0000', '\ud800', 'jane@example.com'])
    expect(isAnchor('testid', one)).toBe(false);
  expect(isAnchor('testid', 'radix-7')).toBe(true);
  expect(isAnchor('id', 'radix-7')).toBe(false);
  expect(isAnchor('id', 'x'.repeat(129))).toBe(false);
});

/** The least of an element: enough for keys without attributes. Properties live on the prototype, as in a browser. */
class Plain {
  readonly #children: Plain[] = [];
  readonly #tag: string;
  readonly #parent: Plain | null;
  constructor(tag: string, parent: Plain | null) {
    this.#tag = tag;
    this.#parent = parent;
    if (parent) parent.#children.push(this);
  }
  get nodeType(): number {
    return 1;
  }
  get localName(): string {
    return this.#tag;
  }
  get parentNode(): Plain | null {
    return this.#parent;
  }
  get firstChild(): Plain | null {
    return this.#children[0] ?? null;
  }
  get nextSibling(): Plain | null {
    return this.#beside(1);
  }
  get previousElementSibling(): Plain | null {
    return this.#beside(-1);
  }
  getAttribute(): null {
    return null;
  }
  #beside(step: number): Plain | null {
    const siblings = this.#parent ? this.#parent.#children : [this];
    return siblings[siblings.indexOf(this) + step] ?? null;
  }
}

test('keys work on any tree that can be read, a browser or not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('div', 'p', 'ul', 'li', 'h1', 'h2')), { maxLength: 40 }),
      (list) => {
        const html = new Plain('html', null);
        const all = [new Plain('head', html), new Plain('body', html)];
        for (const [under, tag] of list) all.push(new Plain(tag, all[under % all.length] as Plain));
        for (const one of all) {
          const { key, index, element } = keyOf(one);
          expect(element).toBe(one);
          expect(findElement(html, key, index)).toBe(one);
        }
      },
    ),
  );
});
