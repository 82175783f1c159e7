/** How forms go: who began, who sent, and in which field the others gave up. */
import type { FormsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Answered } from '../shell/Answered.tsx';
import { counted, percent, shortPage } from '../shell/format.ts';
import { Nothing } from '../shell/Nothing.tsx';
import { Page } from '../shell/Page.tsx';
import { type Range, rangeInWords } from '../shell/range.ts';
import { Failure } from '../shell/states.tsx';
import { useUrlState } from '../shell/urlState.ts';
import { useQuery } from '../shell/useQuery.ts';
import type { DataSource } from '../source/source.ts';
import { FieldsPanel } from './FieldsPanel.tsx';
import { FormTable } from './FormTable.tsx';
import { formName, idOf, worstField } from './names.ts';
import { FormsPicture } from './picture.tsx';

/** The form that loses the most people, in one sentence. */
function Headline({ answer, range }: { readonly answer: FormsAnswer; readonly range: Range }): JSX.Element {
  const [starts, submits] = answer.forms.reduce(
    ([all, sent], form) => [all + form.starts, sent + form.submits],
    [0, 0],
  );
  const worst = [...answer.forms].sort((a, b) => b.abandons - a.abandons)[0];
  const field = worst && worstField(worst);
  return (
    <div class="answer-space" data-testid="forms-headline">
      <p class="answer">
        <strong>{percent(submits / starts)}</strong> of forms that were begun were sent {rangeInWords(range)}
      </p>
      <p class="muted">
        {worst && worst.abandons > 0
          ? `Most were given up in “${formName(worst)}”${field ? `, there most often in “${formName(field)}”` : ''}: ${counted(worst.abandons, 'time')}`
          : 'Nobody gave up.'}
      </p>
    </div>
  );
}

/** Forms, and one of them field by field. */
export function FormsPage({ source }: { readonly source: DataSource }): JSX.Element {
  const [wanted, setWanted] = useUrlState('form');
  const query = useQuery(source, (scope, signal) => source.forms(scope, signal), []);
  const { data, range } = query;
  const forms = data?.forms ?? [];
  const pages = forms.map(({ page }) => page);
  const form = forms.find((one) => idOf(one) === wanted) ?? forms[0];
  return (
    <Page
      title="Forms"
      queries={[query]}
      controls={
        form && (
          <label class="forms-picker">
            <span class="hidden">Form</span>
            <select
              class="field"
              data-testid="forms-form"
              data-focus="search"
              value={idOf(form)}
              onChange={(event) => setWanted(event.currentTarget.value)}
            >
              {forms.map((one) => (
                <option key={idOf(one)} value={idOf(one)}>
                  {formName(one)} · {shortPage(one.page, pages)}
                </option>
              ))}
            </select>
          </label>
        )
      }
    >
      {query.error !== '' && <Failure what="The list of forms" sentence={query.error} retry={query.retry} />}
      <Answered
        class="overview"
        query={query}
        isNothing={(answer) => answer.forms.length === 0}
        panels={[
          { height: 40, lines: 3 },
          { height: 40, lines: 5 },
        ]}
        nothing={(known) => (
          <Nothing
            known={known}
            here={`No form was begun ${rangeInWords(range)}`}
            yet="No forms yet"
            picture={<FormsPicture />}
          >
            This page will show each form that somebody began: how many sent it, how long each field took, and where the
            others gave up. What people type is never captured.
          </Nothing>
        )}
      >
        {(answer) => (
          <>
            <Headline answer={answer} range={range} />
            <FormTable forms={answer.forms} chosen={form ? idOf(form) : ''} />
            {form && <FieldsPanel form={form} />}
          </>
        )}
      </Answered>
    </Page>
  );
}
