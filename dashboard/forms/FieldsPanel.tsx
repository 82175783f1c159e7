/** One form field by field, in the order in which people come to them: where time goes, and where people give up. */
import type { Form } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { BarCell, type Column, NumberCell, Table } from '../shell/Columns.tsx';
import { count, counted, duration, percent } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { meanings } from '../shell/words.ts';
import { FormSessions } from './FormTable.tsx';
import { formName } from './names.ts';

const columns: readonly Column[] = [
  { name: 'Field' },
  { name: 'Visits', meaning: 'Starts of the form in which somebody was in the field.', isNumber: true },
  { name: 'Time', meaning: `Time in the field. ${meanings.median}`, isNumber: true },
  { name: 'Came back', meaning: meanings.reentries, isNumber: true, isWide: true },
  { name: 'Refused', meaning: meanings.invalid, isNumber: true, isWide: true },
  { name: 'Gave up', meaning: meanings.gaveUp, isNumber: true },
];

/** The panel. */
export function FieldsPanel({ form }: { readonly form: Form }): JSX.Element {
  const { page, key, index, fields } = form;
  const most = Math.max(1, ...fields.map(({ visits }) => visits));
  const mostEnds = Math.max(1, ...fields.map(({ abandons }) => abandons));
  const elsewhere = form.abandons - fields.reduce((sum, { abandons }) => sum + abandons, 0);
  return (
    <Panel
      title={`“${formName(form)}”, field by field`}
      note="In the order in which people come to the fields. What they type is never captured."
      class="list-panel"
    >
      <Table class="list-table forms-fields" id="fields" columns={columns}>
        {fields.map((field) => {
          const name = formName(field);
          const own = { page, key, index };
          return (
            <tr key={`${field.index} ${field.key}`} data-testid="field-row" data-key={field.key}>
              <BarCell share={field.visits / most} title={field.key}>
                <span class="forms-name">{name}</span>
                <span class="forms-about">{field.role}</span>
              </BarCell>
              <NumberCell id="field-visits">
                <FormSessions
                  value={field.visits}
                  filter={{ ...own, field: { key: field.key, index: field.index } }}
                  name={`visits of ${name}: their sessions`}
                />
              </NumberCell>
              <NumberCell id="field-time">{duration(field.medianFocusMs)}</NumberCell>
              <NumberCell id="field-reentries" isWide>
                {count(field.reentries)}
              </NumberCell>
              <NumberCell id="field-invalid" isWide>
                {count(field.invalid)}
              </NumberCell>
              <NumberCell id="field-abandons" class={field.abandons > 0 ? 'bad' : ''}>
                <FormSessions
                  value={field.abandons}
                  filter={{ ...own, outcome: 'abandoned', lastKey: field.key, lastIndex: field.index }}
                  name={`gave up in ${name}: their sessions`}
                />
                {field.abandons > 0 && (
                  <span class="forms-ends">
                    <span class="small muted">{percent(field.abandonShare)}</span>
                    <span
                      class="forms-end"
                      aria-hidden="true"
                      style={{ width: `${(56 * field.abandons) / mostEnds}px` }}
                    />
                  </span>
                )}
              </NumberCell>
            </tr>
          );
        })}
      </Table>
      {elsewhere > 0 && (
        <p class="panel-note forms-elsewhere">{counted(elsewhere, 'time')} it was given up outside of these fields.</p>
      )}
    </Panel>
  );
}
