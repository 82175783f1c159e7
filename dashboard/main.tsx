/** Starts the dashboard on the data of this browser. */
import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import './tokens.css';
import './base.css';
import './shell/shell.css';
import './overview/overview.css';
import './heatmap/heatmap.css';
import './funnel/funnel.css';
import { App } from './App.tsx';
import { createDesk } from './shell/desk.ts';
import { loadSampleOnce } from './shell/sample.ts';
import { createTheme } from './shell/theme.ts';
import { createLocalSource } from './source/local.ts';

const root = document.getElementById('app');
if (root) {
  const source = createLocalSource();
  const desk = createDesk(source);
  const theme = createTheme(document.documentElement);
  loadSampleOnce(desk, location);
  render(<App source={source} desk={desk} theme={theme} />, root);
}
