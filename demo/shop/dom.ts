/** Builds and finds elements; text stays text. */

/** A new element with attributes and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The element with this `data-testid`, if the page has it. */
export const named = <E extends HTMLElement>(name: string): E | null =>
  document.querySelector<E>(`[data-testid="${name}"]`);

/** URL of a file of the shop, from whatever depth the page lies in. */
export const shopUrl = (path: string): string =>
  new URL(`${document.body.dataset['root'] ?? './'}${path}`, document.baseURI).href;
