/** The pages, at the side; on a phone some of them at the bottom, beside a way to the others. */
import type { JSX } from 'preact';
import { useDesk } from './desk.ts';
import { count, counted } from './format.ts';
import { MorePages } from './MorePages.tsx';
import { currentOf, pages } from './pages.ts';
import { useLink, usePlace } from './urlState.ts';

/** The mark: a lens over a line of numbers. */
export const Mark = (): JSX.Element => (
  <svg class="mark" viewBox="0 0 24 24" width="24" height="24" fill="none" aria-hidden="true">
    <circle cx="12" cy="12" r="9" stroke="currentColor" stroke-width="2" />
    <path
      d="M7 13.5 10 10l3 3 4-5"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

function Stock(): JSX.Element | null {
  const { isOwn, state } = useDesk();
  const data = state.value;
  if (!isOwn) return null;
  return (
    <div class="stock">
      <p>Data of this browser</p>
      <p class="muted" data-testid="stock">
        {data === undefined
          ? 'Reading …'
          : data.blocked !== ''
            ? 'Kept until you close this tab'
            : counted(data.events, 'event')}
      </p>
      {data !== undefined && data.skipped > 0 && (
        <p class="muted" data-testid="skipped">
          {count(data.skipped)} {data.skipped === 1 ? 'record' : 'records'} not ours, left out
        </p>
      )}
    </div>
  );
}

/** The navigation. */
export function Navigation(): JSX.Element {
  const { path } = usePlace();
  const link = useLink();
  return (
    <nav class="side" aria-label="Pages">
      <a class="brand" href={link('/')} aria-label="Watchglass, to the overview">
        <Mark />
        <span>Watchglass</span>
      </a>
      <ul>
        {pages.map((page) => (
          <li key={page.path} class={page.isInBar ? undefined : 'side-rest'}>
            <a href={link(page.path)} aria-current={currentOf(page, path)}>
              <page.Icon />
              <span>{page.name}</span>
            </a>
          </li>
        ))}
        <li class="side-more">
          <MorePages />
        </li>
      </ul>
      <Stock />
    </nav>
  );
}
