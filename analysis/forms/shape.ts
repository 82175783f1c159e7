/** Rows and answer of the forms. */
import type { Scope } from '../insight.ts';

/** Forms of which page. */
export interface FormsInput extends Scope {
  /** Left out: of all of them. */
  readonly page?: string | undefined;
}

/** One form. */
export interface FormRow {
  readonly page: string;
  readonly key: string;
  readonly index: number;
  /** As of its latest event. */
  readonly label: string;
  /** Times somebody began to fill it in: each of them ended, submitted or abandoned. */
  readonly starts: number;
  readonly submits: number;
  readonly abandons: number;
  readonly sessions: number;
}

/** One field of a form. */
export interface FieldRow {
  /** The form that it belongs to, and the page of that. */
  readonly page: string;
  readonly form: string;
  readonly formIndex: number;
  readonly key: string;
  readonly index: number;
  /** As of its latest event. */
  readonly label: string;
  readonly role: string;
  /** Starts of the form in which somebody was in the field. */
  readonly visits: number;
  /** Median time in the field per visit, ms. */
  readonly medianFocusMs: number;
  readonly edits: number;
  readonly reentries: number;
  readonly invalid: number;
  /** Starts that were abandoned in this field. */
  readonly abandons: number;
  /** Place in the order in which fields are visited, from 1: the mean of its visits. */
  readonly place: number;
}

/**
 * Forms, most begun first (ties by page, key, then index); then fields by form (page, key, index) and, inside of it, by place (ties by
 * key, then index).
 */
export type FormsRow = ({ readonly row: 'form' } & FormRow) | ({ readonly row: 'field' } & FieldRow);

/** A form with its fields. */
export interface Form extends FormRow {
  /** submits / starts, 0..1. */
  readonly submitShare: number;
  /** In the order in which they are visited. `abandonShare` is of the form's abandons, 0..1. */
  readonly fields: readonly (Omit<FieldRow, 'page' | 'form' | 'formIndex'> & { readonly abandonShare: number })[];
}

/** Forms, most begun first. */
export interface FormsAnswer {
  readonly forms: readonly Form[];
}
