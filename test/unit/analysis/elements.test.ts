import { type PageInput, elements } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, everything, streams } from './events.ts';

const input: PageInput = { ...everything, page: 'a', viewport: 'desktop' };
const click = (at: number, fields: Parameters<typeof eventOf<'click'>>[2] = {}) =>
  eventOf('click', at, { page: 'a', ...fields });

describe('elements', () => {
  it('answers zero, not NaN, when nobody came', () => {
    const nothing = { clicks: 0, views: 0, exposedViews: 0, elements: [] };
    expect(elements.fold(elements.rows([], input), input)).toEqual(nothing);
    expect(elements.fold([], input)).toEqual(nothing);
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

  it('tells of what was seen for a second or longer in how many views it was clicked, and names what was ignored', () => {
    const seen = (key: string, exposedMs: number, label = key) => ({ key, index: 0, role: 'link', label, exposedMs });
    const exposure = (view: string, ...exposed: ReturnType<typeof seen>[]) =>
      eventOf('exposure', 1, { page: 'a', view, exposed });
    const events = [
      exposure('w1', seen('id:buy', 5000), seen('id:ad', 1000), seen('id:short', 999)),
      exposure('w2', seen('id:buy', 999.5), seen('id:ad', 400)),
      // the view came back, and ended twice
      exposure('w2', seen('id:ad', 600, 'newest'), seen('id:ad', 0, 'second in the list')),
      exposure('w3', seen('id:buy', 2000)),
      click(2, { key: 'id:buy', view: 'w1' }),
      click(3, { key: 'id:buy', view: 'w1' }),
      // clicked before a second was over
      click(4, { key: 'id:short', view: 'w1', role: 'button', interactive: false }),
      // nobody knows what was exposed in this view
      click(5, { key: 'id:buy', view: 'w9' }),
    ];
    const found = elements.fold(elements.rows(events, input), input);
    expect(found.exposedViews).toBe(3);
    expect(
      found.elements.map((one) => [one.key, one.clicks, one.exposed, one.clicked, one.clickedShare, one.interactive]),
    ).toEqual([
      ['id:buy', 3, 3, 1, 1 / 3, true],
      ['id:short', 1, 0, 0, 0, false],
      ['id:ad', 0, 2, 0, 0, true],
    ]);
    expect(found.elements[2]).toMatchObject({ label: 'newest', role: 'link', visitors: 0, sessions: 0 });
  });

  it('counts views of the same page and viewport class only', () => {
    const view = (fields: object) => eventOf('page_view', 1, { page: 'a', ...fields });
    const events = [view({}), view({}), view({ page: 'b' }), view({ viewportWidth: 390 }), view({ at: 2e13 })];
    expect(elements.fold(elements.rows(events, input), input)).toMatchObject({ views: 2, clicks: 0 });
  });

  it('gives equal rows whatever the order, and shares that add up to 1', () => {
    fc.assert(
      fc.property(streams('click', 'page_view', 'exposure'), ({ stream, shuffled }) => {
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
