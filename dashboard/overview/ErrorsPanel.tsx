/** Errors by the sessions they hit: what to repair first. */
import type { OverviewAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { ago, count, shortPage } from '../shell/format.ts';
import { CheckIcon } from '../shell/icons.tsx';
import { Panel } from '../shell/Page.tsx';

/** The table, or the good news. */
export function ErrorsPanel({ answer }: { readonly answer: OverviewAnswer }): JSX.Element {
  const { errorGroups } = answer;
  const names = [...answer.pages, ...errorGroups].map(({ page }) => page);
  const now = Date.now();
  if (errorGroups.length === 0)
    return (
      <Panel title="Errors">
        <p class="all-well" data-testid="no-errors">
          <CheckIcon /> No errors in this time.
        </p>
      </Panel>
    );
  return (
    <Panel title="Errors" note="Those that hit the most sessions first.">
      <div class="table-scroll">
        <table class="errors-table">
          <thead>
            <tr>
              <th scope="col">Error</th>
              <th scope="col" class="number">
                Sessions
              </th>
              <th scope="col" class="number">
                Times
              </th>
            </tr>
          </thead>
          <tbody>
            {errorGroups.map((row) => (
              <tr key={`${row.type} ${row.message}`} data-testid="error-row" data-message={row.message}>
                <th scope="row">
                  <span class="error-message">{row.message === '' ? row.type : row.message}</span>
                  <span class="error-where">
                    {row.type} · {shortPage(row.page, names)} · {ago(row.lastAt, now)}
                  </span>
                </th>
                <td class="number bad" data-testid="error-sessions">
                  {count(row.sessions)}
                </td>
                <td class="number" data-testid="error-count">
                  {count(row.count)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
