/** The checkout: one app behind five addresses, routed with the history API. */
import { itemsTotal, lines } from './basket.ts';
import { h, named, shopUrl } from './dom.ts';
import { answer, order } from './order.ts';
import { money } from './products.ts';
import { type StepName, stepContent, stepNames, stepWords } from './steps.ts';

const stepAt = (path: string): StepName =>
  stepNames.find((name) => path.endsWith(`/checkout/${name}/`) || path.endsWith(`/checkout/${name}`)) ?? 'contact';

const titleOf = (step: StepName): string => `${stepWords[step][0]} · Checkout · Fernwell`;

function showProgress(now: StepName): void {
  const here = stepNames.indexOf(now);
  const items = stepNames.map((name, index) => {
    const words = stepWords[name][0];
    const isOpen = index < here && now !== 'done';
    const inside = isOpen ? h('a', { href: shopUrl(`checkout/${name}/`), 'data-testid': `go-${name}` }, words) : words;
    const state = index < here ? 'past' : index === here ? 'now' : 'next';
    const item = h('li', { class: state, ...(state === 'now' ? { 'aria-current': 'step' } : {}) }, inside);
    if (isOpen)
      item.addEventListener('click', (event) => {
        event.preventDefault();
        go(name);
      });
    return item;
  });
  named('checkout-steps')?.replaceChildren(...items);
}

function showSummary(): void {
  const rate = order().rate;
  named('order-lines')?.replaceChildren(
    ...lines().map(({ product, make, quantity }) =>
      h(
        'li',
        {},
        h(
          'div',
          { class: `picture tint-${product.tint}` },
          h('img', { src: shopUrl(`art/${product.slug}.svg`), alt: '', width: '40', height: '40' }),
        ),
        h('span', {}, `${quantity} × ${product.name}`, h('br'), h('span', { class: 'note' }, make)),
        h('span', { class: 'price' }, money(product.price * quantity)),
      ),
    ),
  );
  named('order-sums')?.replaceChildren(
    ...(rate ? [h('dt', {}, rate.name), h('dd', {}, rate.price === 0 ? 'free' : money(rate.price))] : []),
    h('dt', { class: 'total' }, 'Total'),
    h('dd', { class: 'total' }, money(itemsTotal() + (rate?.price ?? 0))),
  );
}

function show(step: StepName): HTMLElement {
  const title = h('h1', { tabindex: '-1' }, stepWords[step][1]);
  document.querySelector('#step')?.replaceChildren(title, ...stepContent[step](go));
  showProgress(step);
  showSummary();
  return title;
}

function go(step: StepName): void {
  document.title = titleOf(step);
  history.pushState(null, '', shopUrl(`checkout/${step}/`));
  const title = show(step);
  scrollTo(0, 0);
  title.focus({ preventScroll: true });
}

/** Starts the checkout, if this is one of its pages. */
export function startCheckout(): void {
  if (!document.querySelector('#checkout')) return;
  addEventListener('popstate', () => {
    const step = stepAt(location.pathname);
    document.title = titleOf(step);
    show(step);
  });
  const first = stepAt(location.pathname);
  if (first === 'contact' && !order().started && lines().length > 0) {
    answer({ started: true });
    window.watchglass?.track('checkout_started', { value: itemsTotal(), items: lines().length });
  }
  show(first);
}
