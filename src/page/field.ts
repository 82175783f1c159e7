/** Fields that people fill in, and the form that a field belongs to, also where nobody wrote a `<form>`. */
import { attributeOf, read, roleOf } from '@watchglass/contract';

/** Roles of fields, most of them by their tag. */
const FIELD = /^([a-z]+box|radio|switch|slider|spinbutton)$/;

/** What holds the fields of one purpose together where there is no form. */
const LANDMARK = /^(form|search|(alert)?dialog|region|section|article|main|body)$/;

/** Whether an element is a field. */
export const isField = (element: Element): boolean =>
  (FIELD.test(roleOf(element)) && // buttons, though their tag does not say so
    !/reset|image/.test(attributeOf(element, 'type'))) ||
  read(element, 'isContentEditable') === true;

/** Whether what is in a field is a secret: nothing is told of it but times. */
export const isSecret = (element: Element): boolean =>
  /password/.test(attributeOf(element, 'type') + attributeOf(element, 'autocomplete'));

/** The form of a field, or the nearest landmark around it; `path` is the field and what contains it. */
export const formOf = (path: readonly Element[]): Element | undefined =>
  (path[0] && (read(path[0], 'form') as Element | null | undefined)) ??
  path.slice(1).find((one) => LANDMARK.test(roleOf(one)));
