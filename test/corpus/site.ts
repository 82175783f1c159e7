/** The site that the corpus lies on: its pages, slow and failing answers, a file, another page. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { corpus } from './corpus.ts';
import { documentOf } from './page.ts';
import { frameBody } from './widgets/boundaries.ts';
import { loanForm } from './widgets/keptOut/boundaries.ts';
import { cardForm } from './widgets/later/boundaries.ts';

/** A running site. */
export interface CorpusSite {
  /** Address of a widget's page on an origin of its own; `n` is handed to `head`. */
  at(widget: string, n: number, query?: string): string;
  close(): Promise<void>;
}

const slug = (name: string): string => encodeURIComponent(name.replaceAll(' ', '-'));

/** Starts the site on a free loopback port. `head` gives what goes first into the head of the pages of interaction `n`. */
export async function startCorpusSite(head: (n: number) => string = () => ''): Promise<CorpusSite> {
  const pages = new Map(corpus.map((widget) => [`/w/${slug(widget.name)}`, widget]));
  const server = http.createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://site');
    // a frame, and the page that a link leads to, belong to the interaction that they were reached from
    const from = req.headers.referer ? new URL(req.headers.referer).searchParams.get('n') : null;
    const n = Number(url.searchParams.get('n') ?? from ?? -1);
    const page = (title: string, body: string): void => {
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      res.end(documentOf(title, body, n >= 0 ? head(n) : ''));
    };
    const wait = Number(url.searchParams.get('ms') ?? 0);
    const widget = pages.get(url.pathname);
    if (widget) return page(widget.name, widget.html);
    switch (url.pathname) {
      case '/elsewhere':
        return page('Elsewhere', '<main><h1>Another page</h1></main>');
      case '/slow':
        setTimeout(() => page('Slow', '<main><h1>Here at last</h1></main>'), wait);
        return;
      case '/frame':
        return page('Frame', frameBody);
      case '/frame/card':
        return page('Card', cardForm);
      case '/frame/loan':
        return page('Loan', loanForm);
      case '/api':
        req.resume();
        setTimeout(() => {
          res
            .writeHead(Number(url.searchParams.get('status') ?? 200), { 'content-type': 'application/json' })
            .end('{}');
        }, wait);
        return;
      case '/hang':
        req.resume();
        return;
      case '/file.csv':
        res.writeHead(200, { 'content-type': 'text/csv', 'content-disposition': 'attachment' }).end('a,b\n1,2\n');
        return;
      default:
        res.writeHead(url.pathname === '/favicon.ico' ? 204 : 404).end();
    }
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  return {
    at: (widget, n, query = '') => `http://n${n}.localhost:${port}/w/${slug(widget)}?n=${n}${query}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
