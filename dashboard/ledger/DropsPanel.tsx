/** What pages gave up, by reason, in words. */
import { type LedgerDrop, mostLedgerGroups } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { type Column, Columns, NumberCell } from '../shell/Columns.tsx';
import { count } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { wordsOf } from './reasons.ts';

const columns: readonly Column[] = [{ name: 'Reason' }, { name: 'Events', isNumber: true }];

/** The panel; nothing when nothing was given up. */
export function DropsPanel({ drops }: { readonly drops: readonly LedgerDrop[] }): JSX.Element | null {
  if (drops.length === 0) return null;
  const told = 'As the pages told; the largest number of each document.';
  const isCut = drops.length >= mostLedgerGroups;
  return (
    <Panel
      title="Dropped, by reason"
      note={isCut ? `The ${mostLedgerGroups} reasons with the most events. ${told}` : told}
    >
      <table class="pages-table" data-testid="ledger-drops">
        <Columns columns={columns} />
        <tbody>
          {[...drops]
            .sort((a, b) => b.count - a.count)
            .map(({ reason, count: events }) => (
              <tr key={reason} data-name={reason}>
                <th scope="row">
                  <span class="error-message">{wordsOf(reason)}</span>
                  <span class="error-where">{reason}</span>
                </th>
                <NumberCell id="drop-count">{count(events)}</NumberCell>
              </tr>
            ))}
        </tbody>
      </table>
    </Panel>
  );
}
