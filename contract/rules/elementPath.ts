/** From an element to its key and back, by the grammar of `elementKey.ts`. One function for SDK and dashboard. */
import { limits } from '../limits.ts';
import { anchorAttributes, anchorText, isAnchor, type KeyPart, keyRule, parseKey, stepText } from './elementKey.ts';
import { attributeOf, isElement, read, tagOf } from './node.ts';
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

/** Elements below `base` that share an anchor, in document order. */
function sharing(base: object, attribute: string, value: string): object[] {
  const root = base as { querySelectorAll(selector: string): Iterable<object> };
  return [...root.querySelectorAll(`[${attribute}=${JSON.stringify(value)}]`)];
}

/** The `ordinal`-th child with this role, or undefined. */
function childOf(parent: object, isIt: (child: object) => boolean, ordinal: number): object | undefined {
  let left = ordinal;
  for (let child = read(parent, 'firstChild') as object | null; child; child = read(child, 'nextSibling') as object) {
    if (isElement(child) && isIt(child) && --left === 0) return child;
  }
  return undefined;
}

const isBody = (element: object): boolean => tagOf(element) === 'body';

/**
 * Names an element. In the document an anchor may be shared, and `index` tells its bearers apart; in a shadow root
 * only an anchor that is unique there counts, because one index cannot serve two roots.
 */
export function keyOf(element: object): NamedElement {
  const path: object[] = [];
  let root = element;
  for (let node: object | null = element; node; node = read(node, 'parentNode') as object | null) {
    root = node;
    if (isElement(node)) path.push(node);
  }
  // a link has a `host` too
  const host = isElement(root) ? undefined : (read(root, 'host') as object | undefined);
  const outer = host && keyOf(host);
  if (outer && outer.element !== host) return outer;

  const base = host ? root : (path.at(-1) as object);
  let start = 'root';
  let index = 0;
  const isStart = (candidate: object): boolean =>
    anchorAttributes.some(([prefix, attribute]) => {
      const value = attributeOf(candidate, attribute);
      const shared = isAnchor(prefix, value) ? sharing(base, attribute, value) : [];
      const at = shared.indexOf(candidate);
      if (at < 0 || (host && shared.length > 1)) return false;
      start = anchorText(prefix, value);
      index = at;
      return true;
    }) ||
    // `root` is the body; what lies outside it starts with the document element
    (!host && isBody(candidate));
  const steps: object[] = [];
  let named = host ?? base;
  for (const candidate of path) {
    if (isStart(candidate)) {
      named = candidate;
      break;
    }
    steps.unshift(candidate);
  }
  let key = outer ? `${outer.key}//${start}` : start;
  if (outer && key.length > limits.keyChars) return outer;
  for (const step of steps) {
    const role = roleOf(step);
    let ordinal = 0;
    for (let one: object | null = step; one; one = read(one, 'previousElementSibling') as object | null)
      if (roleOf(one) === role) ordinal += 1;
    const next = `${key}/${stepText(role, ordinal)}`;
    if (next.length > limits.keyChars) break;
    key = next;
    named = step;
  }
  return { key, index: outer?.index ?? index, keyRule, element: named };
}

function startOf(top: object, part: KeyPart, index: number, host: object | undefined): object | undefined {
  const base = host ? (read(host, 'shadowRoot') as object | null) : top;
  if (!base) return undefined;
  const attribute = anchorAttributes.find(([prefix]) => prefix === part.anchor)?.[1];
  if (attribute) return sharing(base, attribute, part.value)[index];
  return host ? base : childOf(top, isBody, 1);
}

/**
 * The element that a key and its index name below `top` (the document element), or undefined when it is not there.
 *
 * @example findElement(document.documentElement, 'testid:buy', 0)
 */
export function findElement(top: object, key: string, index: number): object | undefined {
  let node: object | undefined;
  for (const [place, part] of parseKey(key).entries()) {
    let steps = part.steps;
    if (place === 0 && part.anchor === 'root' && steps[0]?.role === tagOf(top)) {
      node = top;
      steps = steps.slice(1);
    } else node = startOf(top, part, place === 0 ? index : 0, node);
    for (const { role, ordinal } of steps) {
      if (!node) return undefined;
      node = childOf(node, (child) => roleOf(child) === role, ordinal);
    }
    if (!node) return undefined;
  }
  return node;
}
