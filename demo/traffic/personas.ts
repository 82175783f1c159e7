/**
 * Habits of the demo's visitors. Each plants something that the dashboard has to find: clicks on a picture that does
 * nothing, a coupon that throws, a delivery step that fails, a button that phones do not see, a banner nearly nobody
 * scrolls to.
 */
import type { ViewportClass } from '@watchglass/contract';
import { buy, checkout, product, toCart, toProduct } from './paths.ts';
import type { Visitor } from './visitor.ts';

/** A habit. */
export interface Persona {
  readonly name: string;
  /** How many of 100. */
  readonly weight: number;
  /** Devices it occurs on; all when absent. */
  readonly devices?: readonly ViewportClass[];
  /** Days between its first and last visit. */
  readonly days?: number;
  visit(visitor: Visitor): Promise<void>;
}

/** Every habit, the telling ones first. */
export const personas: readonly Persona[] = [
  {
    name: 'straight buyer',
    weight: 14,
    async visit(v) {
      await v.open('shop');
      await v.think(3, 9);
      await toProduct(v, 'hero-cta');
      await buy(v);
    },
  },
  {
    name: 'picture clicker',
    weight: 13,
    async visit(v) {
      await v.open('shop');
      await v.think(2, 8);
      await toProduct(v, v.random.happens(0.5) ? 'start-card' : 'hero-cta');
      for (let more = v.random.whole(2, 4); more > 0; more -= 1) {
        await v.clickInVain('product-picture', { spread: 0.34 });
        await v.think(0.1, 1.2);
      }
      if (v.random.happens(0.5)) {
        await v.hammer('product-picture', v.random.whole(4, 6));
        await v.think(3, 6);
      }
      await v.think(4, 12);
      if (v.random.happens(0.25)) await buy(v);
    },
  },
  {
    name: 'coupon hunter',
    weight: 10,
    async visit(v) {
      await v.open('shop/catalogue');
      await v.think(3, 8);
      await product(v);
      await toCart(v);
      await v.type('coupon', v.random.pick(['SPROUT10', 'WELCOME', 'FERN20']));
      for (let more = v.random.whole(1, 3); more > 0; more -= 1) {
        v.tally.fault('coupon');
        v.tally.sends();
        await v.clickInVain('coupon-apply');
        await v.think(0.1, 3);
      }
      if (v.random.happens(0.45)) await checkout(v);
    },
  },
  {
    name: 'phone visitor who misses the button',
    weight: 11,
    devices: ['phone'],
    async visit(v) {
      await v.open('shop');
      await v.think(2, 7);
      await toProduct(v, 'start-card');
      await toCart(v);
      await checkout(v, 'address');
      // fills everything in, looks at the promise, and finds nothing to press
      await v.scrollTo(v.random.between(0.55, 0.66));
      await v.think(6, 15);
      await v.scrollTo(v.random.between(0.2, 0.4));
      await v.think(4, 9);
    },
  },
  {
    name: 'victim of the delivery step',
    weight: 8,
    async visit(v) {
      v.wishBusy(v.random.whole(1, 3));
      await v.open('shop/catalogue');
      await v.think(2, 7);
      await product(v);
      await toCart(v);
      await checkout(v);
    },
  },
  {
    name: 'reader',
    weight: 6,
    async visit(v) {
      await v.open('shop');
      await v.think(5, 12);
      for (const depth of [0.3, 0.5, 0.62]) {
        await v.scrollTo(depth);
        await v.think(3, 9);
      }
      await v.scrollPane('care-calendar', v.random.between(0.5, 1));
      await v.think(4, 10);
      await v.scrollTo(0.85);
      await v.think(3, 8);
      await v.scrollTo(1);
      await v.think(2, 6);
      if (v.random.happens(0.3)) await v.follow('pot-swap-cta', 'shop/help');
      else if (v.random.happens(0.7)) await v.follow(v.random.pick(['journal-water', 'journal-light']), 'shop/help');
      await v.think(10, 40);
    },
  },
  {
    name: 'window shopper',
    weight: 14,
    async visit(v) {
      await v.open('shop');
      await v.think(3, 9);
      await v.scrollTo(v.random.between(0.25, 0.7));
      await v.think(2, 6);
      await v.follow('nav-catalogue', 'shop/catalogue');
      await v.think(4, 9);
      for (let more = v.random.whole(1, 3); more > 0; more -= 1) {
        await product(v, { isLooking: true });
        if (more > 1) {
          await v.follow('crumb-catalogue', 'shop/catalogue');
          await v.think(2, 6);
        }
      }
    },
  },
  {
    name: 'keyboard user',
    weight: 4,
    devices: ['desktop'],
    async visit(v) {
      await v.open('shop');
      await v.think(2, 5);
      await v.press('hero-cta', { path: 'shop/catalogue' });
      await v.think(2, 6);
      const slug = v.random.pick(['ada-pot', 'sprig-glass']);
      await v.press(`card-${slug}`, { path: `shop/product/${slug}` });
      await v.think(4, 9);
      await v.press('add-to-cart');
      await v.think(1, 3);
      await v.press('view-basket', { path: 'shop/cart' });
      await v.think(2, 4);
      await v.press('checkout', { path: 'shop/checkout/contact' });
      await v.think(3, 6);
    },
  },
  {
    name: 'comes back to buy',
    weight: 7,
    days: 2,
    async visit(v) {
      await v.open('shop');
      await v.think(3, 8);
      await toProduct(v, 'start-card');
      await v.click('add-to-cart');
      await v.think(2, 6);
      await v.comeBack(v.random.between(16, 44));
      await v.open('shop/cart');
      await v.think(3, 9);
      await checkout(v);
    },
  },
  {
    name: 'review reader',
    weight: 6,
    async visit(v) {
      await v.open('shop/catalogue');
      await v.think(2, 6);
      await product(v, { isLooking: true });
      await v.scrollPane('reviews', v.random.between(0.4, 1));
      await v.think(5, 14);
      if (v.random.happens(0.4)) {
        await v.click('add-to-cart');
        await v.think(2, 5);
      }
    },
  },
  {
    name: 'help seeker',
    weight: 4,
    async visit(v) {
      await v.open('shop');
      await v.think(2, 5);
      await v.follow('nav-help', 'shop/help');
      await v.think(4, 10);
      await v.scrollTo(v.random.between(0.4, 0.8));
      await v.think(5, 15);
    },
  },
  {
    name: 'gone at once',
    weight: 3,
    async visit(v) {
      await v.open('shop');
      await v.think(1, 4);
    },
  },
];
