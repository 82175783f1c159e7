/** Fields of forms. */
import { groupsBy } from '../groups.ts';
import { byTime, type StoredOf } from '../insight.ts';
import { byText } from '../order.ts';
import { quantile } from '../quantile.ts';
import type { FieldRow } from './shape.ts';

type FormEvent = StoredOf<'form'>;
type Field = FormEvent['fields'][number];

/** A field in one event, and its place there, from 1. */
interface Visit {
  readonly event: FormEvent;
  readonly field: Field;
  readonly place: number;
}

/** Fields of each group of events of one form. */
export function fieldRows(forms: readonly (readonly FormEvent[])[]): ({ readonly row: 'field' } & FieldRow)[] {
  const rows = forms.flatMap((events) => {
    const visits = events.flatMap((event) => event.fields.map((field, at): Visit => ({ event, field, place: at + 1 })));
    return [...groupsBy(visits, ({ field }) => `${field.index} ${field.key}`).values()].map(rowOf);
  });
  return rows.sort(
    (a, b) =>
      byText(a.page, b.page) ||
      byText(a.form, b.form) ||
      a.formIndex - b.formIndex ||
      a.place - b.place ||
      byText(a.key, b.key) ||
      a.index - b.index,
  );
}

const isEnd = ({ event, field }: Visit): boolean =>
  event.outcome === 'abandoned' && event.lastKey === field.key && event.lastIndex === field.index;

/** The later of two visits; in one event the first. */
const later = (a: Visit, b: Visit): Visit => (byTime(b.event, a.event) > 0 ? b : a);

function rowOf(visits: readonly Visit[]): { readonly row: 'field' } & FieldRow {
  const { event, field } = visits.reduce(later);
  const sum = (numberOf: (visit: Visit) => number): number => visits.reduce((all, one) => all + numberOf(one), 0);
  return {
    row: 'field',
    page: event.page,
    form: event.key,
    formIndex: event.index,
    key: field.key,
    index: field.index,
    label: field.label,
    role: field.role,
    visits: visits.length,
    medianFocusMs: quantile(
      visits.map((one) => one.field.focusMs),
      0.5,
    ) as number,
    edits: sum((one) => one.field.edits),
    reentries: sum((one) => one.field.reentries),
    invalid: sum((one) => one.field.invalid),
    abandons: visits.filter(isEnd).length,
    place: sum((one) => one.place) / visits.length,
  };
}
