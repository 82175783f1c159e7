/** Chance with a seed: the same visitors do the same things in every run. */
import { chance } from '../shop/chance.ts';

/** A stream of chance. */
export interface Random {
  /** From `least` up to `most`. */
  between(least: number, most: number): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** True in this share of the cases. */
  happens(share: number): boolean;
  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T;
}

/** A stream that `seed` decides. */
export function createRandom(seed: number): Random {
  let drawn = Math.imul(seed, 0x9e3779b1);
  const next = (): number => {
    drawn = (drawn + 1) | 0;
    return chance(drawn);
  };
  const between = (least: number, most: number): number => least + next() * (most - least);
  const whole = (least: number, most: number): number => Math.floor(between(least, most + 1));
  return {
    between,
    whole,
    happens: (share) => next() < share,
    pick: (list) => list[whole(0, list.length - 1)] as (typeof list)[number],
  };
}
