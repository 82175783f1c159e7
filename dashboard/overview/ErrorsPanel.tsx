/** Errors by the sessions they hit: what to repair first. */
import type { OverviewAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { type Column, NumberCell, Table } from '../shell/Columns.tsx';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { ago, count, counted, shortPage } from '../shell/format.ts';
import { CheckIcon } from '../shell/icons.tsx';
import { Panel } from '../shell/Page.tsx';
import { useLink } from '../shell/urlState.ts';

const columns: readonly Column[] = [
  { name: 'Error' },
  { name: 'Sessions', isNumber: true },
  { name: 'Times', isNumber: true },
];

/** The table, or the good news. */
export function ErrorsPanel({ answer }: { readonly answer: OverviewAnswer }): JSX.Element {
  const link = useLink();
  const { errorGroups, noiseErrors } = answer;
  const names = [...answer.pages, ...errorGroups].map(({ page }) => page);
  const now = Date.now();
  const aside = noiseErrors > 0 && (
    <>
      <a href={link('/errors')} data-testid="errors-aside">
        {counted(noiseErrors, 'error')} of noise
      </a>{' '}
      {noiseErrors === 1 ? 'is' : 'are'} set aside.
    </>
  );
  if (errorGroups.length === 0)
    return (
      <Panel title="Errors" note={aside || undefined}>
        <p class="all-well" data-testid="no-errors">
          <CheckIcon /> No errors in this time.
        </p>
      </Panel>
    );
  return (
    <Panel
      title="Errors"
      note={
        <>
          Those that hit the most sessions first.
          {aside && <br />}
          {aside}
        </>
      }
      controls={
        <a class="button" href={link('/errors')}>
          All errors
        </a>
      }
    >
      <Table class="errors-table" columns={columns}>
        {errorGroups.map((row) => (
          <tr key={JSON.stringify([row.type, row.message])} data-testid="error-row" data-message={row.message}>
            <th scope="row">
              <span class="error-message">{row.message === '' ? row.type : row.message}</span>
              <span class="error-where">
                {/* a name that is written from the right, or says so, must not turn what stands beside it */}
                <bdi>{row.type}</bdi> · <bdi>{shortPage(row.page, names)}</bdi> · {ago(row.lastAt, now)}
              </span>
            </th>
            <NumberCell id="error-sessions" class="bad">
              <SessionsLink
                filters={{ event: { kind: 'error', type: row.type, message: row.message, noise: '' } }}
                label={`${counted(row.sessions, 'session')} with this error`}
              >
                {count(row.sessions)}
              </SessionsLink>
            </NumberCell>
            <NumberCell id="error-count">{count(row.count)}</NumberCell>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
