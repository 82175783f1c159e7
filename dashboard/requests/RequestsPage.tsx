/** What the page asked servers for and did not get, or got late: the most people first. */
import type { RequestsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Install } from '../collector/Install.tsx';
import { ErrorsPicture } from '../errors/picture.tsx';
import { paramsOf } from '../sessions/filters.ts';
import { StartButtons } from '../shell/DataMenu.tsx';
import { useDesk } from '../shell/desk.ts';
import { counted } from '../shell/format.ts';
import { AlertIcon, CheckIcon } from '../shell/icons.tsx';
import { Page, Panel } from '../shell/Page.tsx';
import { type Range, rangeInWords } from '../shell/range.ts';
import { Empty, Failure, Waiting } from '../shell/states.tsx';
import { useLink } from '../shell/urlState.ts';
import { useQuery } from '../shell/useQuery.ts';
import type { DataSource } from '../source/source.ts';
import { RequestTable } from './RequestTable.tsx';

function Headline({ answer, range }: { readonly answer: RequestsAnswer; readonly range: Range }): JSX.Element {
  const link = useLink();
  const sum = (isSlow: boolean): number =>
    answer.requests.reduce((all, one) => all + ((one.failure === 'slow') === isSlow ? one.count : 0), 0);
  const [failed, slow] = [sum(false), sum(true)];
  return (
    <div class="answer-space" data-testid="requests-headline">
      <p class="answer">
        {failed === 0 ? (
          'No request failed'
        ) : (
          <strong class="bad">
            {counted(failed, 'request')} failed
            <AlertIcon />
          </strong>
        )}{' '}
        {rangeInWords(range)}
      </p>
      <p class="muted">
        {slow === 0 ? 'none was slow' : `${counted(slow, 'request')} took more than 3 s`} ·{' '}
        <a href={link('/sessions', paramsOf({ event: { kind: 'request' } }))}>sessions with either</a>
      </p>
    </div>
  );
}

/** Requests. */
export function RequestsPage({ source }: { readonly source: DataSource }): JSX.Element {
  const desk = useDesk();
  const query = useQuery(source, (scope, signal) => source.requests(scope, signal), []);
  const { data, range, known, scope } = query;
  const isFilling = desk.busy.value !== '' && (desk.state.value?.events ?? 0) === 0;
  const hasNothing = data?.requests.length === 0;
  return (
    <Page title="Requests" queries={[query]}>
      {query.error !== '' && <Failure what="The list of requests" sentence={query.error} retry={query.retry} />}
      {(data === undefined && query.error === '') || isFilling || (hasNothing && known === undefined) ? (
        <Waiting class="overview" panels={[{ height: 40, lines: 6 }]} />
      ) : data === undefined || scope === undefined ? null : hasNothing && known === 0 ? (
        <Empty title="No requests yet" picture={<ErrorsPicture />}>
          <p>
            This page will list requests of your pages that failed or took more than 3 seconds: what was asked for, why
            it failed, and how many sessions it hit.
          </p>
          <StartButtons />
          <Install />
        </Empty>
      ) : (
        <div class="overview" data-stale={query.isStale || undefined}>
          <Headline answer={data} range={range} />
          <Panel
            title="Failed and slow requests"
            note="Those that hit the most sessions first. A number of sessions opens them; the latest one is the sample."
            class="list-panel"
          >
            {hasNothing ? (
              <p class="all-well" data-testid="no-requests">
                <CheckIcon /> Every request that was watched was answered, and in time.
              </p>
            ) : (
              <RequestTable list={data.requests} timeZone={scope.timeZone} />
            )}
          </Panel>
        </div>
      )}
    </Page>
  );
}
