/**
 * How rules look at a tree of elements without knowing a DOM. A form whose field is called `parentNode` answers
 * `form.parentNode` with that field, so properties are read from the prototype of a node, never from the node.
 */

/** The value that the platform gives for a property of a node, whatever the page put in front of it. */
export const read = (node: object, name: string): unknown =>
  Reflect.get(Object.getPrototypeOf(node) as object, name, node);

/** An attribute's value, '' when the element has none. */
export const attributeOf = (element: object, name: string): string =>
  (read(element, 'getAttribute') as (name: string) => string | null).call(element, name) ?? '';

/** Tag name, lower case in HTML. */
export const tagOf = (element: object): string => read(element, 'localName') as string;

/** Whether something is an element. */
export const isElement = (node: object): boolean => read(node, 'nodeType') === 1;
