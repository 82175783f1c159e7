/** The dashboard around its pages. */
import type { ComponentChildren, JSX } from 'preact';
import { useCallback, useErrorBoundary, useState } from 'preact/hooks';
import { type BaseLocationHook, Route, Router, Switch } from 'wouter-preact';
import { type Account, AccountContext } from './collector/account.ts';
import { AccountMenu, ProjectPicker } from './collector/AccountMenu.tsx';
import { ErrorsPage } from './errors/ErrorsPage.tsx';
import { FormsPage } from './forms/FormsPage.tsx';
import { FunnelPage } from './funnel/FunnelPage.tsx';
import { HeatmapPage } from './heatmap/HeatmapPage.tsx';
import { LedgerPage } from './ledger/LedgerPage.tsx';
import { OverviewPage } from './overview/OverviewPage.tsx';
import { RequestsPage } from './requests/RequestsPage.tsx';
import { SessionPage } from './sessions/SessionPage.tsx';
import { SessionsPage } from './sessions/SessionsPage.tsx';
import { DataMenu } from './shell/DataMenu.tsx';
import { type Desk, DeskContext } from './shell/desk.ts';
import { Help } from './shell/Help.tsx';
import { AutoIcon, HelpIcon, MoonIcon, SunIcon } from './shell/icons.tsx';
import { useKeys } from './shell/keys.ts';
import { Mark, Navigation } from './shell/Navigation.tsx';
import { Blocked, Notices } from './shell/Notices.tsx';
import { Page } from './shell/Page.tsx';
import { RangePicker, Zone } from './shell/RangePicker.tsx';
import { useReturning } from './shell/returning.ts';
import { Empty, Failure } from './shell/states.tsx';
import type { createTheme } from './shell/theme.ts';
import { goTo, useLink, usePlace } from './shell/urlState.ts';
import type { DataSource } from './source/source.ts';

const useHashPath: BaseLocationHook = () => [usePlace().path, (path) => goTo(`#${path}`)];

/** Everything the dashboard is made from. */
export interface AppProps {
  readonly source: DataSource;
  readonly desk: Desk;
  readonly theme: ReturnType<typeof createTheme>;
  /** Of the collector whose data this is; none over the data of this browser. */
  readonly account?: Account;
}

const themes = {
  system: { Icon: AutoIcon, next: 'light' },
  light: { Icon: SunIcon, next: 'dark' },
  dark: { Icon: MoonIcon, next: 'system' },
} as const;

function ThemeButton({ theme, next }: AppProps['theme']): JSX.Element {
  const { Icon, next: follows } = themes[theme.value];
  return (
    <button
      type="button"
      class="button button-plain"
      data-testid="theme"
      aria-label={`Theme: ${theme.value}. Change to ${follows}`}
      onClick={next}
    >
      <Icon />
    </button>
  );
}

/** A page that cannot be drawn says so, and leaves the rest of the dashboard as it is. */
function Sturdy({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const [error, retry] = useErrorBoundary();
  if (error === undefined) return <>{children}</>;
  return (
    <Page title="Something broke">
      <Failure
        what="This page"
        sentence={`The other pages and the menus still work. (${String(error)})`}
        retry={retry}
      />
    </Page>
  );
}

/** Path of the page of a session, before its id. */
const SESSION = '/session/';

/** A part of a path as text; what was not encoded by us is taken as it is. */
function textOf(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function Pages({ source }: { readonly source: DataSource }): JSX.Element {
  const link = useLink();
  const { path } = usePlace();
  useReturning(path);
  return (
    <Sturdy key={path}>
      <Switch>
        <Route path="/">
          <OverviewPage source={source} />
        </Route>
        <Route path="/heatmap">
          <HeatmapPage source={source} />
        </Route>
        <Route path="/funnel">
          <FunnelPage source={source} />
        </Route>
        <Route path="/forms">
          <FormsPage source={source} />
        </Route>
        <Route path="/errors">
          <ErrorsPage source={source} />
        </Route>
        <Route path="/requests">
          <RequestsPage source={source} />
        </Route>
        <Route path="/sessions">
          <SessionsPage source={source} />
        </Route>
        <Route path="/ledger">
          <LedgerPage source={source} />
        </Route>
        {path.startsWith(SESSION) && (
          <Route path="/session/:id">
            <SessionPage source={source} session={textOf(path.slice(SESSION.length))} />
          </Route>
        )}
        <Route>
          <Page title="No such page">
            <Empty title="There is no such page">
              <p>
                The address may be mistyped. <a href={link('/')}>Go to the overview</a>
              </p>
            </Empty>
          </Page>
        </Route>
      </Switch>
    </Sturdy>
  );
}

/** The whole screen. */
export function App({ source, desk, theme, account }: AppProps): JSX.Element {
  const [isHelping, setHelping] = useState(false);
  useKeys(useCallback(() => setHelping(true), []));
  return (
    <AccountContext.Provider value={account}>
      <DeskContext.Provider value={desk}>
        <Router hook={useHashPath}>
          <a
            class="skip"
            href="#page-title"
            onClick={(event) => {
              // the hash is our address: the browser must not follow this one
              event.preventDefault();
              document.getElementById('page-title')?.focus();
            }}
          >
            Skip to content
          </a>
          <Navigation />
          <header class="top" aria-label="Dashboard">
            <Mark />
            <ProjectPicker />
            <RangePicker />
            <Zone />
            <div class="top-tools">
              <DataMenu />
              <AccountMenu />
              <ThemeButton {...theme} />
              <button
                type="button"
                class="button button-plain"
                data-testid="help-button"
                aria-label="Keys and words"
                onClick={() => setHelping(true)}
              >
                <HelpIcon />
              </button>
            </div>
          </header>
          <main aria-label="Dashboard">
            <Blocked />
            <Pages source={source} />
          </main>
          <Notices />
          <Help isOpen={isHelping} close={() => setHelping(false)} />
        </Router>
      </DeskContext.Provider>
    </AccountContext.Provider>
  );
}
