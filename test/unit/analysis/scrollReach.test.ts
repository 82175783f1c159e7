import { scrollReach, type PageInput } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, everything, streams } from './events.ts';

const input: PageInput = { ...everything, page: 'a', viewport: 'desktop' };
const leave = (view: string, contentRatioMax: number, fields: object = {}) =>
  eventOf('page_leave', 1, { page: 'a', view, contentRatioMax, ...fields });

describe('scrollReach', () => {
  it('answers zeros when nobody left', () => {
    const found = scrollReach.fold(scrollReach.rows([], input), input);
    expect(found).toEqual({ views: 0, reach: Array.from({ length: 101 }, () => 0), medianPercent: 0, foldPercent: 0 });
  });

  it('counts a view up to the furthest point it saw', () => {
    const events = [leave('w1', 0.3), leave('w2', 0.5), leave('w3', 1), leave('w4', 0.305)];
    const found = scrollReach.fold(scrollReach.rows(events, input), input);
    expect(found.views).toBe(4);
    expect([0, 30, 31, 32, 50, 51, 100].map((percent) => found.reach[percent])).toEqual([
      1, 1, 0.75, 0.5, 0.5, 0.25, 0.25,
    ]);
    expect(found.medianPercent).toBe(50);
  });

  it('rounds up, but not on floating-point dust', () => {
    // 100 * 0.07 is 7.000000000000001 in binary
    const rows = scrollReach.rows([leave('w1', 0.07), leave('w2', 0.0701), leave('w3', 0)], input);
    expect(rows.flatMap((row) => (row.row === 'reach' ? [row.percent] : []))).toEqual([0, 7, 8]);
  });

  it('counts a view that left twice once, with its furthest point', () => {
    const rows = scrollReach.rows([leave('w1', 0.2), leave('w1', 0.8), leave('w1', 0.4)], input);
    expect(rows).toEqual([
      { row: 'reach', percent: 80, views: 1 },
      { row: 'fold', percent: 30, views: 1 },
    ]);
    const others = scrollReach.rows([leave('w1', 0.2), leave('w1', 0.8, { doc: 'd2' })], input);
    expect(scrollReach.fold(others, input).views).toBe(2);
  });

  it('says what half of the views saw without scrolling', () => {
    const tall = (view: string, viewportHeight: number, documentHeight: number) =>
      leave(view, 1, { viewportHeight, documentHeight });
    const fold = (...events: ReturnType<typeof leave>[]) =>
      scrollReach.fold(scrollReach.rows(events, input), input).foldPercent;
    expect(fold(tall('w1', 600, 3000), tall('w2', 900, 3000), tall('w3', 1200, 3000))).toBe(30);
    expect(fold(tall('w1', 600, 500))).toBe(100);
    expect(fold(tall('w1', 600, 0))).toBe(100);
  });

  it('leaves out other pages and viewport classes', () => {
    expect(scrollReach.rows([leave('w1', 1, { page: 'b' }), leave('w2', 1, { viewportWidth: 820 })], input)).toEqual(
      [],
    );
  });

  it('gives equal rows whatever the order, and a curve that only falls', () => {
    fc.assert(
      fc.property(streams('page_leave', 'page_view'), ({ stream, shuffled }) => {
        const rows = scrollReach.rows(stream, input);
        expect(scrollReach.rows(shuffled, input)).toEqual(rows);
        const { reach, views, medianPercent } = scrollReach.fold(rows, input);
        expect(reach).toHaveLength(101);
        expect(reach[0]).toBe(views > 0 ? 1 : 0);
        for (let i = 1; i <= 100; i++) expect(reach[i]).toBeLessThanOrEqual(reach[i - 1] ?? Number.NaN);
        if (views > 0) expect(reach[medianPercent]).toBeGreaterThanOrEqual(0.5);
        if (medianPercent < 100) expect(reach[medianPercent + 1]).toBeLessThan(0.5 + Number(views === 0));
      }),
    );
  });
});
