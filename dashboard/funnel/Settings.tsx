/** How a funnel counts: how long people have, and who is counted. */
import type { JSX } from 'preact';
import { Choice } from '../shell/Choice.tsx';
import { Definition } from '../shell/Definition.tsx';
import type { Move } from '../shell/urlState.ts';
import { meanings } from '../shell/words.ts';
import { windowMs, windows, windowUnits } from './steps.ts';

/** A window that no preset names. */
function CustomWindow({
  window,
  onWindow,
}: {
  readonly window: string;
  onWindow(w: string, m?: Move): void;
}): JSX.Element {
  const ms = windowMs(window);
  const { unit, ms: unitMs } = [...windowUnits].reverse().find((one) => ms % one.ms === 0) ?? windowUnits[0];
  return (
    <span class="window-own">
      <input
        class="field number"
        type="number"
        min="1"
        step="1"
        aria-label="Length of the window"
        value={ms / unitMs}
        onChange={(event) => {
          const value = Math.round(event.currentTarget.valueAsNumber);
          if (value > 0) onWindow(`${value}${unit}`);
        }}
      />
      <select
        class="field"
        aria-label="Unit of the window"
        value={unit}
        onChange={(event) => onWindow(`${ms / unitMs}${event.currentTarget.value}`)}
      >
        {windowUnits.map((one) => (
          <option key={one.unit} value={one.unit}>
            {one.text}
          </option>
        ))}
      </select>
    </span>
  );
}

/** The settings; their state is the URL's. */
export function Settings({
  window,
  onWindow,
  by,
  onBy,
}: {
  readonly window: string;
  onWindow(window: string, move?: Move): void;
  readonly by: 'visitor' | 'session';
  onBy(by: string): void;
}): JSX.Element {
  const isPreset = windows.some(({ value }) => value === window);
  return (
    <div class="funnel-settings">
      <div class="setting">
        <Definition meaning={meanings.window}>Conversion window</Definition>
        <select
          class="field"
          aria-label="Conversion window"
          data-testid="window"
          value={isPreset ? window : 'own'}
          // 45 minutes: a start that is no preset
          onChange={(event) => onWindow(event.currentTarget.value === 'own' ? '45m' : event.currentTarget.value)}
        >
          {windows.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
          <option value="own">Custom</option>
        </select>
        {!isPreset && <CustomWindow window={window} onWindow={onWindow} />}
      </div>
      <div class="setting">
        <Definition
          meaning={
            <>
              <p>Visitor: {meanings.visitor}</p>
              <p>Session: {meanings.session}</p>
            </>
          }
        >
          Counted
        </Definition>
        <Choice
          label="Who is counted"
          testid="by"
          value={by}
          options={[
            { value: 'visitor', text: 'Visitors' },
            { value: 'session', text: 'Sessions' },
          ]}
          onChange={onBy}
        />
      </div>
    </div>
  );
}
