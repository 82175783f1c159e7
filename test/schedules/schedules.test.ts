/**
 * Nothing lost, nothing doubled: the SDK's own code in Node against the built collector, under random faults of network,
 * disk, clock, pages and collector. `npm run test:long` runs a thousand schedules.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectorWithoutDedup } from './brokenCollector.ts';
import { runSchedule } from './schedule.ts';
import { type Site, startSite } from './site.ts';
import { anySchedule, type Schedule, type Step } from './steps.ts';

const RUNS = Number(process.env['WATCHGLASS_SCHEDULES'] ?? 12);

/** Of a schedule that failed, as it was printed beside its seed. */
const path = process.env['WATCHGLASS_PATH'];

let site: Site;
beforeAll(async () => {
  site = await startSite();
}, 120_000);
afterAll(() => site.collector.close(), 60_000);

test(`${RUNS} schedules: no persisted event is lost, none is doubled, every ledger is right`, async () => {
  let events = 0;
  await fc.assert(
    fc.asyncProperty(anySchedule, async (schedule) => {
      const outcome = await runSchedule(site, schedule);
      events += outcome.events;
      expect(outcome.wrong).toEqual([]);
    }),
    // shrinking takes minutes: the path that is printed runs one schedule alone, and tries smaller ones
    { numRuns: RUNS, ...(path === undefined ? { endOnFailure: true } : { path }) },
  );
  console.log(`${events} events in ${RUNS} schedules`);
  expect(events).toBeGreaterThan(RUNS * 100);
}, 3_600_000);

const emit: Step = { do: 'emit', who: 0, which: 0, act: 'click', count: 30, chars: 0, urgency: 'now' };
const schedule = (...steps: Step[]): Schedule => ({ visitors: 1, seed: 1, steps });

test('an SDK that forgets batches before the receipt is noticed', async () => {
  const refused = schedule({ do: 'mood', who: 0, mood: 'refused' }, emit, { do: 'wait', ms: 6_000 });
  expect((await runSchedule(site, refused)).wrong).toEqual([]);
  const { wrong } = await runSchedule(site, refused, 'before-receipt');
  expect(wrong.join()).toMatch(/persisted events lost/);
}, 120_000);

test('a collector that does not know batches again is noticed', async () => {
  const broken = await startSite({ program: await collectorWithoutDedup() });
  try {
    const lost = schedule({ do: 'mood', who: 0, mood: 'answerLostLater' }, emit, { do: 'wait', ms: 6_000 });
    const { wrong } = await runSchedule(broken, lost);
    expect(wrong.join()).toMatch(/events doubled/);
  } finally {
    await broken.collector.close();
  }
}, 120_000);
