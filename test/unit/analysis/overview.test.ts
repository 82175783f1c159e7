import { errors, overview, type Scope } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allKinds, eventOf, everything, streams } from './events.ts';

const HOUR = 3_600_000;
const answer = (events: StoredEvent[], scope: Scope = everything) => overview.fold(overview.rows(events, scope), scope);

describe('overview', () => {
  it('answers zeros when nothing happened', () => {
    expect(answer([])).toEqual({
      visitors: 0,
      sessions: 0,
      pageViews: 0,
      clicks: 0,
      errors: 0,
      sessionsWithErrors: 0,
      noiseErrors: 0,
      bucketMs: 86_400_000,
      buckets: [],
      pages: [],
      errorGroups: [],
    });
  });

  it('counts people, visits and what they did; script clicks are not theirs', () => {
    const found = answer([
      eventOf('page_view', 1),
      eventOf('click', 2),
      eventOf('click', 3, { trusted: false }),
      eventOf('page_view', 4, { visitor: 'v2', session: 's2' }),
      eventOf('error', 5, { visitor: 'v2', session: 's2' }),
      eventOf('error', 6, { visitor: 'v2', session: 's2' }),
    ]);
    expect(found).toMatchObject({
      visitors: 2,
      sessions: 2,
      pageViews: 2,
      clicks: 1,
      errors: 2,
      sessionsWithErrors: 1,
    });
  });

  it('cuts hours for up to three days and fills the empty ones between', () => {
    const from = Date.UTC(2025, 5, 1, 0, 30);
    const scope = { from, to: from + 72 * HOUR, timeZone: 'Asia/Kolkata' };
    const found = answer([eventOf('page_view', from), eventOf('error', from + 3 * HOUR, { session: 's2' })], scope);
    expect(found.bucketMs).toBe(HOUR);
    // half past in universal time is the full hour in Kolkata
    expect(found.buckets).toEqual([
      { at: from, sessions: 1, pageViews: 1, errors: 0 },
      { at: from + HOUR, sessions: 0, pageViews: 0, errors: 0 },
      { at: from + 2 * HOUR, sessions: 0, pageViews: 0, errors: 0 },
      { at: from + 3 * HOUR, sessions: 1, pageViews: 0, errors: 1 },
    ]);
  });

  it('cuts days of 23 and 25 hours where the clocks change', () => {
    const berlin = (from: number) => ({ from, to: from + 10 * 24 * HOUR, timeZone: 'Europe/Berlin' });
    const spring = Date.UTC(2025, 2, 28, 23);
    const days = answer(
      [eventOf('page_view', spring), eventOf('page_view', spring + 80 * HOUR)],
      berlin(spring),
    ).buckets;
    expect(days.map((day) => (day.at - spring) / HOUR)).toEqual([0, 24, 47, 71]);
    const autumn = Date.UTC(2025, 9, 24, 22);
    const longer = answer([eventOf('page_view', autumn), eventOf('page_view', autumn + 80 * HOUR)], berlin(autumn));
    expect(longer.buckets.map((day) => (day.at - autumn) / HOUR)).toEqual([0, 24, 49, 73]);
  });

  it('does not make thousands of empty days for one event dated 1970', () => {
    const found = answer([eventOf('page_view', 0), eventOf('page_view', 1.7e12)]);
    expect(found.buckets).toHaveLength(2);
  });

  it('lists pages by views with the median active time of their views', () => {
    const on = (page: string, ...active: number[]) => [
      eventOf('page_view', 1, { page }),
      ...active.map((activeMs) => eventOf('page_leave', 2, { page, activeMs })),
    ];
    const events = [...on('b', 100, 400), ...on('a'), eventOf('page_view', 3, { page: 'b', visitor: 'v2' })];
    expect(answer([...events, eventOf('click', 4, { page: 'a' }), eventOf('error', 5, { page: 'a' })]).pages).toEqual([
      { page: 'b', views: 2, visitors: 2, clicks: 0, errors: 0, medianActiveMs: 250 },
      { page: 'a', views: 1, visitors: 1, clicks: 1, errors: 1, medianActiveMs: null },
    ]);
  });

  it('groups errors by type and message, most sessions hit first', () => {
    const error = (type: string, message: string, session: string, page = 'a', at = 1) =>
      eventOf('error', at, { type, message, session, page });
    const found = answer([
      error('A', 'x', 's1'),
      error('A', 'x', 's1'),
      error('A', 'x', 's1'),
      error('B', 'x', 's1', 'b', 9),
      error('B', 'x', 's2', 'b', 3),
      error('B', 'x', 's2', 'c', 4),
    ]).errorGroups;
    expect(found).toEqual([
      { type: 'B', message: 'x', count: 3, sessions: 2, visitors: 1, page: 'b', lastAt: 9 },
      { type: 'A', message: 'x', count: 3, sessions: 1, visitors: 1, page: 'a', lastAt: 1 },
    ]);
  });

  it('counts errors as often as they came, and sets noise aside, as the page of errors does', () => {
    const events = [
      eventOf('error', 1, { session: 's1', page: 'a', count: 7 }),
      eventOf('error', 2, { session: 's1', page: 'b' }),
      eventOf('error', 3, { session: 's2', page: 'b' }),
      eventOf('error', 4, { session: 's3', page: 'b', noise: 'extension', count: 4 }),
    ];
    const found = answer(events);
    expect(found).toMatchObject({ sessions: 3, errors: 9, sessionsWithErrors: 2, noiseErrors: 4 });
    expect(found.buckets.map((bucket) => bucket.errors)).toEqual([9]);
    expect(found.pages.map((page) => [page.page, page.errors])).toEqual([
      ['a', 7],
      ['b', 2],
    ]);
    // most often on a, if in fewer events
    expect(found.errorGroups.map(({ count, sessions, page }) => ({ count, sessions, page }))).toEqual([
      { count: 9, sessions: 2, page: 'a' },
    ]);
    expect(answer(events.slice(3))).toMatchObject({ errors: 0, sessionsWithErrors: 0, errorGroups: [] });
  });

  it('lists at most 20 pages and 20 error groups', () => {
    const many = Array.from({ length: 25 }, (_, i) => [
      eventOf('page_view', 1, { page: `p${i}` }),
      eventOf('error', 1, { page: `p${i}`, message: `m${i}` }),
    ]).flat();
    expect(answer(many).pages).toHaveLength(20);
    expect(answer(many).errorGroups).toHaveLength(20);
  });

  it('gives equal rows whatever the order, and numbers that add up', () => {
    fc.assert(
      fc.property(
        streams(...allKinds),
        fc.constantFrom(everything, { from: 5, to: 20, timeZone: 'UTC' }),
        (s, scope) => {
          const rows = overview.rows(s.stream, scope);
          expect(overview.rows(s.shuffled, scope)).toEqual(rows);
          const found = overview.fold(rows, scope);
          expect(found.pages.reduce((sum, page) => sum + page.views, 0)).toBe(found.pageViews);
          expect(found.buckets.reduce((sum, bucket) => sum + bucket.pageViews, 0)).toBe(found.pageViews);
          expect(found.errorGroups.reduce((sum, group) => sum + group.count, 0)).toBeLessThanOrEqual(found.errors);
          expect(found.sessionsWithErrors).toBeLessThanOrEqual(found.sessions);
          const bins = errors.fold(errors.rows(s.stream, scope), scope);
          expect([found.errors, found.sessionsWithErrors, found.noiseErrors]).toEqual([
            bins.errors.count,
            bins.errors.sessions,
            bins.noise.count,
          ]);
          expect(found.buckets.reduce((sum, bucket) => sum + bucket.errors, 0)).toBe(found.errors);
          expect(JSON.stringify(found)).not.toContain('NaN');
        },
      ),
    );
  });
});
