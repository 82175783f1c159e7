import type { FunnelStep } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellOf } from '../../../dashboard/sessions/event.ts';
import {
  cursorOf,
  filtersOf,
  inputOf,
  isFiltered,
  paramsBefore,
  paramsOf,
} from '../../../dashboard/sessions/filters.ts';
import { kindInWords, shortId, whoOf } from '../../../dashboard/sessions/names.ts';
import { linkFrom, parseHash } from '../../../dashboard/shell/hash.ts';
import { type Happening, storedOfVisits, type Visit } from './events.ts';

const visit = (happenings: Visit['happenings']): StoredEvent[] =>
  storedOfVisits([{ visitor: 'v', session: 's', start: 1000, happenings }]);
const tell = (happening: Visit['happenings'][number]) => tellOf(visit([happening])[0] as StoredEvent);

const name = fc.string({ minLength: 1 });
const step: fc.Arbitrary<FunnelStep> = fc.oneof(
  name.map((page): FunnelStep => ({ kind: 'page', page })),
  name.map((one): FunnelStep => ({ kind: 'custom', name: one })),
  name.map((key): FunnelStep => ({ kind: 'click', key })),
);

describe('filters of the list', () => {
  it('are their URL, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.record({
          page: fc.string(),
          withErrors: fc.boolean(),
          visitor: fc.string(),
          error: fc.option(fc.record({ type: fc.string(), message: fc.string() }), { nil: undefined }),
          release: fc.option(fc.string(), { nil: undefined }),
          browser: fc.option(fc.string(), { nil: undefined }),
          withMissing: fc.boolean(),
          funnel: fc.option(
            fc
              .record({
                steps: fc.array(step, { minLength: 2, maxLength: 4 }),
                window: fc.constantFrom('30m', '14d'),
                by: fc.constantFrom('visitor' as const, 'session' as const),
                ends: fc.tuple(fc.nat(), fc.nat()),
              })
              .map(({ ends, ...funnel }) => {
                const [least = 1, most = 1] = ends.map((end) => 1 + (end % funnel.steps.length)).sort((a, b) => a - b);
                return { ...funnel, least, most };
              }),
            { nil: undefined },
          ),
        }),
        fc.option(fc.record({ at: fc.integer(), session: fc.string({ minLength: 1, unit: 'binary' }) }), {
          nil: undefined,
        }),
        (filters, cursor) => {
          const link = linkFrom(parseHash('#/'), '/sessions', { ...paramsOf(filters), ...paramsBefore(cursor) });
          const { params } = parseHash(link);
          expect(filtersOf(params)).toEqual(filters);
          expect(cursorOf(params)).toEqual(cursor);
        },
      ),
    );
  });

  it('lets all pass where a URL says nothing, or nothing that can be read', () => {
    const { params } = parseHash('#/sessions?errors=yes&before=once');
    expect(filtersOf(params)).toEqual({ page: '', withErrors: false, visitor: '', withMissing: false });
    expect(isFiltered(filtersOf(params))).toBe(false);
    expect(cursorOf(params)).toBeUndefined();
    expect(inputOf(filtersOf(params))).toEqual({ withErrors: false, withMissing: false });
    expect(isFiltered(filtersOf(parseHash('#/sessions?release=').params))).toBe(true);
    for (const took of ['', '0-2', '2-1', '1-3', '1', '1-x'])
      expect(filtersOf(parseHash(`#/sessions?step=page:a&step=page:b&took=${took}`).params).funnel).toBeUndefined();
    expect(filtersOf(parseHash('#/sessions?step=page:a&took=1-1').params).funnel).toBeUndefined();
  });

  it('begin at the latest session when one of them changes', () => {
    const place = parseHash('#/sessions?before=5+s1&range=24h');
    expect(linkFrom(place, '/sessions', paramsOf({ withErrors: true }))).toBe('#/sessions?range=24h&errors=1');
  });
});

describe('an event in words', () => {
  it('says what each kind is about', () => {
    const page = 'shop.example/';
    expect(tell({ kind: 'page_view', page, after: 0, body: { status: 404, properties: { tier: 'gold' } } })).toEqual({
      title: 'Home',
      notes: ['loaded', 'status 404'],
      values: [['tier', 'gold']],
      trace: '',
    });
    expect(tell({ kind: 'page_leave', page, after: 0 }).notes).toEqual([
      'seen for 9 s',
      'active for 4 s',
      '75 % of the content seen',
    ]);
    expect(
      tell({ kind: 'click', page, after: 0, body: { label: '', trusted: false, interactive: false } }),
    ).toMatchObject({
      title: 'testid:add-to-cart',
      notes: ['button', 'by a script', 'not clickable'],
    });
    expect(tell({ kind: 'scroll', page, after: 0 }).notes).toEqual(['to 75 % of the content']);
    expect(tell({ kind: 'scroll', page, after: 0, body: { scrollRatioMax: 0, contentRatioMax: 0.11 } }).notes).toEqual([
      'not scrolled, 11 % of the content in sight',
    ]);
    expect(tell({ kind: 'error', page, after: 0, body: { stack: 'at x', handled: true } })).toMatchObject({
      title: 'TypeError: coupon is undefined',
      notes: ['reported by the site'],
      trace: 'at x',
    });
    expect(tell({ kind: 'custom', page, after: 0, body: { properties: { value: 0, list: [1, null] } } })).toMatchObject(
      {
        title: 'order_placed',
        values: [
          ['value', '0'],
          ['list', '[1,null]'],
        ],
      },
    );
    expect(
      tell({ kind: 'identify', page, after: 0, body: { traits: { plan: 'x'.repeat(300) } } }).values[0]?.[1],
    ).toHaveLength(202);
    expect(tell({ kind: 'sdk', page, after: 0, body: { drops: { full: 2, late: 1 } } }).notes).toEqual([
      'used 4 ms of the page’s time',
      'gave up 3 events',
    ]);
  });

  it('says what each signal is about', () => {
    const page = 'shop.example/';
    const words = (happening: Happening): string => {
      const { title, notes, values } = tell(happening);
      return [title, ...notes, ...values.map((pair) => pair.join('='))].join(' | ');
    };
    const email = { key: 'id:order//textbox:1', index: 0, role: 'textbox', label: 'E-mail' };
    const field = { ...email, focusMs: 5100, edits: 2, reentries: 1, invalid: 0 };
    const told: Happening[] = [
      { kind: 'rage_click', page, after: 0, body: { confidence: 0.86, features: { clicks: 5 } } },
      { kind: 'dead_click', page, after: 0, body: { label: '' } },
      { kind: 'error_click', page, after: 0 },
      { kind: 'dead_swipe', page, after: 0 },
      { kind: 'thrashed_cursor', page, after: 0 },
      { kind: 'quick_back', page, after: 0, body: { features: {} } },
      { kind: 'attention', page, after: 0, body: { attended: [{ ...email, dwellMs: 1500 }] } },
      { kind: 'exposure', page, after: 0, body: { exposed: [{ ...email, label: '', exposedMs: 900 }] } },
      { kind: 'form', page, after: 0, body: { outcome: 'abandoned', fields: [field], lastKey: email.key } },
      { kind: 'selection', page, after: 0 },
      { kind: 'error', page, after: 0, body: { count: 7, noise: 'extension' } },
      { kind: 'resource_error', page, after: 0 },
      { kind: 'violation', page, after: 0, body: { enforced: false } },
      { kind: 'request', page, after: 0 },
      { kind: 'vital', page, after: 0, body: { metric: 'CLS', value: 0.118, attribution: {} } },
      { kind: 'long_frame', page, after: 0, body: { scripts: [{ source: 's', invoker: '', durationMs: 40 }] } },
      { kind: 'group', page, after: 0, body: { traits: { seats: 3 } } },
      { kind: 'feature_flag', page, after: 0 },
    ];
    expect(told.map(words)).toEqual([
      'Buy | button | 86 % sure | clicks=5',
      'testid:buy | button | 90 % sure | spanMs=900',
      'Buy | button | 90 % sure | spanMs=900',
      'Buy | button | 90 % sure | spanMs=900',
      'Buy | button | 90 % sure | spanMs=900',
      'Buy | soon back from shop.example/help | 90 % sure',
      ' | pointer on 1 element | E-mail=1.5 s',
      ' | 1 control in sight | id:order//textbox:1=900 ms',
      'Order | abandoned at E-mail | after 900 ms | E-mail=5.1 s',
      'testid:buy | copied 3 characters',
      'TypeError: coupon is undefined | not caught | 7 times | noise: extension',
      'https://shop.example/a.png | status 404',
      'script-src: inline | csp | only reported',
      'GET shop.example/api | the server failed | status 500 | after 80 ms',
      'CLS | 0.12 | good | testid:buy',
      ' | 120 ms long | input waited for 60 ms | s=40 ms',
      'company: acme | seats=3',
      'hero: b',
    ]);
  });

  it('says little, and does not break, of a kind that is younger than this dashboard', () => {
    const [event] = visit([{ kind: 'click', page: 'a', after: 0 }]);
    const younger = { ...event, kind: 'screen_shake' } as unknown as StoredEvent;
    expect(tellOf(younger)).toEqual({ title: '', notes: [], values: [], trace: '' });
    expect(kindInWords('screen_shake')).toBe('screen shake');
    expect(kindInWords('toString')).toBe('toString');
  });

  it('names people by what the site calls them, else by the end of their id', () => {
    expect(whoOf({ user: 'ada', visitor: 'v1' })).toBe('ada');
    expect(whoOf({ user: '', visitor: '0198c0de-0000-7000-8000-00000012abcd' })).toBe('…12abcd');
    expect(shortId('visitor-1')).toBe('visitor-1');
  });
});
