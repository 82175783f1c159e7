import { errors, mostErrors } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, everything, streams } from './events.ts';

describe('errors', () => {
  it('answers two empty bins when nothing broke', () => {
    const bin = { count: 0, sessions: 0, list: [] };
    expect(errors.fold(errors.rows([], everything), everything)).toEqual({ errors: bin, noise: bin });
    expect(errors.fold([], everything)).toEqual({ errors: bin, noise: bin });
  });

  it('counts what each event stands for, most sessions first, and keeps noise in a bin of its own', () => {
    const events = [
      eventOf('error', 10, { message: 'rare', count: 95 }),
      eventOf('error', 20, { message: 'wide', session: 's1' }),
      eventOf('error', 30, { message: 'wide', session: 's3', visitor: 'v2' }),
      eventOf('error', 25, { message: 'wide', session: 's2' }),
      eventOf('error', 40, { message: 'wide', noise: 'extension', session: 's4' }),
      eventOf('error_click', 50),
    ];
    const found = errors.fold(errors.rows(events, everything), everything);
    const wide = { type: 'TypeError', message: 'wide' };
    expect(found).toEqual({
      errors: {
        count: 98,
        sessions: 3,
        list: [
          { ...wide, noise: '', count: 3, sessions: 3, visitors: 2, firstAt: 20, lastAt: 30, session: 's3' },
          {
            ...wide,
            message: 'rare',
            noise: '',
            count: 95,
            sessions: 1,
            visitors: 1,
            firstAt: 10,
            lastAt: 10,
            session: 's1',
          },
        ],
      },
      noise: {
        count: 1,
        sessions: 1,
        list: [
          { ...wide, noise: 'extension', count: 1, sessions: 1, visitors: 1, firstAt: 40, lastAt: 40, session: 's4' },
        ],
      },
    });
  });

  it('lists some of many, and counts all of them', () => {
    const many = Array.from({ length: mostErrors + 3 }, (_, at) =>
      ['', 'extension'].map((noise) => eventOf('error', at, { message: `m${at}`, noise })),
    ).flat();
    const found = errors.fold(errors.rows(many, everything), everything);
    expect([found.errors.list.length, found.noise.list.length]).toEqual([mostErrors, mostErrors]);
    expect([found.errors.count, found.noise.count]).toEqual([mostErrors + 3, mostErrors + 3]);
  });

  it('gives equal rows whatever the order', () => {
    fc.assert(
      fc.property(streams('error', 'click'), ({ stream, shuffled }) => {
        expect(errors.rows(shuffled, everything)).toEqual(errors.rows(stream, everything));
      }),
    );
  });
});
