/** On a phone: the pages that the bar has no room for, on a sheet above it. */
import type { JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { CloseIcon, MoreIcon } from './icons.tsx';
import { currentOf, pages } from './pages.ts';
import { useDialog } from './useDialog.ts';
import { useLink, usePlace } from './urlState.ts';

/** Where the bar is at the bottom; `shell.css` has the same width. */
const PHONE = '(width < 700px)';

const rest = pages.filter(({ isInBar = false }) => !isInBar);

/** The last entry of the bar, and its sheet. While one of its pages is shown, it bears that page's name. */
export function MorePages(): JSX.Element {
  const { path } = usePlace();
  const link = useLink();
  const title = useId();
  const [isOpen, setOpen] = useState(false);
  const sheet = useDialog(isOpen);
  const here = rest.find((page) => currentOf(page, path) !== undefined);
  const close = (): void => sheet.current?.close();

  useEffect(() => {
    // a phone that is turned shows all pages at the side
    const phone = matchMedia(PHONE);
    phone.addEventListener('change', close);
    return () => phone.removeEventListener('change', close);
  }, []);

  return (
    <>
      <button
        type="button"
        data-testid="more-pages"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-current={here ? 'true' : undefined}
        aria-label={here ? `${here.name}, more pages` : 'More pages'}
        onClick={() => setOpen(true)}
      >
        <MoreIcon />
        <span>{here?.name ?? 'More'}</span>
      </button>
      <dialog
        ref={sheet}
        class="dialog sheet"
        aria-labelledby={title}
        data-testid="more-sheet"
        onClose={() => setOpen(false)}
        // all that is not the backdrop lies inside of the sheet's content
        onClick={(event) => event.target === event.currentTarget && close()}
      >
        <div class="sheet-content">
          <div class="sheet-head">
            <h2 id={title}>More pages</h2>
            <button type="button" class="button button-plain" aria-label="Close" onClick={close}>
              <CloseIcon />
            </button>
          </div>
          <ul>
            {rest.map((page) => (
              <li key={page.path}>
                {/* closed first: the new page takes the focus, which an open dialog would keep */}
                <a
                  href={link(page.path)}
                  aria-current={currentOf(page, path)}
                  autofocus={page === (here ?? rest[0])}
                  onClick={close}
                >
                  <page.Icon />
                  <span>{page.name}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      </dialog>
    </>
  );
}
