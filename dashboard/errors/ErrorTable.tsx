/** Errors as rows. */
import type { ErrorRow } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { paramsOf } from '../sessions/filters.ts';
import { type Column, Columns, NumberCell } from '../shell/Columns.tsx';
import { ago, count, counted, dayAndTime } from '../shell/format.ts';
import { useLink } from '../shell/urlState.ts';
import { noiseInWords } from './names.ts';

const columns: readonly Column[] = [
  { name: 'Error' },
  { name: 'Sessions', isNumber: true },
  { name: 'Visitors', isNumber: true, isWide: true },
  { name: 'Times', isNumber: true },
  { name: 'First seen', isNumber: true, isWide: true },
  { name: 'Last seen', isNumber: true, isWide: true },
  { name: 'Sample', isNumber: true },
];

/** The table. */
export function ErrorTable({
  list,
  timeZone,
}: {
  readonly list: readonly ErrorRow[];
  readonly timeZone: string;
}): JSX.Element {
  const link = useLink();
  const now = Date.now();
  return (
    <div class="table-scroll">
      <table class="errors-table list-table">
        <Columns columns={columns} />
        <tbody>
          {list.map(({ type, message, noise, ...row }) => {
            const name = message === '' ? type : message;
            return (
              <tr key={JSON.stringify([type, message, noise])} data-testid="error-row" data-message={message}>
                <th scope="row">
                  <span class="error-message">{name}</span>
                  <span class="error-where">
                    {/* a name that is written from the right, or says so, must not turn what stands beside it */}
                    <bdi>{type}</bdi>
                    {noise !== '' && ` · ${noiseInWords(noise)}`}
                    <span class="list-narrow"> · {ago(row.lastAt, now)}</span>
                  </span>
                </th>
                <NumberCell id="error-sessions" class={noise === '' ? 'bad' : ''}>
                  <a
                    href={link('/sessions', paramsOf({ event: { kind: 'error', type, message, noise } }))}
                    aria-label={`${counted(row.sessions, 'session')} with this error`}
                  >
                    {count(row.sessions)}
                  </a>
                </NumberCell>
                <NumberCell id="error-visitors" isWide>
                  {count(row.visitors)}
                </NumberCell>
                <NumberCell id="error-count">{count(row.count)}</NumberCell>
                <td class="number wide-only" title={dayAndTime(row.firstAt, timeZone)} data-testid="error-first">
                  {ago(row.firstAt, now)}
                </td>
                <td class="number wide-only" title={dayAndTime(row.lastAt, timeZone)} data-testid="error-last">
                  {ago(row.lastAt, now)}
                </td>
                <td class="number">
                  <a
                    href={link(`/session/${encodeURIComponent(row.session)}`, { show: 'trouble' })}
                    data-testid="error-sample"
                    aria-label={`Latest session with ${name}`}
                  >
                    Latest
                  </a>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
