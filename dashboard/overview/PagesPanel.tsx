/** Pages by views; each leads to its heatmap. */
import type { OverviewAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Breakable } from '../shell/Breakable.tsx';
import { BarCell, type Column, NumberCell, Table } from '../shell/Columns.tsx';
import { SessionsLink } from '../sessions/SessionsLink.tsx';
import { count, counted, duration, shortPage } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { useLink } from '../shell/urlState.ts';
import { meanings } from '../shell/words.ts';

/** As many rows as analysis gives. */
const MOST = 20;

const columns: readonly Column[] = [
  { name: 'Page' },
  { name: 'Views', isNumber: true },
  { name: 'Visitors', isNumber: true, isWide: true },
  { name: 'Clicks', isNumber: true },
  { name: 'Errors', isNumber: true },
  { name: 'Active time', meaning: meanings.activeTime, isNumber: true, isWide: true },
];

/** The table. */
export function PagesPanel({ answer }: { readonly answer: OverviewAnswer }): JSX.Element {
  const link = useLink();
  const { pages } = answer;
  const names = pages.map(({ page }) => page);
  const most = Math.max(1, pages[0]?.views ?? 0);
  return (
    <Panel
      title="Top pages"
      note={
        pages.length >= MOST
          ? `The ${MOST} most viewed. A page opens its heatmap; views, visitors and errors open its sessions.`
          : 'A page opens its heatmap; views, visitors and errors open its sessions.'
      }
    >
      <Table class="pages-table" columns={columns}>
        {pages.map((row) => (
          <tr key={row.page} data-testid="page-row" data-page={row.page}>
            <BarCell share={row.views / most}>
              <a href={link('/heatmap', { page: row.page })} title={row.page}>
                <Breakable text={shortPage(row.page, names)} />
              </a>
            </BarCell>
            <NumberCell id="page-views">
              <SessionsLink filters={{ page: row.page }} label={`${counted(row.views, 'view')}: sessions on this page`}>
                {count(row.views)}
              </SessionsLink>
            </NumberCell>
            <NumberCell id="page-visitors" isWide>
              <SessionsLink
                filters={{ page: row.page }}
                label={`${counted(row.visitors, 'visitor')}: their sessions on this page`}
              >
                {count(row.visitors)}
              </SessionsLink>
            </NumberCell>
            <NumberCell id="page-clicks">{count(row.clicks)}</NumberCell>
            <NumberCell id="page-errors" class={row.errors > 0 ? 'bad' : 'muted'}>
              {row.errors === 0 ? (
                count(row.errors)
              ) : (
                <SessionsLink
                  filters={{ page: row.page, withErrors: true }}
                  label={`${counted(row.errors, 'error')}: sessions with errors that saw this page`}
                >
                  {count(row.errors)}
                </SessionsLink>
              )}
            </NumberCell>
            <NumberCell id="page-active" isWide>
              {row.medianActiveMs === null ? '–' : duration(row.medianActiveMs)}
            </NumberCell>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
