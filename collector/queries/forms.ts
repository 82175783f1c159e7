/** Rows of the forms. */
import type { FieldRow, FormRow, FormsInput, FormsRow } from '@watchglass/analysis';
import type { Statement } from '../types.ts';
import { type Audience, ofScope, type Query, scopeParams } from './query.ts';

const ofForms = `${ofScope} AND (NOT {hasPage:Bool} OR page = {page:String}) AND kind = 'form'`;

const FORMS = `SELECT
    page,
    key,
    \`index\`,
    argMax(label, (time, id)) AS lastLabel,
    count() AS starts,
    countIf(outcome = 'submitted') AS submits,
    starts - submits AS abandons,
    uniqExact(session) AS sessions
  FROM events WHERE ${ofForms}
  GROUP BY page, key, \`index\` ORDER BY starts DESC, page, key, \`index\``;

// of a field that is in a list twice the first counts for what it is called
const FIELDS = `SELECT
    page,
    form,
    formIndex,
    one.1 AS ofKey,
    one.2 AS ofIndex,
    argMax(one.4, (time, id, -nth)) AS lastLabel,
    argMax(one.3, (time, id, -nth)) AS lastRole,
    count() AS visits,
    quantileExactInclusive(0.5)(one.5) AS medianFocusMs,
    sum(one.6) AS edits,
    sum(one.7) AS reentries,
    sum(one.8) AS invalid,
    countIf(outcome = 'abandoned' AND lastKey = one.1 AND lastIndex = one.2) AS abandons,
    sum(nth) / count() AS place
  FROM (
    SELECT
      page,
      key AS form,
      \`index\` AS formIndex,
      time,
      id,
      outcome,
      lastKey,
      lastIndex,
      arrayJoin(arrayZip(fields, arrayEnumerate(fields))) AS pair,
      pair.1 AS one,
      toInt64(pair.2) AS nth
    FROM events WHERE ${ofForms}
  ) GROUP BY page, form, formIndex, ofKey, ofIndex ORDER BY page, form, formIndex, place, ofKey, ofIndex`;

const paramsOf = (audience: Audience, input: FormsInput): Statement['params'] => ({
  ...scopeParams(audience, input),
  hasPage: input.page !== undefined,
  page: input.page ?? '',
});

type Form = Omit<FormRow, 'label'> & { readonly lastLabel: string };
type Field = Omit<FieldRow, 'key' | 'index' | 'label' | 'role'> & {
  readonly ofKey: string;
  readonly ofIndex: number;
  readonly lastLabel: string;
  readonly lastRole: string;
};

/** See `forms` of analysis. */
export const formsRows: Query<FormsInput, FormsRow> = async (ask, audience, input) => {
  const params = paramsOf(audience, input);
  const [forms, fields] = await Promise.all([ask<Form>({ sql: FORMS, params }), ask<Field>({ sql: FIELDS, params })]);
  return [
    ...forms.map(({ lastLabel, ...row }) => ({ row: 'form' as const, ...row, label: lastLabel })),
    ...fields.map(({ ofKey, ofIndex, lastLabel, lastRole, ...row }) => ({
      row: 'field' as const,
      ...row,
      key: ofKey,
      index: ofIndex,
      label: lastLabel,
      role: lastRole,
    })),
  ];
};
