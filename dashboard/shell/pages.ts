/** The pages of the dashboard, in the order in which they are shown everywhere. */
import type { JSX } from 'preact';
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

/** One of them. */
export interface DashboardPage {
  readonly path: string;
  readonly name: string;
  readonly Icon: () => JSX.Element;
  /** Leads there after `g`. */
  readonly key: string;
  /** Has a place in the bar of a phone, which has room for four: what somebody looks at who is not at a desk. */
  readonly isInBar?: boolean;
}

/** All of them. */
export const pages: readonly DashboardPage[] = [
  { path: '/', name: 'Overview', Icon: OverviewIcon, key: 'o', isInBar: true },
  { path: '/heatmap', name: 'Heatmap', Icon: HeatmapIcon, key: 'h', isInBar: true },
  { path: '/funnel', name: 'Funnel', Icon: FunnelIcon, key: 'f' },
  { path: '/forms', name: 'Forms', Icon: FormIcon, key: 'm' },
  { path: '/errors', name: 'Errors', Icon: AlertIcon, key: 'e', isInBar: true },
  { path: '/requests', name: 'Requests', Icon: RequestIcon, key: 'r' },
  { path: '/sessions', name: 'Sessions', Icon: SessionsIcon, key: 's', isInBar: true },
  { path: '/ledger', name: 'Ledger', Icon: LedgerIcon, key: 'l' },
];

/** What `aria-current` says of a page while `path` is shown; a session is a part of their list. */
export const currentOf = (page: DashboardPage, path: string): 'page' | 'true' | undefined =>
  path === page.path ? 'page' : path.startsWith('/session/') && page.path === '/sessions' ? 'true' : undefined;
