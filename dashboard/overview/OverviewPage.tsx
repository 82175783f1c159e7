/** The first page: what happened, in one sentence, then in numbers, over time, by page and by error. */
import type { OverviewAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { SumPanel } from '../ledger/SumPanel.tsx';
import { Answered } from '../shell/Answered.tsx';
import { useDesk } from '../shell/desk.ts';
import { Nothing } from '../shell/Nothing.tsx';
import { Page } from '../shell/Page.tsx';
import { rangeInWords } from '../shell/range.ts';
import { Failure } from '../shell/states.tsx';
import { useLink } from '../shell/urlState.ts';
import { useQuery } from '../shell/useQuery.ts';
import type { DataSource } from '../source/source.ts';
import { ErrorsPanel } from './ErrorsPanel.tsx';
import { Headline } from './Headline.tsx';
import { PagesPanel } from './PagesPanel.tsx';
import { OverviewPicture } from './picture.tsx';
import { Stats } from './Stats.tsx';
import { TimePanel } from './TimePanel.tsx';

const isNothing = (answer: OverviewAnswer): boolean =>
  answer.pageViews + answer.sessions + answer.clicks + answer.errors === 0;

/** The overview. */
export function OverviewPage({ source }: { readonly source: DataSource }): JSX.Element {
  const query = useQuery(source, (scope, signal) => source.overview(scope, signal), []);
  const balance = useQuery(source, (scope, signal) => source.ledger({ ...scope, now: Date.now() }, signal), []);
  const desk = useDesk();
  const link = useLink();
  const { range } = query;
  const error = query.error || balance.error;
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
      <Answered
        class="overview"
        query={query}
        isStale={query.isStale || balance.isStale}
        isNothing={isNothing}
        panels={[{ height: 64 }, { height: 288 }, { height: 32, lines: 5 }]}
        nothing={(known) => (
          <Nothing
            known={known}
            here={`Nothing happened ${rangeInWords(range)}`}
            yet="No visits yet"
            picture={<OverviewPicture />}
          >
            This page will answer the daily questions: how many people came, what they looked at, and what broke for
            them. Click around on a page that carries the Watchglass tag and it fills as you watch.
            {desk.isOwn && ' Or start with visits that we recorded.'}
          </Nothing>
        )}
      >
        {(answer, scope) => (
          <>
            <Headline answer={answer} range={range} lastAt={desk.state.value?.lastAt ?? 0} />
            <Stats answer={answer} ledger={balance.data} />
            <TimePanel answer={answer} scope={scope} />
            <div class="overview-tables">
              <PagesPanel answer={answer} />
              <ErrorsPanel answer={answer} />
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
          </>
        )}
      </Answered>
    </Page>
  );
}
