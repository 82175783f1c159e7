/** Requests as rows. */
import type { RequestRow } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { paramsOf } from '../sessions/filters.ts';
import { Breakable } from '../shell/Breakable.tsx';
import { type Column, Columns, NumberCell } from '../shell/Columns.tsx';
import { ago, count, counted, dayAndTime, duration, shortPage } from '../shell/format.ts';
import { useLink } from '../shell/urlState.ts';
import { meanings } from '../shell/words.ts';
import { failureInWords } from './names.ts';

const columns: readonly Column[] = [
  { name: 'Request' },
  { name: 'Sessions', isNumber: true },
  { name: 'Times', isNumber: true },
  { name: '3 of 4 within', meaning: meanings.p75, isNumber: true, isWide: true },
  { name: 'Last seen', isNumber: true, isWide: true },
  { name: 'Sample', isNumber: true },
];

/** The table. */
export function RequestTable({
  list,
  timeZone,
}: {
  readonly list: readonly RequestRow[];
  readonly timeZone: string;
}): JSX.Element {
  const link = useLink();
  const now = Date.now();
  const targets = list.map(({ target }) => target);
  return (
    <div class="table-scroll">
      <table class="errors-table list-table">
        <Columns columns={columns} />
        <tbody>
          {list.map(({ method, target, failure, status, ...row }) => (
            <tr
              key={JSON.stringify([method, target, failure, status])}
              data-testid="request-row"
              data-target={target}
              data-failure={failure}
            >
              <th scope="row" title={target}>
                <span class="error-message">
                  {method !== '' && `${method} `}
                  <Breakable text={shortPage(target, targets)} />
                </span>
                <span class="error-where">
                  {failureInWords({ failure, status })}
                  <span class="list-narrow"> · {ago(row.lastAt, now)}</span>
                </span>
              </th>
              <NumberCell id="request-sessions" class={failure === 'slow' ? '' : 'bad'}>
                <a
                  href={link('/sessions', paramsOf({ event: { kind: 'request', method, target, failure, status } }))}
                  aria-label={`${counted(row.sessions, 'session')} with this request`}
                >
                  {count(row.sessions)}
                </a>
              </NumberCell>
              <NumberCell id="request-count">{count(row.count)}</NumberCell>
              <NumberCell id="request-duration" isWide>
                {duration(row.p75DurationMs)}
              </NumberCell>
              <td class="number wide-only" title={dayAndTime(row.lastAt, timeZone)} data-testid="request-last">
                {ago(row.lastAt, now)}
              </td>
              <td class="number">
                <a
                  href={link(`/session/${encodeURIComponent(row.session)}`, { show: 'trouble' })}
                  data-testid="request-sample"
                  aria-label={`Latest session with ${method} ${target}`}
                >
                  Latest
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
