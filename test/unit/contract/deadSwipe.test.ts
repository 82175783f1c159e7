import { deadSwipeConfidence, type DeadSwipeFeatures, type EventOf, isCounted } from '@watchglass/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { golden } from './golden.ts';

/** A quick swipe to the left over pictures of which more are cut off, and nothing came of it. */
const dead: DeadSwipeFeatures = {
  dx: -200,
  dy: 8,
  durationMs: 180,
  scrolled: 0,
  scrollable: 0,
  cut: 1,
  inviting: 0,
  canvas: 0,
  sync: 0,
  nearMs: 0,
  farMs: 0,
  answered: 0,
  acted: 0,
  watchedMs: 2_780,
};
const judge = (other: Partial<DeadSwipeFeatures> = {}): number => deadSwipeConfidence({ ...dead, ...other });

describe('dead_swipe@1', () => {
  test('says yes where there was more to see or a picture, and doubts it elsewhere', () => {
    expect(judge()).toBe(0.95);
    expect(judge({ cut: 0, inviting: 1 })).toBe(0.8);
    expect(isCounted({ confidence: judge({ cut: 0 }) })).toBe(false);
    expect(judge({ cut: 0 })).toBeGreaterThan(0);
  });

  test('a tap, a slow drag and a way between the axes are no swipes', () => {
    expect(judge({ dx: -29, dy: 0 })).toBe(0);
    expect(judge({ durationMs: 2_100, watchedMs: 5_000 })).toBe(0);
    expect(judge({ dx: -150, dy: 140 })).toBe(0);
    expect(judge({ dx: 4, dy: 200 })).toBe(0.95);
  });

  test('whatever scrolled, was at its end, followed the finger or was told by the browser is an answer', () => {
    for (const answer of [{ scrolled: 1 }, { scrollable: 1 }, { sync: 1 }, { acted: 1 }]) expect(judge(answer)).toBe(0);
    // one tick of a clock in a move of the finger
    expect(judge({ sync: 0.25 })).toBe(0.95);
  });

  test('a change near is an answer at any time, one elsewhere when it comes soon or with a request', () => {
    expect(isCounted({ confidence: judge({ nearMs: 2_000 }) })).toBe(false);
    expect(isCounted({ confidence: judge({ farMs: 500 }) })).toBe(false);
    expect(isCounted({ confidence: judge({ farMs: 900 }) })).toBe(true);
    expect(isCounted({ confidence: judge({ farMs: 900, answered: 1 }) })).toBe(false);
    // which came soon after the finger was lifted, though long after it was put down
    expect(isCounted({ confidence: judge({ dx: -600, durationMs: 1_000, farMs: 1_300, watchedMs: 3_600 }) })).toBe(
      false,
    );
  });

  test('nothing is said of a page that was left before an answer could come, less of one with a canvas', () => {
    expect(judge({ watchedMs: 900 })).toBe(0);
    expect(isCounted({ confidence: judge({ canvas: 1 }) })).toBe(false);
  });

  test('gives a number from 0 to 1 for whatever was stored', () => {
    const any = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
    const keys = Object.keys(dead);
    fc.assert(
      fc.property(fc.array(any, { minLength: keys.length, maxLength: keys.length }), (values) => {
        const features = Object.fromEntries(keys.map((key, at) => [key, values[at]])) as unknown as DeadSwipeFeatures;
        const confidence = deadSwipeConfidence(features);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('the golden event is what the rule says', () => {
    const { features, confidence } = golden.dead_swipe as EventOf<'dead_swipe'>;
    expect(deadSwipeConfidence(features as unknown as DeadSwipeFeatures)).toBe(confidence);
  });
});
