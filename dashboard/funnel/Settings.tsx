/** How a funnel counts: how long people have, and who is counted. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Choice } from '../shell/Choice.tsx';
import { Definition } from '../shell/Definition.tsx';
import type { Move } from '../shell/urlState.ts';
import { meanings } from '../shell/words.ts';
import { windowParts, windows, windowUnits } from './steps.ts';

/** A window that no preset names. */
function CustomWindow({
  window,
  onWindow,
}: {
  readonly window: string;
  readonly onWindow: (w: string, m?: Move) => void;
}): JSX.Element {
  const { count, unit } = windowParts(window);
  // what is being typed, so that a field emptied on the way to another number stays empty
  const [draft, setDraft] = useState<string>();
  return (
    <span class="window-own">
      <input
        class="field number"
        type="number"
        min="1"
        step="1"
        aria-label="Length of the window"
        value={draft ?? count}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setDraft(value);
          if (Number(value) > 0) onWindow(`${Math.round(Number(value))}${unit.unit}`, { replace: true });
        }}
        onBlur={() => setDraft(undefined)}
      />
      <select
        class="field"
        aria-label="Unit of the window"
        value={unit.unit}
        onChange={(event) => onWindow(`${count}${event.currentTarget.value}`)}
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
  readonly onWindow: (window: string, move?: Move) => void;
  readonly by: 'visitor' | 'session';
  readonly onBy: (by: string) => void;
}): JSX.Element {
  const isPreset = windows.some(({ value }) => value === window);
  // who types their own window passes presets on the way: "1 day" before "10 days"
  const [isOwn, setOwn] = useState(false);
  const shown = isOwn || !isPreset ? 'own' : window;
  return (
    <div class="funnel-settings">
      <div class="setting">
        <Definition meaning={meanings.window}>Conversion window</Definition>
        <select
          class="field"
          aria-label="Conversion window"
          data-testid="window"
          value={shown}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setOwn(value === 'own');
            if (value !== 'own') onWindow(value);
          }}
        >
          {windows.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
          <option value="own">Custom</option>
        </select>
        {shown === 'own' && <CustomWindow window={window} onWindow={onWindow} />}
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
