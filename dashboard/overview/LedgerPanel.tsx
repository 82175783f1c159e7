/** What became of every event: the sum that says whether the numbers above can be trusted. */
import type { OverviewAnswer } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { Definition } from '../shell/Definition.tsx';
import { count } from '../shell/format.ts';
import { Panel } from '../shell/Page.tsx';
import { meanings } from '../shell/words.ts';
import { balanceOf } from './balance.ts';

/** The panel. */
export function LedgerPanel({ ledger }: Pick<OverviewAnswer, 'ledger'>): JSX.Element {
  const { captured, stored, underway, dropped, unknown } = balanceOf(ledger);
  const reasons = Object.entries(ledger.dropped);
  const entries = [
    { id: 'captured', name: 'Captured, at least', meaning: meanings.captured, value: captured, note: '' },
    { id: 'stored', name: 'Stored', meaning: meanings.stored, value: stored, note: '' },
    { id: 'underway', name: 'Underway', meaning: meanings.underway, value: underway, note: '' },
    {
      id: 'dropped',
      name: 'Dropped',
      meaning: meanings.dropped,
      value: dropped,
      note: reasons.map(([why, times]) => `${count(times)} by ${why}`).join(', '),
    },
    { id: 'unknown', name: 'Unknown', meaning: meanings.unknown, value: unknown, note: '' },
  ];
  return (
    <Panel
      title="Ledger"
      note={
        unknown === 0
          ? 'Every event that was captured in this time is accounted for.'
          : 'Captured = stored + underway + dropped + unknown.'
      }
    >
      <dl class="ledger">
        {entries.map(({ id, name, meaning, value, note }) => (
          <div key={id}>
            <dt>
              <Definition meaning={meaning}>{name}</Definition>
            </dt>
            <dd class={`ledger-value${id === 'unknown' && value > 0 ? ' bad' : ''}`} data-testid={`ledger-${id}`}>
              {count(value)}
            </dd>
            {note !== '' && <dd class="small muted">{note}</dd>}
          </div>
        ))}
      </dl>
    </Panel>
  );
}
