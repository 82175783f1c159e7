/**
 * The script tag on front-ends that nobody here wrote: published npm packages, served as they are with one line added
 * to their head. Each is visited twice by the same script, without the tag and with it, so that what goes wrong in
 * both is the app's own and what goes wrong in one is ours.
 */
import type { Page } from '@playwright/test';
import type { EventOf, Kind, WatchglassEvent } from '@watchglass/contract';
import { expect, test } from '../fixture.ts';
import type { TestServer } from '../server.ts';
import { agendash } from './frontends/agendash.ts';
import { docsify } from './frontends/docsify.ts';
import { todomvc } from './frontends/todomvc.ts';
import { verdaccio } from './frontends/verdaccio.ts';
import { type FrontEnd, judge, visit } from './frontends/visit.ts';

const frontEnds: readonly FrontEnd[] = [verdaccio, agendash, docsify('history'), docsify('hash')];

/** More of them, for `npm run test:long`. */
const moreFrontEnds: readonly FrontEnd[] = [
  ...['angularjs-perf', 'backbone', 'emberjs', 'knockoutjs', 'react', 'sammyjs', 'spine'].map((name) => todomvc(name)),
  // at a route that it does not know it empties the fragment, before the tag is there or after
  todomvc('vue', '#/all'),
];

/** What a site owner pastes. */
const tagOf = ({ collector }: TestServer, { hashRouting }: FrontEnd): string =>
  `<script async src="${collector.origin}/watchglass.js" data-key="pk_frontends" data-endpoint="${collector.origin}"` +
  `${hashRouting ? ' data-hash-routing' : ''}></script>`;

/** Leaves to another page of the site with the tag, which also sends what the exit could not. */
async function leave(page: Page, server: TestServer, tag: string): Promise<void> {
  server.page('/left', `<!doctype html><title>left</title>${tag}<p>Good bye</p>`);
  await page.goto(`${server.origin}/left`);
  await page.evaluate(() =>
    (globalThis as unknown as { watchglass: { flush(): Promise<unknown> } }).watchglass.flush(),
  );
}

// two visits each, and Firefox over WebDriver BiDi takes its time for every key
test.describe.configure({ timeout: 150_000 });

for (const app of [...frontEnds, ...moreFrontEnds]) {
  const details = { tag: moreFrontEnds.includes(app) ? '@long' : '@long-in-firefox' };
  test(`${app.name}: behaves as without the tag, and is counted exactly`, details, async ({ browser, server }) => {
    const bare = await visit(browser, server, app, '');
    expect(bare.faults, 'the visit by itself').toEqual([]);
    expect(bare.errors, 'page errors without the tag').toEqual([]);
    await bare.page.context().close();
    expect(server.collector.requests).toEqual([]);

    const tag = tagOf(server, app);
    const tagged = await visit(browser, server, app, tag);
    expect(tagged.errors, 'page errors').toEqual([]);
    expect(tagged.lines.filter(({ from }) => from.includes('watchglass.js'))).toEqual([]);
    expect(tagged.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(tagged.lines.map(({ level, text }) => `${level} ${text}`).sort()).toEqual(
      bare.lines.map(({ level, text }) => `${level} ${text}`).sort(),
    );
    expect(tagged.url).toBe(bare.url);
    expect(tagged.text).toBe(bare.text);

    const { doc } = await tagged.page.evaluate(
      () => (globalThis as unknown as { watchglass: { stats(): { ids: { doc: string } } } }).watchglass.stats().ids,
    );
    const ofVisit = (): WatchglassEvent[] => server.collector.events().filter((event) => event.doc === doc);
    const some = <K extends Kind>(kind: K) => ofVisit().filter((event): event is EventOf<K> => event.kind === kind);
    // judged before the page is left, with the clicks of the page itself: the witness goes with the page
    await tagged.page.evaluate(() =>
      (globalThis as unknown as { watchglass: { flush(): Promise<unknown> } }).watchglass.flush(),
    );
    const clicks = some('click').filter(({ trusted }) => trusted);
    expect(await judge(tagged.page, clicks)).toEqual(tagged.clicks.map(() => ''));
    expect(clicks.map(({ pointer }) => pointer)).toEqual(tagged.clicks.map(({ pointer }) => pointer));
    expect(some('click').length - clicks.length).toBeLessThanOrEqual(tagged.scripted);

    await leave(tagged.page, server, tag);
    expect(some('click').filter(({ trusted }) => trusted)).toHaveLength(tagged.clicks.length);
    expect(some('page_view').map(({ how, url }) => `${how} ${url}`)).toEqual(
      tagged.views.map(({ how, path }) => `${how} ${server.origin}${path}`),
    );
    expect(some('page_leave').map(({ view }) => view)).toEqual(some('page_view').map(({ view }) => view));
    expect(ofVisit().map(({ seq }) => seq)).toEqual(ofVisit().map((_, at) => at));
    expect(new Set(ofVisit().map(({ id }) => id)).size).toBe(ofVisit().length);
    expect(some('error')).toEqual([]);
    expect(some('sdk').map(({ drops }) => drops)).toEqual(some('sdk').map(() => ({})));
    expect(server.collector.rejected).toEqual([]);
    await tagged.page.context().close();
  });
}
