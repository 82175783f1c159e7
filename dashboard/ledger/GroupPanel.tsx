/** The ledger's sum cut by something: a row per day, release or browser. */
import type { LedgerSums } from '@watchglass/analysis';
import type { JSX } from 'preact';
import type { SessionFilters } from '../sessions/filters.ts';
import { BarCell, type Column, NumberCell, Table } from '../shell/Columns.tsx';
import { count } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { meanings } from '../shell/words.ts';
import { Missing } from './SumPanel.tsx';
import { arrivedShare, terms } from './terms.ts';

/** One row. */
export interface Group {
  readonly name: string;
  readonly sums: LedgerSums;
  /** What finds the sessions of it. */
  readonly filters: Partial<SessionFilters> & { readonly range?: string };
}

const missing = terms.filter(({ isMissing }) => isMissing);

const columns: readonly Column[] = [
  { name: 'Captured', meaning: meanings.captured, isNumber: true, isWide: true },
  { name: 'Arrived', meaning: meanings.arrived, isNumber: true },
  ...missing.map(({ name, meaning }) => ({ name, meaning, isNumber: true })),
];

/** The panel. */
export function GroupPanel({
  by,
  groups,
  note,
}: {
  /** What it is cut by, in lower case: `day`. */
  readonly by: 'day' | 'release' | 'browser';
  readonly groups: readonly Group[];
  readonly note?: string | undefined;
}): JSX.Element {
  const most = groups.reduce((all, { sums }) => Math.max(all, sums.captured), 1);
  return (
    <Panel title={`By ${by}`} note={note} class="ledger-group">
      <Table
        class="pages-table"
        id={`ledger-by-${by}`}
        columns={[{ name: `${by.charAt(0).toUpperCase()}${by.slice(1)}` }, ...columns]}
      >
        {groups.map(({ name, sums, filters }) => (
          <tr key={JSON.stringify(filters)} data-testid="ledger-row" data-name={name}>
            <BarCell share={sums.captured / most} title={name}>
              <span class={`ledger-name${by === 'day' ? ' ledger-day' : ''}`}>{name}</span>
            </BarCell>
            <NumberCell id="row-captured" isWide>
              {count(sums.captured)}
            </NumberCell>
            <NumberCell id="row-arrived">{arrivedShare(sums)}</NumberCell>
            {missing.map(({ id, name: term }) => (
              <NumberCell key={id} id={`row-${id}`} class={sums[id] === 0 ? 'muted' : id === 'unknown' ? 'bad' : ''}>
                <Missing events={sums[id]} name={`${term.toLowerCase()}, ${name}`} filters={filters} />
              </NumberCell>
            ))}
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
