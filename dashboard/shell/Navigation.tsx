/** The pages, at the side; on a phone, at the bottom. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from './desk.ts';
import { count, counted } from './format.ts';
import {
  AlertIcon,
  FormIcon,
  FunnelIcon,
  HeatmapIcon,
  LedgerIcon,
  OverviewIcon,
  RequestIcon,
  SessionsIcon,
} from './icons.tsx';
import { useLink, usePlace } from './urlState.ts';

/** Every page of the dashboard. */
const pages = [
  { path: '/', name: 'Overview', Icon: OverviewIcon },
  { path: '/heatmap', name: 'Heatmap', Icon: HeatmapIcon },
  { path: '/funnel', name: 'Funnel', Icon: FunnelIcon },
  { path: '/forms', name: 'Forms', Icon: FormIcon },
  { path: '/errors', name: 'Errors', Icon: AlertIcon },
  { path: '/requests', name: 'Requests', Icon: RequestIcon },
  { path: '/sessions', name: 'Sessions', Icon: SessionsIcon },
  { path: '/ledger', name: 'Ledger', Icon: LedgerIcon },
] as const;

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
  const list = useRef<HTMLUListElement>(null);
  // on a phone the bar is wider than the screen: where we are has to be in sight
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [path]);
  return (
    <nav class="side" aria-label="Pages">
      <a class="brand" href={link('/')} aria-label="Watchglass, to the overview">
        <Mark />
        <span>Watchglass</span>
      </a>
      <ul ref={list}>
        {pages.map(({ path: to, name, Icon }) => (
          <li key={to}>
            <a
              href={link(to)}
              aria-current={
                path === to ? 'page' : path.startsWith('/session/') && to === '/sessions' ? 'true' : undefined
              }
            >
              <Icon />
              <span>{name}</span>
            </a>
          </li>
        ))}
      </ul>
      <Stock />
    </nav>
  );
}
