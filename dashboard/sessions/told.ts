/** What an event tells, and the small words that it is told in. */
import type { Json } from '@watchglass/contract';

/** An event in words. */
export interface Told {
  /** What it is about; '' when the kind says it all. */
  readonly title: string;
  readonly notes: readonly string[];
  readonly values: readonly (readonly [string, string])[];
  /** A stack; '' when there is none. */
  readonly trace: string;
}

/** Longest value shown; all of it is in the export. */
const VALUE_CHARS = 200;

function valueText(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > VALUE_CHARS ? `${text.slice(0, VALUE_CHARS)} …` : text;
}

/** Named values of a bag. */
export const valuesOf = (bag: Readonly<Record<string, Json>> | undefined): [string, string][] =>
  Object.entries(bag ?? {}).map(([name, value]) => [name, valueText(value)]);

/** What is told, without the notes that say nothing. */
export const told = ({ notes = [], ...part }: Partial<Told>): Told => ({
  title: '',
  values: [],
  trace: '',
  ...part,
  notes: notes.filter((note) => note !== ''),
});

/** An element as people know it: its label, or its key where it has none. */
export const elementName = ({ label = '', key }: { readonly label?: string; readonly key: string }): string =>
  label === '' ? key : label;
