/** After an outage thousands of pages come back: spread over a minute, and none is refused twice. `npm run test:long` has 10,000. */
import { expect, test } from 'vitest';
import { type HerdOptions, playHerd } from './herd.ts';

const CLIENTS = Number(process.env['WATCHGLASS_HERD'] ?? 500);

/** The most of a list that lie within the same second. */
const busiest = (times: readonly number[]): number => {
  const seconds = new Map<number, number>();
  for (const ms of times) seconds.set(Math.floor(ms / 1000), (seconds.get(Math.floor(ms / 1000)) ?? 0) + 1);
  return Math.max(...seconds.values());
};
const at = (times: readonly number[], share: number): string =>
  `${((times[Math.floor((times.length - 1) * share)] ?? Number.NaN) / 1000).toFixed(1)} s`;

/** What bounds the pages is the answer of the collector. */
const refusing: [string, Omit<HerdOptions, 'clients' | 'seed'>][] = [
  ['the disk was full for 30 s', { outage: 'full', outageMs: 30_000, isOneAddress: false }],
  ['an office had no network', { outage: 'offline', outageMs: 30_000, isOneAddress: true }],
];
/** What bounds them is their own backoff: minutes of virtual time. */
const silent: typeof refusing = [
  ['nobody answered an office for 1 min', { outage: 'unreachable', outageMs: 60_000, isOneAddress: true }],
  ['nobody answered for 5 min', { outage: 'unreachable', outageMs: 300_000, isOneAddress: false }],
];

test.each(process.env['WATCHGLASS_LONG'] ? [...refusing, ...silent] : refusing)(
  `${CLIENTS} pages, %s: none is refused twice`,
  async (name, options) => {
    const { firstMs, takenMs, refused, done } = await playHerd({ ...options, clients: CLIENTS, seed: 1 });
    console.log(
      `${name}: first requests after ${at(firstMs, 0.5)} (median), ${at(firstMs, 1)} (last), ` +
        `taken after ${at(takenMs, 0.5)}, ${at(takenMs, 1)}, at most ${busiest(takenMs)} within a second; ` +
        `refused never, once, ...: ${refused.join(', ')}`,
    );
    expect(done).toBe(CLIENTS);
    expect(refused.length).toBeLessThanOrEqual(2);
  },
  1_200_000,
);
