/** What delivery costs: asked of a carrier that is busy now and then, on purpose, but the same for the same seed. */
import { isBusy } from './chance.ts';
import { shopUrl } from './dom.ts';
import { kept } from './keep.ts';

/** One way to have it delivered. */
export interface Rate {
  readonly id: string;
  readonly name: string;
  readonly days: string;
  readonly price: number;
}

// One seed per visit: set it in sessionStorage (`fernwell.seed`) to see the same faults again.
const seed = kept<number>('session', 'seed', -1);
const asked = kept<number>('session', 'asked', 0);

function isBusyNow(): boolean {
  if (seed.get() < 0) seed.set(Math.floor(Math.random() * 4_294_967_296));
  asked.set(asked.get() + 1);
  return isBusy(seed.get(), asked.get());
}

/** Rates of the carrier; rejects when it is busy: then there is nothing where they should be, as any static server says. */
export async function loadRates(): Promise<readonly Rate[]> {
  const answer = await fetch(shopUrl(isBusyNow() ? 'data/rates-of-a-busy-carrier.json' : 'data/rates.json'));
  if (!answer.ok) throw new Error(`Shipping rates unavailable: carrier answered ${answer.status}`);
  const { rates } = (await answer.json()) as { rates: readonly Rate[] };
  return rates;
}
