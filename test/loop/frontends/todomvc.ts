/** TodoMVC: the same small app by the authors of many frameworks, routed by fragments. One visit fits them all. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { FrontEnd, Hand } from './visit.ts';

const folder = fileURLToPath(new URL('.', import.meta.resolve('todomvc/package.json')));

async function visitor(hand: Hand): Promise<void> {
  const { page } = hand;
  const field = page.locator('#new-todo, .new-todo');
  const items = page.locator('#todo-list > li:visible, .todo-list > li:visible');
  const filter = (name: string) => page.locator('#filters a, .filters a').filter({ hasText: name });
  const item = (text: string) => items.filter({ hasText: text });
  const routeOf = async (name: string) => {
    const { pathname, hash } = new URL(await filter(name).evaluate((link) => (link as HTMLAnchorElement).href));
    return pathname + hash;
  };

  await hand.click(field);
  for (const [index, text] of ['milk', 'bread', 'eggs'].entries()) {
    await hand.type(field, text);
    // an app that is still drawing may not hear the first Enter
    await expect(async () => {
      await field.press('Enter');
      await expect(items).toHaveCount(index + 1, { timeout: 1_000 });
    }).toPass();
  }
  await expect(items).toHaveCount(3);
  // authors call the first route `#/` or `#/all`
  const all = await routeOf('All');
  const completed = await routeOf('Completed');
  await hand.click(item('milk').locator('.toggle'));
  await hand.press(item('bread').locator('.toggle'), 'Space');

  await hand.click(filter('Active'));
  await hand.arrive(await routeOf('Active'), 'push');
  await expect(items).toHaveCount(1);
  await hand.press(filter('Completed'), 'Enter');
  await hand.arrive(completed, 'push');
  await expect(items).toHaveCount(2);
  await hand.click(filter('All'));
  await hand.arrive(all, 'push');
  await expect(items).toHaveCount(3);
  // a link to where one is already: a click, and no page view
  await hand.click(filter('All'));

  await page.goBack();
  await hand.arrive(completed, 'back_forward');
  await expect(items).toHaveCount(2);
  await page.goForward();
  await hand.arrive(all, 'back_forward');
  await expect(items).toHaveCount(3);

  await hand.doubleClick(item('eggs').locator('label'));
  const edit = page.locator('.editing input:not([type=checkbox])');
  await edit.press('End');
  await hand.type(edit, ' fresh', 'Enter');
  await expect(item('eggs fresh')).toHaveCount(1);

  await item('bread').hover();
  await hand.click(item('bread').locator('.destroy'));
  await expect(items).toHaveCount(2);
  await hand.press(page.locator('#clear-completed, .clear-completed'), 'Enter');
  await expect(items).toHaveCount(1);
}

/** The app of one framework, opened at its first route. */
export function todomvc(framework: string, first = '#/'): FrontEnd {
  const path = `/todomvc/examples/${framework}/`;
  return {
    name: `TodoMVC in ${framework}`,
    hashRouting: true,
    serve(server, head) {
      const html = readFileSync(join(folder, 'examples', framework, 'index.html'), 'utf8');
      server.folder('/todomvc/', folder);
      server.page(path, html.replace('</head>', `${head}</head>`));
      return `${path}${first}`;
    },
    visit: visitor,
  };
}
