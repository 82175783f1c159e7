import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../dashboard/overview/balance.ts';

describe('the ledger', () => {
  it('names what nobody told of', () => {
    expect(balanceOf({ captured: 10, stored: 6, underway: 2, dropped: { full: 1 } })).toEqual({
      captured: 10,
      stored: 6,
      underway: 2,
      dropped: 1,
      unknown: 1,
    });
    expect(balanceOf({ captured: 0, stored: 0, underway: 0, dropped: {} })).toMatchObject({ captured: 0, unknown: 0 });
  });

  it('takes a drop beyond the numbers seen as captured, and never counts an event twice', () => {
    expect(balanceOf({ captured: 3, stored: 3, underway: 0, dropped: { late: 2 } })).toMatchObject({
      captured: 5,
      unknown: 0,
    });
    // the dropped ones lie among those that looked underway
    expect(balanceOf({ captured: 5, stored: 2, underway: 3, dropped: { full: 2 } })).toMatchObject({
      captured: 5,
      underway: 1,
      unknown: 0,
    });
  });

  it('adds up', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(50),
        fc.nat(50),
        fc.array(fc.nat(9), { maxLength: 3 }),
        (stored, gap, open, drops) => {
          const dropped = Object.fromEntries(drops.map((times, at) => [`reason ${at}`, times]));
          const found = balanceOf({ captured: stored + gap, stored, underway: Math.min(open, gap), dropped });
          expect(found.stored + found.underway + found.dropped + found.unknown).toBe(found.captured);
          expect(found.captured).toBeGreaterThanOrEqual(stored + gap);
          for (const term of Object.values(found)) expect(term).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
