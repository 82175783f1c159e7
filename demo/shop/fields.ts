/** Parts of the checkout's forms. */
import { h } from './dom.ts';

/** A labelled text field, with a hint below it. */
export function field(
  label: string,
  name: string,
  value: string,
  attributes: Readonly<Record<string, string>> = {},
  hint = '',
): HTMLElement {
  const id = `field-${name}`;
  const note = hint === '' ? [] : [h('small', { id: `${id}-hint` }, hint)];
  const input = h('input', {
    id,
    name,
    value,
    required: '',
    'data-testid': `field-${name}`,
    ...(hint === '' ? {} : { 'aria-describedby': `${id}-hint` }),
    ...attributes,
  });
  return h('div', { class: 'field' }, h('label', { for: id }, label), input, ...note);
}

/** One choice of several: a radio with its words and what stands at its end. */
export function choice(
  name: string,
  value: string,
  words: string,
  note: string,
  end: string,
  on: boolean,
): HTMLElement {
  const input = h('input', {
    type: 'radio',
    name,
    value,
    required: '',
    'data-testid': `${name}-${value}`,
    ...(on ? { checked: '' } : {}),
  });
  const text = h('span', {}, words, ...(note === '' ? [] : [h('br'), h('span', { class: 'note' }, note)]));
  return h('label', {}, input, text, h('span', { class: 'price' }, end));
}

/** The button that ends a step. */
export const goButton = (words: string, testid: string): HTMLElement =>
  h('div', { class: 'go' }, h('button', { class: 'button', type: 'submit', 'data-testid': testid }, words));

/** A step's form; `done` gets its answers once the browser finds them complete. */
export function stepForm(name: string, done: (answers: FormData) => void, ...parts: readonly Node[]): HTMLFormElement {
  const form = h('form', { class: 'step-form', 'data-testid': `${name}-form` }, ...parts);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    done(new FormData(form));
  });
  return form;
}
