/** The busy app as two sites have it: with the tag, and without any. */
import { join } from 'node:path';
import { root, type TestServer } from '../server.ts';

const style = `* { box-sizing: border-box } body { margin: 0 } nav { position: fixed; inset: 0 0 auto; height: 40px; background: #eee }
nav a { display: inline-block; width: 100px } main { padding: 50px 10px } #pane { height: 200px; overflow: auto } .tall { margin-top: 1500px }
#row { height: 70px; overflow: hidden; white-space: nowrap } .wide { width: 3000px }`;

const links = ['list', 'form', 'article', 'board', 'rest'].map(
  (name) => `<a id="to-${name}" href="/${name}">${name}</a>`,
);

/**
 * Serves the app with a head of its own, at every route of it: a visitor may come back to any.
 *
 * @param tag - HTML that starts the tag; '' for none
 */
export function serveBusy(server: TestServer, tag: string): void {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Busy</title><style>${style}</style>${tag}</head>
<body><nav>${links.join('')}</nav><main></main><script src="/soak/busy.js"></script></body></html>`;
  // one picture of another origin is refused: told, not enforced
  const headers = { 'content-security-policy-report-only': "img-src 'self'" };
  for (const path of ['/list', '/form', '/article', '/board', '/rest']) server.page(path, { body, headers });
  server.folder('/soak/', join(root, 'test/soak'));
  server.page('/api/fails', { body: 'no', status: 503 });
}

/**
 * Starts the built tag with nothing held back for its cost: a busy hour would end the dearest signals.
 *
 * @param plugins - script: a list of plugins
 */
export const tagOf = ({ collector }: TestServer, plugins = '[]'): string =>
  `<script src="${collector.origin}/watchglass.js"></script><script>watchglass.init({ key: 'pk_soak', endpoint: '${collector.origin}', overheadBudgetMs: 0, plugins: ${plugins} });</script>`;
