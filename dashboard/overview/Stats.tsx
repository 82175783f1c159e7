/** The numbers of the overview, each with its meaning and what makes it large or small. */
import type { LedgerAnswer, LedgerSums, OverviewAnswer } from '@watchglass/analysis';
import type { ComponentChildren, JSX } from 'preact';
import { arrivedShare } from '../ledger/terms.ts';
import { Definition } from '../shell/Definition.tsx';
import type { SessionFilters } from '../sessions/filters.ts';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { count, counted, percent } from '../shell/format.ts';
import { useLink } from '../shell/urlState.ts';
import { meanings } from '../shell/words.ts';

interface Stat {
  readonly id: string;
  readonly name: string;
  readonly meaning: ComponentChildren;
  readonly value: string;
  readonly note: string;
  /** Sessions behind the number and behind its note, where the list can be narrowed to them. */
  readonly sessions?: Partial<SessionFilters>;
  readonly noteSessions?: Partial<SessionFilters>;
  /** What is not in the number, said below its note: the way to the bin of noise. */
  readonly aside?: string;
  /** Page that tells more of it. */
  readonly page?: string;
  readonly isBad?: boolean;
}

const per = (value: number, of: number, what: string): string =>
  of === 0 ? ' ' : `${(value / of).toLocaleString('en', { maximumFractionDigits: 1 })} per ${what}`;

function statsOf(answer: OverviewAnswer, ledger: LedgerAnswer | undefined): Stat[] {
  const { visitors, sessions, pageViews, clicks, errors, sessionsWithErrors, noiseErrors } = answer;
  return [
    {
      id: 'visitors',
      name: 'Visitors',
      meaning: meanings.visitor,
      value: count(visitors),
      note: per(sessions, visitors, 'visitor')
        .replace(' per', ' sessions per')
        .replace(/^1 sessions/, '1 session'),
      ...(visitors > 0 ? { sessions: {} } : {}),
    },
    {
      id: 'sessions',
      name: 'Sessions',
      meaning: meanings.session,
      value: count(sessions),
      note: `${count(sessionsWithErrors)} with errors`,
      sessions: {},
      ...(sessionsWithErrors > 0 ? { noteSessions: { withErrors: true } } : {}),
    },
    {
      id: 'page-views',
      name: 'Page views',
      meaning: meanings.pageView,
      value: count(pageViews),
      note: per(pageViews, sessions, 'session'),
    },
    {
      id: 'clicks',
      name: 'Clicks',
      meaning: meanings.click,
      value: count(clicks),
      note: per(clicks, sessions, 'session'),
    },
    {
      id: 'errors',
      name: 'Errors',
      meaning: meanings.error,
      value: count(errors),
      note: sessions === 0 ? ' ' : `in ${percent(sessionsWithErrors / sessions)} of sessions`,
      ...(noiseErrors > 0 ? { aside: `${count(noiseErrors)} of noise set aside` } : {}),
      isBad: errors > 0,
      ...(errors > 0 ? { sessions: { withErrors: true } } : {}),
    },
    {
      id: 'arrived',
      name: 'Arrived',
      meaning: meanings.arrived,
      value: ledger ? arrivedShare(ledger.total) : '…',
      note: ledger ? arrivedNote(ledger.total) : ' ',
      page: '/ledger',
    },
  ];
}

/** `all 3,017 events`, `2 of 3,019 missing, 4 on the way`. */
function arrivedNote({ captured, stored, underway }: LedgerSums): string {
  const due = captured - underway;
  const said = due === stored ? `all ${counted(stored, 'event')}` : `${count(due - stored)} of ${count(due)} missing`;
  return underway > 0 ? `${said}, ${count(underway)} on the way` : said;
}

/** The row of numbers. */
export function Stats({
  answer,
  ledger,
}: {
  readonly answer: OverviewAnswer;
  /** undefined while it is counted. */
  readonly ledger: LedgerAnswer | undefined;
}): JSX.Element {
  const link = useLink();
  return (
    <dl class="panel stats">
      {statsOf(answer, ledger).map((stat) => (
        <div key={stat.id}>
          <dt>
            <Definition meaning={stat.meaning}>{stat.name}</Definition>
          </dt>
          <dd class={`stat-value${stat.isBad ? ' bad' : ''}`} data-testid={`overview-${stat.id}`}>
            {stat.sessions ? (
              <SessionsLink filters={stat.sessions} label={`${stat.value}: show these sessions`}>
                {stat.value}
              </SessionsLink>
            ) : stat.page === undefined ? (
              stat.value
            ) : (
              <a href={link(stat.page)} aria-label={`${stat.value}: show the ledger`}>
                {stat.value}
              </a>
            )}
          </dd>
          <dd class="stat-note">
            {stat.noteSessions ? <SessionsLink filters={stat.noteSessions}>{stat.note}</SessionsLink> : stat.note}
          </dd>
          {stat.aside !== undefined && (
            <dd class="stat-note">
              <a href={link('/errors')} data-testid={`overview-${stat.id}-aside`}>
                {stat.aside}
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
