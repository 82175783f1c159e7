/** The demo's first page: the shop and the dashboard side by side, the map on the page that the shop shows. */
import { defaultUrlRules, pageOf, type ViewportClass, viewportClass } from '@watchglass/contract';
import { startFrames } from './frames.ts';
import { startSplit } from './split.ts';
import { startStage } from './stage.ts';
import { startTabs } from './tabs.ts';
import { startTries } from './tries.ts';

const one = <E extends HTMLElement>(selector: string): E => {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`landing: no ${selector}`);
  return found;
};

/** Hash of the dashboard's map of a page; a map that is open keeps its other choices. */
function mapHash(now: string, page: string, viewport: ViewportClass): string {
  const params = new URLSearchParams(now.startsWith('#/heatmap') ? now.split('?')[1] : '');
  params.set('page', page);
  params.set('viewport', viewport);
  return `#/heatmap?${params.toString().replaceAll('%2F', '/').replaceAll('%3A', ':')}`;
}

const shop = one<HTMLIFrameElement>('#shop');
const dashboard = one<HTMLIFrameElement>('#dashboard');
const follow = one<HTMLInputElement>('#follow');
const stage = startStage({ stage: one('#stage'), frame: shop, sizes: one('.sizes') });
const tries = startTries(one<HTMLDetailsElement>('.tries'), [shop, dashboard]);
const tabs = startTabs(document.body, ['shop', 'dashboard']);
startSplit({ split: one('#split'), pane: one('#pane-shop'), grip: one('#grip'), moved: stage.fit });

/** Where things are: beside this page, or at a collector's own addresses. */
const {
  shop: shopPath = './shop/',
  dashboard: dashboardPath = './dashboard/',
  waits,
} = document.documentElement.dataset;
const home = new URL(shopPath, document.baseURI).href;
const start = mapHash('', pageOf(home, defaultUrlRules), viewportClass(stage.widthPx()));

const frames = startFrames({
  shop,
  dashboard,
  shopUrl: home,
  dashboardUrl: new URL(`${dashboardPath}${waits ? '?sample=1' : ''}${start}`, document.baseURI).href,
  waitsForSample: Boolean(waits),
  moved: show,
});

/** The map follows the shop while it is a map that is looked at; the other pages of the dashboard stay as they are. */
function show(): void {
  one<HTMLAnchorElement>('[data-testid=open-shop]').href = frames.shopHref();
  const place = dashboard.contentWindow?.location;
  if (!place || !follow.checked || !place.hash.startsWith('#/heatmap')) return;
  const next = mapHash(place.hash, pageOf(frames.shopHref(), defaultUrlRules), viewportClass(stage.widthPx()));
  // a bare hash would be taken as one of this page, not of the frame
  if (next !== place.hash) place.replace(new URL(next, place.href));
}

// full size shows what the frame shows
one<HTMLAnchorElement>('[data-testid=open-dashboard]').addEventListener('click', ({ currentTarget }) => {
  const now = dashboard.contentWindow?.location.href ?? '';
  if (now.startsWith('http') && currentTarget instanceof HTMLAnchorElement) currentTarget.href = now;
});
stage.changed(show);
// a map that was opened anew begins with the page that the shop shows
dashboard.addEventListener('load', show);
follow.addEventListener('change', show);

// Links in the text open in their frame; without a script they open as pages.
document.addEventListener('click', (event) => {
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-shop], a[data-dashboard]') : null;
  if (!link) return;
  event.preventDefault();
  const isShop = link.hasAttribute('data-shop');
  (isShop ? shop : dashboard).contentWindow?.location.assign(link.href);
  tabs.show(isShop ? 'shop' : 'dashboard');
  tries.close();
});
