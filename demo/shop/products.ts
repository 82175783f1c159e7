/** The six things on sale; the pages are built from the same list. */
import list from './products.json';

/** One thing on sale. */
export interface Product {
  readonly slug: string;
  readonly name: string;
  readonly price: number;
  readonly tint: string;
}

/** Everything on sale. */
export const products: readonly Product[] = list;

/** One product by its slug. */
export const productOf = (slug: string): Product | undefined => products.find((one) => one.slug === slug);

/** Currency of every price. */
export const currency = 'EUR';

/** A price as people read it. */
export const money = (value: number): string =>
  new Intl.NumberFormat('en-IE', { style: 'currency', currency, minimumFractionDigits: value % 1 ? 2 : 0 }).format(
    value,
  );
