/** What delivery costs: asked of a carrier that is busy now and then, on purpose, but the same for the same seed. */
import { shopUrl } from './dom.ts';
import { kept } from './keep.ts';

/** One way to have it delivered. */
export interface Rate {
  readonly id: string;
  readonly name: string;
  readonly days: string;
  readonly price: number;
}

/** Share of questions that the carrier does not answer. */
const BUSY_SHARE = 0.2;

/** A number from 0 up to 1 that is the same for the same seed (mulberry32, public domain, by Tommy Ettinger). */
export function chance(seed: number): number {
  let t = (seed + 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

// One seed per visit: set it in sessionStorage (`fernwell.seed`) to see the same faults again.
const seed = kept<number>('session', 'seed', -1);
const asked = kept<number>('session', 'asked', 0);

function nextChance(): number {
  if (seed.get() < 0) seed.set(Math.floor(Math.random() * 4_294_967_296));
  asked.set(asked.get() + 1);
  return chance(seed.get() + asked.get());
}

/** Rates of the carrier; rejects when it is busy. */
export async function loadRates(): Promise<readonly Rate[]> {
  const answer = await fetch(shopUrl(nextChance() < BUSY_SHARE ? 'data/busy.json' : 'data/rates.json'));
  const body = (await answer.json()) as { rates?: readonly Rate[]; status: string };
  if (!body.rates) throw new Error(`Shipping rates unavailable: carrier answered ${body.status}`);
  return body.rates;
}
