/** Orders of rows that a database gives as well: text by code point, which is the byte order of UTF-8. */

/** Compares texts by code point; `<` compares UTF-16 units and puts emoji before some letters of the far east. */
export function byText(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates (halves of code points above U+FFFF) after all other units. */
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);
