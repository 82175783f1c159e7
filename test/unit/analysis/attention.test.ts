import { attention, type PageInput } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, everything, streams } from './events.ts';

const input: PageInput = { ...everything, page: 'a', viewport: 'desktop' };
const rested = (at: number, view: string, ...attended: { key: string; dwellMs: number; label?: string }[]) =>
  eventOf('attention', at, {
    page: 'a',
    view,
    attended: attended.map(({ label = '', ...one }) => ({ index: 0, role: 'button', label, ...one })),
  });

describe('attention', () => {
  it('answers zero, not NaN, when no pointer was seen', () => {
    const nothing = { views: 0, dwellMs: 0, elements: [] };
    expect(attention.fold(attention.rows([], input), input)).toEqual(nothing);
    expect(attention.fold([], input)).toEqual(nothing);
    const [still] = attention.fold(
      attention.rows([rested(1, 'w1', { key: 'id:a', dwellMs: 0 })], input),
      input,
    ).elements;
    expect(still?.share).toBe(0);
  });

  it('adds up time and views of each element, longest first, named as in the latest view', () => {
    const events = [
      rested(2, 'w1', { key: 'id:a', dwellMs: 300.5, label: 'newer' }, { key: 'id:b', dwellMs: 699 }),
      rested(1, 'w2', { key: 'id:a', dwellMs: 0.4, label: 'older' }),
      // once more at the end of the same view
      rested(3, 'w2', { key: 'id:b', dwellMs: 0 }),
    ];
    expect(attention.fold(attention.rows(events, input), input)).toEqual({
      views: 2,
      dwellMs: 1000,
      elements: [
        { key: 'id:b', index: 0, label: '', role: 'button', dwellMs: 699, views: 2, share: 0.699 },
        { key: 'id:a', index: 0, label: 'newer', role: 'button', dwellMs: 301, views: 2, share: 0.301 },
      ],
    });
  });

  it('is of one page and viewport class', () => {
    const others = [
      eventOf('attention', 1, { page: 'b' }),
      eventOf('attention', 1, { page: 'a', viewportWidth: 390 }),
      eventOf('exposure', 1, { page: 'a' }),
    ];
    expect(attention.rows(others, input)).toEqual([{ row: 'views', views: 0 }]);
  });

  it('gives equal rows whatever the order', () => {
    fc.assert(
      fc.property(streams('attention', 'click'), ({ stream, shuffled }) => {
        expect(attention.rows(shuffled, input)).toEqual(attention.rows(stream, input));
      }),
    );
  });
});
