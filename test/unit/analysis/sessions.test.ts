import {
  funnel,
  type FunnelInput,
  overview,
  sessions,
  type SessionsAnswer,
  type SessionsInput,
} from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allKinds, eventOf, everything, streams } from './events.ts';

const ask = (events: Iterable<StoredEvent>, input: Partial<SessionsInput> = {}): SessionsAnswer => {
  const whole = { ...everything, ...input };
  return sessions.fold(sessions.rows(events, whole), whole);
};
const names = (answer: SessionsAnswer): string[] => answer.sessions.map(({ session }) => session);

describe('sessions', () => {
  it('answers nothing when nobody came', () => {
    expect(ask([])).toEqual({ sessions: [], next: undefined });
    expect(sessions.fold([], everything)).toEqual({ sessions: [], next: undefined });
  });

  it('counts what a visit did, from its first to its last event; script clicks are not its', () => {
    const of = { session: 's1', visitor: 'v1' };
    const events = [
      eventOf('click', 30, { ...of, page: 'b', trusted: false, release: '2' }),
      eventOf('page_view', 10, { ...of, page: 'a', user: '', release: '1' }),
      eventOf('identify', 15, { ...of, page: 'a', user: 'ada' }),
      eventOf('click', 20, { ...of, page: 'b' }),
      eventOf('error', 25, { ...of, page: 'b', skewMs: 100, release: '3' }),
    ];
    expect(ask(events).sessions).toEqual([
      {
        session: 's1',
        visitor: 'v1',
        user: 'ada',
        startedAt: 10,
        endedAt: 125,
        events: 5,
        pageViews: 1,
        clicks: 1,
        errors: 1,
        firstPage: 'a',
        lastPage: 'b',
        release: '3',
      },
    ]);
  });

  it('lists the latest first, and those that began together by name, by code point', () => {
    const events = [
      eventOf('page_view', 5, { session: '😀' }),
      eventOf('page_view', 5, { session: '\uffee' }),
      eventOf('page_view', 5, { session: 'b' }),
      eventOf('page_view', 9, { session: 'a' }),
      eventOf('click', 99, { session: 'b' }),
    ];
    expect(names(ask(events))).toEqual(['a', 'b', '\uffee', '😀']);
  });

  it('keeps what was asked for', () => {
    const events = [
      eventOf('page_view', 1, { session: 's1', page: 'a', visitor: 'v1' }),
      eventOf('error', 2, { session: 's1', page: 'b', visitor: 'v1' }),
      eventOf('page_view', 3, { session: 's2', page: 'b', visitor: 'v2' }),
      eventOf('page_view', 4, { session: 's3', page: 'a', visitor: 'v2' }),
      // nobody's bug
      eventOf('error', 4, { session: 's3', page: 'a', visitor: 'v2', noise: 'extension' }),
    ];
    expect(names(ask(events, { page: 'a' }))).toEqual(['s3', 's1']);
    // any event on the page, not views alone
    expect(names(ask(events, { page: 'b' }))).toEqual(['s2', 's1']);
    expect(names(ask(events, { withErrors: true }))).toEqual(['s1']);
    expect(names(ask(events, { withErrors: false }))).toEqual(['s3', 's2', 's1']);
    expect(names(ask(events, { visitor: 'v2' }))).toEqual(['s3', 's2']);
    expect(names(ask(events, { visitor: 'v2', page: 'a', withErrors: true }))).toEqual([]);
    expect(names(ask(events, { page: '' }))).toEqual([]);
  });

  it('keeps those with an event that a number of another page counted', () => {
    const field = { key: 'id:f', index: 1, role: 'textbox', label: '', focusMs: 1, edits: 0, reentries: 0, invalid: 0 };
    const events = [
      eventOf('rage_click', 1, { session: 's1', key: 'a', viewportWidth: 390, confidence: 0.5 }),
      eventOf('rage_click', 2, { session: 's2', key: 'a', viewportWidth: 1440, confidence: 0.49 }),
      eventOf('rage_click', 3, { session: 's3', key: 'b', viewportWidth: 1440, confidence: 1 }),
      eventOf('error', 4, { session: 's4', message: 'x', noise: 'extension' }),
      eventOf('error', 5, { session: 's5', message: 'x', noise: '' }),
      eventOf('request', 6, { session: 's6', status: 0, failure: 'network' }),
      eventOf('form', 7, { session: 's7', outcome: 'abandoned', fields: [field], lastKey: 'id:f', lastIndex: 1 }),
      eventOf('form', 8, { session: 's8', outcome: 'submitted', fields: [{ ...field, index: 0 }] }),
    ];
    const having = (event: NonNullable<SessionsInput['event']>): string[] => names(ask(events, { event })).reverse();
    expect(having({ kind: 'rage_click' })).toEqual(['s1', 's3']);
    expect(having({ kind: 'rage_click', key: 'a' })).toEqual(['s1']);
    expect(having({ kind: 'rage_click', viewport: 'desktop' })).toEqual(['s3']);
    expect(having({ kind: 'error', message: 'x' })).toEqual(['s4', 's5']);
    expect(having({ kind: 'error', message: 'x', noise: '' })).toEqual(['s5']);
    expect(having({ kind: 'error', isNoise: true })).toEqual(['s4']);
    expect(having({ kind: 'request', status: 0 })).toEqual(['s6']);
    expect(having({ kind: 'form' })).toEqual(['s7', 's8']);
    expect(having({ kind: 'form', field: { key: 'id:f', index: 1 } })).toEqual(['s7']);
    expect(having({ kind: 'form', outcome: 'abandoned', lastKey: 'id:f', lastIndex: 1 })).toEqual(['s7']);
    // what its kind does not have is none of it
    expect(having({ kind: 'request', isNoise: false })).toEqual([]);
    expect(having({ kind: 'form', viewport: 'phone' })).toEqual([]);
    expect(having({ kind: 'error', key: '' })).toEqual([]);
  });

  it('keeps those in which a visitor took the furthest step of a funnel, one of each', () => {
    const steps = ['a', 'b', 'c'].map((page) => ({ kind: 'page' as const, page }));
    const seen = (visitor: string, session: string, page: string, at: number): StoredEvent =>
      eventOf('page_view', at, { visitor, session, page });
    const events = [
      seen('v1', 'v1 first', 'a', 1),
      seen('v1', 'v1 second', 'b', 2),
      seen('v1', 'v1 third', 'a', 3),
      seen('v2', 'v2 first', 'a', 4),
      seen('v2', 'v2 first', 'b', 5),
      seen('v2', 'v2 first', 'c', 6),
      seen('v3', 'v3 first', 'b', 7),
    ];
    const reach = { steps, windowMs: 10, by: 'visitor' as const, least: 2, most: 3 };
    expect(names(ask(events, { funnel: reach }))).toEqual(['v2 first', 'v1 second']);
    expect(names(ask(events, { funnel: { ...reach, most: 2 } }))).toEqual(['v1 second']);
    expect(names(ask(events, { funnel: { ...reach, least: 3 } }))).toEqual(['v2 first']);
    expect(names(ask(events, { funnel: { ...reach, by: 'session', least: 1, most: 1 } }))).toEqual([
      'v1 third',
      'v1 first',
    ]);
    expect(names(ask(events, { from: 3, funnel: { ...reach, least: 1 } }))).toEqual(['v2 first', 'v1 third']);
  });

  it('lists behind each count of a funnel of sessions as many sessions, and behind those lost', () => {
    const page = fc.constantFrom('a', '😀', 'b');
    fc.assert(
      fc.property(
        streams('page_view', 'click'),
        fc.array(
          page.map((one) => ({ kind: 'page' as const, page: one })),
          { minLength: 2, maxLength: 4 },
        ),
        fc.constantFrom(0, 5, 1e12),
        ({ stream }, steps, windowMs) => {
          const asked = { steps, windowMs, by: 'session' as const };
          const input: FunnelInput = { ...everything, ...asked };
          const counted = funnel.fold(funnel.rows(stream, input), input).steps;
          const listed = (least: number, most: number): number =>
            sessions.rows(stream, { ...everything, limit: 500, funnel: { ...asked, least, most } }).length;
          counted.forEach(({ count, dropOff }, at) => {
            expect(listed(at + 1, steps.length)).toBe(count);
            if (at > 0) expect(listed(at, at)).toBe(dropOff);
          });
        },
      ),
    );
  });

  it('sees only what lies in the scope', () => {
    const events = [
      eventOf('error', 1, { session: 's1' }),
      eventOf('page_view', 7, { session: 's1' }),
      eventOf('page_view', 10, { session: 's2' }),
    ];
    const scope = { from: 5, to: 10 };
    expect(ask(events, scope).sessions).toMatchObject([{ session: 's1', startedAt: 7, events: 1, errors: 0 }]);
    expect(names(ask(events, { ...scope, withErrors: true }))).toEqual([]);
  });

  it('gives 100 unless asked for more, never more than 500, and says where to go on', () => {
    const many = Array.from({ length: 601 }, (_, at) => eventOf('page_view', at, { session: `s${at}` }));
    expect(ask(many).sessions).toHaveLength(100);
    expect(ask(many).next).toEqual({ at: 501, session: 's501' });
    expect(ask(many, { limit: 9999 }).sessions).toHaveLength(500);
    expect(ask(many, { limit: 0 }).sessions).toHaveLength(1);
    expect(ask(many.slice(0, 100)).next).toBeUndefined();
    expect(ask(many.slice(0, 101)).next).toEqual({ at: 1, session: 's1' });
  });

  it('gives equal rows whatever the order, every session once, and the same ones page by page', () => {
    fc.assert(
      fc.property(
        streams(...allKinds),
        fc.record({
          from: fc.constantFrom(-1e12, 5),
          to: fc.constantFrom(1e13, 20),
          page: fc.constantFrom(undefined, 'a', '😀'),
          withErrors: fc.constantFrom(undefined, true, false),
          visitor: fc.constantFrom(undefined, 'v1'),
        }),
        fc.integer({ min: 1, max: 4 }),
        ({ stream, shuffled }, filters, limit) => {
          const input = { ...everything, ...filters };
          const rows = sessions.rows(stream, input);
          expect(sessions.rows(shuffled, input)).toEqual(rows);
          expect(new Set(rows.map(({ session }) => session)).size).toBe(rows.length);
          for (const row of rows) {
            expect(row.startedAt).toBeLessThanOrEqual(row.endedAt);
            // one error event may stand for many
            expect(row.pageViews + row.clicks + Math.min(row.errors, 1)).toBeLessThanOrEqual(row.events);
            if (filters.withErrors) expect(row.errors).toBeGreaterThan(0);
          }
          const paged: unknown[] = [];
          let before: SessionsInput['before'];
          do {
            const part = ask(stream, { ...filters, limit, before });
            expect(part.sessions.length).toBeLessThanOrEqual(limit);
            paged.push(...part.sessions);
            before = part.next;
          } while (before);
          expect(paged).toEqual(rows);
        },
      ),
    );
  });

  it('is as many sessions as the overview counts', () => {
    fc.assert(
      fc.property(streams(...allKinds), ({ stream }) => {
        const totals = overview.fold(overview.rows(stream, everything), everything);
        expect(ask(stream).sessions).toHaveLength(totals.sessions);
        expect(ask(stream, { withErrors: true }).sessions).toHaveLength(totals.sessionsWithErrors);
      }),
    );
  });
});
