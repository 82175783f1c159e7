/** Starts the dashboard: on the data of this browser, or, where a collector serves the page, on that collector. */
import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import './tokens.css';
import './base.css';
import './shell/shell.css';
import './overview/overview.css';
import './heatmap/heatmap.css';
import './funnel/funnel.css';
import './sessions/sessions.css';
import './ledger/ledger.css';
import './shell/list.css';
import './forms/forms.css';
import './collector/collector.css';
import { App } from './App.tsx';
import { createCollector } from './collector/collector.ts';
import { CollectorApp } from './collector/CollectorApp.tsx';
import { createDesk } from './shell/desk.ts';
import { loadSampleOnce } from './shell/sample.ts';
import { createTheme } from './shell/theme.ts';
import { createLocalSource } from './source/local.ts';

/** Calls back when the page is shown or hidden. */
function watchVisible(changed: (isVisible: boolean) => void): () => void {
  const hear = (): void => changed(document.visibilityState !== 'hidden');
  document.addEventListener('visibilitychange', hear);
  return () => document.removeEventListener('visibilitychange', hear);
}

const root = document.getElementById('app');
if (root) {
  const theme = createTheme(document.documentElement);
  // said by the page (vite.config.mjs): asking for a collector where there is none is an error in the console
  const source = document.querySelector<HTMLMetaElement>('meta[name="watchglass-source"]')?.content;
  if (source === 'http') {
    const collector = createCollector({
      api: new URL('./api/', document.baseURI).href,
      fetch: (input, init) => fetch(input, init),
      watchVisible,
    });
    render(<CollectorApp collector={collector} theme={theme} />, root);
  } else {
    const local = createLocalSource();
    const desk = createDesk(local);
    loadSampleOnce(desk, location);
    render(<App source={local} desk={desk} theme={theme} />, root);
  }
}
