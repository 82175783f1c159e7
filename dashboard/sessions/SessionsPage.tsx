/** Visits, latest first: narrowed by what the number that led here counted, each a way to what happened in it. */
import type { SessionsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Install } from '../collector/Install.tsx';
import { StartButtons } from '../shell/DataMenu.tsx';
import { useDesk } from '../shell/desk.ts';
import { count, counted } from '../shell/format.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { OtherTimes } from '../shell/OtherTimes.tsx';
import { Page, Panel } from '../shell/Page.tsx';
import { type Range, rangeInWords } from '../shell/range.ts';
import { Empty, Failure, Waiting } from '../shell/states.tsx';
import { useLink, usePlace } from '../shell/urlState.ts';
import { type Query, useQuery } from '../shell/useQuery.ts';
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

function Nothing({
  filters,
  range,
  known = 0,
}: Pick<Query<unknown>, 'range' | 'known'> & { readonly filters: SessionFilters }): JSX.Element {
  const link = useLink();
  const isNarrowed = isFiltered(filters);
  if (known > 0)
    return (
      <Empty title={`No session ${isNarrowed ? 'like that ' : ''}${rangeInWords(range)}`} picture={<SessionsPicture />}>
        {isNarrowed ? (
          <div class="empty-actions">
            <a class="button" href={link('/sessions', paramsOf({}))}>
              Remove all filters
            </a>
          </div>
        ) : (
          <OtherTimes />
        )}
      </Empty>
    );
  return (
    <Empty title="No sessions yet" picture={<SessionsPicture />}>
      <p>
        This page will list every visit, the latest first: where it began, what was done, and whether something broke.
        Each opens event by event.
      </p>
      <StartButtons />
      <Install />
    </Empty>
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
  const desk = useDesk();
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
  const { data, scope, range, known } = query;
  const hasNothing = data?.sessions.length === 0;
  const isFilling = desk.busy.value !== '' && (desk.state.value?.events ?? 0) === 0;
  const pages = things.data?.pages.map((one) => one.page) ?? [];
  return (
    <Page title="Sessions" queries={[query, things]} controls={<FilterControls filters={filters} pages={pages} />}>
      <Chips filters={filters} pages={pages} />
      {query.error !== '' && <Failure what="The list of sessions" sentence={query.error} retry={query.retry} />}
      {(data === undefined && query.error === '') || isFilling || (hasNothing && known === undefined) ? (
        <Waiting panels={[{ height: 36, lines: 8 }]} />
      ) : data === undefined || scope === undefined ? null : hasNothing ? (
        <div data-stale={query.isStale || undefined}>
          <Nothing filters={data.asked} range={range} known={known} />
        </div>
      ) : (
        <div class="sessions" data-stale={query.isStale || undefined}>
          <Headline answer={data} filters={data.asked} range={range} isFirst={data.isFirst} />
          <Panel
            title={`${counted(new Set(data.sessions.map((one) => one.visitor)).size, 'visitor')} in this list`}
            note={
              data.asked.funnel?.by === 'visitor'
                ? 'The latest first: of each visitor the one in which their furthest step was taken.'
                : 'The latest first. A session opens event by event.'
            }
          >
            <SessionTable sessions={data.sessions} timeZone={scope.timeZone} />
          </Panel>
          <Pager answer={data} isFirst={data.isFirst} />
        </div>
      )}
    </Page>
  );
}
