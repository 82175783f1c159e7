/** Elements ranked by the time that the pointer was on them. */
import type { AttentionAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { type Column, NumberCell } from '../shell/Columns.tsx';
import { count, duration, percent } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { nameOf } from './names.ts';
import { type PlaceHands, PlacesTable } from './PlacesTable.tsx';

const columns: readonly Column[] = [
  { name: 'Time', isNumber: true },
  { name: 'Share', meaning: 'Of the time that the pointer was on any element.', isNumber: true, class: 'heat-share' },
  { name: 'Views', meaning: 'Views in which the pointer was on it.', isNumber: true },
];

/** The panel. */
export function AttentionPanel({
  attention,
  found,
  isStale,
  ...hands
}: PlaceHands & {
  readonly attention: AttentionAnswer;
  readonly found: readonly boolean[];
  readonly isStale: boolean;
}): JSX.Element {
  const most = Math.max(1, attention.elements[0]?.dwellMs ?? 0);
  return (
    <Panel
      title="Elements by attention"
      note="Where the pointer rested and moved. Point at a row to see where it is."
      isStale={isStale}
    >
      <PlacesTable
        columns={columns}
        rows={attention.elements.map((one, place) => ({
          ...one,
          place,
          isFound: found[place],
          name: nameOf(one),
          isClickable: true,
          bar: one.dwellMs / most,
          cells: (
            <>
              <NumberCell id="row-dwell">{duration(one.dwellMs)}</NumberCell>
              <NumberCell id="row-share" class="heat-share">
                {percent(one.share)}
              </NumberCell>
              <NumberCell id="row-views">{count(one.views)}</NumberCell>
            </>
          ),
        }))}
        {...hands}
      />
    </Panel>
  );
}
