/** What pages gave up, by reason, in words. */
import { type LedgerDrop, mostLedgerGroups } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { type Column, Columns, NumberCell } from '../shell/Columns.tsx';
import { count } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';

/** What happened, by the reason that an SDK gives. */
const reasons: Readonly<Record<string, string>> = {
  before_send: 'The site’s own hook said no.',
  before_send_error: 'The site’s own hook failed.',
  invalid: 'An event of the site without a usable name.',
  too_large: 'Larger than an event, or a request, may be.',
  click_cap: 'More clicks in a second than people make.',
  error_cap: 'More errors in a view than are worth keeping.',
  rejected: 'The collector refused it.',
  late: 'Another tab had sent the end of its view already.',
  evicted: 'The browser’s storage was full.',
  parked: 'The collector failed on it each time.',
};

const wordsOf = (reason: string): string =>
  Object.hasOwn(reasons, reason)
    ? (reasons[reason] as string)
    : reason.startsWith('sink:')
      ? `“${reason.slice(5)}” answered with failures for too long.`
      : reason.trim() === ''
        ? 'No reason was told.'
        : 'As a newer SDK, or the site, calls it.';

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
