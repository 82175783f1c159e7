import { catalogue } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, everything, streams } from './events.ts';

const answer = (...events: StoredEvent[]) => catalogue.fold(catalogue.rows(events, everything), everything);

describe('catalogue', () => {
  it('is empty when nothing happened', () => {
    expect(answer()).toEqual({ pages: [], customEvents: [], clickedElements: [] });
  });

  it('lists pages by views, each with title and URL of its latest view', () => {
    const view = (page: string, at: number, title: string) =>
      eventOf('page_view', at, { page, title, url: `https://${page}/${title}` });
    expect(answer(view('a', 9, 'new'), view('b', 1, 'b'), view('a', 2, 'old'), view('c', 1, 'c')).pages).toEqual([
      { page: 'a', title: 'new', url: 'https://a/new', views: 2 },
      { page: 'b', title: 'b', url: 'https://b/b', views: 1 },
      { page: 'c', title: 'c', url: 'https://c/c', views: 1 },
    ]);
  });

  it('lists named events and clicked elements by frequency, without clicks of scripts', () => {
    const found = answer(
      eventOf('custom', 1, { name: 'b' }),
      eventOf('custom', 1, { name: 'a' }),
      eventOf('custom', 2, { name: 'b' }),
      eventOf('click', 1, { key: 'id:x', page: 'a', label: 'Buy' }),
      eventOf('click', 2, { key: 'id:x', page: 'a', label: 'Buy now' }),
      eventOf('click', 2, { key: 'id:x', page: 'b', label: 'Other' }),
      eventOf('click', 3, { key: 'id:y', page: 'b', trusted: false }),
    );
    expect(found.customEvents).toEqual([
      { name: 'b', count: 2 },
      { name: 'a', count: 1 },
    ]);
    expect(found.clickedElements).toEqual([
      { key: 'id:x', label: 'Buy now', page: 'a', clicks: 2 },
      { key: 'id:x', label: 'Other', page: 'b', clicks: 1 },
    ]);
  });

  it('keeps pages and keys apart that would read the same when glued', () => {
    const found = answer(
      eventOf('click', 1, { page: 'a b', key: 'c' }),
      eventOf('click', 1, { page: 'a', key: 'b c' }),
    );
    expect(found.clickedElements).toHaveLength(2);
  });

  it('stops at 500 of a sort, the most frequent ones', () => {
    const many = Array.from({ length: 501 }, (_, i) =>
      eventOf('custom', i, { name: `n${String(i).padStart(3, '0')}` }),
    );
    const { customEvents } = answer(...many, eventOf('custom', 1, { name: 'n500' }));
    expect(customEvents).toHaveLength(500);
    expect(customEvents[0]).toEqual({ name: 'n500', count: 2 });
  });

  it('gives equal rows whatever the order and however often an event was sent', () => {
    fc.assert(
      fc.property(streams('page_view', 'custom', 'click'), ({ stream, shuffled }) => {
        const rows = catalogue.rows(stream, everything);
        expect(catalogue.rows(shuffled, everything)).toEqual(rows);
        const found = catalogue.fold(rows, everything);
        const trusted = stream.filter((one) => one.kind === 'click' && one.trusted).length;
        expect(found.clickedElements.reduce((sum, one) => sum + one.clicks, 0)).toBe(trusted);
        expect(found.pages.length + found.customEvents.length + found.clickedElements.length).toBe(rows.length);
      }),
    );
  });
});
