/** One session: who, when, and everything that happened, in order. */
import type { SessionAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Choice } from '../shell/Choice.tsx';
import { useDesk } from '../shell/desk.ts';
import { count, counted, dayAndTime, duration } from '../shell/format.ts';
import { AlertIcon, BackIcon, CheckIcon } from '../shell/icons.tsx';
import { Page, Panel } from '../shell/Page.tsx';
import { Empty, Failure, Waiting } from '../shell/states.tsx';
import { useLink, useUrlState } from '../shell/urlState.ts';
import { useQuery } from '../shell/useQuery.ts';
import type { DataSource } from '../source/source.ts';
import { EventList, firstErrorId } from './EventList.tsx';
import { shortId, whoOf } from './names.ts';
import { SessionsPicture } from './picture.tsx';
import { SessionsLink } from './SessionsLink.tsx';
import { isTrouble } from './trouble.ts';

function Headline({ answer }: { readonly answer: SessionAnswer }): JSX.Element {
  return (
    <p class="answer sessions-answer" data-testid="session-headline">
      <strong>{duration(answer.endedAt - answer.startedAt)}</strong>, {counted(answer.pageViews, 'page view')},{' '}
      {counted(answer.clicks, 'click')},{' '}
      {answer.errors === 0 ? (
        'no errors'
      ) : (
        <strong class="bad">
          {counted(answer.errors, 'error')}
          <AlertIcon />
        </strong>
      )}
    </p>
  );
}

function Facts({ answer }: { readonly answer: SessionAnswer }): JSX.Element {
  const { timeZone } = useDesk();
  return (
    <dl class="facts" data-testid="session-facts">
      <div>
        <dt>Began</dt>
        <dd>{dayAndTime(answer.startedAt, timeZone)}</dd>
      </div>
      <div>
        <dt>{answer.user === '' ? 'Visitor' : 'User'}</dt>
        <dd>
          {whoOf(answer)}{' '}
          <SessionsLink filters={{ visitor: answer.visitor }} id="visitor-sessions">
            All sessions of this visitor
          </SessionsLink>
        </dd>
      </div>
      <div>
        <dt>Release</dt>
        <dd>{answer.release === '' ? '–' : answer.release}</dd>
      </div>
    </dl>
  );
}

/** The page of a session. */
export function SessionPage({
  source,
  session,
}: {
  readonly source: DataSource;
  readonly session: string;
}): JSX.Element {
  const link = useLink();
  const { timeZone } = useDesk();
  const [shown, setShown] = useUrlState('show', 'all');
  const isOnlyTrouble = shown === 'trouble';
  const query = useQuery(source, (_, signal) => source.session({ session }, signal), [session]);
  const { data } = query;
  const toFirstError = (): void => {
    const row = document.getElementById(firstErrorId);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  };
  return (
    <Page
      title={`Session ${shortId(session)}`}
      queries={[query]}
      controls={
        <>
          {data !== undefined && data.errors > 0 && (
            <button type="button" class="button" data-testid="first-error" onClick={toFirstError}>
              <AlertIcon />
              First error
            </button>
          )}
          <a class="button" href={link('/sessions')} data-testid="back">
            <BackIcon />
            Sessions
          </a>
        </>
      }
    >
      {query.error !== '' && <Failure what="The session" sentence={query.error} retry={query.retry} />}
      {data === undefined ? (
        query.error === '' && <Waiting label="Reading" panels={[{ height: 32, lines: 10 }]} />
      ) : data.events.length === 0 ? (
        <Empty title="This session is not here" picture={<SessionsPicture />}>
          <p>Its address may be mistyped, its events may not have arrived yet, or they have been deleted.</p>
        </Empty>
      ) : (
        <div class="session" data-stale={query.isStale || undefined}>
          <Headline answer={data} />
          <Facts answer={data} />
          <Panel
            title={counted(data.events.length, 'event')}
            controls={
              <Choice
                label="Events"
                testid="shown-events"
                value={isOnlyTrouble ? 'trouble' : 'all'}
                options={[
                  { value: 'all', text: 'Everything' },
                  { value: 'trouble', text: `Trouble ${count(data.events.filter(isTrouble).length)}` },
                ]}
                onChange={setShown}
              />
            }
            note={
              data.isCut
                ? `In order. The first ${count(data.events.length)} are shown; there are more.`
                : 'In order, with the time since the session began. Shown whole, whatever the time range.'
            }
          >
            {isOnlyTrouble && !data.events.some(isTrouble) ? (
              <p class="all-well" data-testid="no-trouble">
                <CheckIcon /> Nothing went wrong in this session, as far as can be told.
              </p>
            ) : (
              <EventList answer={data} isOnlyTrouble={isOnlyTrouble} timeZone={timeZone} />
            )}
          </Panel>
        </div>
      )}
    </Page>
  );
}
