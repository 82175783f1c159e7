/** Forms as rows: a form opens its fields, each number the sessions behind it. */
import type { EventFilter, Form } from '@watchglass/analysis';
import type { ComponentChildren, JSX } from 'preact';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { Breakable } from '../shell/Breakable.tsx';
import { BarCell, type Column, NumberCell, Table } from '../shell/Columns.tsx';
import { count, percent, shortPage } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { useLink } from '../shell/urlState.ts';
import { meanings } from '../shell/words.ts';
import { formName, idOf } from './names.ts';

const columns: readonly Column[] = [
  { name: 'Form' },
  { name: 'Began', meaning: meanings.starts, isNumber: true },
  { name: 'Sent', meaning: meanings.submits, isNumber: true },
  { name: 'Gave up', meaning: meanings.abandons, isNumber: true },
  { name: 'Share sent', isNumber: true },
  { name: 'Sessions', isNumber: true, isWide: true },
];

/** A count of forms as the way to their sessions; a quiet zero when there are none. */
export function FormSessions({
  value,
  filter,
  name,
  children,
}: {
  readonly value: number;
  readonly filter: Omit<EventFilter, 'kind'>;
  /** What is counted, for screen readers. */
  readonly name: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  if (value === 0) return <span class="muted">{count(0)}</span>;
  return (
    <SessionsLink filters={{ event: { kind: 'form', ...filter } }} label={`${count(value)} ${name}`}>
      {count(value)}
      {children}
    </SessionsLink>
  );
}

/** The table. */
export function FormTable({
  forms,
  chosen,
}: {
  readonly forms: readonly Form[];
  /** Id of the form whose fields are shown. */
  readonly chosen: string;
}): JSX.Element {
  const link = useLink();
  const pages = forms.map(({ page }) => page);
  const most = Math.max(1, forms[0]?.starts ?? 0);
  return (
    <Panel
      title="Forms"
      note="A form shows its fields below; a number opens the sessions behind it."
      class="list-panel"
    >
      <Table class="list-table forms-table" columns={columns}>
        {forms.map((form) => {
          const { page, key, index } = form;
          const own = { page, key, index };
          const name = formName(form);
          return (
            <tr
              key={idOf(form)}
              data-testid="form-row"
              data-key={key}
              data-page={page}
              data-chosen={idOf(form) === chosen || undefined}
            >
              <BarCell share={form.starts / most} title={`${key} on ${page}`}>
                <a href={link('/forms', { form: idOf(form) })} aria-current={idOf(form) === chosen || undefined}>
                  <Breakable text={name} />
                </a>
                <span class="forms-about">
                  <Breakable text={shortPage(page, pages)} />
                </span>
              </BarCell>
              <NumberCell id="form-starts">
                <FormSessions value={form.starts} filter={own} name={`began ${name}: their sessions`} />
              </NumberCell>
              <NumberCell id="form-submits">
                <FormSessions
                  value={form.submits}
                  filter={{ ...own, outcome: 'submitted' }}
                  name={`sent ${name}: their sessions`}
                />
              </NumberCell>
              <NumberCell id="form-abandons" class={form.abandons > 0 ? 'bad' : ''}>
                <FormSessions
                  value={form.abandons}
                  filter={{ ...own, outcome: 'abandoned' }}
                  name={`gave up ${name}: their sessions`}
                />
              </NumberCell>
              <NumberCell id="form-share">{percent(form.submitShare)}</NumberCell>
              <NumberCell id="form-sessions" isWide>
                <FormSessions value={form.sessions} filter={own} name={`sessions with ${name}`} />
              </NumberCell>
            </tr>
          );
        })}
      </Table>
    </Panel>
  );
}
