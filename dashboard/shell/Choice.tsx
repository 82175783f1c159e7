/** One of a few: radio buttons that look like one control, with arrow keys and labels for free. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

/** Parts of a choice. */
export interface ChoiceProps<Value extends string> {
  /** What is chosen, read out before the options. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly isDisabled?: boolean }[];
  readonly onChange: (value: Value) => void;
  readonly testid?: string;
}

/** A segmented control. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
  testid,
}: ChoiceProps<Value>): JSX.Element {
  const name = useId();
  return (
    <fieldset class="choice" data-testid={testid}>
      <legend class="hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.isDisabled ?? false}
            onChange={() => onChange(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
