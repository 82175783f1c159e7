/** What a person would call an element. Never a value and never what somebody typed. */
import { cleanLine, limits } from '@watchglass/contract';
import { attribute, isPage, read, tagOf } from './element.ts';

/** Nodes looked at for one label: enough for a card with icons, nothing on a page of 100,000 nodes. */
const NODES = 200;

/** Elements whose text is not a caption: what was typed, what can be chosen, what nobody sees. */
const MUTE = /^(input|textarea|select|option|datalist|script|style|template|noscript|iframe|object)$/;

const isEditable = (element: Element): boolean => (element as HTMLElement).isContentEditable;

/** Caption below a node, in document order; pictures speak by their `alt`. */
function textOf(start: Node): string {
  let text = '';
  const budget = { nodes: NODES };
  const visit = (node: Node): void => {
    if (--budget.nodes < 0 || text.length > limits.labelChars * 2) return;
    const type = read(node, 'nodeType');
    if (type === 3) text += (node as Text).data.slice(0, limits.labelChars * 2);
    if (type !== 1 || MUTE.test(tagOf(node as Element)) || isEditable(node as Element)) return;
    text += ` ${attribute(node as Element, 'alt')} `;
    const assigned = tagOf(node as Element) === 'slot' ? (node as HTMLSlotElement).assignedNodes() : [];
    assigned.forEach(visit);
    let child = read(node, 'firstChild') as Node | null;
    while (child && budget.nodes > 0) {
      visit(child);
      child = read(child, 'nextSibling') as Node | null;
    }
  };
  visit(start);
  return text;
}

const referred = (element: Element): string => {
  const root = (read(element, 'getRootNode') as () => Node).call(element) as Document;
  return attribute(element, 'aria-labelledby')
    .split(/\s+/, 5)
    .map((id) => id && root.getElementById(id))
    .map((one) => (one ? textOf(one) : ''))
    .join(' ');
};

/** Labels of a field, of which the browser keeps the list. */
const captions = (element: Element): string =>
  [...((element as HTMLInputElement).labels ?? [])].slice(0, 3).map(textOf).join(' ');

/**
 * The human label of an element, at most 120 characters, '' when it has none: `aria-label`, `aria-labelledby`, the
 * `<label>` of a field, `alt`, its own caption, `title`. A password field and the page itself have no label; an element
 * that is no control has its text as label only while that is short enough to be a caption.
 */
export function labelOf(element: Element, interactive: boolean): string {
  if (isPage(element) || attribute(element, 'type').toLowerCase() === 'password') return '';
  const clean = (text: string): string => cleanLine(text, limits.labelChars);
  const named = clean(attribute(element, 'aria-label')) || clean(referred(element)) || clean(captions(element));
  if (named) return named;
  const text = cleanLine(textOf(element), limits.labelChars * 2);
  const caption = interactive || text.length <= limits.labelChars ? clean(text) : '';
  return caption || clean(attribute(element, 'alt')) || clean(attribute(element, 'title'));
}
