/** Which time the page is about: last hours and days, all, days of the calendar, or the hours that a link named. */
import type { JSX } from 'preact';
import { Choice } from './Choice.tsx';
import { Definition } from './Definition.tsx';
import { useDesk } from './desk.ts';
import { CloseIcon } from './icons.tsx';
import { dayOf, daysOf, rangeInWords, useRange } from './range.ts';

const DAY_MS = 86_400_000;

const options = [
  { value: '24h', text: '24 h' },
  { value: '7d', text: '7 d' },
  { value: '30d', text: '30 d' },
  { value: 'all', text: 'All' },
  { value: 'days', text: 'Custom' },
] as const;

/** The picker; its state is the URL's. */
export function RangePicker(): JSX.Element {
  const { timeZone } = useDesk();
  const [range, setRange] = useRange();
  const dayBefore = (days: number): string => dayOf(Date.now() - days * DAY_MS, timeZone);
  const setDay = (change: { first?: string; last?: string }): void => {
    if (range.kind !== 'days') return;
    const { first, last } = { ...range, ...change };
    if (first === '' || last === '') return;
    // the day just picked wins; the other follows it
    if (first <= last) setRange({ kind: 'days', first, last });
    else setRange({ kind: 'days', first: change.last ?? first, last: change.first ?? last });
  };
  return (
    <div class="range">
      <Choice
        label="Time range"
        testid="range"
        value={range.kind === 'times' ? 'days' : range.kind}
        options={options}
        onChange={(kind) => setRange(kind === 'days' ? { kind, first: dayBefore(6), last: dayBefore(0) } : { kind })}
      />
      {range.kind === 'times' && (
        <button
          type="button"
          class="chip"
          data-testid="range-times"
          aria-label={`Only ${rangeInWords(range)}: show whole days`}
          onClick={() => setRange(daysOf(range))}
        >
          <span>{rangeInWords(range).replace(/^on |^from /, '')}</span>
          <CloseIcon />
        </button>
      )}
      {range.kind === 'days' && (
        <span class="range-days">
          <input
            class="field"
            type="date"
            aria-label="First day"
            value={range.first}
            onChange={(event) => setDay({ first: event.currentTarget.value })}
          />
          <span aria-hidden="true">to</span>
          <input
            class="field"
            type="date"
            aria-label="Last day"
            value={range.last}
            onChange={(event) => setDay({ last: event.currentTarget.value })}
          />
        </span>
      )}
    </div>
  );
}

/** The zone of all days and times on the page. */
export function Zone(): JSX.Element {
  const { isOwn, timeZone } = useDesk();
  return (
    <span class="zone small muted" data-testid="zone">
      <Definition
        meaning={`Days and hours are cut, and all times are shown, in this time zone: the one of ${isOwn ? 'your browser' : 'the project'}.`}
      >
        {timeZone}
      </Definition>
    </span>
  );
}
