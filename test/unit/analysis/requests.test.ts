import { mostRequests, requests } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, everything, streams } from './events.ts';

describe('requests', () => {
  it('answers nothing when all went well', () => {
    expect(requests.fold(requests.rows([], everything), everything)).toEqual({ requests: [] });
  });

  it('groups by method, target, failure and status, most sessions first, with how long 3 of 4 took at most', () => {
    const request = (at: number, durationMs: number, session: string, status = 503) =>
      eventOf('request', at, { target: 'a.example/cart', durationMs, session, status });
    const events = [
      request(1, 100, 's1'),
      request(4, 300, 's2'),
      request(3, 200, 's1'),
      request(2, 0, 's1', 500),
      request(2, 0, 's1', 500),
      eventOf('resource_error', 5),
    ];
    expect(requests.fold(requests.rows(events, everything), everything).requests).toEqual([
      {
        method: 'GET',
        target: 'a.example/cart',
        failure: '5xx',
        status: 503,
        count: 3,
        p75DurationMs: 250,
        sessions: 2,
        lastAt: 4,
        session: 's2',
      },
      {
        method: 'GET',
        target: 'a.example/cart',
        failure: '5xx',
        status: 500,
        count: 2,
        p75DurationMs: 0,
        sessions: 1,
        lastAt: 2,
        session: 's1',
      },
    ]);
  });

  it('lists some of many', () => {
    const many = Array.from({ length: mostRequests + 3 }, (_, at) => eventOf('request', at, { target: `t${at}` }));
    expect(requests.rows(many, everything)).toHaveLength(mostRequests);
  });

  it('gives equal rows whatever the order', () => {
    fc.assert(
      fc.property(streams('request', 'click'), ({ stream, shuffled }) => {
        expect(requests.rows(shuffled, everything)).toEqual(requests.rows(stream, everything));
      }),
    );
  });
});
