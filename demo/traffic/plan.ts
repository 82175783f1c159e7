/** Who comes when, with which device and which habit. */
import type { ViewportClass } from '@watchglass/contract';
import { type Persona, personas } from './personas.ts';
import { createRandom } from './random.ts';

/** One visitor to be. */
export interface Plan {
  readonly seed: number;
  readonly persona: Persona;
  readonly device: ViewportClass;
  /** First moment of the first visit, epoch ms. */
  readonly startsAt: number;
}

/** Shares of devices, about those of a small shop. */
const devices: readonly (readonly [ViewportClass, number])[] = [
  ['phone', 0.5],
  ['desktop', 0.36],
  ['tablet', 0.14],
];

const HOUR_MS = 3_600_000;

/** Days over which visits spread; under the seven that the dashboard shows at first, so that none is cut off soon. */
const DAYS = 6.5;

/** Visits per hour of the day, midnight first: quiet nights, a lunch and an evening peak. */
const rhythm = [2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 11, 14, 12, 10, 10, 11, 13, 16, 19, 20, 17, 10, 5];

/** Takes turns by weight, so that the first few visitors already differ (smooth weighted round robin). */
function takeTurns(count: number): Persona[] {
  const total = personas.reduce((sum, { weight }) => sum + weight, 0);
  const credit = new Map(personas.map((persona) => [persona, 0]));
  return Array.from({ length: count }, () => {
    for (const persona of personas) credit.set(persona, (credit.get(persona) ?? 0) + persona.weight);
    const [next] = [...credit].sort((a, b) => b[1] - a[1])[0] as [Persona, number];
    credit.set(next, (credit.get(next) ?? 0) - total);
    return next;
  });
}

/** Plans `visitors` visitors whose visits begin in the days before `endsAt`. */
export function planVisitors(visitors: number, seed: number, endsAt: number): Plan[] {
  return takeTurns(visitors).map((persona, index) => {
    const own = seed * 100_003 + index;
    const random = createRandom(own);
    const allowed = devices.filter(([name]) => persona.devices?.includes(name) ?? true);
    let point = random.between(
      0,
      allowed.reduce((sum, [, share]) => sum + share, 0),
    );
    const device = allowed.find(([, share]) => (point -= share) < 0)?.[0] ?? 'phone';
    // a time is drawn until its hour is a busy enough one
    let startsAt: number;
    do {
      startsAt = Math.floor(endsAt - random.between(0.5 * HOUR_MS, (DAYS - (persona.days ?? 0)) * 24 * HOUR_MS));
      startsAt -= (persona.days ?? 0) * 24 * HOUR_MS;
    } while (random.between(0, 20) > (rhythm[new Date(startsAt).getUTCHours()] ?? 0));
    return { seed: own, persona, device, startsAt };
  });
}
