/** Events of one session, each with its time since the start, its kind in icon and word, and what it carries. */
import { isBug, type SessionAnswer, timeOf } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import type { JSX } from 'preact';
import { clock, duration, shortPage } from '../shell/format.ts';
import {
  AccountIcon,
  AlertIcon,
  BackIcon,
  ClickIcon,
  CopyIcon,
  DownIcon,
  EventIcon,
  FormIcon,
  HelpIcon,
  LeaveIcon,
  PageIcon,
  RequestIcon,
  SightIcon,
  SpeedIcon,
} from '../shell/icons.tsx';
import { useLink } from '../shell/urlState.ts';
import { kindInWords } from './names.ts';
import { tellOf } from './tell/event.ts';
import { isTrouble } from './trouble.ts';

/** Id of the first row that is a counted error, for the way to it. */
export const firstErrorId = 'first-error';

const icons: Readonly<Record<string, () => JSX.Element>> = {
  page_view: PageIcon,
  page_leave: LeaveIcon,
  click: ClickIcon,
  rage_click: ClickIcon,
  dead_click: ClickIcon,
  error_click: ClickIcon,
  quick_back: BackIcon,
  dead_swipe: ClickIcon,
  thrashed_cursor: ClickIcon,
  scroll: DownIcon,
  attention: SightIcon,
  exposure: SightIcon,
  form: FormIcon,
  selection: CopyIcon,
  error: AlertIcon,
  resource_error: AlertIcon,
  violation: AlertIcon,
  request: RequestIcon,
  vital: SpeedIcon,
  long_frame: SpeedIcon,
  custom: EventIcon,
  identify: AccountIcon,
  group: AccountIcon,
};

const Values = ({ of }: { readonly of: readonly (readonly [string, string])[] }): JSX.Element | null =>
  of.length === 0 ? null : (
    <dl class="event-values">
      {of.map(([name, value], at) => (
        <div key={at}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );

function Row({
  event,
  startedAt,
  page,
  isFirstError,
  timeZone,
}: {
  readonly event: StoredEvent;
  readonly startedAt: number;
  /** The page to name; '' when it is that of the event before. */
  readonly page: string;
  readonly isFirstError: boolean;
  readonly timeZone: string;
}): JSX.Element {
  const link = useLink();
  const Icon = icons[event.kind] ?? HelpIcon;
  const { title, notes, values, evidence, trace } = tellOf(event);
  return (
    <li
      class="event"
      data-testid="event"
      data-kind={event.kind}
      data-trouble={isTrouble(event) || undefined}
      {...(isFirstError ? { id: firstErrorId, tabIndex: -1 } : {})}
    >
      <span class="event-time number" title={clock(timeOf(event), timeZone)}>
        {duration(timeOf(event) - startedAt)}
      </span>
      <span class="event-kind">
        <Icon />
        {kindInWords(event.kind)}
      </span>
      <span class="event-what">
        {title !== '' && <span class="event-title">{title}</span>}
        {page !== '' && (
          <a class="event-page" href={link('/heatmap', { page: event.page })} title={event.url}>
            {page}
          </a>
        )}
        {notes.length > 0 && <span class="muted small">{notes.join(' · ')}</span>}
        <Values of={values} />
        {evidence.length > 0 && (
          <details>
            <summary>What the rule saw</summary>
            <Values of={evidence} />
          </details>
        )}
        {trace !== '' && (
          <details>
            <summary>Stack</summary>
            <pre tabIndex={0} role="region" aria-label="Stack">
              {trace}
            </pre>
          </details>
        )}
      </span>
    </li>
  );
}

/** The list: all events of the answer, or those of them that tell of trouble. */
export function EventList({
  answer,
  isOnlyTrouble,
  timeZone,
}: {
  readonly answer: SessionAnswer;
  readonly isOnlyTrouble: boolean;
  readonly timeZone: string;
}): JSX.Element {
  const { startedAt } = answer;
  const events = isOnlyTrouble ? answer.events.filter(isTrouble) : answer.events;
  const pages = events.map(({ page }) => page);
  const firstError = events.findIndex(isBug);
  return (
    <ol class="events">
      {events.map((event, at) => (
        <Row
          key={event.id}
          event={event}
          startedAt={startedAt}
          page={event.page === events[at - 1]?.page ? '' : shortPage(event.page, pages)}
          isFirstError={at === firstError}
          timeZone={timeZone}
        />
      ))}
    </ol>
  );
}
