/** Rows of sessions. A row is one link; the arrow keys go from row to row. */
import type { SessionRow } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { count, dayAndTime, duration, shortPage } from '../shell/format.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { useLink } from '../shell/urlState.ts';
import { whoOf } from './names.ts';

/** Moves the focus to the link of another row. */
function moveBy(event: KeyboardEvent, list: HTMLElement): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const links = [...list.querySelectorAll<HTMLElement>('a')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at + step];
  if (step === 0 || at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

function Row({
  row,
  pages,
  timeZone,
}: {
  readonly row: SessionRow;
  readonly pages: readonly string[];
  readonly timeZone: string;
}): JSX.Element {
  const link = useLink();
  const first = shortPage(row.firstPage, pages);
  const last = shortPage(row.lastPage, pages);
  return (
    <tr data-testid="session-row" data-session={row.session}>
      <th scope="row">
        <a class="session-link" href={link(`/session/${encodeURIComponent(row.session)}`)}>
          {dayAndTime(row.startedAt, timeZone)}
        </a>
        <span class="session-who">{whoOf(row)}</span>
      </th>
      <td class="session-way" title={first === last ? row.firstPage : `${row.firstPage} to ${row.lastPage}`}>
        <span>{first}</span>
        {first !== last && <span class="muted">to {last}</span>}
      </td>
      <td class="number wide-only" data-testid="session-length">
        {duration(row.endedAt - row.startedAt)}
      </td>
      <td class="number wide-only" data-testid="session-views">
        {count(row.pageViews)}
      </td>
      <td class="number wide-only" data-testid="session-clicks">
        {count(row.clicks)}
      </td>
      <td class={`number ${row.errors > 0 ? 'bad' : 'muted'}`} data-testid="session-errors">
        {row.errors > 0 && <AlertIcon />}
        {count(row.errors)}
      </td>
      <td class="wide-only muted session-release">{row.release === '' ? '–' : row.release}</td>
    </tr>
  );
}

/** The table. */
export function SessionTable({
  sessions,
  timeZone,
}: {
  readonly sessions: readonly SessionRow[];
  readonly timeZone: string;
}): JSX.Element {
  const pages = sessions.flatMap(({ firstPage, lastPage }) => [firstPage, lastPage]);
  return (
    <div class="table-scroll">
      <table class="sessions-table">
        <thead>
          <tr>
            <th scope="col">Began, visitor</th>
            <th scope="col">First and last page</th>
            <th scope="col" class="number wide-only">
              Length
            </th>
            <th scope="col" class="number wide-only">
              Views
            </th>
            <th scope="col" class="number wide-only">
              Clicks
            </th>
            <th scope="col" class="number">
              Errors
            </th>
            <th scope="col" class="wide-only">
              Release
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={(event) => moveBy(event, event.currentTarget)}>
          {sessions.map((row) => (
            <Row key={row.session} row={row} pages={pages} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
