import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { thrashedCursor, type ThrashedCursorFeatures } from '@watchglass/contract';
import { createBurst } from '../../../src/page/burst.ts';
import { golden } from './golden.ts';

const shaken: ThrashedCursorFeatures = {
  reversalsX: 12,
  reversalsY: 0,
  pathPx: 3000,
  netPx: 0,
  durationMs: 2000,
  speed: 1.5,
};
const features = fc.record({
  reversalsX: fc.nat(60),
  reversalsY: fc.nat(60),
  pathPx: fc.nat(20_000),
  netPx: fc.nat(5000),
  durationMs: fc.nat(10_000),
  speed: fc.double({ min: 0, max: 20, noNaN: true }),
});

describe('thrashed_cursor@1', () => {
  test('says yes from 8 turns on one axis in 2 s, faster than 0.7 px a ms, that end near where they began', () => {
    expect(thrashedCursor(shaken)).toBe(1);
    expect(thrashedCursor({ ...shaken, reversalsX: 8 })).toBe(0.5);
    expect(thrashedCursor({ ...shaken, reversalsX: 4, reversalsY: 4 })).toBe(0);
    expect(thrashedCursor({ ...shaken, durationMs: 3000 })).toBe(0.5);
    expect(thrashedCursor({ ...shaken, speed: 0.7 })).toBe(0.5);
    expect(thrashedCursor({ ...shaken, netPx: 750 })).toBe(0.5);
  });

  test('gives a number from 0 to 1 for whatever was stored, and the same again', () => {
    fc.assert(
      fc.property(features, (any) => {
        const confidence = thrashedCursor(any);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(thrashedCursor(JSON.parse(JSON.stringify(any)) as ThrashedCursorFeatures)).toBe(confidence);
      }),
    );
  });

  test('is never less sure of more turns, more speed or a way that leads nowhere', () => {
    fc.assert(
      fc.property(features, fc.nat(10), (any, more) => {
        const confidence = thrashedCursor(any);
        expect(thrashedCursor({ ...any, reversalsX: any.reversalsX + more })).toBeGreaterThanOrEqual(confidence);
        expect(thrashedCursor({ ...any, speed: any.speed + more })).toBeGreaterThanOrEqual(confidence);
        expect(thrashedCursor({ ...any, netPx: 0 })).toBeGreaterThanOrEqual(confidence);
      }),
    );
  });

  test('judges the stored features of an event as the event says', () => {
    const event = golden.thrashed_cursor as unknown as { features: ThrashedCursorFeatures; confidence: number };
    expect(thrashedCursor(event.features)).toBe(event.confidence);
  });
});

/** Feeds places, 16 ms apart, and gives what the last turn came to. */
const follow = (places: readonly (readonly [number, number])[], from = 1000): ThrashedCursorFeatures | undefined => {
  const burst = createBurst();
  return places.map(([x, y], at) => burst(x, y, from + at * 16)).findLast(Boolean);
};

describe('turns of a cursor', () => {
  test('a way there and back is one turn, with its length and the distance of its ends', () => {
    expect(
      follow([
        [0, 0],
        [100, 0],
        [200, 0],
        [100, 0],
      ]),
    ).toEqual({
      reversalsX: 1,
      reversalsY: 0,
      pathPx: 300,
      netPx: 100,
      durationMs: 48,
      speed: 6.25,
    });
  });

  test('a hand that trembles by less than 20 px never turns', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -9, max: 10 }), fc.integer({ min: -9, max: 10 }))), (places) => {
        expect(follow(places)).toBeUndefined();
      }),
    );
  });

  test('a cursor that goes one way never turns, however uneven its steps', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300)), (steps) => {
        let x = 0;
        expect(follow(steps.map((step) => [(x += step), -x * 2] as const))).toBeUndefined();
      }),
    );
  });

  test('the path is at least the net distance, and turns are those of a zigzag', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 900 }), { minLength: 3, maxLength: 40 }), (legs) => {
        let x = 0;
        const found = follow([[0, 0], ...legs.map((leg, at) => [(x += at % 2 ? -leg : leg), 0] as const)]);
        expect(found?.reversalsX).toBe(legs.length - 1);
        expect(found?.pathPx).toBe(legs.reduce((sum, leg) => sum + leg, 0));
        expect(found?.netPx).toBe(Math.abs(x));
      }),
    );
  });

  test('a burst begins where the cursor was when it began to turn, not where it came from', () => {
    const burst = createBurst();
    expect(burst(0, 0, 0)).toBeUndefined();
    expect(burst(1000, 0, 900)).toBeUndefined();
    expect(burst(1100, 0, 950)).toBeUndefined();
    expect(burst(1000, 0, 1000)).toMatchObject({ pathPx: 200, netPx: 0, durationMs: 100 });
  });
});
