/** What the visitor wants to buy, kept in this browser. */
import { named } from './dom.ts';
import { kept } from './keep.ts';
import { type Product, productOf } from './products.ts';

/** One line: so many of a product in one make. */
export interface Line {
  readonly slug: string;
  readonly make: string;
  readonly quantity: number;
}

const store = kept<readonly Line[]>('local', 'basket', []);

/** Lines of products that are still on sale. */
export const lines = (): readonly (Line & { product: Product })[] =>
  store.get().flatMap((line) => {
    const product = productOf(line.slug);
    return product ? [{ ...line, product }] : [];
  });

/** How many things. */
export const itemCount = (): number => lines().reduce((sum, line) => sum + line.quantity, 0);

/** What they cost, without delivery. */
export const itemsTotal = (): number => lines().reduce((sum, line) => sum + line.quantity * line.product.price, 0);

/** Puts `by` more of a make into the basket (fewer when negative); a line that reaches 0 goes. */
export function change(slug: string, make: string, by: number): void {
  const isThis = (line: Line): boolean => line.slug === slug && line.make === make;
  const before = store.get();
  const quantity = Math.min(99, (before.find(isThis)?.quantity ?? 0) + by);
  const next = before.some(isThis)
    ? before.map((line) => (isThis(line) ? { ...line, quantity } : line))
    : [...before, { slug, make, quantity }];
  store.set(next.filter((line) => line.quantity > 0));
  showCount();
}

/** Empties the basket after an order. */
export function empty(): void {
  store.set([]);
  showCount();
}

/** Writes the number of things into the bar. */
export function showCount(): void {
  const badge = named('basket-count');
  if (!badge) return;
  badge.textContent = String(itemCount());
  badge.dataset['count'] = badge.textContent;
}
