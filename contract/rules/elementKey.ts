/**
 * The text of element keys, rule 1. A key is an anchor and, below it, a path of roles with their ordinals:
 *
 *     testid:add-to-cart            id:cart/list:1/listitem:3/button:1            root/main:1/heading:1
 *
 * Anchors, best first: `wg:` (data-watchglass-id), `testid:` (data-testid), `id:` (an id that no program made), `root`
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

const encode = (value: string): string =>
  value.replace(/[%/:]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
const decode = (value: string): string =>
  value.replace(/%(25|2F|3A)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** An anchor as text. */
export const anchorText = (prefix: KeyPart['anchor'], value: string): string => `${prefix}:${encode(value)}`;

/** A step as text. */
export const stepText = (role: string, ordinal: number): string => `${encode(role)}:${ordinal}`;

/** Longest anchor value that we trust; 128 characters, percent-encoded, still leave room for a path. */
const ANCHOR_CHARS = 128;

/** Whether an attribute's value can anchor a key: short, no control characters, no address, not made by a program. */
export const isAnchor = (prefix: KeyPart['anchor'], value: string): boolean =>
  value !== '' &&
  value.length <= ANCHOR_CHARS &&
  !/[\p{Cc}\p{Cs}@]/u.test(value) &&
  !(prefix === 'id' && isGeneratedId(value));

/** The parts of a key, or an empty list when it is not one of ours. */
export function parseKey(key: string): KeyPart[] {
  const parts: KeyPart[] = [];
  for (const text of key.split('//')) {
    const [head = '', ...rest] = text.split('/');
    const anchor = /^(wg|testid|id):(.+)$/s.exec(head);
    if (!anchor && head !== 'root') return [];
    const steps = rest.map((step) => /^([^:]+):(\d+)$/s.exec(step));
    if (steps.includes(null)) return [];
    parts.push({
      anchor: (anchor?.[1] ?? 'root') as KeyPart['anchor'],
      value: decode(anchor?.[2] ?? ''),
      steps: steps.map((step) => ({ role: decode(step?.[1] ?? ''), ordinal: Number(step?.[2]) })),
    });
  }
  return parts;
}

/** Prefixes that libraries put before a counter: an id that begins so and holds a digit changes with the next mount. */
const COUNTED =
  /^(radix|reka|headlessui|react-|mui|mantine|chakra|ember|mat-|cdk-|ngb?-|v-|el-id|rc[-_]|p[nrv]_id|__BVID|downshift|floating-ui|ui-id|input-(?=\d+$)).*?\d/i;

/** Counters of frameworks, hashes (digits, letters, digits, or hexadecimal), UUIDs, long or many numbers. */
const MADE =
  /^\d|\s|\d{4}|\d[-_]\d+[-_]\d|:r\w*:|[«»]|_r_\w+_|\d[a-z]+\d|(?<![a-z\d])(?=[a-f]*\d)[\da-f]{6,}(?![a-z\d])|[\da-f]{8}-[\da-f]{4}/i;

/**
 * Whether an id looks made by a program (counters, hashes, framework ids), and so says nothing on the next load:
 * `:r1:`, `radix-7`, `headlessui-menu-3`, `ember123`, `mat-input-4`, a UUID, or a word with a hash in it. In doubt yes:
 * a good id passed over costs a longer key, a generated one taken costs a key that never comes back.
 */
export const isGeneratedId = (id: string): boolean => id.length > 64 || MADE.test(id) || COUNTED.test(id);
