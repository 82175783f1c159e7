/** The sum that says whether all other numbers can be trusted: on the overview, and first on its own page. */
import type { LedgerAnswer, LedgerSums } from '@watchglass/analysis';
import type { ComponentChildren, JSX } from 'preact';
import { paramsOf } from '../sessions/filters.ts';
import { Definition } from '../shell/Definition.tsx';
import { count, counted, dayAndTime } from '../shell/format.ts';
import { AlertIcon } from '../shell/icons.tsx';
import { Panel } from '../shell/Page.tsx';
import { useLink } from '../shell/urlState.ts';
import { meanings } from '../shell/words.ts';
import { terms } from './terms.ts';

/** A number of missing events: the way to the sessions with them; a quiet zero when there are none. */
export function Missing({
  events,
  name,
  filters = {},
}: {
  readonly events: number;
  /** What they are, in lower case. */
  readonly name: string;
  /** More than `withMissing` to find the sessions by. */
  readonly filters?: Parameters<typeof paramsOf>[0] & { readonly range?: string };
}): JSX.Element {
  const link = useLink();
  if (events === 0) return <>{count(0)}</>;
  const { range, ...own } = filters;
  return (
    <a
      href={link('/sessions', {
        ...paramsOf({ ...own, withMissing: true }),
        ...(range === undefined ? {} : { range }),
      })}
      aria-label={`${counted(events, 'event')} ${name}: sessions with missing events`}
    >
      {count(events)}
    </a>
  );
}

/** The parts of the sum beside each other, as wide as they are many. */
function Bar({ total }: { readonly total: LedgerSums }): JSX.Element {
  return (
    <div class="ledger-bar" aria-hidden="true">
      {terms
        .slice(1)
        .map(({ id }) => total[id] > 0 && <span key={id} class={`ledger-${id}`} style={{ flexGrow: total[id] }} />)}
    </div>
  );
}

/** The panel. */
export function SumPanel({
  answer,
  timeZone,
  controls,
}: {
  readonly answer: LedgerAnswer;
  readonly timeZone: string;
  readonly controls?: ComponentChildren;
}): JSX.Element {
  const { total, duplicates } = answer;
  return (
    <Panel
      title="Ledger"
      note={
        total.unknown === 0
          ? 'Every event that was captured is accounted for.'
          : 'Captured = arrived + on the way + dropped + unknown.'
      }
      controls={controls}
    >
      <Bar total={total} />
      <dl class="ledger">
        {terms.map(({ id, name, meaning, isMissing }) => (
          <div key={id}>
            <dt>
              {id !== 'captured' && <span class={`ledger-key ledger-${id}`} aria-hidden="true" />}
              <Definition meaning={meaning}>{name}</Definition>
            </dt>
            <dd
              class={`ledger-value${id === 'unknown' && total.unknown > 0 ? ' bad' : ''}`}
              data-testid={`ledger-${id}`}
            >
              {isMissing ? <Missing events={total[id]} name={name.toLowerCase()} /> : count(total[id])}
              {id === 'unknown' && total.unknown > 0 && <AlertIcon />}
            </dd>
          </div>
        ))}
        {duplicates && (
          <div>
            <dt>
              <Definition meaning={meanings.duplicates}>Came again</Definition>
            </dt>
            <dd class="ledger-value" data-testid="ledger-duplicates">
              {count(duplicates.count)}
            </dd>
            <dd class="small muted">kept once · since {dayAndTime(duplicates.since, timeZone)}</dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}
