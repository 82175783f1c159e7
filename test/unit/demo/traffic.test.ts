import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBusy } from '../../../demo/shop/chance.ts';
import { personas } from '../../../demo/traffic/personas.ts';
import { planVisitors } from '../../../demo/traffic/plan.ts';
import { createRandom } from '../../../demo/traffic/random.ts';
import { createTally, emptyTruth, funnelSteps } from '../../../demo/traffic/tally.ts';

const DAY_MS = 86_400_000;
const ENDS_AT = Date.UTC(2026, 0, 15, 20);

describe('planVisitors', () => {
  const seeds = fc.integer({ min: 1, max: 10_000 });

  it('plans the same visitors for the same seed, and others for another', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(planVisitors(20, seed, ENDS_AT)).toEqual(planVisitors(20, seed, ENDS_AT));
        expect(planVisitors(20, seed, ENDS_AT)).not.toEqual(planVisitors(20, seed + 1, ENDS_AT));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps every visit inside the week before the end, and every habit on its devices', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 80 }), (seed, visitors) => {
        const plans = planVisitors(visitors, seed, ENDS_AT);
        expect(plans).toHaveLength(visitors);
        for (const { persona, device, startsAt } of plans) {
          expect(startsAt).toBeGreaterThan(ENDS_AT - 7 * DAY_MS);
          expect(startsAt + (persona.days ?? 0) * DAY_MS).toBeLessThan(ENDS_AT);
          expect(persona.devices ?? [device]).toContain(device);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives every habit its share, within one visitor', () => {
    const total = personas.reduce((sum, { weight }) => sum + weight, 0);
    const plans = planVisitors(300, 7, ENDS_AT);
    for (const persona of personas) {
      const planned = plans.filter((plan) => plan.persona === persona).length;
      expect(Math.abs(planned - (300 * persona.weight) / total), persona.name).toBeLessThanOrEqual(1);
    }
  });

  it('has the faults among its first dozen visitors', () => {
    const names = planVisitors(12, 7, ENDS_AT).map(({ persona }) => persona.name);
    expect(names).toEqual(
      expect.arrayContaining(['picture clicker', 'coupon hunter', 'phone visitor who misses the button', 'reader']),
    );
  });
});

describe('createRandom', () => {
  it('stays inside its bounds', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (seed, least, by) => {
          const random = createRandom(seed);
          for (let draws = 0; draws < 20; draws += 1) {
            const whole = random.whole(least, least + by);
            expect(Number.isInteger(whole) && whole >= least && whole <= least + by).toBe(true);
            const between = random.between(least, least + by);
            expect(between >= least && between <= least + by).toBe(true);
          }
        },
      ),
    );
  });

  it('happens about as often as it should', () => {
    const random = createRandom(11);
    const times = Array.from({ length: 4_000 }, () => random.happens(0.3)).filter(Boolean).length;
    // four standard deviations of a binomial with 4,000 draws
    expect(Math.abs(times - 1_200)).toBeLessThan(116);
  });
});

describe('isBusy', () => {
  it('is busy about every fifth time, and the same for the same seed', () => {
    const asked = Array.from({ length: 5_000 }, (_, seed) => isBusy(seed * 7_919, 1));
    expect(Math.abs(asked.filter(Boolean).length - 1_000)).toBeLessThan(114);
    expect(isBusy(7, 1)).toBe(isBusy(7, 1));
  });
});

describe('createTally', () => {
  it('counts by page and class, sessions by fault once, and steps by visitor once', () => {
    const truth = emptyTruth(1);
    const one = createTally(truth, 'coupon hunter', 'phone');
    one.session();
    one.view('shop/cart');
    one.click('testid:coupon-apply');
    one.fault('coupon');
    one.fault('coupon');
    one.sawEnd();
    one.sawEnd();
    one.session();
    one.view('shop/cart');
    one.view('shop/checkout/contact');
    one.fault('shipping');
    one.order(40);
    one.close();
    const two = createTally(truth, 'gone at once', 'desktop');
    two.session();
    two.view('shop/cart');
    two.close();

    expect(truth).toMatchObject({
      visitors: 2,
      sessions: 3,
      sessionsWithErrors: 2,
      pageViews: 4,
      clicks: 1,
      orders: 1,
      revenue: 40,
      coupon: { count: 2, sessions: 1 },
      shipping: { count: 1, sessions: 1 },
      personas: { 'coupon hunter': 1, 'gone at once': 1 },
    });
    expect(truth.pages['shop/cart']).toEqual({
      phone: { views: 2, clicks: 1, reachedEnd: 1, elements: { 'testid:coupon-apply': 1 }, dead: {}, rage: {} },
      desktop: { views: 1, clicks: 0, reachedEnd: 0, elements: {}, dead: {}, rage: {} },
    });
    expect(truth.funnel).toEqual(
      funnelSteps.map((step) => ({
        step,
        visitors: { 'shop/cart': 2, 'shop/checkout/contact': 1, order_placed: 1 }[step as string] ?? 0,
      })),
    );
  });
});
