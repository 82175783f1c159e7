/** The role of an element: what people and assistive technology take it for, stable where tags and classes are not. */
import { attributeOf, type Read } from './node.ts';

/** Roles that tags imply, where the role is not the tag's own name (`button`, `main`, `form`, `table`, `dialog` ...). */
const implied: Readonly<Record<string, string>> = {
  ul: 'list',
  ol: 'list',
  menu: 'list',
  li: 'listitem',
  nav: 'navigation',
  aside: 'complementary',
  select: 'combobox',
  textarea: 'textbox',
  tr: 'row',
  td: 'cell',
  th: 'columnheader',
  image: 'img',
};

/** Roles of inputs by type; a type that shows text is a `textbox`, also while a password is shown as text. */
const inputs: Readonly<Record<string, string>> = {
  checkbox: 'checkbox',
  radio: 'radio',
  range: 'slider',
  number: 'spinbutton',
  search: 'searchbox',
  submit: 'button',
  button: 'button',
  reset: 'button',
  image: 'button',
};

const own = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/**
 * The first token of `role`, else the role that the tag implies, else the tag's name; at most 40 characters. Only the
 * document element itself has the role `html`, so that keys can name it.
 */
export function roleOf(read: Read, element: object): string {
  const role = attributeOf(read, element, 'role');
  const explicit = role && /^\s*(?!html\b)([a-z-]{2,40})(?!\S)/i.exec(role)?.[1];
  if (explicit) return explicit.toLowerCase();
  const tag = read(element, 'localName') as string;
  if (tag === 'input') return own(inputs, (attributeOf(read, element, 'type') ?? '').toLowerCase()) ?? 'textbox';
  if (tag === 'a' || tag === 'area') {
    const target = attributeOf(read, element, 'href') ?? attributeOf(read, element, 'xlink:href');
    return target === null ? tag : 'link';
  }
  return own(implied, tag) ?? (/^h[1-6]$/.test(tag) ? 'heading' : tag.slice(0, 40));
}
