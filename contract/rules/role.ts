/** The role of an element: what people and assistive technology take it for, stable where tags and classes are not. */
import { attributeOf, type Read } from './node.ts';

/**
 * Roles that tags and input types imply, where the role is not the tag's own name (`button`, `main`, `form`, `table`,
 * `dialog` ...). No tag is called like an input type here. An input that shows text is a `textbox`, also while its
 * password is shown.
 */
const implied: Readonly<Record<string, string>> = {
  // `<constructor>` is a tag too
  __proto__: null as never,
  ul: 'list',
  ol: 'list',
  li: 'listitem',
  nav: 'navigation',
  select: 'combobox',
  textarea: 'textbox',
  checkbox: 'checkbox',
  radio: 'radio',
  range: 'slider',
  number: 'spinbutton',
};

/**
 * The first token of `role`, else the role that the tag implies, else the tag's name; at most 40 characters. Only the
 * document element itself has the role `html`, so that keys can name it.
 */
export function roleOf(read: Read, element: object): string {
  const role = attributeOf(read, element, 'role');
  const explicit = role && /^\s*(?!html\b)([a-z-]{2,40})(?!\S)/i.exec(role)?.[1];
  if (explicit) return explicit.toLowerCase();
  const tag = read(element, 'localName') as string;
  if (tag === 'input') {
    const type = (attributeOf(read, element, 'type') ?? '').toLowerCase();
    return /^(button|submit|reset|image)$/.test(type) ? 'button' : (implied[type] ?? 'textbox');
  }
  if (/^(a|area)$/.test(tag) && attributeOf(read, element, 'href') !== null) return 'link';
  return implied[tag] ?? (/^h[1-6]$/.test(tag) ? 'heading' : tag.slice(0, 40));
}
