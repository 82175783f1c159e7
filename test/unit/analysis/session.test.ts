import { mostSessionEvents, session, type SessionAnswer } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allKinds, eventOf, streams } from './events.ts';

const input = { session: 's1' };
const ask = (events: Iterable<StoredEvent>): SessionAnswer => session.fold(session.rows(events, input), input);

describe('session', () => {
  it('answers zeros for one that is not here', () => {
    expect(ask([eventOf('page_view', 1, { session: 's2' })])).toEqual({
      session: 's1',
      visitor: '',
      user: '',
      release: '',
      startedAt: 0,
      endedAt: 0,
      pageViews: 0,
      clicks: 0,
      errors: 0,
      events: [],
      isCut: false,
    });
  });

  it('gives its events as they were stored, by time, with the last word on who it was', () => {
    const view = eventOf('page_view', 10, { visitor: 'v0', release: '1' });
    const named = eventOf('identify', 20, { user: 'ada' });
    const script = eventOf('click', 21, { trusted: false });
    const early = eventOf('click', 40, { skewMs: -35, user: '' });
    const error = eventOf('error', 50, { release: '2', count: 3 });
    const noise = eventOf('error', 45, { noise: 'extension' });
    const found = ask([error, noise, named, early, eventOf('click', 1, { session: 's2' }), script, view]);
    expect(found.events).toEqual([early, view, named, script, noise, error]);
    expect(found).toMatchObject({
      visitor: 'v1',
      user: 'ada',
      release: '2',
      startedAt: 5,
      endedAt: 50,
      pageViews: 1,
      clicks: 1,
      // as often as they came, without noise
      errors: 3,
      isCut: false,
    });
  });

  it('gives 5,000 events at most, and says when there are more', () => {
    const many = Array.from({ length: mostSessionEvents + 5 }, (_, at) => eventOf('click', at));
    expect(session.rows(many, input)).toHaveLength(mostSessionEvents + 1);
    const found = ask(many);
    expect(found).toMatchObject({ clicks: mostSessionEvents, endedAt: mostSessionEvents - 1, isCut: true });
    expect(ask(many.slice(0, mostSessionEvents)).isCut).toBe(false);
  });

  it('gives equal rows whatever the order, each event once, in order', () => {
    fc.assert(
      fc.property(streams(...allKinds), ({ stream, shuffled }) => {
        const rows = session.rows(stream, input);
        expect(session.rows(shuffled, input)).toEqual(rows);
        expect(rows).toHaveLength(stream.filter((event) => event.session === 's1').length);
        const times = rows.map((event) => event.at + event.skewMs);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });
});
