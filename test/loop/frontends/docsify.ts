/** docsify, a site of documents without a build: its own router, by paths or by fragments, and a search of its own. */
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { FrontEnd } from './visit.ts';

const folder = fileURLToPath(new URL('.', import.meta.resolve('docsify/package.json')));

const documents: Record<string, string> = {
  README: '# Kettles\n\nRead the [guide](guide.md) first.',
  guide: `# Guide\n\nStart here.\n\n## Filling\n\n${'Up to the mark. '.repeat(400)}\n\n## Boiling\n\nPush the lever.`,
  care: '# Care\n\nDescale it. Then see the [guide](guide.md).',
  _sidebar: '- [Home](/)\n- [Guide](guide.md)\n- [Care](care.md)',
};

/** docsify with three documents; `routing` is its `routerMode`. */
export function docsify(routing: 'history' | 'hash'): FrontEnd {
  const isHash = routing === 'hash';
  const base = isHash ? '/hash/' : '/';
  const routeOf = (name: string): string => (isHash ? `${base}#/${name}` : `${base}${name}`);
  return {
    name: `docsify, ${routing} routes`,
    hashRouting: isHash,
    serve(server, head) {
      const settings = JSON.stringify({
        name: 'Kettles',
        loadSidebar: true,
        subMaxLevel: 2,
        routerMode: routing,
        search: 'auto',
      });
      const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Kettles</title>
<link rel="stylesheet" href="/docsify/lib/themes/pure.css"><script>window.$docsify = ${settings};</script>${head}</head>
<body><div id="app"></div><script src="/docsify/lib/docsify.min.js"></script>
<script src="/docsify/lib/plugins/search.min.js"></script></body></html>`;
      server.folder('/docsify/', folder);
      for (const name of ['', 'guide', 'care']) server.page(`${base}${name}`, html);
      for (const [name, text] of Object.entries(documents)) {
        server.page(`${base}${name}.md`, { body: text, headers: { 'content-type': 'text/markdown; charset=utf-8' } });
      }
      return isHash ? `${base}#/` : base;
    },
    async visit(hand) {
      const { page } = hand;
      // a heading is `?id=` behind the path, and so a place of its own; behind a fragment's route it is not
      const goTo = (name: string, how: 'push' | 'back_forward' = 'push') =>
        hand.arrive(routeOf(name), how, routeOf(isHash ? name.replace(/\?.*/, '') : name.replace(/=.*/, '=*')));
      const scrollTo = (name: string) =>
        isHash ? page.waitForURL((url) => url.href.endsWith(routeOf(name))) : goTo(name);
      const menu = (name: string) => page.locator('.sidebar a').filter({ hasText: name });
      const text = page.locator('.markdown-section');
      const heading = (name: string) => text.locator('h1').filter({ hasText: name });
      const search = page.locator('.search input');
      await expect(heading('Kettles')).toBeVisible();

      await hand.click(menu('Guide'));
      await goTo('guide');
      await expect(heading('Guide')).toBeVisible();
      await hand.press(menu('Care'), 'Enter');
      await goTo('care');
      await expect(heading('Care')).toBeVisible();
      await hand.click(text.locator('a').filter({ hasText: 'guide' }));
      await goTo('guide');
      await expect(heading('Guide')).toBeVisible();

      // headings of the document are links within it
      await hand.click(menu('Boiling'));
      await scrollTo('guide?id=boiling');
      await expect(text.locator('#boiling')).toBeInViewport();
      await hand.press(menu('Filling'), 'Enter');
      await scrollTo('guide?id=filling');
      await expect(text.locator('#filling')).toBeInViewport();

      await hand.click(menu('Home'));
      await goTo('');
      await expect(heading('Kettles')).toBeVisible();
      await page.goBack();
      await goTo('guide?id=filling', 'back_forward');
      await expect(heading('Guide')).toBeVisible();

      await hand.click(search);
      await hand.type(search, 'descale');
      const found = page.locator('.results-panel a').first();
      await expect(found).toBeVisible();
      await hand.click(found);
      await goTo('care?id=care');
      await hand.click(page.locator('.clear-button path').last());
      await hand.click(menu('Guide'));
      await goTo('guide');
      await hand.doubleClick(heading('Guide'));
      await expect(found).toHaveCount(0);
    },
  };
}
