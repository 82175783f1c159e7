/** Ways through the shop that several habits share. */
import type { Visitor } from './visitor.ts';

const slugs = ['ada-pot', 'rill-can', 'sprig-glass', 'trestle-stand', 'sling-hanger', 'haze-mister'] as const;

/** Better sellers stand first in the catalogue, so more people end up there. */
const favourites = ['ada-pot', 'ada-pot', 'ada-pot', 'rill-can', 'rill-can', 'sprig-glass', ...slugs] as const;

/** From the home page to a product, by a card or by way of the catalogue. */
export async function toProduct(v: Visitor, by: 'hero-cta' | 'start-card'): Promise<void> {
  if (by === 'hero-cta') {
    await v.follow('hero-cta', 'shop/catalogue');
    await v.think(3, 8);
    await product(v);
    return;
  }
  const slug = v.random.pick(['ada-pot', 'ada-pot', 'rill-can', 'sprig-glass'] as const);
  await v.scrollTo(v.random.between(0.28, 0.4));
  await v.think(1, 4);
  await v.follow(`card-${slug}`, `shop/product/${slug}`);
  await v.think(4, 12);
}

/** From the catalogue to a product; somebody who is looking scrolls, and does not mean to buy. */
export async function product(v: Visitor, { isLooking = false } = {}): Promise<void> {
  const slug = v.random.pick(favourites);
  await v.follow(`card-${slug}`, `shop/product/${slug}`);
  await v.think(4, 12);
  if (!isLooking) return;
  await v.scrollTo(v.random.between(0.4, 0.85));
  await v.think(3, 9);
}

/** From a product into the basket. */
export async function toCart(v: Visitor): Promise<void> {
  await v.click('add-to-cart', { spread: 0.25 });
  await v.think(1, 4);
  await v.follow('view-basket', 'shop/cart');
  await v.think(2, 7);
}

/** From a product to an order, or as far as the shop lets one get. */
export async function buy(v: Visitor): Promise<void> {
  await toCart(v);
  await checkout(v);
}

const towns = ['Cork', 'Tromsø', 'Évora', 'Kranj', 'Galway', 'Bergen'] as const;

async function fillAddress(v: Visitor): Promise<void> {
  await v.type('field-street', `Kiln Lane ${v.random.whole(1, 80)}`);
  await v.think(2, 6);
  await v.type('field-postcode', String(v.random.whole(1000, 9999)));
  await v.type('field-town', v.random.pick(towns));
  await v.think(2, 5);
}

/** Delivery: the carrier may be busy; most try again once, few do so twice. True when there is a rate. */
async function findRate(v: Visitor): Promise<boolean> {
  for (let tries = 0; await v.sees('rates-failed', 'shipping-continue'); tries += 1) {
    v.tally.fault('shipping');
    await v.think(2, 6);
    if (!v.random.happens(tries === 0 ? 0.65 : 0.35)) return false;
    await v.click('rates-retry');
  }
  if (v.random.happens(0.3)) {
    await v.click('rate-swift');
    await v.think(1, 3);
  }
  return true;
}

/** From the basket through the checkout, up to an order or to the step `until`. */
export async function checkout(v: Visitor, until?: 'address'): Promise<void> {
  await v.follow('checkout', 'shop/checkout/contact');
  await v.think(2, 5);
  if (v.random.happens(0.08)) return;
  await v.type('field-customer', `FW-${v.random.whole(1000, 9999)}`);
  await v.type('field-name', v.random.pick(['Maud', 'Teo', 'Ines', 'Ruben', 'Anneli', 'Pavel']));
  await v.think(1, 4);
  await v.route('contact-continue', 'shop/checkout/address');
  await v.think(2, 5);
  await fillAddress(v);
  if (until === 'address') return;
  await v.route('address-continue', 'shop/checkout/shipping');
  if (!(await findRate(v))) return;
  await v.think(1, 4);
  await v.route('shipping-continue', 'shop/checkout/payment');
  await v.think(3, 9);
  if (v.random.happens(0.06)) return;
  if (v.random.happens(0.4)) await v.click('pay-invoice');
  await v.click('terms');
  await v.think(1, 3);
  await v.order();
}
