/** The steps in order, to move and remove: by buttons, and by Alt and an arrow. */
import type { FunnelStep } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Breakable } from '../shell/Breakable.tsx';
import { CloseIcon, DownIcon, UpIcon } from '../shell/icons.tsx';
import { type ChoiceGroup, choiceOf } from './choices.ts';
import { StepIcon } from './stepIcons.tsx';
import { moved } from './steps.ts';

type Action = 'up' | 'down' | 'remove';

/** The list. */
export function StepList({
  groups,
  steps,
  onChange,
}: {
  readonly groups: readonly ChoiceGroup[];
  readonly steps: readonly FunnelStep[];
  readonly onChange: (steps: readonly FunnelStep[]) => void;
}): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const [said, say] = useState('');
  // where the focus goes once the list has changed: it follows the step that was moved
  const next = useRef<{ at: number; action: Action }>();

  useLayoutEffect(() => {
    const wish = next.current;
    if (!wish || !list.current) return;
    next.current = undefined;
    const buttons = (row: Element | undefined): HTMLButtonElement[] => [...(row?.querySelectorAll('button') ?? [])];
    const row = buttons(list.current.children[Math.min(wish.at, list.current.children.length - 1)]);
    const wanted = row.find((button) => button.dataset['action'] === wish.action && !button.disabled);
    const any = wanted ?? row.find((button) => !button.disabled);
    if (any) any.focus();
    else document.getElementById('step-search')?.focus();
  });

  const move = (from: number, to: number, action: Action): void => {
    const [step] = steps.slice(from, from + 1);
    if (!step || !(to in steps)) return;
    next.current = { at: to, action };
    say(`${choiceOf(groups, step).name} is now step ${to + 1} of ${steps.length}`);
    onChange(moved(steps, from, to));
  };
  const remove = (at: number, name: string): void => {
    next.current = { at, action: 'remove' };
    say(`${name} removed`);
    onChange(steps.filter((_, other) => other !== at));
  };

  return (
    <>
      <ol class="steps" ref={list}>
        {steps.map((step, at) => {
          const { name, detail } = choiceOf(groups, step);
          const button = (action: Action, label: string, isOff: boolean, Icon: () => JSX.Element, act: () => void) => (
            <button
              type="button"
              class="button button-plain"
              data-action={action}
              aria-label={`${label} ${name}`}
              disabled={isOff}
              onClick={act}
            >
              <Icon />
            </button>
          );
          return (
            <li
              key={`${at} ${name}`}
              class="step"
              data-testid="step"
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
                event.preventDefault();
                if (event.key === 'ArrowUp') move(at, at - 1, 'up');
                else move(at, at + 1, 'down');
              }}
            >
              <span class="step-number">{at + 1}</span>
              <StepIcon kind={step.kind} />
              <span class="step-name">
                <span data-testid="step-name">
                  <Breakable text={name} />
                </span>
                <span class="small muted">{detail}</span>
              </span>
              <span class="step-tools">
                {button('up', 'Move up', at === 0, UpIcon, () => move(at, at - 1, 'up'))}
                {button('down', 'Move down', at === steps.length - 1, DownIcon, () => move(at, at + 1, 'down'))}
                {button('remove', 'Remove', false, CloseIcon, () => remove(at, name))}
              </span>
            </li>
          );
        })}
      </ol>
      <p class="hidden" role="status">
        {said}
      </p>
    </>
  );
}
