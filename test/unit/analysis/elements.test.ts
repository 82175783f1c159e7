import { type ClickGridInput, elements } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, everything, streams } from './events.ts';

const input: ClickGridInput = { ...everything, page: 'a', viewport: 'desktop' };
const click = (at: number, fields: Parameters<typeof eventOf<'click'>>[2] = {}) =>
  eventOf('click', at, { page: 'a', ...fields });

describe('elements', () => {
  it('answers zero, not NaN, when nobody came', () => {
    expect(elements.fold(elements.rows([], input), input)).toEqual({ clicks: 0, views: 0, elements: [] });
    expect(elements.fold([], input)).toEqual({ clicks: 0, views: 0, elements: [] });
  });

  it('ranks by clicks, then key, then index, with shares of all clicks', () => {
    const events = [
      click(1, { key: 'id:b' }),
      click(2, { key: 'id:a', index: 1 }),
      click(3, { key: 'id:a', index: 0 }),
      click(4, { key: 'id:c' }),
      click(5, { key: 'id:c', visitor: 'v2', session: 's2' }),
    ];
    const found = elements.fold(elements.rows(events, input), input);
    expect(found.elements.map(({ key, index, share }) => [key, index, share])).toEqual([
      ['id:c', 0, 0.4],
      ['id:a', 0, 0.2],
      ['id:a', 1, 0.2],
      ['id:b', 0, 0.2],
    ]);
    expect(found.elements[0]).toMatchObject({ clicks: 2, visitors: 2, sessions: 2 });
  });

  it('takes label, role and mark from the latest click, by id when times are equal', () => {
    const events = [
      click(7, { label: 'old', role: 'img', interactive: false }),
      click(7, { label: 'new', role: 'button', interactive: true }),
      click(5, { label: 'older', role: 'link' }),
    ];
    expect(elements.fold(elements.rows(events, input), input).elements[0]).toMatchObject({
      label: 'new',
      role: 'button',
      interactive: true,
      clicks: 3,
      share: 1,
    });
  });

  it('counts views of the same page and viewport class only', () => {
    const view = (fields: object) => eventOf('page_view', 1, { page: 'a', ...fields });
    const events = [view({}), view({}), view({ page: 'b' }), view({ viewportWidth: 390 }), view({ at: 2e13 })];
    expect(elements.fold(elements.rows(events, input), input)).toMatchObject({ views: 2, clicks: 0 });
  });

  it('gives equal rows whatever the order, and shares that add up to 1', () => {
    fc.assert(
      fc.property(streams('click', 'page_view'), ({ stream, shuffled }) => {
        const rows = elements.rows(stream, input);
        expect(elements.rows(shuffled, input)).toEqual(rows);
        const found = elements.fold(rows, input);
        const shares = found.elements.reduce((sum, one) => sum + one.share, 0);
        expect(shares).toBeCloseTo(found.clicks > 0 ? 1 : 0, 9);
        const counts = found.elements.map((one) => one.clicks);
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
        for (const one of found.elements) expect(one.visitors).toBeLessThanOrEqual(one.sessions * 2);
      }),
    );
  });
});
