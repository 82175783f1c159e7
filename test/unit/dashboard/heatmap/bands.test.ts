import type { AttentionAnswer } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandCount, bandsOf, type Extent, placesOf } from '../../../../dashboard/heatmap/bands.ts';

const answer = (...dwell: number[]): AttentionAnswer => ({
  views: 1,
  dwellMs: dwell.reduce((sum, ms) => sum + ms, 0),
  elements: dwell.map((dwellMs, at) => ({
    key: `id:${at}`,
    index: 0,
    label: '',
    role: '',
    dwellMs,
    views: 1,
    share: 0,
  })),
});

describe('bandsOf', () => {
  it('has nothing of nobody', () => {
    expect(bandsOf(answer(), [], 0)).toEqual({ ms: Array(bandCount).fill(0), elsewhereMs: 0 });
  });

  it('spreads the time on an element over what it covers', () => {
    const { ms, elsewhereMs } = bandsOf(answer(900, 500), [[50, 200], undefined], 2000);
    expect(ms.slice(0, 3)).toEqual([300, 600, 0]);
    expect(elsewhereMs).toBe(500);
  });

  it('keeps what lies outside of the page, and what has no height, apart', () => {
    expect(
      bandsOf(
        answer(1, 2, 4),
        [
          [-90, -10],
          [3000, 3100],
          [5, 5],
        ],
        2000,
      ).elsewhereMs,
    ).toBe(7);
  });

  it('loses and adds no time', () => {
    const extent = fc.option(fc.tuple(fc.integer({ min: -500, max: 5000 }), fc.nat(900)), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(1e6), extent), { maxLength: 20 }),
        fc.integer({ min: 1, max: 4000 }),
        (some, height) => {
          const extents = some.map(([, at]): Extent | undefined => at && [at[0], at[0] + at[1]]);
          const given = answer(...some.map(([ms]) => ms));
          const { ms, elsewhereMs } = bandsOf(given, extents, height);
          expect(ms.reduce((sum, one) => sum + one, elsewhereMs)).toBeCloseTo(given.dwellMs, 3);
        },
      ),
    );
  });
});

describe('placesOf', () => {
  it('has the elements and nothing to paint', () => {
    const places = placesOf(answer(9, 4));
    expect(places.elements.map(({ key, start, end }) => [key, start, end])).toEqual([
      ['id:0', 0, 0],
      ['id:1', 0, 0],
    ]);
    expect(places.cx).toHaveLength(0);
  });
});
