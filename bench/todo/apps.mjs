// The apps of the todo bench: TodoMVC by the authors of many frameworks, as one npm package publishes it, with one line
// added to the head of each page.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.resolve('todomvc/package.json')));

/** Each app, and the event by which it takes a new item. */
export const apps = [
  { name: 'ampersand', taking: 'keypress' },
  { name: 'angularjs-perf', taking: 'submit' },
  { name: 'backbone', taking: 'keypress' },
  { name: 'emberjs', taking: 'keyup' },
  { name: 'exoskeleton', taking: 'keypress' },
  { name: 'maria', taking: 'keyup' },
  { name: 'mithril', taking: 'keyup' },
  { name: 'ractive', taking: 'keydown' },
  { name: 'react', taking: 'keydown' },
  { name: 'somajs', taking: 'keypress' },
  { name: 'vue', taking: 'keyup' },
];

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

/** Serves the package below `/bare/`, and with the line of each contender below its place in the list. */
export async function startApps(contenders) {
  const heads = { bare: '', ...contenders.map(({ head }) => head) };
  const respond = async (url) => {
    const [, which = '', path = ''] = /^\/(\w+)\/(.*)$/.exec(new URL(url, 'http://localhost').pathname) ?? [];
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (!file.startsWith(folder) || heads[which] === undefined) throw new Error(`nothing at ${url}`);
    const body = await readFile(file);
    return {
      type: types[extname(file)] ?? 'application/octet-stream',
      body: extname(file) === '.html' ? body.toString('utf8').replace('</head>', `${heads[which]}</head>`) : body,
    };
  };
  const server = http.createServer((req, res) => {
    respond(req.url).then(
      ({ type, body }) => res.writeHead(200, { 'content-type': type }).end(body),
      () => res.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    urlOf: (which, { name }) => `http://127.0.0.1:${server.address().port}/${which}/examples/${name}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
