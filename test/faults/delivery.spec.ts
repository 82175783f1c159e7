/** The comparison with other products: under each of eight faults, every click is stored exactly once. */
import { expectConserved } from '../pageClient.ts';
import { eightFaults } from './eightFaults.ts';
import { expect, test } from './stand.ts';

test('eight faults: every click is stored once', async ({ browser, browserName, makeStand }) => {
  test.setTimeout(240_000);
  // a browser that is killed is started by hand, which is Chromium's alone
  const faults = eightFaults.filter(({ kills }) => !kills || browserName === 'chromium');
  // side by side: nearly all of it is waiting
  const outcomes = await Promise.all(
    faults.map(async ({ name, run }) => {
      const stand = await makeStand();
      const outcome = await run(stand, browser);
      return { name, stand, outcome };
    }),
  );
  for (const { name, outcome } of outcomes)
    console.log(
      `${name}: ${outcome.clicks - outcome.lost.length} of ${outcome.clicks}, ${outcome.copies} more, ${Math.round(outcome.tookMs / 1_000)} s`,
    );
  for (const { name, stand, outcome } of outcomes)
    await test.step(name, async () => {
      const { lost, doubled, stats, stored } = outcome;
      expect({ lost, doubled }, name).toEqual({ lost: [], doubled: [] });
      expectConserved(stats);
      // what the document holds to be receipted is what the collector has of it
      expect(stored, name).toBe(stats.receipted);
      // what a page says in its last moment may still be on its way to the store
      await expect(async () => {
        const all = await stand.events();
        const ledger = await stand.ledger();
        expect(new Set(all.map(({ id }) => id)).size, name).toBe(all.length);
        expect(ledger, name).toMatchObject({ stored: all.length, unknown: 0 });
        expect(ledger.captured).toBeGreaterThanOrEqual(ledger.stored);
      }).toPass();
    });
});
