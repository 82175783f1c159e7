/** The basket page, and its coupon field, which is broken on purpose. */
import { change, itemCount, itemsTotal, type lines as Lines, lines } from './basket.ts';
import { h, named, shopUrl } from './dom.ts';
import { money } from './products.ts';

type ShownLine = ReturnType<typeof Lines>[number];

interface Coupon {
  readonly percent: number;
}

// The last campaign ended and took its codes along; the form below never learned of it.
const coupons: Readonly<Record<string, Coupon>> = {};

function applyCoupon(code: string): void {
  const coupon = coupons[code.trim().toUpperCase()] as Coupon;
  // The demo's fault: an unknown code is undefined, and this throws a TypeError that nobody catches.
  const off = (itemsTotal() * coupon.percent) / 100;
  named('coupon-note')?.replaceChildren(`${money(off)} off.`);
}

function tool(text: string, label: string, testid: string, run: () => void): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'small', 'aria-label': label, 'data-testid': testid }, text);
  button.addEventListener('click', run);
  return button;
}

function lineOf({ product, make, quantity }: ShownLine): HTMLLIElement {
  const step = (by: number): void => {
    change(product.slug, make, by);
    show();
  };
  const picture = h('img', { src: shopUrl(`art/${product.slug}.svg`), alt: '', width: '80', height: '80' });
  return h(
    'li',
    {},
    h('div', { class: `picture tint-${product.tint}` }, picture),
    h(
      'div',
      {},
      h('a', { href: shopUrl(`product/${product.slug}/`) }, product.name),
      h('div', { class: 'note' }, make),
      h(
        'div',
        { class: 'line-tools' },
        tool('−', `One ${product.name} less`, `less-${product.slug}`, () => step(-1)),
        h('output', { 'aria-label': `How many ${product.name}` }, String(quantity)),
        tool('+', `One ${product.name} more`, `more-${product.slug}`, () => step(1)),
        tool('Remove', `Remove ${product.name}`, `remove-${product.slug}`, () => step(-quantity)),
      ),
    ),
    h('span', { class: 'price' }, money(product.price * quantity)),
  );
}

function show(): void {
  const isEmpty = itemCount() === 0;
  document.getElementById('cart-empty')?.toggleAttribute('hidden', !isEmpty);
  document.getElementById('cart-full')?.toggleAttribute('hidden', isEmpty);
  named('cart-lines')?.replaceChildren(...lines().map(lineOf));
  named('sum-items')?.replaceChildren(String(itemCount()));
  named('sum-total')?.replaceChildren(money(itemsTotal()));
}

/** Starts the basket page, if this is it. */
export function startCart(): void {
  const form = document.querySelector<HTMLFormElement>('#coupon-form');
  if (!form) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    applyCoupon(String(new FormData(form).get('coupon')));
  });
  show();
}
