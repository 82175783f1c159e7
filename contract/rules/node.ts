/**
 * How rules look at a tree of elements without knowing a DOM. A form whose field is called `parentNode` answers
 * `form.parentNode` with that field, so properties are read from the platform's prototype, never from the element.
 */

/** The value that the platform gives for a property of a node. */
export type Read = (node: object, name: string) => unknown;

/** A `Read` that no page can shadow. Takes `Element.prototype`; works for elements of other windows too. */
export const nativeRead =
  (elementPrototype: object): Read =>
  (node, name) =>
    Reflect.get(elementPrototype, name, node);

/** An attribute's value, or null when the element has none. */
export const attributeOf = (read: Read, element: object, name: string): string | null =>
  (read(element, 'getAttribute') as (name: string) => string | null).call(element, name);

/** Whether a node is an element. */
export const isElement = (read: Read, node: object): boolean => read(node, 'nodeType') === 1;
