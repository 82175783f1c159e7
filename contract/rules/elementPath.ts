/** From an element to its key and back, by the grammar of `elementKey.ts`. One function for SDK and dashboard. */
import { limits } from '../limits.ts';
import { anchorAttributes, anchorText, isAnchor, type KeyPart, keyRule, parseKey, stepText } from './elementKey.ts';
import { attributeOf, isElement, type Read } from './node.ts';
import { roleOf } from './role.ts';

/** A key, and what it names. */
export interface NamedElement {
  readonly key: string;
  /** Position among the elements that share the key's first anchor, from 0. */
  readonly index: number;
  readonly keyRule: number;
  /** The element asked for, or its nearest ancestor that a key of 512 characters can name. */
  readonly element: object;
}

/** Elements below (and at) `base` that share an anchor, in document order. */
function sharing(read: Read, base: object, attribute: string, value: string): object[] {
  const selector = `[${attribute}="${value.replace(/["\\]/g, '\\$&')}"]`;
  const inElement = isElement(read, base);
  const query = inElement ? read(base, 'querySelectorAll') : (base as { querySelectorAll: unknown }).querySelectorAll;
  const below = [...(query as (selector: string) => Iterable<object>).call(base, selector)];
  return inElement && attributeOf(read, base, attribute) === value ? [base, ...below] : below;
}

/** The `ordinal`-th child with this role, or undefined. */
function childOf(read: Read, parent: object, isIt: (child: object) => boolean, ordinal: number): object | undefined {
  let left = ordinal;
  for (let child = read(parent, 'firstChild') as object | null; child; child = read(child, 'nextSibling') as object) {
    if (isElement(read, child) && isIt(child) && --left === 0) return child;
  }
  return undefined;
}

const isBody = (read: Read, element: object): boolean => read(element, 'localName') === 'body';

/**
 * Names an element. In the document an anchor may be shared, and `index` tells its bearers apart; in a shadow root
 * only an anchor that is unique there counts, because one index cannot serve two roots.
 */
export function keyOf(read: Read, element: object): NamedElement {
  const path: object[] = [];
  let root: object | null = element;
  while (root && isElement(read, root)) {
    path.push(root);
    root = read(root, 'parentNode') as object | null;
  }
  const top = path[path.length - 1] as object;
  // a document is asked nothing: `<img name="host">` would answer
  const host = root && read(root, 'nodeType') === 11 ? (root as { host?: object }).host : undefined;
  const outer = host && keyOf(read, host);
  if (outer && outer.element !== host) return outer;

  let key = 'root';
  let index = 0;
  let from = path.length;
  find: for (const [depth, candidate] of path.entries()) {
    for (const [prefix, attribute] of anchorAttributes) {
      const value = attributeOf(read, candidate, attribute) ?? '';
      if (!isAnchor(prefix, value)) continue;
      const shared = sharing(read, host ? (root as object) : top, attribute, value);
      const at = shared.indexOf(candidate);
      if (at < 0 || (host && shared.length > 1)) continue;
      key = anchorText(prefix, value);
      index = at;
      from = depth;
      break find;
    }
  }
  // `root` is the body; what lies outside it starts with the document element itself
  const body = path[path.length - 2];
  if (from === path.length && body && !host && isBody(read, body)) from -= 2;
  if (outer) {
    key = `${outer.key}//${key}`;
    index = outer.index;
    if (key.length > limits.keyChars) return outer;
  }
  let named = path[from] ?? host ?? top;
  for (let depth = from - 1; depth >= 0; depth--) {
    const step = path[depth] as object;
    const role = step === top && !host ? String(read(step, 'localName')) : roleOf(read, step);
    let ordinal = 1;
    let before = read(step, 'previousElementSibling') as object | null;
    for (; before; before = read(before, 'previousElementSibling') as object | null)
      if (roleOf(read, before) === role) ordinal += 1;
    const next = `${key}/${stepText(role, ordinal)}`;
    if (next.length > limits.keyChars) break;
    key = next;
    named = step;
  }
  return { key, index, keyRule, element: named };
}

function startOf(read: Read, top: object, part: KeyPart, index: number, host: object | undefined): object | undefined {
  const base = host ? (read(host, 'shadowRoot') as object | null) : top;
  if (!base) return undefined;
  const attribute = anchorAttributes.find(([prefix]) => prefix === part.anchor)?.[1];
  if (attribute) return sharing(read, base, attribute, part.value)[index];
  return host ? base : childOf(read, top, (child) => isBody(read, child), 1);
}

/**
 * The element that a key and its index name below `top` (the document element), or undefined when it is not there.
 *
 * @example findElement(nativeRead(Element.prototype), document.documentElement, 'testid:buy', 0)
 */
export function findElement(read: Read, top: object, key: string, index: number): object | undefined {
  let node: object | undefined;
  for (const [place, part] of parseKey(key).entries()) {
    let steps = part.steps;
    if (place === 0 && part.anchor === 'root' && steps[0]?.role === read(top, 'localName')) {
      node = top;
      steps = steps.slice(1);
    } else node = startOf(read, top, part, place === 0 ? index : 0, node);
    for (const { role, ordinal } of steps) {
      if (!node) return undefined;
      node = childOf(read, node, (child) => roleOf(read, child) === role, ordinal);
    }
    if (!node) return undefined;
  }
  return node;
}
