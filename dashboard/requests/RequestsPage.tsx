/** What the page asked servers for and did not get, or got late: the most people first. */
import type { RequestsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { counted } from '../shell/format.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { ListPage } from '../shell/ListPage.tsx';
import { type Range, rangeInWords } from '../shell/range.ts';
import { useQuery } from '../shell/useQuery.ts';
import type { DataSource } from '../source/source.ts';
import { RequestTable } from './RequestTable.tsx';

function Headline({ answer, range }: { readonly answer: RequestsAnswer; readonly range: Range }): JSX.Element {
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
            {counted(failed, 'request')}{' '}
            <span class="answer-end">
              failed
              <AlertIcon />
            </span>
          </strong>
        )}{' '}
        {rangeInWords(range)}
      </p>
      <p class="muted">
        {slow === 0 ? 'none was slow' : `${counted(slow, 'request')} took more than 3 s`} ·{' '}
        <SessionsLink filters={{ event: { kind: 'request' } }}>sessions with either</SessionsLink>
      </p>
    </div>
  );
}

/** Requests. */
export function RequestsPage({ source }: { readonly source: DataSource }): JSX.Element {
  const query = useQuery(source, (scope, signal) => source.requests(scope, signal), []);
  return (
    <ListPage
      title="Requests"
      query={query}
      isNothing={({ requests }) => requests.length === 0}
      promise="This page will list requests of your pages that failed or took more than 3 seconds: what was asked for, why it failed, and how many sessions it hit."
      headline={(answer, range) => <Headline answer={answer} range={range} />}
      listTitle="Failed and slow requests"
      list={({ requests }, timeZone) =>
        requests.length === 0 ? undefined : <RequestTable list={requests} timeZone={timeZone} />
      }
      allWell="Every request that was watched was answered, and in time."
    />
  );
}
