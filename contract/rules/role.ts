/** The role of an element: what people and assistive technology take it for, where tags alone say too much or little. */
import { attributeOf, tagOf } from './node.ts';

/** Roles of tags and of input types where they are not called so themselves (`button`, `main`, `form`, `img` ...). */
const implied: Readonly<Record<string, string>> = {
  // a type may be called `constructor`
  __proto__: null as never,
  a: 'link',
  select: 'combobox',
  textarea: 'textbox',
  checkbox: 'checkbox',
  radio: 'radio',
  range: 'slider',
  submit: 'button',
  button: 'button',
};

/**
 * The first token of `role`, else the role that the tag implies, else the tag's name. An input that shows text is a
 * `textbox`, also while its password is shown.
 */
export function roleOf(element: object): string {
  const explicit = /^\s*([a-z]+)\b/.exec(attributeOf(element, 'role'))?.[1];
  const tag = tagOf(element);
  return explicit ?? (tag === 'input' ? (implied[attributeOf(element, 'type')] ?? 'textbox') : (implied[tag] ?? tag));
}
