/** Sessions by an event in them: what a number of another page counted, so that it can lead to the sessions behind it. */
import { isCounted, type StoredEvent, type ViewportClass, viewportClass } from '@watchglass/contract';
import type { StoredOf } from '../insight.ts';

/** Kinds whose numbers lead to sessions. */
export const filteredKinds = ['rage_click', 'dead_click', 'error_click', 'form', 'error', 'request'] as const;

/** Texts and numbers of an event that are compared as they are; an event without such a field is none of those asked for. */
export const filteredFields = {
  texts: ['page', 'key', 'type', 'message', 'noise', 'method', 'target', 'failure', 'outcome', 'lastKey'],
  numbers: ['index', 'status', 'lastIndex'],
} as const;

type Texts = (typeof filteredFields.texts)[number];
type Numbers = (typeof filteredFields.numbers)[number];

/** An event of a kind (of judged clicks one that counts), and what it has to be equal to. What is left out lets all pass. */
export interface EventFilter
  extends Readonly<Partial<Record<Texts, string | undefined>>>,
    Readonly<Partial<Record<Numbers, number | undefined>>> {
  readonly kind: (typeof filteredKinds)[number];
  /** Size of the screen on which it happened. */
  readonly viewport?: ViewportClass | undefined;
  /** Errors that are somebody's bug (false), or nobody's (true), whatever their class. */
  readonly isNoise?: boolean | undefined;
  /** Forms in which somebody was in this field. */
  readonly field?: { readonly key: string; readonly index: number } | undefined;
}

const names: readonly (Texts | Numbers)[] = [...filteredFields.texts, ...filteredFields.numbers];

const hasField = ({ fields }: StoredOf<'form'>, { key, index }: NonNullable<EventFilter['field']>): boolean =>
  fields.some((one) => one.key === key && one.index === index);

/** Whether an event is what is asked for. */
export function isFiltered(event: StoredEvent, filter: EventFilter): boolean {
  const { kind, viewport, isNoise, field } = filter;
  if (event.kind !== kind || ('confidence' in event && !isCounted(event))) return false;
  const own = event as unknown as Readonly<Record<string, unknown>>;
  return (
    names.every((name) => filter[name] === undefined || own[name] === filter[name]) &&
    (viewport === undefined || ('viewportWidth' in event && viewportClass(event.viewportWidth) === viewport)) &&
    (isNoise === undefined || (event.kind === 'error' && (event.noise !== '') === isNoise)) &&
    (field === undefined || (event.kind === 'form' && hasField(event, field)))
  );
}
