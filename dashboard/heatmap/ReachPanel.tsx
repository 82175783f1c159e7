/** Scroll reach in numbers. */
import type { ScrollReachAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { BarCell, type Column, Columns } from '../shell/Columns.tsx';
import { percent } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { tableDepths } from './reach.ts';

const columns: readonly Column[] = [
  { name: 'Depth', meaning: 'How far down the page, in percent of its height. 100 % is its very end.' },
  { name: 'Views that saw it', isNumber: true },
];

/** The panel. */
export function ReachPanel({
  reach,
  isStale,
}: {
  readonly reach: ScrollReachAnswer;
  readonly isStale: boolean;
}): JSX.Element {
  return (
    <Panel title="Views by depth" note="Views that ended; a page that is still open is not in it." isStale={isStale}>
      <table class="heat-depths" data-testid="heatmap-reach-table">
        <Columns columns={columns} />
        <tbody>
          {tableDepths.map((depth) => (
            <tr key={depth} data-depth={depth}>
              <BarCell share={reach.reach[depth] ?? 0}>
                <span class="heat-name">{depth} %</span>
              </BarCell>
              <td class="number" data-testid="reach-share">
                {percent(reach.reach[depth] ?? 0)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
