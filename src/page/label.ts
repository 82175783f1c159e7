/** What a person would call an element. Never a value and never what somebody typed. */
import { attributeOf, cleanLine, limits, read, tagOf } from '@watchglass/contract';

/** Nodes looked at for one label: enough for a card with icons, nothing on a page of 100,000 nodes. */
const NODES = 200;

/** Elements whose text is not a caption: what was typed, what can be chosen, what nobody sees. */
const MUTE = /^(textarea|select|option|script|style|noscript)$/;

/**
 * The human label of an element, at most 120 characters, '' when it has none. An element speaks by its `aria-label`,
 * else by the text and pictures in it, else by `alt` or `title`; a field by its `<label>`. A password field has
 * no label; an element that is no control has one only while it is short enough to be a caption.
 */
export const labelOf = (element: Element, interactive: boolean): string => {
  if (attributeOf(element, 'type') === 'password') return '';
  let budget = NODES;
  const say = (node: Node): string => {
    const type = read(node, 'nodeType');
    if (type === 3) return (node as Text).data.trim();
    if (type !== 1) return '';
    let text = '';
    if (!MUTE.test(tagOf(node)) && !read(node, 'isContentEditable'))
      for (const child of (node as HTMLSlotElement).assignedNodes?.({ flatten: true }) ??
        (read(node, 'childNodes') as NodeList)) {
        if (budget-- <= 0) break;
        text += ` ${say(child)}`;
      }
    return attributeOf(node, 'aria-label') || text.trim() || attributeOf(node, 'alt') || attributeOf(node, 'title');
  };
  const label = cleanLine(
    say((read(element, 'labels') as NodeList | undefined)?.[0] ?? element),
    limits.labelChars * 2,
  );
  return interactive || label.length <= limits.labelChars ? cleanLine(label, limits.labelChars) : '';
};
