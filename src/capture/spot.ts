/** Where a click was, for events that are about it. */
import type { BodyOf, EventOf } from '@watchglass/contract';

type Spot = Omit<BodyOf<'rage_click'>, 'rule' | 'confidence' | 'features'>;

/** The place of a click, and its id. */
export const spotOf = (event: EventOf<'click'>): Spot => {
  const { key, index, keyRule, role, label, ex, ey, pageX, pageY, fixed, viewportWidth, pointer, id } = event;
  return { key, index, keyRule, role, label, ex, ey, pageX, pageY, fixed, viewportWidth, pointer, click: id };
};

/** Least confidence of an event: half of what counts, so that a rule of another version finds what this one doubted. */
export const LEAST = 0.25;
