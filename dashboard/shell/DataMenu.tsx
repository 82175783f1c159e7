/** The data in this browser belongs to its reader: try with sample data, keep it, bring it, delete it. */
import type { JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { useDesk } from './desk.ts';
import { counted } from './format.ts';
import { ChevronIcon, DataIcon } from './icons.tsx';
import { useDialog } from './useDialog.ts';

/** A button that opens the file picker; a file chosen is opened. */
function OpenFile({ class: look, onPicked }: { readonly class: string; readonly onPicked?: () => void }): JSX.Element {
  const desk = useDesk();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={look} disabled={desk.busy.value !== ''} onClick={() => input.current?.click()}>
        Open file
      </button>
      <input
        ref={input}
        type="file"
        hidden
        data-testid="open-file"
        aria-label="File of events"
        accept=".ndjson,.jsonl,.json,.gz,application/x-ndjson,application/gzip"
        onChange={(event) => {
          const field = event.currentTarget;
          const [file] = field.files ?? [];
          if (file) void desk.open(file);
          // so that the same file can be chosen again
          field.value = '';
          onPicked?.();
        }}
      />
    </>
  );
}

/** Asks before everything is gone. */
function ConfirmDelete({ isOpen, close }: { readonly isOpen: boolean; readonly close: () => void }): JSX.Element {
  const desk = useDesk();
  const dialog = useDialog(isOpen);
  const title = useId();
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={title} onClose={close}>
      <h2 id={title}>Delete all data in this browser?</h2>
      <p>
        {counted(desk.state.value?.events ?? 0, 'event')} will be gone for good. Save them as a file first if you may
        want them back.
      </p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={close}>
          Keep
        </button>
        <button
          type="button"
          class="button button-bad"
          data-testid="confirm-delete"
          onClick={() => {
            close();
            void desk.clear();
          }}
        >
          Delete
        </button>
      </div>
    </dialog>
  );
}

/** The menu in the header. Nothing for a source whose data lies elsewhere. */
export function DataMenu(): JSX.Element | null {
  const desk = useDesk();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);
  if (!desk.isOwn) return null;
  const hasEvents = (desk.state.value?.events ?? 0) > 0;
  const isBusy = desk.busy.value !== '';
  const close = (): void => {
    if (menu.current?.matches(':popover-open')) menu.current.hidePopover();
    opener.current?.focus();
  };
  return (
    <div class="data-menu">
      <button ref={opener} type="button" class="button" popovertarget={id} data-testid="data-menu">
        <DataIcon />
        Data
        <ChevronIcon />
      </button>
      <div ref={menu} id={id} popover="auto" class="menu">
        <button
          type="button"
          disabled={isBusy}
          onClick={() => {
            close();
            void desk.loadSample();
          }}
        >
          Load sample data
        </button>
        <OpenFile class="" onPicked={close} />
        <button
          type="button"
          disabled={!hasEvents || isBusy}
          onClick={() => {
            close();
            void desk.save();
          }}
        >
          Save as file
        </button>
        <hr />
        <button
          type="button"
          class="bad"
          disabled={!hasEvents || isBusy}
          onClick={() => {
            close();
            setAsking(true);
          }}
        >
          Delete data in this browser
        </button>
      </div>
      <ConfirmDelete isOpen={isAsking} close={() => setAsking(false)} />
    </div>
  );
}

/** Ways to get data, for pages that have nothing to show. */
export function StartButtons(): JSX.Element | null {
  const desk = useDesk();
  if (!desk.isOwn) return null;
  return (
    <div class="empty-actions">
      <button
        type="button"
        class="button button-main"
        disabled={desk.busy.value !== ''}
        onClick={() => void desk.loadSample()}
      >
        Load sample data
      </button>
      <OpenFile class="button" />
    </div>
  );
}
