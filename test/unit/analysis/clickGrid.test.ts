import { cellsPerSide, clickGrid, type ClickGridInput } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, everything, streams } from './events.ts';

const input: ClickGridInput = { ...everything, page: 'a', viewport: 'desktop' };
const click = (at: number, fields: Parameters<typeof eventOf<'click'>>[2] = {}) =>
  eventOf('click', at, { page: 'a', ...fields });
const answer = (...events: ReturnType<typeof click>[]) => clickGrid.fold(clickGrid.rows(events, input), input);

describe('clickGrid', () => {
  it('answers nothing when nobody clicked', () => {
    expect(clickGrid.rows([], input)).toEqual([]);
    expect(clickGrid.fold([], input)).toMatchObject({ clicks: 0, elements: [], cx: new Uint16Array(0) });
  });

  it('puts a click in its cell, the far edge in the last one', () => {
    const rows = clickGrid.rows([click(1, { ex: 1, ey: 0 }), click(2, { ex: 0.5, ey: 1 / 4096 })], input);
    expect(rows.map(({ cx, cy }) => [cx, cy])).toEqual([
      [4095, 0],
      [2048, 1],
    ]);
  });

  it('counts clicks of one cell together and keeps their mean place on the page', () => {
    const rows = clickGrid.rows([click(1, { pageX: 10, pageY: -1 }), click(2, { pageX: 11, pageY: -2 })], input);
    expect(rows).toEqual([
      { key: 'testid:buy', index: 0, cx: 2048, cy: 2048, clicks: 2, pageX: 11, pageY: -1, fixed: false },
    ]);
  });

  it('leaves out scripts, other pages, other viewport classes and other times', () => {
    const scope = { ...input, from: 10, to: 20 };
    const rows = clickGrid.rows(
      [
        click(10),
        click(19, { skewMs: 1 }),
        click(9),
        click(11, { trusted: false }),
        click(12, { page: 'b' }),
        click(13, { viewportWidth: 1023 }),
      ],
      scope,
    );
    expect(rows.map((row) => row.clicks)).toEqual([1]);
  });

  it('names runs of cells per element', () => {
    const found = answer(
      click(1, { key: 'id:b', ex: 0.1, fixed: true }),
      click(2, { key: 'id:b', ex: 0.9 }),
      click(3, { key: 'id:a', index: 1 }),
      click(4, { key: 'id:a', index: 0 }),
    );
    expect(found.elements).toEqual([
      { key: 'id:a', index: 0, clicks: 1, fixed: false, start: 0, end: 1 },
      { key: 'id:a', index: 1, clicks: 1, fixed: false, start: 1, end: 2 },
      { key: 'id:b', index: 0, clicks: 2, fixed: true, start: 2, end: 4 },
    ]);
  });

  it('gives equal rows whatever the order and however often an event was sent', () => {
    fc.assert(
      fc.property(streams('click', 'page_view'), ({ stream, shuffled }) => {
        expect(clickGrid.rows(shuffled, input)).toEqual(clickGrid.rows(stream, input));
      }),
    );
  });

  it('loses and invents no click between event, row, element and cell', () => {
    fc.assert(
      fc.property(streams('click'), fc.constantFrom('phone' as const, 'tablet' as const), ({ stream }, viewport) => {
        const asked = { ...input, viewport };
        const [low, high] = viewport === 'phone' ? [0, 600] : [600, 1024];
        const expected = stream.filter(
          (one) =>
            one.kind === 'click' &&
            one.trusted &&
            one.page === 'a' &&
            one.viewportWidth >= low &&
            one.viewportWidth < high,
        ).length;
        const found = clickGrid.fold(clickGrid.rows(stream, asked), asked);
        expect(found.clicks).toBe(expected);
        expect(found.elements.reduce((sum, one) => sum + one.clicks, 0)).toBe(expected);
        expect(found.weight.reduce((sum, one) => sum + one, 0)).toBe(expected);
        let end = 0;
        for (const one of found.elements) {
          expect(one.start).toBe(end);
          expect(found.weight.slice(one.start, one.end).reduce((sum, weight) => sum + weight, 0)).toBe(one.clicks);
          end = one.end;
        }
        expect(end).toBe(found.weight.length);
        expect(Math.max(0, ...found.cx, ...found.cy)).toBeLessThan(cellsPerSide);
      }),
    );
  });

  it('orders rows by key in code points, index, row, column', () => {
    const rows = clickGrid.rows(
      ['😀', '\uffee', 'b', 'a'].flatMap((key) => [click(1, { key, ey: 0.9 }), click(2, { key, ex: 0.9, ey: 0.1 })]),
      input,
    );
    expect(rows.map((row) => row.key)).toEqual(['a', 'a', 'b', 'b', '\uffee', '\uffee', '😀', '😀']);
    expect(rows[0]?.cy).toBeLessThan(rows[1]?.cy ?? 0);
  });

  it('lays judged clicks over the page, layer by layer, from even odds on', () => {
    const events = [
      click(1),
      eventOf('rage_click', 2, { page: 'a', ex: 0.25 }),
      eventOf('rage_click', 3, { page: 'a', ex: 0.25, confidence: 0.5 }),
      eventOf('rage_click', 4, { page: 'a', ex: 0.25, confidence: 0.49 }),
      eventOf('dead_click', 5, { page: 'a', viewportWidth: 390 }),
      eventOf('error_click', 6, { page: 'a' }),
    ];
    const cells = (layer?: ClickGridInput['layer']) =>
      clickGrid.rows(events, { ...input, layer }).map(({ cx, clicks }) => [cx, clicks]);
    expect([cells(), cells('click'), cells('rage_click'), cells('dead_click'), cells('error_click')]).toEqual([
      [[2048, 1]],
      [[2048, 1]],
      [[1024, 2]],
      [],
      [[2048, 1]],
    ]);
  });
});
