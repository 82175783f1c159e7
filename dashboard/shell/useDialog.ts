/** A dialog over everything else: the browser keeps the focus inside, closes it on Esc, and gives the focus back. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** For the `ref` of a `dialog` that is to be open or not; its `onClose` has to say so, as Esc closes it too. */
export function useDialog(isOpen: boolean): RefObject<HTMLDialogElement> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return dialog;
}
