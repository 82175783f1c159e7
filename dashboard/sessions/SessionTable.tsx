/** Rows of sessions. A row is one link; the arrow keys go from row to row. */
import type { SessionRow } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Breakable } from '../shell/Breakable.tsx';
import { type Column, NumberCell, Table } from '../shell/Columns.tsx';
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
        <span>
          <Breakable text={first} />
        </span>
        {first !== last && (
          <span class="muted">
            {'to\u00a0'}
            <Breakable text={last} />
          </span>
        )}
      </td>
      <NumberCell id="session-length" isWide>
        {duration(row.endedAt - row.startedAt)}
      </NumberCell>
      <NumberCell id="session-views" isWide>
        {count(row.pageViews)}
      </NumberCell>
      <NumberCell id="session-clicks" isWide>
        {count(row.clicks)}
      </NumberCell>
      <NumberCell id="session-errors" class={row.errors > 0 ? 'bad' : 'muted'}>
        {row.errors > 0 && <AlertIcon />}
        {count(row.errors)}
      </NumberCell>
      <td class="wide-only muted session-release">{row.release === '' ? '–' : row.release}</td>
    </tr>
  );
}

const columns: readonly Column[] = [
  { name: 'Began, visitor' },
  { name: 'First and last page' },
  { name: 'Length', isNumber: true, isWide: true },
  { name: 'Views', isNumber: true, isWide: true },
  { name: 'Clicks', isNumber: true, isWide: true },
  { name: 'Errors', isNumber: true },
  { name: 'Release', isWide: true },
];

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
    <Table class="sessions-table" columns={columns} body={{ onKeyDown: (event) => moveBy(event, event.currentTarget) }}>
      {sessions.map((row) => (
        <Row key={row.session} row={row} pages={pages} timeZone={timeZone} />
      ))}
    </Table>
  );
}
