/** What an event tells, and the small words that it is told in. */
import type { StoredOf } from '@watchglass/analysis';
import type { Json, Kind } from '@watchglass/contract';

/** An event in words. */
export interface Told {
  /** What it is about, or what happened in one sentence; '' when the kind says it all. */
  readonly title: string;
  readonly notes: readonly string[];
  readonly values: readonly (readonly [string, string])[];
  /** What a rule saw, as it was stored: for whoever doubts the sentence. */
  readonly evidence: readonly (readonly [string, string])[];
  /** A stack; '' when there is none. */
  readonly trace: string;
}

/** Says what events of some kinds tell. */
export type Tellers<K extends Kind> = { readonly [P in K]: (event: StoredOf<P>) => Told };

/** Longest value shown; all of it is in the export. */
const VALUE_CHARS = 200;

/** A value as text, cut where it is too long to read. */
export function valueText(value: Json): string {
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
  evidence: [],
  trace: '',
  ...part,
  notes: notes.filter((note) => note !== ''),
});

/** An element as people know it: its label, or its key where it has none. */
export const elementName = ({ label = '', key }: { readonly label?: string; readonly key: string }): string =>
  label === '' ? key : label;

/** As {@link elementName}, set off from the sentence around it. */
export const quoted = (element: Parameters<typeof elementName>[0]): string => `“${elementName(element)}”`;

/** Page of an event or of another place as part of a sentence: without the host where both share one. */
export const pathOf = (page: string, from: string): string => {
  const hostOf = (of: string): string => of.slice(0, Math.max(0, of.indexOf('/')));
  return hostOf(page) !== '' && hostOf(page) === hostOf(from) ? page.slice(hostOf(page).length) : page;
};
