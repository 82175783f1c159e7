/** Forms: how many were begun and sent, and in which field the others ended. */
import { foldForms } from './forms/fold.ts';
import { fieldRows } from './forms/fields.ts';
import type { FormRow, FormsAnswer, FormsInput, FormsRow } from './forms/shape.ts';
import { groupsBy, latestOf, peopleOf } from './groups.ts';
import { type Insight, inScope, type StoredOf } from './insight.ts';
import { byText } from './order.ts';

export type * from './forms/shape.ts';

/** How forms went. */
export const forms: Insight<FormsInput, FormsRow, FormsAnswer> = {
  rows(events, input) {
    const all = inScope(events, input, ['form']);
    const asked = input.page === undefined ? all : all.filter(({ page }) => page === input.page);
    const found = [...groupsBy(asked, ({ page, key, index }) => JSON.stringify([page, key, index])).values()];
    const rows = found.map(formRow);
    rows.sort((a, b) => b.starts - a.starts || byText(a.page, b.page) || byText(a.key, b.key) || a.index - b.index);
    return [...rows, ...fieldRows(found)];
  },

  fold: foldForms,
};

function formRow(group: readonly StoredOf<'form'>[]): { readonly row: 'form' } & FormRow {
  const latest = latestOf(group);
  const submits = group.filter((one) => one.outcome === 'submitted').length;
  return {
    row: 'form',
    page: latest.page,
    key: latest.key,
    index: latest.index,
    label: latest.label,
    starts: group.length,
    submits,
    abandons: group.length - submits,
    sessions: peopleOf(group).sessions,
  };
}
