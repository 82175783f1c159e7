/** Whether the numbers can be trusted: what became of every captured event, in one sentence, as a sum, and cut three ways. */
import { type LedgerAnswer, type LedgerDay, mostLedgerGroups, type Scope } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Install } from '../collector/Install.tsx';
import { bucketText, rangeOf } from '../shell/bucket.ts';
import { StartButtons } from '../shell/DataMenu.tsx';
import { useDesk } from '../shell/desk.ts';
import { count, counted } from '../shell/format.ts';
import { OtherTimes } from '../shell/OtherTimes.tsx';
import { Page } from '../shell/Page.tsx';
import { dayOf, formatRange, type Range, rangeInWords } from '../shell/range.ts';
import { Empty, Failure, Waiting } from '../shell/states.tsx';
import { type Query, useQuery } from '../shell/useQuery.ts';
import type { DataSource } from '../source/source.ts';
import { DropsPanel } from './DropsPanel.tsx';
import { type Group, GroupPanel } from './GroupPanel.tsx';
import { LedgerPicture } from './picture.tsx';
import { SumPanel } from './SumPanel.tsx';
import { arrivedShare } from './terms.ts';

const DAY_MS = 86_400_000;

function Headline({ answer, range }: { readonly answer: LedgerAnswer; readonly range: Range }): JSX.Element {
  const { total } = answer;
  return (
    <div class="answer-space">
      <p class="answer" data-testid="ledger-headline">
        <strong>{arrivedShare(total)}</strong> of events arrived
      </p>
      <p class="muted">
        {counted(total.documents, 'document')} that began {rangeInWords(range)}: {count(total.stored)} of at least{' '}
        {counted(total.captured, 'event')}
        {total.underway > 0 && `, ${count(total.underway)} on the way`}
      </p>
    </div>
  );
}

/** Days latest first; with their year where there are several: a weekday and a date come back. */
function dayGroups(days: readonly LedgerDay[], scope: Scope): Group[] {
  const { timeZone } = scope;
  const named = days.map(({ at, ...sums }) => ({
    sums,
    day: dayOf(at, timeZone),
    text: bucketText(at, DAY_MS, timeZone),
    range: formatRange(rangeOf({ at }, DAY_MS, scope)),
  }));
  const years = new Set(named.map(({ day }) => yearOf(day)));
  return named.reverse().map(({ sums, day, text, range }) => ({
    name: years.size > 1 ? `${text} ${yearOf(day)}` : text,
    sums,
    filters: { range },
  }));
}

const yearOf = (day: string): number => Number(day.slice(0, -6));

/** A name as it can be read, also when it has nothing to read. */
const nameOf = (name: string, none: string): string => (name === '' ? none : name.trim() === '' ? `“${name}”` : name);

/** Said where there may be more than are shown. */
const ofMost = (groups: readonly unknown[]): string | undefined =>
  groups.length >= mostLedgerGroups ? `The ${mostLedgerGroups} with the most events.` : undefined;

function Nothing({ range, known = 0 }: Pick<Query<unknown>, 'range' | 'known'>): JSX.Element {
  if (known > 0)
    return (
      <Empty title={`No document began ${rangeInWords(range)}`} picture={<LedgerPicture />}>
        <OtherTimes />
      </Empty>
    );
  return (
    <Empty title="No events yet" picture={<LedgerPicture />}>
      <p>
        This page will tell what became of every event that was captured: arrived, on the way, given up, or not heard
        of, by day, release and browser.
      </p>
      <StartButtons />
      <Install />
    </Empty>
  );
}

/** The ledger. */
export function LedgerPage({ source }: { readonly source: DataSource }): JSX.Element {
  const query = useQuery(source, (scope, signal) => source.ledger({ ...scope, now: Date.now() }, signal), []);
  const desk = useDesk();
  const { data, scope, range, known } = query;
  const hasNothing = data?.total.documents === 0;
  const isFilling = desk.busy.value !== '' && (desk.state.value?.events ?? 0) === 0;
  return (
    <Page title="Ledger" queries={[query]}>
      {query.error !== '' && <Failure what="The ledger" sentence={query.error} retry={query.retry} />}
      {(data === undefined && query.error === '') || isFilling || (hasNothing && known === undefined) ? (
        <Waiting class="overview" panels={[{ height: 120 }, { height: 32, lines: 5 }]} />
      ) : data === undefined || scope === undefined ? null : hasNothing ? (
        <div data-stale={query.isStale || undefined}>
          <Nothing range={range} known={known} />
        </div>
      ) : (
        <div class="overview" data-stale={query.isStale || undefined}>
          <Headline answer={data} range={range} />
          <SumPanel answer={data} timeZone={scope.timeZone} />
          <DropsPanel drops={data.drops} />
          <GroupPanel
            by="day"
            note="By the day on which a document began; a number of missing events opens its sessions."
            groups={dayGroups(data.days, scope)}
          />
          <div class="ledger-groups">
            <GroupPanel
              by="release"
              note={ofMost(data.releases)}
              groups={data.releases.map(({ release, ...sums }) => ({
                name: nameOf(release, 'Not named'),
                sums,
                filters: { release },
              }))}
            />
            <GroupPanel
              by="browser"
              note={ofMost(data.browsers)}
              groups={data.browsers.map(({ browser, ...sums }) => ({
                name: nameOf(browser, 'Not known'),
                sums,
                filters: { browser },
              }))}
            />
          </div>
        </div>
      )}
    </Page>
  );
}
