/** A search field with a list below: type, arrows, Enter. The pattern is ARIA's combobox with a list of groups. */
import type { FunnelStep } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { count, counted } from '../shell/format.ts';
import { SearchIcon } from '../shell/icons.tsx';
import { type ChoiceGroup, matching, type StepChoice } from './choices.ts';
import { StepIcon } from './stepIcons.tsx';

/** Choices shown per group before a search, and with one: more are found by typing. */
const SHOWN = { all: 6, found: 20 } as const;

interface Shown {
  readonly group: ChoiceGroup;
  readonly choices: readonly StepChoice[];
  readonly more: number;
}

function shownOf(groups: readonly ChoiceGroup[], search: string): Shown[] {
  const most = search.trim() === '' ? SHOWN.all : SHOWN.found;
  return groups
    .map((group) => {
      const found = matching(group, search);
      return { group, choices: found.slice(0, most), more: Math.max(0, found.length - most) };
    })
    .filter(({ choices }) => choices.length > 0);
}

/** The picker. */
export function StepPicker({
  groups,
  isFull,
  onPick,
}: {
  readonly groups: readonly ChoiceGroup[];
  readonly isFull: boolean;
  readonly onPick: (step: FunnelStep) => void;
}): JSX.Element {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const shown = shownOf(groups, search);
  const flat = shown.flatMap(({ choices }) => choices);
  const at = Math.min(active, flat.length - 1);
  const optionId = (index: number): string => `${id}-${index}`;

  const pick = (choice: StepChoice | undefined): void => {
    if (!choice) return;
    onPick(choice.step);
    setSearch('');
    setActive(0);
    setOpen(false);
  };
  const activate = (index: number): void => {
    const next = (index + flat.length) % Math.max(1, flat.length);
    setActive(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) setOpen(true);
      else activate(at + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      pick(flat[at]);
    } else if (event.key === 'Escape' && (isOpen || search !== '')) {
      event.preventDefault();
      setSearch('');
      setOpen(false);
    }
  };

  let index = -1;
  return (
    <div class="picker">
      <label class="hidden" for="step-search">
        Add a step
      </label>
      <span class="picker-field">
        <SearchIcon />
        <input
          id="step-search"
          class="field"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          data-focus="search"
          placeholder={isFull ? 'That is the most steps' : 'Add a page, event or click'}
          disabled={isFull}
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && flat.length > 0 ? optionId(at) : undefined}
          value={search}
          onInput={(event) => {
            setSearch(event.currentTarget.value);
            setActive(0);
            setOpen(true);
          }}
          onClick={() => setOpen(true)}
          onKeyDown={press}
          onBlur={() => setOpen(false)}
        />
      </span>
      <div
        ref={list}
        id={`${id}-list`}
        class="picker-list"
        role="listbox"
        aria-label="Steps to add"
        hidden={!isOpen}
        // the field keeps the focus
        onPointerDown={(event) => event.preventDefault()}
      >
        {shown.map(({ group, choices, more }) => (
          <div key={group.kind} role="group" aria-labelledby={`${id}-${group.kind}`}>
            <div class="picker-title" id={`${id}-${group.kind}`} role="presentation">
              {group.title}
              {more > 0 && <span> · {count(more)} more, type to find them</span>}
            </div>
            {choices.map((choice) => {
              index += 1;
              const own = index;
              return (
                <div
                  key={choice.id}
                  id={optionId(own)}
                  role="option"
                  aria-selected={own === at}
                  class="picker-option"
                  data-testid="step-option"
                  onClick={() => pick(choice)}
                  onPointerMove={() => own !== at && setActive(own)}
                >
                  <StepIcon kind={group.kind} />
                  <span class="step-name">
                    <span>{choice.name}</span>
                    <span class="small muted">{choice.detail}</span>
                  </span>
                  <span class="number small muted">{counted(choice.count, group.unit)}</span>
                </div>
              );
            })}
          </div>
        ))}
        {flat.length === 0 && (
          <div class="picker-title" role="option" aria-selected="false" aria-disabled="true">
            {search.trim() === '' ? 'Nothing occurred in this time' : `Nothing here is called “${search.trim()}”`}
          </div>
        )}
      </div>
    </div>
  );
}
