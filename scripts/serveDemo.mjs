// Serves dist/demo/ on loopback with Vite's static server, for `npm start` and the screenshots.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/demo');

/** Answers `/shop` as every static server does: with the way to `/shop/`. */
const folders = {
  name: 'folders-end-in-a-slash',
  configurePreviewServer(server) {
    server.middlewares.use((req, res, next) => {
      // not by URL: `//` is a path here, and no URL
      const [, pathname = '/', search = ''] = /^([^?]*)(.*)$/.exec(req.url ?? '/') ?? [];
      const isFolder = /^(\/[\w-]+)+$/.test(pathname) && existsSync(join(folder, pathname, 'index.html'));
      if (isFolder) res.writeHead(301, { location: `${pathname}/${search}` }).end();
      else next();
    });
  },
};

/** Starts the server; `port` 0 takes any free one, another one the next free one. Resolves to `{ url, close }`. */
export async function serveDemo(port) {
  const server = await preview({
    configFile: false,
    root,
    appType: 'mpa',
    logLevel: 'silent',
    plugins: [folders],
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port, strictPort: false, open: false },
  });
  return {
    url: server.resolvedUrls.local[0],
    close() {
      server.httpServer.closeAllConnections?.();
      return server.close();
    },
  };
}
