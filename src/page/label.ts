/** What a person would call an element. Never a value and never what somebody typed. */
import { cleanLine, limits } from '@watchglass/contract';
import { attribute, isPage, read, tagOf } from './element.ts';

/** Nodes looked at for one label: enough for a card with icons, nothing on a page of 100,000 nodes. */
const NODES = 200;

/** Elements whose text is not a caption: what was typed, what can be chosen, what nobody sees. */
const MUTE = /^(textarea|select|option|script|style|noscript)$/;

/** Caption below a node, in document order; pictures speak by their `alt`. */
function textOf(start: Node): string {
  let text = '';
  let budget = NODES;
  const visit = (node: Node): void => {
    const type = read(node, 'nodeType');
    if (type === 3) text += (node as Text).data.slice(0, limits.labelChars * 2);
    if (type !== 1 || MUTE.test(tagOf(node as Element)) || (node as HTMLElement).isContentEditable) return;
    text += ` ${attribute(node as Element, 'alt')} `;
    if (tagOf(node as Element) === 'slot') (node as HTMLSlotElement).assignedNodes().forEach(visit);
    for (
      let child = read(node, 'firstChild') as Node | null;
      child;
      child = read(child, 'nextSibling') as Node | null
    ) {
      if (budget-- <= 0) break;
      visit(child);
    }
  };
  visit(start);
  return text;
}

/** What the elements say that `aria-labelledby` names. */
const referred = (element: Element): string => {
  const root = (read(element, 'getRootNode') as () => Node).call(element) as Document;
  const ids = attribute(element, 'aria-labelledby').split(/\s+/, 5);
  return ids.map((id) => textOf(root.getElementById(id) ?? new Text())).join(' ');
};

/** Labels of a field, of which the browser keeps the list. */
const captions = (element: Element): string =>
  [...((element as HTMLInputElement).labels ?? [])].slice(0, 3).map(textOf).join(' ');

/**
 * The human label of an element, at most 120 characters, '' when it has none: `aria-label`, `aria-labelledby`, the
 * `<label>` of a field, its own caption, `alt`, `title`. A password field and the page itself have no label; an element
 * that is no control has its text as label only while that is short enough to be a caption.
 */
export function labelOf(element: Element, interactive: boolean): string {
  if (isPage(element) || /^password$/i.test(attribute(element, 'type'))) return '';
  const text = cleanLine(textOf(element), limits.labelChars * 2);
  for (const one of [
    attribute(element, 'aria-label'),
    referred(element),
    captions(element),
    interactive || text.length <= limits.labelChars ? text : '',
    attribute(element, 'alt'),
    attribute(element, 'title'),
  ]) {
    const label = cleanLine(one, limits.labelChars);
    if (label) return label;
  }
  return '';
}
