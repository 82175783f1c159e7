/** Visits, latest first: narrowed by what the number that led here counted, each a way to what happened in it. */
import type { SessionsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Answered } from '../shell/Answered.tsx';
import { count, counted } from '../shell/format.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { Nothing } from '../shell/Nothing.tsx';
import { Page, Panel } from '../shell/Page.tsx';
import { type Range, rangeInWords } from '../shell/range.ts';
import { Empty, Failure } from '../shell/states.tsx';
import { useLink, usePlace } from '../shell/urlState.ts';
import { useQuery } from '../shell/useQuery.ts';
import type { DataSource } from '../source/source.ts';
import { Chips, FilterControls } from './Filters.tsx';
import { cursorOf, filtersOf, inputOf, isFiltered, paramsBefore, paramsOf, type SessionFilters } from './filters.ts';
import { SessionsPicture } from './picture.tsx';
import { SessionTable } from './SessionTable.tsx';

/** `4 sessions with errors in the last 7 days`; what lies before or behind the list is said as well. */
function Headline({
  answer,
  filters,
  range,
  isFirst,
}: {
  readonly answer: SessionsAnswer;
  readonly filters: SessionFilters;
  readonly range: Range;
  readonly isFirst: boolean;
}): JSX.Element {
  const number = answer.sessions.length;
  const many = `${isFirst ? (answer.next ? 'The latest ' : '') : answer.next ? 'The next ' : 'The last '}${count(number)}`;
  return (
    <p class="answer sessions-answer" data-testid="sessions-headline">
      <strong>
        {many} session{number === 1 ? '' : 's'}
      </strong>{' '}
      {filters.withErrors && (
        <strong class="bad">
          with errors
          <AlertIcon />
        </strong>
      )}{' '}
      {filters.withMissing && 'with missing events '}
      {rangeInWords(range)}
    </p>
  );
}

/** No session: none like that, none in this time, or none yet. */
function NoSessions({
  filters,
  range,
  known,
}: {
  readonly filters: SessionFilters;
  readonly range: Range;
  readonly known: number;
}): JSX.Element {
  const link = useLink();
  if (known > 0 && isFiltered(filters))
    return (
      <Empty title={`No session like that ${rangeInWords(range)}`} picture={<SessionsPicture />}>
        <div class="empty-actions">
          <a class="button" href={link('/sessions', paramsOf({}))}>
            Remove all filters
          </a>
        </div>
      </Empty>
    );
  return (
    <Nothing
      known={known}
      here={`No session ${rangeInWords(range)}`}
      yet="No sessions yet"
      picture={<SessionsPicture />}
    >
      This page will list every visit, the latest first: where it began, what was done, and whether something broke.
      Each opens event by event.
    </Nothing>
  );
}

/** Ways to older sessions and back to the latest. */
function Pager({
  answer,
  isFirst,
}: {
  readonly answer: SessionsAnswer;
  readonly isFirst: boolean;
}): JSX.Element | null {
  const link = useLink();
  const { params } = usePlace();
  if (isFirst && !answer.next) return null;
  const to = (cursor: SessionsAnswer['next']): string =>
    link('/sessions', { ...paramsOf(filtersOf(params)), ...paramsBefore(cursor) });
  return (
    <nav class="sessions-pager" aria-label="More sessions">
      {!isFirst && (
        <a class="button" href={to(undefined)} data-testid="latest">
          Latest
        </a>
      )}
      {answer.next && (
        <a class="button" href={to(answer.next)} data-testid="older">
          Older
        </a>
      )}
    </nav>
  );
}

/** The list of sessions. */
export function SessionsPage({ source }: { readonly source: DataSource }): JSX.Element {
  const { params } = usePlace();
  const filters = filtersOf(params);
  const before = cursorOf(params);
  const query = useQuery(
    source,
    // with what was asked: it is said beside the answer, also while another question is being counted
    async (scope, signal) => ({
      ...(await source.sessions({ ...scope, ...inputOf(filters), before }, signal)),
      asked: filters,
      isFirst: before === undefined,
    }),
    [JSON.stringify(inputOf(filters)), before?.at, before?.session],
  );
  const things = useQuery(source, (scope, signal) => source.catalogue(scope, signal), []);
  const { range } = query;
  const pages = things.data?.pages.map((one) => one.page) ?? [];
  return (
    <Page title="Sessions" queries={[query, things]} controls={<FilterControls filters={filters} pages={pages} />}>
      <Chips filters={filters} pages={pages} />
      {query.error !== '' && <Failure what="The list of sessions" sentence={query.error} retry={query.retry} />}
      <Answered
        class="sessions"
        waitingClass=""
        query={query}
        isNothing={({ sessions }) => sessions.length === 0}
        panels={[{ height: 36, lines: 8 }]}
        nothing={(known, { asked }) => <NoSessions filters={asked} range={range} known={known} />}
      >
        {(answer, scope) => (
          <>
            <Headline answer={answer} filters={answer.asked} range={range} isFirst={answer.isFirst} />
            <Panel
              title={`${counted(new Set(answer.sessions.map((one) => one.visitor)).size, 'visitor')} in this list`}
              note={
                answer.asked.funnel?.by === 'visitor'
                  ? 'The latest first: of each visitor the one in which their furthest step was taken.'
                  : 'The latest first. A session opens event by event.'
              }
            >
              <SessionTable sessions={answer.sessions} timeZone={scope.timeZone} />
            </Panel>
            <Pager answer={answer} isFirst={answer.isFirst} />
          </>
        )}
      </Answered>
    </Page>
  );
}
