/** A product page: choose a make, put it into the basket. The picture above it does nothing, on purpose. */
import { change } from './basket.ts';
import { h, named, shopUrl } from './dom.ts';
import { currency, productOf } from './products.ts';

/** Starts the form of the product page, if this is one. */
export function startProduct(): void {
  const form = named<HTMLFormElement>('buy-form');
  const product = productOf(document.querySelector<HTMLElement>('[data-product]')?.dataset['product'] ?? '');
  if (!form || !product) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = new FormData(form);
    const quantity = Number(chosen.get('quantity'));
    change(product.slug, String(chosen.get('make')), quantity);
    window.watchglass?.track('add_to_cart', { product: product.slug, value: product.price * quantity, currency });
    named('added')?.replaceChildren(
      `${quantity === 1 ? 'One' : quantity} in the basket. `,
      h('a', { href: shopUrl('cart/'), 'data-testid': 'view-basket' }, 'View basket'),
    );
  });
}
