/** Forms: how many were begun and sent, and in which field the others ended. */
import { foldForms } from './forms/fold.ts';
import { fieldRows } from './forms/fields.ts';
import type { FormRow, FormsAnswer, FormsInput, FormsRow } from './forms/shape.ts';
import { byTime, type Insight, inScope, type StoredOf } from './insight.ts';
import { byText } from './order.ts';

export type * from './forms/shape.ts';

/** How forms went. */
export const forms: Insight<FormsInput, FormsRow, FormsAnswer> = {
  rows(events, input) {
    const groups = new Map<string, StoredOf<'form'>[]>();
    for (const event of inScope(events, input, ['form'])) {
      if (input.page !== undefined && event.page !== input.page) continue;
      const name = JSON.stringify([event.page, event.key, event.index]);
      const group = groups.get(name);
      if (group) group.push(event);
      else groups.set(name, [event]);
    }
    const found = [...groups.values()];
    const rows = found.map(formRow);
    rows.sort((a, b) => b.starts - a.starts || byText(a.page, b.page) || byText(a.key, b.key) || a.index - b.index);
    return [...rows, ...fieldRows(found)];
  },

  fold: foldForms,
};

function formRow(group: readonly StoredOf<'form'>[]): { readonly row: 'form' } & FormRow {
  const latest = group.reduce((found, one) => (byTime(one, found) > 0 ? one : found));
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
    sessions: new Set(group.map((one) => one.session)).size,
  };
}
