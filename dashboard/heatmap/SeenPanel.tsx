/** Controls that people saw, and whether they used them: what is seen and ignored stands out. */
import type { ElementsAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { BarCell, type Column, NumberCell, Table } from '../shell/Columns.tsx';
import { count, counted, percent } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { meanings } from '../shell/words.ts';
import { nameOf } from './names.ts';

/** Rows shown: what is seen less than these is seen next to never. */
const MOST = 50;

const columns: readonly Column[] = [
  { name: 'Control' },
  { name: 'Seen in', meaning: meanings.exposed, isNumber: true },
  { name: 'Clicked in', meaning: 'Of these, the views in which it was clicked.', isNumber: true },
  { name: 'Share', meaning: meanings.clickedShare, isNumber: true },
];

/** The panel. */
export function SeenPanel({
  answer,
  isStale,
}: {
  readonly answer: ElementsAnswer;
  readonly isStale: boolean;
}): JSX.Element | null {
  const seen = answer.elements.filter(({ exposed }) => exposed > 0).sort((a, b) => b.exposed - a.exposed);
  if (seen.length === 0) return null;
  const most = seen[0]?.exposed ?? 1;
  const ignored = seen.filter(({ clicked }) => clicked === 0).length;
  return (
    <Panel
      title="Seen, and clicked or not"
      note={`${counted(seen.length, 'control')} seen for a second or more in ${counted(answer.exposedViews, 'view')}; ${count(ignored)} never clicked in them.${seen.length > MOST ? ` The ${MOST} seen most.` : ''}`}
      isStale={isStale}
      class="list-panel heat-seen"
    >
      <Table class="list-table" id="heatmap-seen" columns={columns}>
        {seen.slice(0, MOST).map((one) => (
          <tr key={`${one.index} ${one.key}`} data-testid="seen-row" data-key={one.key} data-index={one.index}>
            <BarCell share={one.exposed / most} title={one.key}>
              <span class="heat-name">{nameOf(one)}</span>
              <span class="heat-about">
                {one.role}
                {one.index > 0 && ` · no. ${one.index + 1} of its kind`}
                {one.clicked === 0 && <em data-testid="ignored">seen, not clicked</em>}
              </span>
            </BarCell>
            <NumberCell id="seen-exposed">{count(one.exposed)}</NumberCell>
            <NumberCell id="seen-clicked">{count(one.clicked)}</NumberCell>
            <NumberCell id="seen-share">{percent(one.clickedShare)}</NumberCell>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
