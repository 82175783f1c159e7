/** How forms go: who began, who sent, and in which field the others gave up. */
import type { FormsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Install } from '../collector/Install.tsx';
import { StartButtons } from '../shell/DataMenu.tsx';
import { useDesk } from '../shell/desk.ts';
import { counted, percent, shortPage } from '../shell/format.ts';
import { OtherTimes } from '../shell/OtherTimes.tsx';
import { Page } from '../shell/Page.tsx';
import { type Range, rangeInWords } from '../shell/range.ts';
import { Empty, Failure, Waiting } from '../shell/states.tsx';
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

function Nothing({ range, known = 0 }: { readonly range: Range; readonly known: number | undefined }): JSX.Element {
  if (known > 0)
    return (
      <Empty title={`No form was begun ${rangeInWords(range)}`} picture={<FormsPicture />}>
        <OtherTimes />
      </Empty>
    );
  return (
    <Empty title="No forms yet" picture={<FormsPicture />}>
      <p>
        This page will show each form that somebody began: how many sent it, how long each field took, and where the
        others gave up. What people type is never captured.
      </p>
      <StartButtons />
      <Install />
    </Empty>
  );
}

/** Forms, and one of them field by field. */
export function FormsPage({ source }: { readonly source: DataSource }): JSX.Element {
  const desk = useDesk();
  const [wanted, setWanted] = useUrlState('form');
  const query = useQuery(source, (scope, signal) => source.forms(scope, signal), []);
  const { data, range, known } = query;
  const isFilling = desk.busy.value !== '' && (desk.state.value?.events ?? 0) === 0;
  const hasNothing = data?.forms.length === 0;
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
      {(data === undefined && query.error === '') || isFilling || (hasNothing && known === undefined) ? (
        <Waiting
          class="overview"
          panels={[
            { height: 40, lines: 3 },
            { height: 40, lines: 5 },
          ]}
        />
      ) : data === undefined ? null : form === undefined ? (
        <div data-stale={query.isStale || undefined}>
          <Nothing range={range} known={known} />
        </div>
      ) : (
        <div class="overview" data-stale={query.isStale || undefined}>
          <Headline answer={data} range={range} />
          <FormTable forms={forms} chosen={idOf(form)} />
          <FieldsPanel form={form} />
        </div>
      )}
    </Page>
  );
}
