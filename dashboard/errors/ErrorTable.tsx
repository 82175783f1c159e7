/** Errors as rows. */
import type { ErrorRow } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { type Column, NumberCell } from '../shell/Columns.tsx';
import { count, counted } from '../shell/format.ts';
import { ListHead, ListTable, SampleCell, SeenCell } from '../shell/ListTable.tsx';
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
export const ErrorTable = ({
  list,
  timeZone,
}: {
  readonly list: readonly ErrorRow[];
  readonly timeZone: string;
}): JSX.Element => (
  <ListTable columns={columns}>
    {list.map(({ type, message, noise, ...row }) => {
      const name = message === '' ? type : message;
      return (
        <tr key={JSON.stringify([type, message, noise])} data-testid="error-row" data-message={message}>
          <ListHead name={name} lastAt={row.lastAt}>
            {/* a name that is written from the right, or says so, must not turn what stands beside it */}
            <bdi>{type}</bdi>
            {noise !== '' && ` · ${noiseInWords(noise)}`}
          </ListHead>
          <NumberCell id="error-sessions" class={noise === '' ? 'bad' : ''}>
            <SessionsLink
              filters={{ event: { kind: 'error', type, message, noise } }}
              label={`${counted(row.sessions, 'session')} with this error`}
            >
              {count(row.sessions)}
            </SessionsLink>
          </NumberCell>
          <NumberCell id="error-visitors" isWide>
            {count(row.visitors)}
          </NumberCell>
          <NumberCell id="error-count">{count(row.count)}</NumberCell>
          <SeenCell id="error-first" at={row.firstAt} timeZone={timeZone} />
          <SeenCell id="error-last" at={row.lastAt} timeZone={timeZone} />
          <SampleCell id="error-sample" session={row.session} name={name} />
        </tr>
      );
    })}
  </ListTable>
);
