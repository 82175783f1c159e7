/** The front-end of Verdaccio, a private npm registry: React and Material UI, routed by paths. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';

import type { FrontEnd } from './visit.ts';

const folder = fileURLToPath(new URL('static', import.meta.resolve('@verdaccio/ui-theme/package.json')));

const person = { name: 'Ada', email: 'ada@shop.example', avatar: '' };

const packageOf = (name: string, version: string) => ({
  name,
  version,
  description: `What ${name} is for`,
  author: person,
  license: 'MIT',
  keywords: ['kettle'],
  time: '2024-05-01T10:00:00.000Z',
  dist: { fileCount: 3, unpackedSize: 4096, tarball: '' },
  dependencies: { lid: '^1.0.0' },
  maintainers: [person],
  _uplinks: {},
});

const packages = [packageOf('kettle', '1.2.0'), packageOf('teapot', '3.0.1'), packageOf('lid', '1.0.0')];

const sidebarOf = (latest: (typeof packages)[number]) => ({
  name: latest.name,
  latest,
  'dist-tags': { latest: latest.version },
  time: { created: latest.time, modified: latest.time, [latest.version]: latest.time },
  versions: { [latest.version]: latest },
  _uplinks: {},
  readme: '',
});

const html = (head: string): string => {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  const scripts = ['runtime.js', 'vendors.js', 'main.js'].map(
    (name) => `<script defer src="/${manifest[name]}"></script>`,
  );
  const options = JSON.stringify({ url_prefix: '/', language: 'en-US', title: 'Registry', version: '5.0.0' });
  return `<!doctype html><html lang="en-us"><head><meta charset="utf-8"><base href="/"><title>Registry</title>
<script>window.__VERDACCIO_BASENAME_UI_OPTIONS = { ...${options}, base: location.origin + '/' };</script>${head}</head>
<body class="body"><div id="root"></div>${scripts.join('')}</body></html>`;
};

/** Verdaccio's front-end with three packages. */
export const verdaccio: FrontEnd = {
  name: 'Verdaccio (React)',
  hashRouting: false,
  serve(server, head) {
    const json = { 'content-type': 'application/json' };
    const data = '/-/verdaccio/data';
    server.folder('/-/static/', folder);
    server.page('/', html(head));
    server.page(`${data}/packages`, { body: JSON.stringify(packages), headers: json });
    for (const one of packages) {
      server.page(`/-/web/detail/${one.name}`, html(head));
      server.page(`${data}/sidebar/${one.name}`, { body: JSON.stringify(sidebarOf(one)), headers: json });
      server.page(`${data}/package/readme/${one.name}`, `<h1>${one.name}</h1><p>Boils water.</p>`);
    }
    return '/';
  },
  async visit(hand) {
    const { page } = hand;
    const open = (name: string) => page.locator(`a[href="/-/web/detail/${name}"]`);
    const home = page.locator('header a[href="/"]');
    const tab = (name: string) => page.getByRole('tab', { name });
    const dialog = page.getByRole('dialog');
    const at = (name: string) => page.getByText(`What ${name} is for`);
    await expect(at('lid')).toBeVisible();

    await hand.click(open('kettle'));
    await hand.arrive('/-/web/detail/kettle', 'push');
    await expect(tab('Readme')).toBeVisible();
    await hand.click(tab('Dependencies'));
    await hand.press(tab('Versions'), 'Enter');
    await hand.click(page.getByTestId('copy-icon').nth(1));
    await hand.click(tab('Readme'));

    await hand.press(home, 'Enter');
    await hand.arrive('/', 'push');
    await expect(at('teapot')).toBeVisible();
    await hand.press(open('teapot'), 'Enter');
    await hand.arrive('/-/web/detail/teapot', 'push');
    await expect(tab('Readme')).toBeVisible();

    await hand.click(page.getByTestId('header--button-login'));
    await hand.click(page.getByPlaceholder('Your username'));
    await hand.type(page.getByPlaceholder('Your username'), 'ada');
    await hand.click(page.getByTestId('close-login-dialog-button'));
    await expect(dialog).toHaveCount(0);
    await hand.press(page.locator('#header--button-registryInfo'), 'Enter');
    await hand.click(page.getByTestId('yarn-tab'));
    await hand.click(page.locator('#registryInfo--dialog-close'));
    await expect(dialog).toHaveCount(0);

    await page.goBack();
    await hand.arrive('/', 'back_forward');
    await expect(at('lid')).toBeVisible();
    await page.goBack();
    await hand.arrive('/-/web/detail/kettle', 'back_forward');
    await expect(tab('Readme')).toBeVisible();
    await page.goForward();
    await hand.arrive('/', 'back_forward');
    await expect(at('lid')).toBeVisible();
  },
};
