/** Rows of forms to their answer: fields go to their form. */
import { shareOf } from '../quantile.ts';
import type { FieldRow, Form, FormRow, FormsAnswer, FormsRow } from './shape.ts';

/** Puts fields to their forms; see {@link FormsAnswer}. */
export function foldForms(rows: readonly FormsRow[]): FormsAnswer {
  const forms = rows.flatMap(({ row, ...rest }) => (row === 'form' ? [rest as FormRow] : []));
  const fields = rows.flatMap(({ row, ...rest }) => (row === 'field' ? [rest as FieldRow] : []));
  return {
    forms: forms.map((one) => ({
      ...one,
      submitShare: shareOf(one.submits, one.starts),
      fields: fields
        .filter(({ page, form, formIndex }) => page === one.page && form === one.key && formIndex === one.index)
        .map((field) => fieldOf(field, one)),
    })),
  };
}

function fieldOf(row: FieldRow, { abandons }: FormRow): Form['fields'][number] {
  const { page: _, form: __, formIndex: ___, ...field } = row;
  return { ...field, abandonShare: shareOf(field.abandons, abandons) };
}
