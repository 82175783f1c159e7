/** Requests as rows. */
import type { RequestRow } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { Breakable } from '../shell/Breakable.tsx';
import { type Column, NumberCell } from '../shell/Columns.tsx';
import { count, counted, duration, shortPage } from '../shell/format.ts';
import { ListHead, ListTable, SampleCell, SeenCell } from '../shell/ListTable.tsx';
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
  const targets = list.map(({ target }) => target);
  return (
    <ListTable columns={columns}>
      {list.map(({ method, target, failure, status, ...row }) => (
        <tr
          key={JSON.stringify([method, target, failure, status])}
          data-testid="request-row"
          data-target={target}
          data-failure={failure}
        >
          <ListHead
            title={target}
            lastAt={row.lastAt}
            name={
              <>
                {method !== '' && `${method} `}
                <Breakable text={shortPage(target, targets)} />
              </>
            }
          >
            {failureInWords({ failure, status })}
          </ListHead>
          <NumberCell id="request-sessions" class={failure === 'slow' ? '' : 'bad'}>
            <SessionsLink
              filters={{ event: { kind: 'request', method, target, failure, status } }}
              label={`${counted(row.sessions, 'session')} with this request`}
            >
              {count(row.sessions)}
            </SessionsLink>
          </NumberCell>
          <NumberCell id="request-count">{count(row.count)}</NumberCell>
          <NumberCell id="request-duration" isWide>
            {duration(row.p75DurationMs)}
          </NumberCell>
          <SeenCell id="request-last" at={row.lastAt} timeZone={timeZone} />
          <SampleCell id="request-sample" session={row.session} name={`${method} ${target}`} />
        </tr>
      ))}
    </ListTable>
  );
}
