/** A browser test with the built dashboard on a scripted collector: a shop with 40 known visits, and a fresh project. */
import { test as base } from './fixture.ts';
import { type CollectorSite, startCollectorSite } from './collectorSite.ts';
import { shopVisits, storedOfVisits, type Visit } from './unit/dashboard/events.ts';

/** The visits of the shop, as of now. */
export const visits = (): Visit[] => shopVisits(Date.now());

/** As the browser test of `fixture.ts`, with a site. */
export const test = base.extend<{ site: CollectorSite }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's dependencies from the pattern
  site: async ({}, use) => {
    const site = await startCollectorSite({ shop: storedOfVisits(visits()), fresh: [] });
    await use(site);
    await site.close();
  },
});

/** Address of a place in the site's dashboard. */
export const at = (site: CollectorSite, hash = '#/'): string => `${site.origin}/${hash}`;
