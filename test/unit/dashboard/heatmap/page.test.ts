import { clickGrid, type ScrollReachAnswer, scrollReach } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesOf } from '../../../../dashboard/heatmap/boxes.ts';
import { addressOf } from '../../../../dashboard/heatmap/framePage.ts';
import { nameOf } from '../../../../dashboard/heatmap/names.ts';
import { depthOf, reachMarks, tableDepths, veilAt } from '../../../../dashboard/heatmap/reach.ts';
import { eventOf, everything } from '../../analysis/events.ts';

describe('boxes from clicks', () => {
  const input = { ...everything, page: 'p', viewport: 'desktop' as const };
  const click = (ex: number, ey: number, left: number, top: number, width: number, height: number) =>
    eventOf('click', 1, {
      page: 'p',
      ex,
      ey,
      pageX: Math.round(left + ex * width),
      pageY: Math.round(top + ey * height),
    });

  it('are where the element was, from two clicks that are apart', () => {
    const side = fc.integer({ min: 20, max: 600 });
    const place = fc.integer({ min: 0, max: 800 });
    const far = fc.double({ min: 0.3, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(place, place, side, side, far, (left, top, width, height, apart) => {
        const events = [-apart, apart].map((by) => click(0.5 + by, 0.5 + by, left, top, width, height));
        const [box] = boxesOf(clickGrid.fold(clickGrid.rows(events, input), input), 1440);
        // page positions are whole pixels: two of them half a pixel off, over at least 0.6 of the side
        expect(box?.left).toBeCloseTo(left, -1);
        expect(Math.abs((box?.width ?? 0) - width)).toBeLessThanOrEqual(2);
        expect(Math.abs((box?.top ?? 0) - top)).toBeLessThanOrEqual(3);
        expect(Math.abs((box?.height ?? 0) - height)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('hold the click when there is only one', () => {
    const [box] = boxesOf(clickGrid.fold(clickGrid.rows([click(0.25, 0.5, 100, 100, 80, 20)], input), input), 1440);
    expect((box?.left ?? 0) + 0.25 * (box?.width ?? 0)).toBeCloseTo(120, 0);
    expect((box?.top ?? 0) + 0.5 * (box?.height ?? 0)).toBeCloseTo(110, 0);
    expect(box?.width).toBeGreaterThan(0);
  });
});

describe('address of a page', () => {
  const here = { origin: 'https://shop.example' } as Location;

  it('leaves masked values out and keeps the rest', () => {
    expect(addressOf('https://shop.example/p/4?token=*&utm_source=mail', here)).toEqual({
      href: 'https://shop.example/p/4?utm_source=mail',
    });
    expect(addressOf('https://shop.example/app#/cart', here)).toEqual({ href: 'https://shop.example/app#/cart' });
  });

  it('says why a page of another site, or none, cannot be shown', () => {
    expect(addressOf('https://other.example/p', here)).toHaveProperty('why', expect.stringContaining('other.example'));
    expect(addressOf('javascript:alert(1)', here)).toHaveProperty('why');
    expect(addressOf('', here)).toHaveProperty('why');
  });
});

describe('scroll reach on the page', () => {
  const answer = (ratios: number[]): ScrollReachAnswer => {
    const input = { ...everything, page: 'p', viewport: 'desktop' as const };
    const events = ratios.map((contentRatioMax, i) =>
      eventOf('page_leave', 1, {
        page: 'p',
        view: `w${i}`,
        contentRatioMax,
        viewportHeight: 600,
        documentHeight: 3000,
      }),
    );
    return scrollReach.fold(scrollReach.rows(events, input), input);
  };

  it('has no lines without views', () => {
    expect(reachMarks(answer([]))).toEqual([]);
    expect(depthOf(answer([]), 0.5)).toBe(0);
  });

  it('marks the first screen and each quarter once, from top to bottom', () => {
    expect(reachMarks(answer([0.2, 0.4, 0.6, 1])).map(({ percent, text }) => [percent, text])).toEqual([
      [20, 'First screen of half of the views'],
      [40, '75 % of views got this far'],
      [60, '50 % of views got this far'],
      [100, '25 % of views got to the end'],
    ]);
    expect(reachMarks(answer([0.5, 0.5])).map(({ text }) => text)).toEqual([
      'First screen of half of the views',
      '75 % of views got this far',
    ]);
  });

  it('lays no veil on what all views saw, the densest on what none saw', () => {
    expect(veilAt(1)).toContain('/ 0%');
    expect(veilAt(0)).toContain('/ 75%');
    expect(tableDepths).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  });
});

it('calls an element by its label, else by the end of its key', () => {
  expect(nameOf({ label: 'Buy', key: 'testid:buy' })).toBe('Buy');
  expect(nameOf({ label: '', key: 'id:cart/list:1/button:2' })).toBe('button:2');
});
