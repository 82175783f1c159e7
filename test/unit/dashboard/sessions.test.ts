import { type EventFilter, filteredKinds, type FunnelStep } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cursorOf,
  filtersOf,
  inputOf,
  isFiltered,
  paramsBefore,
  paramsOf,
} from '../../../dashboard/sessions/filters.ts';
import { eventInWords } from '../../../dashboard/sessions/eventInWords.ts';
import { shortId, whoOf } from '../../../dashboard/sessions/names.ts';
import { linkFrom, parseHash } from '../../../dashboard/shell/hash.ts';

const name = fc.string({ minLength: 1 });
const step: fc.Arbitrary<FunnelStep> = fc.oneof(
  name.map((page): FunnelStep => ({ kind: 'page', page })),
  name.map((one): FunnelStep => ({ kind: 'custom', name: one })),
  name.map((key): FunnelStep => ({ kind: 'click', key })),
);

const event: fc.Arbitrary<EventFilter> = fc.record(
  {
    kind: fc.constantFrom(...filteredKinds),
    page: fc.string(),
    message: fc.string({ unit: 'binary' }),
    status: fc.nat(599),
    viewport: fc.constantFrom('phone' as const, 'desktop' as const),
    isNoise: fc.boolean(),
    field: fc.record({ key: fc.string(), index: fc.nat(3) }),
  },
  { requiredKeys: ['kind'] },
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
          event: fc.option(event, { nil: undefined }),
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
    for (const asked of [
      '',
      '1',
      'null',
      '{}',
      '{"kind":"click"}',
      '{"kind":"error","page":1}',
      '{"kind":"form","x":1}',
    ])
      expect(filtersOf(new URLSearchParams({ event: asked })).event, asked).toBeUndefined();
    for (const took of ['', '0-2', '2-1', '1-3', '1', '1-x'])
      expect(filtersOf(parseHash(`#/sessions?step=page:a&step=page:b&took=${took}`).params).funnel).toBeUndefined();
    expect(filtersOf(parseHash('#/sessions?step=page:a&took=1-1').params).funnel).toBeUndefined();
  });

  it('begin at the latest session when one of them changes', () => {
    const place = parseHash('#/sessions?before=5+s1&range=24h');
    expect(linkFrom(place, '/sessions', paramsOf({ withErrors: true }))).toBe('#/sessions?range=24h&errors=1');
  });
});

describe('an event filter in words', () => {
  it.each<[EventFilter, string]>([
    [{ kind: 'error', isNoise: false }, 'Errors'],
    [{ kind: 'error', isNoise: true }, 'Noise'],
    [{ kind: 'error', type: 'TypeError', message: 'x is null', noise: '' }, 'Error x is null'],
    [{ kind: 'error', type: 'TypeError', message: '', noise: '' }, 'Error TypeError'],
    [
      { kind: 'request', method: 'GET', target: 'a.example/b', failure: '5xx', status: 503 },
      'GET a.example/b: the server failed (503)',
    ],
    [{ kind: 'request' }, 'Requests that failed or were slow'],
    [{ kind: 'form', page: 'a.example/', key: 'id:order', index: 0 }, 'Form id:order on /'],
    [{ kind: 'form', key: 'id:order', index: 0, outcome: 'submitted' }, 'Form id:order sent'],
    [
      { kind: 'form', key: 'id:order', index: 0, outcome: 'abandoned', lastKey: 'name:mail', lastIndex: 0 },
      'Form id:order given up in name:mail',
    ],
    [
      { kind: 'form', key: 'id:order', index: 0, field: { key: 'name:mail', index: 0 } },
      'Form id:order with the field name:mail',
    ],
    [
      { kind: 'rage_click', page: 'a.example/', key: 'id:buy', index: 0, viewport: 'phone' },
      'Rage click on id:buy on / on a phone',
    ],
  ])('%j', (filter, words) => {
    expect(eventInWords(filter, ['a.example/', 'a.example/b'])).toBe(words);
  });
});

describe('names', () => {
  it('names people by what the site calls them, else by the end of their id', () => {
    expect(whoOf({ user: 'ada', visitor: 'v1' })).toBe('ada');
    expect(whoOf({ user: '', visitor: '0198c0de-0000-7000-8000-00000012abcd' })).toBe('…12abcd');
    expect(shortId('visitor-1')).toBe('visitor-1');
  });
});
