/** The first page: what happened, in one sentence, then in numbers, over time, by page and by error. */
import type { OverviewAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Install } from '../collector/Install.tsx';
import { SumPanel } from '../ledger/SumPanel.tsx';
import { StartButtons } from '../shell/DataMenu.tsx';
import { useDesk } from '../shell/desk.ts';
import { OtherTimes } from '../shell/OtherTimes.tsx';
import { Page } from '../shell/Page.tsx';
import { rangeInWords } from '../shell/range.ts';
import { Empty, Failure, Waiting } from '../shell/states.tsx';
import { useLink } from '../shell/urlState.ts';
import { type Query, useQuery } from '../shell/useQuery.ts';
import type { DataSource } from '../source/source.ts';
import { ErrorsPanel } from './ErrorsPanel.tsx';
import { Headline } from './Headline.tsx';
import { PagesPanel } from './PagesPanel.tsx';
import { OverviewPicture } from './picture.tsx';
import { Stats } from './Stats.tsx';
import { TimePanel } from './TimePanel.tsx';

const isNothing = (answer: OverviewAnswer): boolean =>
  answer.pageViews + answer.sessions + answer.clicks + answer.errors === 0;

function Nothing({ range, known = 0 }: Pick<Query<OverviewAnswer>, 'range' | 'known'>): JSX.Element {
  const desk = useDesk();
  if (known > 0)
    return (
      <Empty title={`Nothing happened ${rangeInWords(range)}`} picture={<OverviewPicture />}>
        <OtherTimes />
      </Empty>
    );
  return (
    <Empty title="No visits yet" picture={<OverviewPicture />}>
      <p>
        This page will answer the daily questions: how many people came, what they looked at, and what broke for them.
        Click around on a page that carries the Watchglass tag and it fills as you watch.
        {desk.isOwn && ' Or start with visits that we recorded.'}
      </p>
      <StartButtons />
      <Install />
    </Empty>
  );
}

/** The overview. */
export function OverviewPage({ source }: { readonly source: DataSource }): JSX.Element {
  const query = useQuery(source, (scope, signal) => source.overview(scope, signal), []);
  const balance = useQuery(source, (scope, signal) => source.ledger({ ...scope, now: Date.now() }, signal), []);
  const desk = useDesk();
  const link = useLink();
  const { data, scope, range, known } = query;
  const error = query.error || balance.error;
  const isFilling = desk.busy.value !== '' && (desk.state.value?.events ?? 0) === 0;
  return (
    <Page title="Overview" queries={[query, balance]}>
      {error !== '' && (
        <Failure
          what={query.error === '' ? 'The ledger' : 'The overview'}
          sentence={error}
          retry={() => {
            query.retry();
            balance.retry();
          }}
        />
      )}
      {(data === undefined && query.error === '') || isFilling || (data && isNothing(data) && known === undefined) ? (
        <Waiting class="overview" panels={[{ height: 64 }, { height: 288 }, { height: 32, lines: 5 }]} />
      ) : data === undefined || scope === undefined ? null : isNothing(data) ? (
        <div data-stale={query.isStale || undefined}>
          <Nothing range={range} known={known} />
        </div>
      ) : (
        <div class="overview" data-stale={query.isStale || balance.isStale || undefined}>
          <Headline answer={data} range={range} lastAt={desk.state.value?.lastAt ?? 0} />
          <Stats answer={data} ledger={balance.data} />
          <TimePanel answer={data} scope={scope} />
          <div class="overview-tables">
            <PagesPanel answer={data} />
            <ErrorsPanel answer={data} />
          </div>
          {balance.data && (
            <SumPanel
              answer={balance.data}
              timeZone={scope.timeZone}
              controls={
                <a class="button" href={link('/ledger')}>
                  By day, release and browser
                </a>
              }
            />
          )}
        </div>
      )}
    </Page>
  );
}
