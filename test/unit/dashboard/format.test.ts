import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ago, count, counted, duration, percent, shortPage } from '../../../dashboard/shell/format.ts';

describe('numbers', () => {
  it('are grouped and named', () => {
    expect([
      count(0),
      count(1204),
      counted(1, 'session'),
      counted(0, 'session'),
      counted(2, 'query', 'queries'),
    ]).toEqual(['0', '1,204', '1 session', '0 sessions', '2 queries']);
  });

  it('become percents that never claim all or nothing when it is neither', () => {
    const written: [number, string][] = [
      [0, '0 %'],
      [Number.NaN, '0 %'],
      [0.0004, '< 0.1 %'],
      [0.042, '4.2 %'],
      [0.05, '5 %'],
      [0.0999, '10 %'],
      [0.184, '18 %'],
      [0.9, '90 %'],
      [0.9998, '99.9 %'],
      [0.99999999, '99.9 %'],
      [1, '100 %'],
      [1.5, '150 %'],
    ];
    for (const [ratio, text] of written) expect(percent(ratio)).toBe(text);
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (ratio) => {
        expect(percent(ratio)).not.toMatch(/^(0|100) %$/);
        expect(Math.abs(Number.parseFloat(percent(ratio).replace('< ', '')) - ratio * 100)).toBeLessThanOrEqual(0.51);
      }),
    );
  });
});

describe('times', () => {
  it('are spans in at most two units', () => {
    const written: [number, string][] = [
      [0, '0 ms'],
      [840, '840 ms'],
      [4200, '4.2 s'],
      [9999, '9.9 s'],
      [42_900, '42 s'],
      [60_000, '1 min'],
      [250_000, '4 min 10 s'],
      [3_600_000, '1 h'],
      [7_500_000, '2 h 5 min'],
      [86_400_000, '1 d'],
      [273_600_000, '3 d 4 h'],
    ];
    for (const [ms, text] of written) expect(duration(ms)).toBe(text);
  });

  it('say how long ago', () => {
    const now = 1e12;
    expect(
      [-500, 4000, 42_000, 240_000, 3 * 3_600_000, 47 * 3_600_000, 12 * 86_400_000].map((ms) => ago(now - ms, now)),
    ).toEqual(['just now', 'just now', '42 s ago', '4 min ago', '3 h ago', '47 h ago', '12 d ago']);
  });
});

describe('pages', () => {
  it('lose a host that all share, and only then', () => {
    expect(shortPage('a.example/x', ['a.example/x', 'a.example/'])).toBe('/x');
    expect(shortPage('a.example/', ['a.example/'])).toBe('/');
    expect(shortPage('a.example/x', ['a.example/x', 'b.example/'])).toBe('a.example/x');
    expect(shortPage('file:/x', ['file:/x'])).toBe('/x');
    expect(shortPage('nothing', ['nothing'])).toBe('nothing');
  });
});
