/** A word with its meaning: on hover, on a click or tap, and by keyboard. */
import type { ComponentChildren, JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

/** Distance to the word and to the window's edges, px. */
const GAP = 8;
/** On its way from the word to the note the pointer may leave both for this long. */
const LEAVE_MS = 150;

function place(word: HTMLElement, note: HTMLElement): void {
  const box = word.getBoundingClientRect();
  const left = Math.min(box.left, innerWidth - note.offsetWidth - GAP);
  const below = box.bottom + GAP;
  const top = below + note.offsetHeight > innerHeight ? box.top - note.offsetHeight - GAP : below;
  note.style.left = `${Math.max(GAP, left)}px`;
  note.style.top = `${Math.max(GAP, top)}px`;
}

/** `children` is the word, `meaning` one or two plain sentences. */
export function Definition({
  children,
  meaning,
}: {
  readonly children: ComponentChildren;
  readonly meaning: ComponentChildren;
}): JSX.Element {
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  const note = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  // a click keeps open what hovering opened, and closes what a click opened
  const isPinned = useRef(false);
  const leaving = useRef<ReturnType<typeof setTimeout>>();

  const show = (): void => {
    clearTimeout(leaving.current);
    if (!word.current || !note.current || note.current.matches(':popover-open')) return;
    note.current.showPopover();
    place(word.current, note.current);
  };
  const hide = (): void => {
    clearTimeout(leaving.current);
    if (note.current?.matches(':popover-open')) note.current.hidePopover();
  };

  const leave = (): void => {
    clearTimeout(leaving.current);
    if (!isPinned.current) leaving.current = setTimeout(hide, LEAVE_MS);
  };

  return (
    <>
      <button
        ref={word}
        type="button"
        class="definition"
        aria-expanded={isOpen}
        aria-controls={id}
        onPointerEnter={(event) => event.pointerType === 'mouse' && show()}
        onPointerLeave={leave}
        onClick={() => {
          isPinned.current = !isPinned.current;
          if (isPinned.current) show();
          else hide();
        }}
        onBlur={hide}
        onKeyDown={(event) => event.key === 'Escape' && hide()}
      >
        {children}
      </button>
      <div
        ref={note}
        id={id}
        class="definition-note"
        popover="manual"
        role="note"
        onPointerEnter={() => clearTimeout(leaving.current)}
        onPointerLeave={leave}
        onToggle={(event) => {
          const open = event.newState === 'open';
          setOpen(open);
          if (!open) isPinned.current = false;
        }}
      >
        {meaning}
      </div>
    </>
  );
}
