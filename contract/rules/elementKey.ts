/**
 * The text of element keys, rule 1. A key is an anchor and, below it, a path of roles with their ordinals:
 *
 *     testid:add-to-cart            id:cart/ul:1/li:3/button:1            root/main:1/h1:1
 *
 * Anchors, best first: `wg:` (data-watchglass-id), `testid:` (data-testid), `id:` (an id that is words alone), `root`
 * (the body). A step counts siblings of the same role below one parent, from 1. `//` enters an open shadow root, in
 * which the same grammar starts again. Never text, never class names. Anchor values are percent-encoded where they
 * would be mistaken for the grammar.
 */

/** Version of the rule, on every event that carries a key. */
export const keyRule = 1;

/** Attribute behind each anchor, best first. */
export const anchorAttributes: readonly (readonly [prefix: 'wg' | 'testid' | 'id', attribute: string])[] = [
  ['wg', 'data-watchglass-id'],
  ['testid', 'data-testid'],
  ['id', 'id'],
];

/** One part of a key between shadow boundaries. */
export interface KeyPart {
  /** Which attribute names the anchor; `root` for the body or the shadow root itself. */
  readonly anchor: 'wg' | 'testid' | 'id' | 'root';
  /** The attribute's value, '' for `root`. */
  readonly value: string;
  /** Steps below the anchor, outermost first. */
  readonly steps: readonly KeyStep[];
}

/** The `ordinal`-th child (from 1) of its parent among those with this role. */
export interface KeyStep {
  readonly role: string;
  readonly ordinal: number;
}

const encode = (value: string): string => value.replace(/[%/:]/g, encodeURIComponent);
const decode = (value: string): string => value.replace(/%(25|2F|3A)/g, decodeURIComponent);

/** An anchor as text. */
export const anchorText = (prefix: KeyPart['anchor'], value: string): string => `${prefix}:${encode(value)}`;

/** A step as text. */
export const stepText = (role: string, ordinal: number): string => `${role}:${ordinal}`;

/** Longest anchor value that we trust: percent-encoded it still leaves room for a path. */
const ANCHOR_CHARS = 128;

/**
 * Whether an id is words alone: letters of any script in groups between `-`, `_` or `.`. Any digit may be the counter
 * of a library or a database, which says nothing on the next load (`radix-7`, `:r1:`, `item-20481`). A good id passed
 * over costs a longer key, a generated one taken costs a key that never comes back.
 */
export const isGivenId = (id: string): boolean => /^\p{L}+([-_.]\p{L}+)*$/u.test(id);

/** Whether an attribute's value can anchor a key: short, no control characters, no address, an id only when given. */
export const isAnchor = (prefix: KeyPart['anchor'], value: string): boolean =>
  value.length <= ANCHOR_CHARS && (prefix === 'id' ? isGivenId(value) : /^[^\p{Cc}\p{Cs}@]+$/u.test(value));

/** The parts of a key, or an empty list when it is not one of ours. */
export function parseKey(key: string): KeyPart[] {
  const parts: KeyPart[] = [];
  for (const text of key.split('//')) {
    const [head = '', ...rest] = text.split('/');
    const anchor = /^(wg|testid|id):(.+)$/s.exec(head);
    if (!anchor && head !== 'root') return [];
    const steps = rest.map((step) => /^(.+):(\d+)$/s.exec(step));
    if (steps.includes(null)) return [];
    parts.push({
      anchor: (anchor?.[1] ?? 'root') as KeyPart['anchor'],
      value: decode(anchor?.[2] ?? ''),
      steps: steps.map((step) => ({ role: step?.[1] ?? '', ordinal: Number(step?.[2]) })),
    });
  }
  return parts;
}
