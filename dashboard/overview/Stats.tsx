/** The numbers of the overview, each with its meaning and what makes it large or small. */
import type { OverviewAnswer } from '@watchglass/analysis';
import type { ComponentChildren, JSX } from 'preact';
import { Definition } from '../shell/Definition.tsx';
import { paramsOf, type SessionFilters } from '../sessions/filters.ts';
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
  readonly isBad?: boolean;
}

const per = (value: number, of: number, what: string): string =>
  of === 0 ? ' ' : `${(value / of).toLocaleString('en', { maximumFractionDigits: 1 })} per ${what}`;

function Arrived({ ledger }: Pick<OverviewAnswer, 'ledger'>): JSX.Element {
  const dropped = Object.entries(ledger.dropped);
  return (
    <>
      <p>{meanings.arrived}</p>
      <p>
        {dropped.length === 0
          ? 'The pages reported no event as given up.'
          : `Given up, as the pages reported: ${dropped.map(([why, times]) => `${count(times)} by ${why}`).join(', ')}.`}
      </p>
    </>
  );
}

function statsOf(answer: OverviewAnswer): Stat[] {
  const { visitors, sessions, pageViews, clicks, errors, sessionsWithErrors, ledger } = answer;
  const due = ledger.captured - ledger.underway;
  const missing = Math.max(0, due - ledger.stored);
  return [
    {
      id: 'visitors',
      name: 'Visitors',
      meaning: meanings.visitor,
      value: count(visitors),
      note: per(sessions, visitors, 'visitor')
        .replace(' per', ' sessions per')
        .replace(/^1 sessions/, '1 session'),
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
      isBad: errors > 0,
      ...(errors > 0 ? { sessions: { withErrors: true } } : {}),
    },
    {
      id: 'arrived',
      name: 'Arrived',
      meaning: <Arrived ledger={ledger} />,
      value: due <= 0 ? '–' : percent(Math.min(1, ledger.stored / due)),
      note:
        (missing === 0 ? `all ${counted(ledger.stored, 'event')}` : `${count(missing)} of ${count(due)} missing`) +
        (ledger.underway > 0 ? `, ${count(ledger.underway)} underway` : ''),
    },
  ];
}

/** The row of numbers. */
export function Stats({ answer }: { readonly answer: OverviewAnswer }): JSX.Element {
  const link = useLink();
  return (
    <dl class="panel stats">
      {statsOf(answer).map((stat) => (
        <div key={stat.id}>
          <dt>
            <Definition meaning={stat.meaning}>{stat.name}</Definition>
          </dt>
          <dd class={`stat-value${stat.isBad ? ' bad' : ''}`} data-testid={`overview-${stat.id}`}>
            {stat.sessions ? (
              <a href={link('/sessions', paramsOf(stat.sessions))} aria-label={`${stat.value}: show these sessions`}>
                {stat.value}
              </a>
            ) : (
              stat.value
            )}
          </dd>
          <dd class="stat-note">
            {stat.noteSessions ? <a href={link('/sessions', paramsOf(stat.noteSessions))}>{stat.note}</a> : stat.note}
          </dd>
        </div>
      ))}
    </dl>
  );
}
