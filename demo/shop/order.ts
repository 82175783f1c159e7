/** What the checkout has learned so far; it survives reloads, not the tab. */
import { itemsTotal, lines } from './basket.ts';
import { kept } from './keep.ts';
import type { Rate } from './rates.ts';

/** Answers of the steps; '' until given. */
export interface Order {
  readonly started: boolean;
  readonly customer: string;
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  readonly country: string;
  readonly rate: Rate | null;
  readonly pay: string;
}

/** An order that was placed. */
export interface Placed {
  readonly number: string;
  readonly name: string;
  readonly items: number;
  readonly total: number;
}

const blank: Order = {
  started: false,
  customer: '',
  name: '',
  street: '',
  postcode: '',
  town: '',
  country: 'Ireland',
  rate: null,
  pay: '',
};

const store = kept<Order>('session', 'order', blank);

/** The order that was placed last in this tab. */
export const placed = kept<Placed | null>('session', 'placed', null);

/** The order as it stands. */
export const order = (): Order => store.get();

/** Adds answers to the order. */
export const answer = (answers: Partial<Order>): void => store.set({ ...store.get(), ...answers });

/** Things and delivery, together. */
export const orderTotal = (): number => itemsTotal() + (order().rate?.price ?? 0);

/** Remembers the order as placed and starts afresh. */
export function place(): Placed {
  const items = lines().reduce((sum, line) => sum + line.quantity, 0);
  const now: Placed = {
    number: `F${Date.now().toString(36).slice(-6).toUpperCase()}`,
    name: order().name,
    items,
    total: orderTotal(),
  };
  placed.set(now);
  store.set(blank);
  return now;
}
