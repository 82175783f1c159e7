/** What broke, the most people first; and beside it, in a bin that can be looked into, what is nobody's bug. */
import type { ErrorBin, ErrorsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Install } from '../collector/Install.tsx';
import { paramsOf } from '../sessions/filters.ts';
import { StartButtons } from '../shell/DataMenu.tsx';
import { Definition } from '../shell/Definition.tsx';
import { useDesk } from '../shell/desk.ts';
import { count, counted } from '../shell/format.ts';
import { AlertIcon, CheckIcon } from '../shell/icons.tsx';
import { Page, Panel } from '../shell/Page.tsx';
import { type Range, rangeInWords } from '../shell/range.ts';
import { Empty, Failure, Waiting } from '../shell/states.tsx';
import { useLink } from '../shell/urlState.ts';
import { useQuery } from '../shell/useQuery.ts';
import { meanings } from '../shell/words.ts';
import type { DataSource } from '../source/source.ts';
import { ErrorTable } from './ErrorTable.tsx';
import { ErrorsPicture } from './picture.tsx';

function Headline({ answer, range }: { readonly answer: ErrorsAnswer; readonly range: Range }): JSX.Element {
  const link = useLink();
  const { errors, noise } = answer;
  return (
    <div class="answer-space" data-testid="errors-headline">
      <p class="answer">
        {errors.count === 0 ? (
          <>No errors {rangeInWords(range)}</>
        ) : (
          <>
            <strong class="bad">
              {counted(errors.count, 'error')}
              <AlertIcon />
            </strong>{' '}
            in{' '}
            <a href={link('/sessions', paramsOf({ event: { kind: 'error', isNoise: false } }))}>
              {counted(errors.sessions, 'session')}
            </a>{' '}
            {rangeInWords(range)}
          </>
        )}
      </p>
      <p class="muted">
        {counted(errors.list.length, 'kind')} of errors by type and message
        {noise.count > 0 && `; ${count(noise.count)} more that are nobody’s bug`}
      </p>
    </div>
  );
}

/** Noise: closed at first, with its sums in sight. */
function NoiseBin({ bin, timeZone }: { readonly bin: ErrorBin; readonly timeZone: string }): JSX.Element {
  const link = useLink();
  return (
    <Panel
      title={<Definition meaning={meanings.noise}>Noise</Definition>}
      note={
        bin.count === 0 ? (
          'Nothing of it in this time.'
        ) : (
          <>
            {counted(bin.count, 'error')} in{' '}
            <a
              href={link('/sessions', paramsOf({ event: { kind: 'error', isNoise: true } }))}
              data-testid="noise-sessions"
            >
              {counted(bin.sessions, 'session')}
            </a>
            , counted in no other number of this page.
          </>
        )
      }
      class="list-panel"
    >
      {bin.count > 0 && (
        <details data-testid="noise">
          <summary>Show {counted(bin.list.length, 'kind')} of noise</summary>
          <ErrorTable list={bin.list} timeZone={timeZone} />
        </details>
      )}
    </Panel>
  );
}

/** Errors. */
export function ErrorsPage({ source }: { readonly source: DataSource }): JSX.Element {
  const desk = useDesk();
  const query = useQuery(source, (scope, signal) => source.errors(scope, signal), []);
  const { data, range, known, scope } = query;
  const isFilling = desk.busy.value !== '' && (desk.state.value?.events ?? 0) === 0;
  const hasNothing = data !== undefined && data.errors.count + data.noise.count === 0;
  return (
    <Page title="Errors" queries={[query]}>
      {query.error !== '' && <Failure what="The list of errors" sentence={query.error} retry={query.retry} />}
      {(data === undefined && query.error === '') || isFilling || (hasNothing && known === undefined) ? (
        <Waiting class="overview" panels={[{ height: 40, lines: 6 }]} />
      ) : data === undefined || scope === undefined ? null : hasNothing && known === 0 ? (
        <Empty title="No errors yet" picture={<ErrorsPicture />}>
          <p>
            This page will list what broke for your visitors: uncaught errors, unhandled rejections and those that your
            site reports, by how many sessions each of them hit.
          </p>
          <StartButtons />
          <Install />
        </Empty>
      ) : (
        <div class="overview" data-stale={query.isStale || undefined}>
          <Headline answer={data} range={range} />
          <Panel
            title="Errors"
            note="Those that hit the most sessions first. A number of sessions opens them; the latest one is the sample."
            class="list-panel"
          >
            {data.errors.list.length === 0 ? (
              <p class="all-well" data-testid="no-errors">
                <CheckIcon /> No errors in this time.
              </p>
            ) : (
              <ErrorTable list={data.errors.list} timeZone={scope.timeZone} />
            )}
          </Panel>
          <NoiseBin bin={data.noise} timeZone={scope.timeZone} />
        </div>
      )}
    </Page>
  );
}
