/** Where a click was, for events that are about it. */
import { type BodyOf, type EventOf, keyOf, type NamedElement } from '@watchglass/contract';
import { isControl } from '../page/control.ts';
import { placeOn } from '../page/place.ts';

type Spot = Omit<BodyOf<'rage_click'>, 'rule' | 'confidence' | 'features'>;

/** The place of a click, and its id. */
export const spotOf = (event: EventOf<'click'>): Spot => {
  const { key, index, keyRule, role, label, ex, ey, pageX, pageY, fixed, viewportWidth, pointer, id } = event;
  return { key, index, keyRule, role, label, ex, ey, pageX, pageY, fixed, viewportWidth, pointer, click: id };
};

/** Where a pointer is, or was. */
export type Place = Pick<Touch, 'clientX' | 'clientY'>;

/** The place of what is no click, by what lies there, innermost first. */
export const spotAt = (
  path: readonly Element[],
  { clientX: x, clientY: y }: Place,
  pointer: Spot['pointer'],
): Omit<Spot, 'click'> => {
  const control = path.find(isControl);
  const { element, key, index, keyRule } = keyOf(control ?? (path[0] as Element)) as NamedElement & {
    element: Element;
  };
  return { key, index, keyRule, ...placeOn(element, !!control, path, x, y), pointer };
};

/** Least confidence of an event: half of what counts, so that a rule of another version finds what this one doubted. */
export const LEAST = 0.25;
