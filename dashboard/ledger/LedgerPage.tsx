/** Whether the numbers can be trusted: what became of every captured event, in one sentence, as a sum, and cut three ways. */
import { type LedgerAnswer, type LedgerDay, mostLedgerGroups, type Scope } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Answered } from '../shell/Answered.tsx';
import { bucketText, rangeOf } from '../shell/bucket.ts';
import { count, counted } from '../shell/format.ts';
import { Nothing } from '../shell/Nothing.tsx';
import { Page } from '../shell/Page.tsx';
import { dayOf, formatRange, type Range, rangeInWords } from '../shell/range.ts';
import { Failure } from '../shell/states.tsx';
import { useQuery } from '../shell/useQuery.ts';
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

/** The ledger. */
export function LedgerPage({ source }: { readonly source: DataSource }): JSX.Element {
  const query = useQuery(source, (scope, signal) => source.ledger({ ...scope, now: Date.now() }, signal), []);
  const { range } = query;
  return (
    <Page title="Ledger" queries={[query]}>
      {query.error !== '' && <Failure what="The ledger" sentence={query.error} retry={query.retry} />}
      <Answered
        class="overview"
        query={query}
        isNothing={({ total }) => total.documents === 0}
        panels={[{ height: 120 }, { height: 32, lines: 5 }]}
        nothing={(known) => (
          <Nothing
            known={known}
            here={`No document began ${rangeInWords(range)}`}
            yet="No events yet"
            picture={<LedgerPicture />}
          >
            This page will tell what became of every event that was captured: arrived, on the way, given up, or not
            heard of, by day, release and browser.
          </Nothing>
        )}
      >
        {(answer, scope) => (
          <>
            <Headline answer={answer} range={range} />
            <SumPanel answer={answer} timeZone={scope.timeZone} />
            <DropsPanel drops={answer.drops} />
            <GroupPanel
              by="day"
              note="By the day on which a document began; a number of missing events opens its sessions."
              groups={dayGroups(answer.days, scope)}
            />
            <div class="ledger-groups">
              <GroupPanel
                by="release"
                note={ofMost(answer.releases)}
                groups={answer.releases.map(({ release, ...sums }) => ({
                  name: nameOf(release, 'Not named'),
                  sums,
                  filters: { release },
                }))}
              />
              <GroupPanel
                by="browser"
                note={ofMost(answer.browsers)}
                groups={answer.browsers.map(({ browser, ...sums }) => ({
                  name: nameOf(browser, 'Not known'),
                  sums,
                  filters: { browser },
                }))}
              />
            </div>
          </>
        )}
      </Answered>
    </Page>
  );
}
