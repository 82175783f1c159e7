/** Nothing in the chosen time, but something in another: says when, and leads there. */
import type { JSX } from 'preact';
import { useDesk } from './desk.ts';
import { date } from './format.ts';
import { useRange } from './range.ts';

/** For the inside of an `Empty`. Nothing when there is no data at all. */
export function OtherTimes(): JSX.Element | null {
  const desk = useDesk();
  const state = desk.state.value;
  const [range, setRange] = useRange();
  if (!state || state.events === 0) return null;
  const [first, last] = [date(state.firstAt, desk.timeZone), date(state.lastAt, desk.timeZone)];
  return (
    <>
      {state.firstAt > 0 && (
        <p>{first === last ? `The data here is of ${first}.` : `The data here runs from ${first} to ${last}.`}</p>
      )}
      {range.kind !== 'all' && (
        <div class="empty-actions">
          <button type="button" class="button button-main" onClick={() => setRange({ kind: 'all' })}>
            Show all data
          </button>
        </div>
      )}
    </>
  );
}
