import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quickBack, type QuickBackFeatures } from '@watchglass/contract';
import { golden } from './golden.ts';

describe('quick_back@1', () => {
  const after = (dwellMs: number): number => quickBack({ dwellMs, traversal: 1, known: 1 });

  test('says yes up to 5 s, and is silent from 10 s on', () => {
    expect([0, 2500, 5000, 7000, 10_000, 1e12].map(after)).toEqual([1, 0.75, 0.5, 0.3, 0, 0]);
  });

  test('is never surer of a page that was looked at longer', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(20_000), (dwellMs, more) => {
        expect(after(dwellMs + more)).toBeLessThanOrEqual(after(dwellMs));
        expect(after(dwellMs)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('judges the stored features of an event as the event says', () => {
    const event = golden.quick_back as unknown as { features: QuickBackFeatures; confidence: number };
    expect(quickBack(event.features)).toBe(event.confidence);
  });
});
