// The scripts that the tag is measured beside: each as its documentation says to install it from npm, with what it would
// do on a page of ours switched on, and the record of sessions off. Each sends to a loopback server of its own, which
// answers as the real one does and counts the clicks that arrive: a peer that captured nothing would be cheap.

const lines = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

/** What PostHog's server would tell a project with these settings: without it some of them stay off. */
const posthogSettings = {
  supportedCompression: ['gzip', 'gzip-js'],
  autocapture_opt_out: false,
  heatmaps: true,
  captureDeadClicks: true,
  sessionRecording: false,
  surveys: false,
  hasFeatureFlags: false,
};

/**
 * The peers. `script` is the page's module; `files` is the folder of the package from which it loads parts later, under
 * `/static/`; `answer` is the body for a request; `clicksIn` counts the clicks in what was posted. One that is only
 * shown has no bound: it captures errors and keeps the clicks before them as breadcrumbs, which is less than we do.
 */
export const peers = [
  {
    name: 'posthog-js',
    // it takes a driven browser for a bot, unless told otherwise
    script: (origin) => `import posthog from 'posthog-js';
posthog.init('phc_bench', {
  api_host: '${origin}',
  defaults: '2026-01-30',
  autocapture: true,
  rageclick: true,
  capture_heatmaps: true,
  capture_dead_clicks: true,
  disable_session_recording: true,
  opt_out_useragent_filter: true,
});`,
    files: 'posthog-js/dist',
    answer(path) {
      if (path === '/array/phc_bench/config') return posthogSettings;
      if (path !== '/array/phc_bench/config.js') return { status: 'Ok', flags: {} };
      const settings = JSON.stringify({ phc_bench: { config: posthogSettings, siteApps: [] } });
      return Buffer.from(`window._POSTHOG_REMOTE_CONFIG = ${settings};`);
    },
    clicksIn(text) {
      const form = new URLSearchParams(text).get('data');
      const { batch = [] } = JSON.parse(form ? Buffer.from(form, 'base64').toString('utf8') : text);
      return batch.filter(({ event, properties }) => event === '$autocapture' && properties.$event_type === 'click')
        .length;
    },
  },
  {
    name: 'clarity-js',
    script: (origin) => `import { clarity } from 'clarity-js';
clarity.start({ projectId: 'bench', upload: '${origin}/collect', track: true, content: true });`,
    answer: () => '',
    /** Events are lists: a time, then a kind, of which 9 is a click. */
    clicksIn: (text) => JSON.parse(text).a.filter(([, kind]) => kind === 9).length,
  },
  {
    name: '@datadog/browser-rum',
    script: (origin) => `import { datadogRum } from '@datadog/browser-rum';
datadogRum.init({
  applicationId: '00000000-0000-4000-8000-000000000000',
  clientToken: 'pub00000000000000000000000000000000',
  site: 'datadoghq.com',
  proxy: '${origin}/rum',
  sessionSampleRate: 100,
  sessionReplaySampleRate: 0,
  trackUserInteractions: true,
  trackResources: true,
  trackLongTasks: true,
});`,
    answer: () => ({}),
    clicksIn: (text) => lines(text).filter(({ type, action }) => type === 'action' && action.type === 'click').length,
  },
  {
    name: '@sentry/browser',
    isShown: true,
    script: (origin) => `import * as Sentry from '@sentry/browser';
Sentry.init({ dsn: '${origin.replace('//', '//public@')}/1' });`,
    answer: () => ({}),
    clicksIn: (text) =>
      lines(text)
        .flatMap(({ breadcrumbs = [] }) => breadcrumbs)
        .filter(({ category }) => category === 'ui.click').length,
  },
];
